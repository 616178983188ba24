"""A facilitateur's morning, through the pages: record, study, notify, correct, load."""

import datetime
import json
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guichet.base.horloge import figer
from guichet.models import Acteur, Travail
from guichet.travaux.execution import execute
from marches.models import Attribution, CalculHeures, Engagement, Exemption, Lot, Marche, NoticeLue
from tests.fabriques.guichet import ActeurFactory, siret
from tests.fabriques.marches import (
    AttributionFactory,
    EngagementFactory,
    LotFactory,
    MarcheFactory,
    OperationFactory,
)

JOUR = datetime.date(2026, 11, 5)


@pytest.fixture(autouse=True)
def le_5_novembre():
    with figer(JOUR):
        yield


@pytest.fixture
def client_guichet(territoire, connecter):
    return connecter("facilitateur", territoire)


def url(territoire, chemin: str = "") -> str:
    return f"/t/{territoire.slug}/marches/{chemin}"


def saisie(page, **champs) -> dict:
    """What a browser would send of a page's form, some fields changed."""
    formulaire = page.context["form"]
    valeurs = {
        nom: "" if formulaire[nom].value() in (None, False) else formulaire[nom].value()
        for nom in formulaire.fields
    }
    valeurs = {nom: v.isoformat() if hasattr(v, "isoformat") else str(v) for nom, v in valeurs.items()}
    return valeurs | champs


def test_enregistrer_un_marche_et_son_lot(territoire, client_guichet):
    ville = ActeurFactory(territoire=territoire, donneur_ordre=True)
    page = client_guichet.get(url(territoire, "nouveau/"))
    envoi = saisie(
        page,
        objet="Réhabilitation du groupe scolaire Jean-Macé",
        numero="2026-TVX-014",
        nature="travaux",
        donneur_ordre=ville.pk,
        operation_nouvelle="Quartier des Tilleuls",
        montant="1 024 000,50",
    )
    reponse = client_guichet.post(url(territoire, "nouveau/"), envoi)
    marche = Marche.objects.get()
    assert reponse["Location"] == url(territoire, f"{marche.pk}/")
    assert marche.montant == Decimal("1024000.50")
    assert marche.operation.nom == "Quartier des Tilleuls"
    assert marche.referent == client_guichet.appartenance.utilisateur
    assert Lot.objects.get().referent == marche.referent
    assert "Identifié" in client_guichet.get(reponse["Location"]).content.decode()


def test_le_meme_numero_chez_le_meme_acheteur_est_refuse_sans_rien_perdre(territoire, client_guichet):
    lot = LotFactory(territoire=territoire)
    page = client_guichet.get(url(territoire, "nouveau/"))
    envoi = saisie(
        page, objet="Autre objet", numero=lot.marche.numero, donneur_ordre=lot.marche.donneur_ordre_id
    )
    reponse = client_guichet.post(url(territoire, "nouveau/"), envoi)
    assert reponse.status_code == 200
    texte = reponse.content.decode()
    assert "a déjà un marché n°" in texte
    assert "Autre objet" in texte


def test_un_service_d_un_autre_acheteur_est_refuse(territoire, client_guichet):
    ville, autre = (ActeurFactory(territoire=territoire, donneur_ordre=True) for _ in range(2))
    service = ActeurFactory(territoire=territoire, donneur_ordre=True, parent=autre)
    page = client_guichet.get(url(territoire, "nouveau/"))
    envoi = saisie(page, objet="Objet", numero="1", donneur_ordre=ville.pk, service=service.pk)
    reponse = client_guichet.post(url(territoire, "nouveau/"), envoi)
    assert "n’est pas un service de" in reponse.content.decode()
    assert not Marche.objects.exists()


