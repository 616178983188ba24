"""Identity of persons: corrections by two people, titles, extensions, merging, recorded readings."""

import datetime

import pytest

from guichet.base.erreurs import Refus
from guichet.base.horloge import figer
from guichet.models import Entree
from publics.models import Evaluation, Mission, Participant, Prolongation, Sortie, Titre
from publics.services.participants import enregistrer_personne
from publics.services.rapprochement import fusionner_personnes
from tests.fabriques.publics import (
    LotFactory,
    MissionFactory,
    ParticipantFactory,
    PrescriptionFactory,
    TitreFactory,
    structure,
)

JOUR = datetime.date(2026, 11, 5)


@pytest.fixture(autouse=True)
def le_5_novembre():
    with figer(JOUR):
        yield


def url(territoire, chemin: str) -> str:
    return f"/t/{territoire.slug}/publics/{chemin}"


def corrigee(personne, **change) -> dict:
    return {
        "nom": personne.nom,
        "prenom": personne.prenom,
        "ne_le": personne.ne_le.isoformat(),
        "commune": personne.commune,
        "qpv": "unknown",
        "vu_le": personne.modifie_le.isoformat(),
        **change,
    }


def test_lire_la_page_d_une_personne_est_enregistre(territoire, connecter):
    personne = ParticipantFactory(territoire=territoire)
    client = connecter("facilitateur", territoire)
    client.get(url(territoire, f"personnes/{personne.pk}/"))
    entree = Entree.objects.get(consultation=True)
    assert (entree.objet_type, entree.objet_id) == ("publics.participant", personne.pk)
    assert entree.utilisateur == client.appartenance.utilisateur


def test_exporter_la_liste_des_personnes_est_enregistre(territoire, connecter):
    ParticipantFactory(territoire=territoire, nom="Zola", prenom="Émile")
    reponse = connecter("facilitateur", territoire).get(url(territoire, "personnes/?export=csv"))
    assert "Zola Émile" in reponse.content.decode("utf-8-sig")
    assert Entree.objects.filter(consultation=True, phrase="Liste de personnes exportée").exists()


def test_corriger_une_personne(territoire, connecter):
    personne = ParticipantFactory(territoire=territoire, nom="Belkacem")
    client = connecter("facilitateur", territoire)
    reponse = client.post(
        url(territoire, f"personnes/{personne.pk}/modifier/"), corrigee(personne, commune="Chauray")
    )
    assert reponse.status_code == 302
    personne.refresh_from_db()
    assert personne.commune == "Chauray"


def test_deux_corrections_la_seconde_voit_les_deux_valeurs(territoire, connecter):
    personne = ParticipantFactory(territoire=territoire, commune="Niort")
    adresse = url(territoire, f"personnes/{personne.pk}/modifier/")
    with figer(datetime.date(2026, 11, 6)):
        connecter("facilitateur", territoire).post(adresse, corrigee(personne, commune="Chauray"))
        reponse = connecter("assistant", territoire).post(adresse, corrigee(personne, commune="Aiffres"))
    page = reponse.content.decode()
    assert reponse.status_code == 409
    assert "Chauray" in page
    assert "Aiffres" in page
    personne.refresh_from_db()
    assert personne.commune == "Chauray"


def test_enregistrer_un_pass_iae(territoire, connecter):
    personne = ParticipantFactory(territoire=territoire)
    client = connecter("facilitateur", territoire)
    adresse = url(territoire, f"personnes/{personne.pk}/titre/")
    saisie = {"genre": "pass_iae", "debut": "2026-01-05", "fin": "2028-01-04"}
    faux = client.post(adresse, {**saisie, "numero": "99998 1234567"})
    assert "99999 suivi de 7 chiffres" in faux.content.decode()
    assert not Titre.objects.exists()
    client.post(adresse, {**saisie, "numero": "99999 1234567"})
    personne.refresh_from_db()
    assert Titre.objects.get().numero == personne.pass_iae == "999991234567"