@pytest.mark.parametrize(("quoi", "champ"), [("marche", "objet"), ("lot", "intitule")])
def test_deux_editeurs_le_second_voit_les_deux_valeurs(territoire, client_guichet, quoi, champ):
    lot = LotFactory(territoire=territoire)
    objet = lot if quoi == "lot" else lot.marche
    adresse = url(territoire, f"lots/{lot.pk}/modifier/" if quoi == "lot" else f"{objet.pk}/modifier/")
    page = client_guichet.get(adresse)
    premier = client_guichet.post(adresse, saisie(page, **{champ: "Du premier"}))
    assert premier.status_code == 302
    second = client_guichet.post(adresse, saisie(page, **{champ: "Du second"}))
    assert second.status_code == 409
    texte = second.content.decode()
    assert "Du premier" in texte
    assert "Du second" in texte
    objet.refresh_from_db()
    assert getattr(objet, champ) == "Du premier"


def test_calculer_puis_retenir_la_clause(territoire, client_guichet):
    lot = LotFactory(
        territoire=territoire, a_etude=True, heures_estimees=None, dispositif="", montant=Decimal(300_000)
    )
    adresse = url(territoire, f"lots/{lot.pk}/calcul/")
    valeurs = {
        "montant_ht": "300 000",
        "metier": "peinture",
        "part_main_oeuvre": "",
        "taux_insertion": "6",
        "cout_horaire": "30",
        "motif": "étude",
    }
    direct = client_guichet.get(f"{adresse}resultat/?methode=montant", valeurs).content.decode()
    assert "420\u00a0h" in direct
    assert not CalculHeures.objects.exists()
    client_guichet.post(f"{adresse}?methode=montant", valeurs)
    lot.refresh_from_db()
    assert lot.heures_estimees == 420
    reponse = client_guichet.post(
        url(territoire, f"lots/{lot.pk}/etat/retenir_clause/"),
        {"depuis": "a_etude", "dispositif": "condition", "heures_demandees": "400"},
    )
    assert reponse.status_code == 302
    lot.refresh_from_db()
    assert (lot.etat, lot.heures_demandees) == ("clause_retenue", 400)


def test_la_proprete_sous_150_heures_conseille_de_ne_pas_clauser(territoire, client_guichet):
    lot = LotFactory(territoire=territoire, a_etude=True)
    valeurs = {
        "methode": "proprete",
        "montant_ht": "100000",
        "mois": "48",
        "heures_reprises": "50",
        "taux_insertion": "5",
        "cout_horaire": "25",
    }
    page = client_guichet.get(url(territoire, f"lots/{lot.pk}/calcul/resultat/"), valeurs)
    assert "Pas de clause conseillée" in page.content.decode()


def test_un_parametre_hors_bornes_est_dit_dans_le_formulaire(territoire, client_guichet):
    lot = LotFactory(territoire=territoire, a_etude=True)
    valeurs = {"montant_ht": "100000", "part_main_oeuvre": "120", "taux_insertion": "5", "cout_horaire": "0"}
    page = client_guichet.post(url(territoire, f"lots/{lot.pk}/calcul/"), valeurs)
    assert page.status_code == 200
    assert not CalculHeures.objects.exists()


def test_notifier_avec_titulaire_et_heures_en_une_page(territoire, client_guichet):
    lot = LotFactory(territoire=territoire, consultation=True, heures_demandees=Decimal(400))
    entreprise = ActeurFactory(territoire=territoire, titulaire=True)
    adresse = url(territoire, f"lots/{lot.pk}/etat/notifier/")
    page = client_guichet.get(adresse)
    assert page.context["form"]["heures"].value() == "400"
    client_guichet.post(
        adresse,
        {
            "depuis": "en_consultation",
            "date_notification": "2026-11-03",
            "titulaire": entreprise.pk,
            "heures": "400",
        },
    )
    lot.refresh_from_db()
    assert (lot.etat, lot.heures_engagees) == ("notifie", 400)
    assert Attribution.objects.get(lot=lot).entreprise == entreprise


def test_un_etat_change_par_un_autre_repond_409(territoire, client_guichet):
    lot = LotFactory(territoire=territoire, suspendu=True)
    reponse = client_guichet.post(
        url(territoire, f"lots/{lot.pk}/etat/receptionner/"),
        {"depuis": "en_cours", "date_reception": "2026-11-01"},
    )
    assert reponse.status_code == 409
    texte = reponse.content.decode()
    assert "Suspendu" in texte
    assert "Réceptionné" in texte


def test_un_acte_impossible_n_a_pas_de_page(territoire, client_guichet):
    lot = LotFactory(territoire=territoire)
    assert client_guichet.get(url(territoire, f"lots/{lot.pk}/etat/etudier/")).status_code == 404


def test_avenant_tranche_retrait_depuis_la_page_du_lot(territoire, client_guichet):
    lot = LotFactory(territoire=territoire, heures_engagees=Decimal(0))
    adresse = url(territoire, f"lots/{lot.pk}/engagement/")
    commun = {"libelle": "", "montant": "", "date_effet": "2026-05-18"}
    client_guichet.post(adresse, {"genre": "initial", "numero": "", "heures": "1 200", **commun})
    client_guichet.post(adresse, {"genre": "avenant", "numero": "1", "heures": "80", **commun})
    client_guichet.post(adresse, {"genre": "tranche", "numero": "TO1", "heures": "100", **commun})
    lot.refresh_from_db()
    assert lot.heures_engagees == 1280
    tranche = Engagement.objects.get(genre="tranche")
    client_guichet.post(url(territoire, f"engagements/{tranche.pk}/affermir/"))
    lot.refresh_from_db()
    assert lot.heures_engagees == 1380
    avenant = Engagement.objects.get(genre="avenant")
    client_guichet.post(url(territoire, f"engagements/{avenant.pk}/retirer/"), {"motif": "double saisie"})
    lot.refresh_from_db()
    assert lot.heures_engagees == 1300
    page = client_guichet.get(url(territoire, f"lots/{lot.pk}/")).content.decode()
    assert "double saisie" in page


def test_un_retrait_sans_motif_est_refuse_et_dit_quoi_faire(territoire, client_guichet):
    engagement = EngagementFactory(territoire=territoire)
    adresse = url(territoire, f"engagements/{engagement.pk}/retirer/")
    page = client_guichet.post(adresse, {"motif": ""}, follow=True).content.decode()
    assert "n’a pas de motif" in page
    assert Engagement.objects.exists()


def test_mettre_et_retirer_une_entreprise(territoire, client_guichet):
    lot = LotFactory(territoire=territoire)
    entreprise = ActeurFactory(territoire=territoire)
    adresse = url(territoire, f"lots/{lot.pk}/entreprise/")
    envoi = {"entreprise": entreprise.pk, "role": "titulaire", "heures": "420", "depuis": ""}
    client_guichet.post(adresse, envoi)
    attribution = Attribution.objects.get()
    assert (attribution.entreprise, attribution.heures) == (entreprise, 420)
    part = url(territoire, f"entreprises/{attribution.pk}/")
    assert client_guichet.get(part).context["form"]["heures"].value() == "420"
    client_guichet.post(part, {"heures": "300,5"})
    attribution.refresh_from_db()
    assert attribution.heures == Decimal("300.50")
    double = client_guichet.post(adresse, envoi)
    assert "déjà un titulaire" in double.content.decode()
    client_guichet.post(url(territoire, f"entreprises/{attribution.pk}/retirer/"))
    assert not Attribution.objects.exists()


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({"lance_le": datetime.date(2026, 8, 24)}, "Soumis"),
        ({"lance_le": datetime.date(2026, 8, 18)}, "Non soumis"),
        ({"lance_le": None}, "À vérifier"),
        ({"lance_le": None, "source": "decp"}, "À vérifier"),
    ],
)
def test_le_verdict_de_l_obligation_sur_la_page_du_marche(territoire, client_guichet, champs, attendu):
    marche_champs = {f"marche__{cle}": valeur for cle, valeur in champs.items()}
    lot = LotFactory(territoire=territoire, montant=Decimal(6_000_000), **marche_champs)
    page = client_guichet.get(url(territoire, f"{lot.marche_id}/")).content.decode()
    assert f"<span>{attendu}</span>" in page