def test_prolonger_repousse_la_fin_avec_motif_et_auteur(territoire, connecter):
    personne = ParticipantFactory(territoire=territoire, entree_ailleurs=datetime.date(2024, 12, 1))
    client = connecter("facilitateur", territoire)
    client.post(
        url(territoire, f"personnes/{personne.pk}/prolonger/"), {"mois": 3, "motif": "Congé maternité"}
    )
    assert Prolongation.objects.get().auteur == client.appartenance.utilisateur
    page = client.get(url(territoire, f"personnes/{personne.pk}/")).content.decode()
    assert "28/02/2027" in page


def test_une_sortie_en_emploi_dit_le_contrat(territoire, connecter):
    personne = ParticipantFactory(territoire=territoire)
    client = connecter("facilitateur", territoire)
    adresse = url(territoire, f"personnes/{personne.pk}/sortie/")
    manque = client.post(adresse, {"le": "2026-11-02", "vers": "titulaire"})
    assert "dit le contrat obtenu" in manque.content.decode()
    client.post(adresse, {"le": "2026-11-02", "vers": "titulaire", "type_contrat": "cdi"})
    assert Sortie.objects.get().type_contrat == "cdi"


def test_une_structure_ne_voit_ni_les_missions_ni_le_statut_chez_une_autre(territoire, connecter):
    personne = ParticipantFactory(territoire=territoire)
    sienne = structure(territoire)
    MissionFactory(territoire=territoire, participant=personne, employeur=sienne, etat="en_cours")
    autre = MissionFactory(territoire=territoire, participant=personne, etat="en_cours")
    TitreFactory(territoire=territoire, participant=personne, genre="ea", structure=autre.employeur)
    page = connecter("structure", territoire, acteur=sienne).get(url(territoire, f"personnes/{personne.pk}/"))
    texte = page.content.decode()
    assert page.status_code == 200
    assert autre.employeur.nom not in texte
    assert autre.lot.marche.objet not in texte


def test_fusionner_deplace_tout_et_complete_les_vides(territoire, facilitateur):
    gardee = ParticipantFactory(territoire=territoire, nom="Belkacem", commune="")
    doublon = ParticipantFactory(
        territoire=territoire, nom="Belcacem", commune="Niort", pass_iae="999991234567", a_rapprocher=True
    )
    mission = MissionFactory(territoire=territoire, participant=doublon)
    PrescriptionFactory(territoire=territoire, participant=doublon)
    fusionner_personnes(gardee=gardee, doublon=doublon, par=facilitateur)
    gardee.refresh_from_db()
    mission.refresh_from_db()
    assert (gardee.nom, gardee.commune, gardee.pass_iae) == ("Belkacem", "Niort", "999991234567")
    assert mission.participant == gardee
    assert not Participant.objects.filter(pk=doublon.pk).exists()
    assert Entree.objects.filter(verbe="fusionner_personnes").exists()


def test_deux_missions_qui_se_chevauchent_empechent_la_fusion_et_rien_ne_bouge(territoire, facilitateur):
    gardee, doublon = (ParticipantFactory(territoire=territoire) for _ in range(2))
    lot, employeur = LotFactory(territoire=territoire), structure(territoire)
    for personne in (gardee, doublon):
        MissionFactory(territoire=territoire, participant=personne, lot=lot, employeur=employeur)
    with pytest.raises(Refus, match="se chevauchent"):
        fusionner_personnes(gardee=gardee, doublon=doublon, par=facilitateur)
    assert Mission.objects.filter(participant=doublon).count() == 1


def test_chercher_par_nom_sans_accent_ni_ordre(territoire, connecter):
    ParticipantFactory(territoire=territoire, nom="Lefèvre", prenom="Zoé")
    ParticipantFactory(territoire=territoire, nom="Martin", prenom="Paul")
    page = connecter("facilitateur", territoire).get(url(territoire, "personnes/?q=zoe+lefevre"))
    assert "Lefèvre" in page.content.decode()
    assert "Martin" not in page.content.decode().replace(str(page.wsgi_request.user), "")