def test_une_exemption_inscrite_au_registre_change_le_verdict(territoire, client_guichet):
    lot = LotFactory(
        territoire=territoire, montant=Decimal(6_000_000), marche__lance_le=datetime.date(2026, 8, 24)
    )
    client_guichet.post(
        url(territoire, f"{lot.marche_id}/exemption/"),
        {
            "motif": "travaux_courts",
            "texte": "Chantier de quatre mois.",
            "auteur": "Le maire",
            "le": "2026-08-20",
        },
    )
    assert Exemption.objects.get().marche == lot.marche
    page = client_guichet.get(url(territoire, f"{lot.marche_id}/")).content.decode()
    assert "exempté le 20/08/2026 par Le maire" in page
    assert "<span>Non soumis</span>" in page


def test_mes_marches(territoire, client_guichet):
    moi = client_guichet.appartenance.utilisateur
    suivi = LotFactory(territoire=territoire, referent=moi)
    autre = LotFactory(territoire=territoire)
    for chemin in ("", "lots/"):
        page = client_guichet.get(url(territoire, f"{chemin}?suivi=moi")).content.decode()
        assert suivi.marche.objet in page
        assert autre.marche.objet not in page


def test_les_marches_d_une_collegue_en_conge(territoire, connecter, client_guichet):
    collegue = connecter("assistant", territoire).appartenance.utilisateur
    suivi = LotFactory(territoire=territoire, marche__referent=collegue)
    autre = LotFactory(territoire=territoire)
    page = client_guichet.get(url(territoire, f"?suivi={collegue.pk}")).content.decode()
    assert suivi.marche.objet in page
    assert autre.marche.objet not in page


def test_les_marches_d_une_operation(territoire, client_guichet):
    operation = OperationFactory(territoire=territoire)
    dedans = MarcheFactory(territoire=territoire, operation=operation, donneur_ordre=operation.donneur_ordre)
    dehors = MarcheFactory(territoire=territoire)
    fiche = client_guichet.get(url(territoire, f"{dedans.pk}/")).content.decode()
    assert f"?operation={operation.pk}" in fiche
    page = client_guichet.get(url(territoire, f"?operation={operation.pk}")).content.decode()
    assert dedans.objet in page
    assert dehors.objet not in page


@pytest.mark.parametrize("requete", ["q=jean-mace", "q=Réhabilitation", "q=TVX-777", "etat=suspendu"])
def test_chercher_un_marche_sans_accent_par_numero_ou_par_etat(territoire, client_guichet, requete):
    LotFactory(
        territoire=territoire,
        suspendu=True,
        marche__objet="Réhabilitation Jean-Macé",
        marche__numero="TVX-777",
    )
    autre = LotFactory(territoire=territoire)
    page = client_guichet.get(url(territoire, f"?{requete}")).content.decode()
    assert "Réhabilitation Jean-Macé" in page
    assert autre.marche.objet not in page


def test_exporter_les_lots_filtres_avec_leur_total(territoire, client_guichet):
    for _ in range(2):
        AttributionFactory(territoire=territoire, lot=LotFactory(territoire=territoire))
    LotFactory(territoire=territoire, suspendu=True)
    contenu = client_guichet.get(url(territoire, "lots/?etat=en_cours&export=csv")).content.decode(
        "utf-8-sig"
    )
    lignes = contenu.splitlines()
    assert len(lignes) == 4
    assert "840,00" in lignes[-1]


def test_deposer_un_fichier_choisir_une_notice_la_retrouver(territoire, client_guichet):
    notices = [
        {"id": f"2026-{n}", "acheteur": {"id": siret(900), "nom": "Ville"}, "objet": f"Travaux {n}"}
        for n in (1, 2)
    ]
    fichier = SimpleUploadedFile("essai.json", json.dumps({"marches": notices}).encode())
    reponse = client_guichet.post(url(territoire, "decp/"), {"fichier": fichier})
    travail = Travail.objects.get(genre="decp_lire")
    assert reponse["Location"].endswith(f"/travaux/{travail.pk}/")
    execute(travail.pk)
    travail.refresh_from_db()
    apercu = travail.adresse
    assert "Travaux 2" in client_guichet.get(apercu).content.decode()
    premiere = NoticeLue.objects.get(rang=1)
    client_guichet.post(apercu, {"acte": "choisies", "notice": [premiere.pk, "x"]})
    execute(Travail.objects.get(genre="decp_charger").pk)
    assert Marche.objects.get().numero == "2026-1"
    assert Acteur.objects.get().est_donneur_ordre
    page = client_guichet.get(apercu).content.decode()
    assert "Déjà enregistré" in page
    assert "1 marché enregistré" in page
    Marche.objects.update(notice=premiere.contenu | {"montant_courant": "1.00"})
    assert "Modification publiée" in client_guichet.get(apercu).content.decode()
    restantes = client_guichet.get(f"{apercu}?situation=nouvelles").content.decode()
    assert "Travaux 2" in restantes
    assert "Travaux 1" not in restantes


def test_tout_enregistrer_ne_prend_que_ce_qui_est_filtre(territoire, client_guichet):
    notices = [
        {"id": "1", "acheteur": {"id": siret(900)}, "objet": "Peinture, clause d’insertion"},
        {"id": "2", "acheteur": {"id": siret(900)}, "objet": "Achat de papier"},
    ]
    fichier = SimpleUploadedFile("essai.json", json.dumps({"marches": notices}).encode())
    client_guichet.post(url(territoire, "decp/"), {"fichier": fichier})
    travail = execute(Travail.objects.get(genre="decp_lire").pk)
    travail.refresh_from_db()
    client_guichet.post(f"{travail.adresse}?insertion=on", {"acte": "tout"})
    execute(Travail.objects.get(genre="decp_charger").pk)
    assert Marche.objects.get().numero == "1"


def test_un_doublon_et_une_notice_sans_identite_disent_pourquoi_ils_sont_ecartes(territoire, client_guichet):
    une = {"id": "1", "acheteur": {"id": siret(900)}, "objet": "Peinture", "dateNotification": "2026-01-12"}
    notices = [une, une, {"id": "3", "acheteur": {"id": "NC"}, "objet": "Sols"}]
    fichier = SimpleUploadedFile("essai.json", json.dumps({"marches": notices}).encode())
    client_guichet.post(url(territoire, "decp/"), {"fichier": fichier})
    travail = execute(Travail.objects.get(genre="decp_lire").pk)
    travail.refresh_from_db()
    page = client_guichet.get(f"{travail.adresse}?situation=ecartees").content.decode()
    assert "Notice identique à la notice n° 1" in page
    assert "sans lui le marché n’a pas d’identité nationale" in page
    assert "<span>Doublon</span>" in page


def test_ne_rien_choisir_dit_quoi_faire(territoire, client_guichet):
    fichier = SimpleUploadedFile("essai.json", json.dumps({"marches": [{"id": "1"}]}).encode())
    client_guichet.post(url(territoire, "decp/"), {"fichier": fichier})
    travail = execute(Travail.objects.get(genre="decp_lire").pk)
    travail.refresh_from_db()
    page = client_guichet.post(travail.adresse, {"acte": "choisies"}, follow=True).content.decode()
    assert "Aucune notice n’est choisie" in page
    assert not Travail.objects.filter(genre="decp_charger").exists()