def test_un_doublon_possible_se_voit_et_se_rapproche(territoire, connecter):
    gardee = ParticipantFactory(territoire=territoire, nom="Belkacem", prenom="Nadia")
    doublon = ParticipantFactory(
        territoire=territoire, nom="Belkasem", prenom="Nadia", ne_le=datetime.date(1991, 6, 14)
    )
    sans_date = ParticipantFactory(territoire=territoire, nom="Tout", prenom="Autre", ne_le=None)
    ParticipantFactory(territoire=territoire, nom="Encore", prenom="Différente", ne_le=None)
    client = connecter("facilitateur", territoire)
    page = client.get(url(territoire, f"personnes/{doublon.pk}/modifier/")).content.decode()
    assert "Doublon possible" in page
    seule = client.get(url(territoire, f"personnes/{sans_date.pk}/modifier/")).content.decode()
    assert "Doublon possible" not in seule
    client.post(url(territoire, f"personnes/{doublon.pk}/rapprocher/"), {"connue": gardee.pk})
    assert not Participant.objects.filter(pk=doublon.pk).exists()


def test_suspendre_un_pass_iae_repousse_sa_fin(territoire, connecter):
    personne = ParticipantFactory(territoire=territoire)
    titre = TitreFactory(
        territoire=territoire,
        participant=personne,
        genre="pass_iae",
        debut=datetime.date(2026, 1, 5),
        fin=datetime.date(2026, 10, 31),
    )
    client = connecter("facilitateur", territoire)
    adresse = url(territoire, f"titres/{titre.pk}/periode/")
    envers = client.post(adresse, {"genre": "suspension", "du": "2026-06-10", "au": "2026-06-01"})
    assert "suit le début du titre" in envers.content.decode()
    client.post(adresse, {"genre": "suspension", "du": "2026-06-01", "au": "2026-06-10"})
    page = client.get(url(territoire, f"personnes/{personne.pk}/")).content.decode()
    assert "10/11/2026" in page


def test_une_situation_changee_ne_vaut_plus_pour_une_nouvelle_mission(territoire, connecter):
    personne = ParticipantFactory(territoire=territoire)
    titre = TitreFactory(territoire=territoire, participant=personne)
    client = connecter("facilitateur", territoire)
    client.post(url(territoire, f"titres/{titre.pk}/changement/"), {"le": "2026-11-01"})
    page = client.get(url(territoire, f"personnes/{personne.pk}/")).content.decode()
    assert "situation de la personne a changé le 01/11/2026" in page.replace("\u00a0", " ")


def test_une_nouvelle_fiche_se_prepare_depuis_la_personne(territoire, connecter):
    personne = ParticipantFactory(territoire=territoire, commune="Niort")
    page = connecter("facilitateur", territoire).get(
        url(territoire, f"fiches/nouvelle/?personne={personne.pk}")
    )
    assert f'value="{personne.nom}"' in page.content.decode()
    ailleurs = connecter("structure", territoire, acteur=structure(territoire)).get(
        url(territoire, f"fiches/nouvelle/?personne={personne.pk}")
    )
    assert personne.nom not in ailleurs.content.decode()


def test_ce_qu_un_tiers_complete_d_une_personne_est_ecrit(territoire, facilitateur):
    connue = ParticipantFactory(territoire=territoire, commune="", code_postal="")
    identite = {"nom": connue.nom, "prenom": connue.prenom, "ne_le": connue.ne_le, "commune": "Niort"}
    assert enregistrer_personne(identite=identite, par=facilitateur) == connue
    entree = Entree.objects.get(verbe="completer_personne")
    assert (entree.objet_id, entree.phrase) == (connue.pk, "Complété : commune")


def test_une_sortie_envoyee_deux_fois_compte_une_fois(territoire, connecter):
    personne = ParticipantFactory(territoire=territoire)
    client, adresse = (
        connecter("facilitateur", territoire),
        url(territoire, f"personnes/{personne.pk}/sortie/"),
    )
    for _ in range(2):
        client.post(adresse, {"le": "2026-11-02", "vers": "formation"})
    assert Sortie.objects.count() == 1
    assert Entree.objects.filter(verbe="enregistrer_sortie").count() == 1


def test_une_evaluation_envoyee_deux_fois_n_en_fait_qu_une(territoire, connecter):
    mission = MissionFactory(territoire=territoire, employeur=structure(territoire))
    client = connecter("facilitateur", territoire)
    for _ in range(2):
        client.post(
            url(territoire, f"missions/{mission.pk}/evaluation/"), {"le": "2026-11-02", "assiduite": "Bonne"}
        )
    assert Evaluation.objects.count() == 1
