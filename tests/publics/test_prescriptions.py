"""A fiche from its sending to its answer, through the pages."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guichet.base.horloge import figer
from guichet.droits import liens
from guichet.models import Courriel, Entree, Fichier, LienSigne
from publics.models import Critere, Participant, Prescription, Titre
from tests.fabriques.guichet import ActeurFactory, LienSigneFactory
from tests.fabriques.publics import ParticipantFactory, PrescriptionFactory, structure

JOUR = datetime.date(2026, 11, 5)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture(autouse=True)
def le_5_novembre():
    with figer(JOUR):
        yield


def url(territoire, chemin: str) -> str:
    return f"/t/{territoire.slug}/publics/{chemin}"


def saisie(**change) -> dict:
    return {
        "nom": "Belkacem",
        "prenom": "Nadia",
        "ne_le": "1991-06-14",
        "signee_le": "2026-11-02",
        "prescripteur_nom": "Lucie Renaud",
        "prescripteur_courriel": "lucie@exemple.invalid",
        "critere_RSA": "on",
        "date_RSA": "2026-10-20",
        **change,
    }


@pytest.fixture
def france_travail(territoire):
    return ActeurFactory(territoire=territoire, prescripteur=True)


def decider(client, territoire, fiche, acte, motif="", **champs):
    adresse = url(territoire, f"fiches/{fiche.pk}/reponse/")
    return client.post(adresse, {"acte": acte, "motif": motif, **champs})


def test_un_prescripteur_envoie_une_fiche_avec_sa_preuve(territoire, connecter, france_travail):
    client = connecter("prescripteur", territoire, acteur=france_travail)
    piece = SimpleUploadedFile("rsa.pdf", PDF, content_type="text/html")
    reponse = client.post(url(territoire, "fiches/nouvelle/"), saisie(piece_RSA=piece))
    fiche = Prescription.objects.get()
    assert reponse.headers["Location"] == url(territoire, f"fiches/{fiche.pk}/")
    assert (fiche.etat, fiche.prescripteur, fiche.complete_le) == ("transmise", france_travail, JOUR)
    critere = Critere.objects.get(prescription=fiche)
    assert (critere.code, critere.date_preuve) == ("RSA", datetime.date(2026, 10, 20))
    assert critere.justificatif.sensible
    assert critere.justificatif.type_mime == "application/pdf"
    assert client.get(reponse.headers["Location"]).status_code == 200


def test_un_lien_signe_envoie_une_fiche_sans_compte_et_voit_sa_reponse(
    territoire, client, connecter, france_travail
):
    lien = LienSigneFactory(territoire=territoire, genre=LienSigne.Genre.PRESCRIPTEUR, acteur=france_travail)
    client.cookies[liens.COOKIE] = liens.sign(lien, territoire.slug)
    client.post(url(territoire, "fiches/nouvelle/"), saisie())
    fiche = Prescription.objects.get()
    assert fiche.lien == lien
    decider(connecter("facilitateur", territoire), territoire, fiche, "piece", "Attestation récente")
    page = client.get(url(territoire, f"fiches/{fiche.pk}/")).content.decode()
    assert "Pièce à fournir" in page
    assert "Attestation récente" in page


def test_un_employeur_prescrit_pour_lui_meme(territoire, connecter):
    etti = structure(territoire)
    connecter("structure", territoire, acteur=etti).post(url(territoire, "fiches/nouvelle/"), saisie())
    fiche = Prescription.objects.get()
    assert (fiche.prescripteur, fiche.structure) == (etti, etti)


def test_le_guichet_saisit_pour_un_prescripteur(territoire, connecter, france_travail):
    client = connecter("facilitateur", territoire)
    client.post(url(territoire, "fiches/nouvelle/"), saisie(prescripteur=france_travail.pk))
    assert Prescription.objects.get().prescripteur == france_travail


@pytest.mark.parametrize(
    ("change", "phrase"),
    [
        ({"signee_le": "2026-11-06"}, "date de signature est à venir"),
        ({"critere_RSA": "", "date_RSA": ""}, "Aucun critère"),
        ({"critere_AVIS": "on"}, "demande un avis écrit"),
        ({"piece_RSA": SimpleUploadedFile("virus.pdf", b"MZ\x90\x00")}, "ni un PDF ni une image"),
        ({"ne_le": "31/02/1991"}, "date valide"),
    ],
)
def test_une_saisie_refusee_ne_perd_rien_et_dit_pourquoi(
    territoire, connecter, france_travail, change, phrase
):
    client = connecter("prescripteur", territoire, acteur=france_travail)
    reponse = client.post(url(territoire, "fiches/nouvelle/"), saisie(**change))
    page = reponse.content.decode()
    assert reponse.status_code == 200
    assert phrase in page
    assert 'value="Belkacem"' in page
    assert not Prescription.objects.exists()
    assert not Participant.objects.exists()
    assert not Fichier.objects.exists()


def test_valider_cree_le_titre_et_previent_sans_nommer(territoire, connecter, france_travail):
    fiche = PrescriptionFactory(
        territoire=territoire,
        prescripteur=france_travail,
        prescripteur_courriel="lucie@exemple.invalid",
        signee_le=datetime.date(2026, 10, 2),
    )
    critere = Critere.objects.create(
        territoire=territoire, participant=fiche.participant, prescription=fiche, code="RSA"
    )
    client = connecter("facilitateur", territoire)
    decider(client, territoire, fiche, "valider", retenus=[critere.pk])
    fiche.refresh_from_db()
    titre = Titre.objects.get(prescription=fiche)
    assert fiche.etat == "validee"
    assert (titre.debut, titre.fin) == (datetime.date(2026, 10, 2), datetime.date(2026, 12, 2))
    assert Critere.objects.get().retenu
    courriel = Courriel.objects.get()
    assert courriel.destinataire == "lucie@exemple.invalid"
    assert fiche.participant.nom not in courriel.sujet + courriel.corps
    assert Entree.objects.filter(verbe="valider_prescription", objet_id=fiche.pk).exists()


def test_refuser_demande_un_motif(territoire, connecter):
    fiche = PrescriptionFactory(territoire=territoire)
    reponse = connecter("facilitateur", territoire).post(
        url(territoire, f"fiches/{fiche.pk}/reponse/"), {"acte": "refuser", "motif": " "}, follow=True
    )
    fiche.refresh_from_db()
    assert fiche.etat == "transmise"
    assert "Aucun motif" in reponse.content.decode()


def test_un_refus_s_annule_tant_que_le_courriel_n_est_pas_parti(territoire, connecter):
    fiche = PrescriptionFactory(territoire=territoire, prescripteur_courriel="lucie@exemple.invalid")
    client = connecter("facilitateur", territoire)
    decider(client, territoire, fiche, "refuser", "Preuve trop ancienne")
    client.post(url(territoire, f"fiches/{fiche.pk}/annuler-refus/"))
    fiche.refresh_from_db()
    assert fiche.etat == "transmise"
    assert Courriel.objects.get().annule_le is not None


def test_un_refus_ne_s_annule_plus_apres_le_delai(territoire, connecter):
    fiche = PrescriptionFactory(territoire=territoire)
    client = connecter("facilitateur", territoire)
    decider(client, territoire, fiche, "refuser", "Preuve trop ancienne")
    with figer(datetime.datetime(2026, 11, 5, 9, 16, tzinfo=datetime.UTC)):
        page = client.post(url(territoire, f"fiches/{fiche.pk}/annuler-refus/"), follow=True)
    fiche.refresh_from_db()
    assert fiche.etat == "refusee"
    assert "déjà partie" in page.content.decode()


def test_une_piece_demandee_puis_fournie_date_la_demande_complete(territoire, connecter, france_travail):
    fiche = PrescriptionFactory(
        territoire=territoire, prescripteur=france_travail, complete_le=datetime.date(2026, 10, 2)
    )
    Critere.objects.create(
        territoire=territoire, participant=fiche.participant, prescription=fiche, code="RSA"
    )
    decider(connecter("facilitateur", territoire), territoire, fiche, "piece", "Attestation RSA")
    fiche.refresh_from_db()
    assert (fiche.etat, fiche.complete_le, fiche.motif) == ("piece_a_fournir", None, "Attestation RSA")
    prescripteur = connecter("prescripteur", territoire, acteur=france_travail)
    prescripteur.post(
        url(territoire, f"fiches/{fiche.pk}/piece/"), {"piece": SimpleUploadedFile("rsa.pdf", PDF)}
    )
    fiche.refresh_from_db()
    assert (fiche.etat, fiche.complete_le) == ("transmise", JOUR)
    assert Critere.objects.get(prescription=fiche).justificatif is not None


def test_deux_personnes_du_guichet_repondent_la_seconde_voit_les_deux_valeurs(territoire, connecter):
    fiche = PrescriptionFactory(territoire=territoire)
    decider(connecter("facilitateur", territoire), territoire, fiche, "valider")
    reponse = decider(connecter("assistant", territoire), territoire, fiche, "refuser", "Hors public")
    page = reponse.content.decode()
    assert reponse.status_code == 409
    assert "Validée" in page
    assert "Refusée" in page
    fiche.refresh_from_db()
    assert fiche.etat == "validee"


def test_un_prescripteur_ne_decide_pas_de_sa_fiche(territoire, connecter, france_travail):
    fiche = PrescriptionFactory(territoire=territoire, prescripteur=france_travail)
    client = connecter("prescripteur", territoire, acteur=france_travail)
    assert decider(client, territoire, fiche, "valider").status_code == 403


def test_un_prescripteur_retire_sa_fiche(territoire, connecter, france_travail):
    fiche = PrescriptionFactory(territoire=territoire, prescripteur=france_travail)
    client = connecter("prescripteur", territoire, acteur=france_travail)
    client.post(url(territoire, f"fiches/{fiche.pk}/retrait/"), {"motif": "La personne a renoncé"})
    fiche.refresh_from_db()
    assert (fiche.etat, fiche.motif) == ("retiree", "La personne a renoncé")


def test_la_structure_qu_une_fiche_nomme_ne_la_retire_pas(territoire, connecter, france_travail):
    employeur = structure(territoire)
    fiche = PrescriptionFactory(territoire=territoire, prescripteur=france_travail, structure=employeur)
    client = connecter("structure", territoire, acteur=employeur)
    assert "Retirer cette fiche" not in client.get(url(territoire, f"fiches/{fiche.pk}/")).content.decode()
    reponse = client.post(url(territoire, f"fiches/{fiche.pk}/retrait/"), {"motif": "x"}, follow=True)
    assert "envoyée par un autre" in reponse.content.decode()
    fiche.refresh_from_db()
    assert fiche.etat == "transmise"


def test_l_age_de_la_preuve_se_voit_dans_la_fiche(territoire, connecter):
    fiche = PrescriptionFactory(territoire=territoire, signee_le=datetime.date(2026, 10, 2))
    Critere.objects.create(
        territoire=territoire,
        participant=fiche.participant,
        prescription=fiche,
        code="RSA",
        date_preuve=datetime.date(2026, 7, 2),
    )
    page = connecter("facilitateur", territoire).get(url(territoire, f"fiches/{fiche.pk}/"))
    assert "moins de 3 mois attendus" in page.content.decode()


def test_une_personne_deja_connue_du_guichet_ne_se_devine_pas(territoire, connecter, france_travail):
    connue = ParticipantFactory(
        territoire=territoire,
        nom="Belkacem",
        prenom="Nadia",
        ne_le=datetime.date(1991, 6, 14),
        telephone="0611223344",
        commune="Chauray",
    )
    client = connecter("prescripteur", territoire, acteur=france_travail)
    client.post(url(territoire, "fiches/nouvelle/"), saisie(nom="BELKACEM", prenom="Nadya"))
    inconnue = client.post(url(territoire, "fiches/nouvelle/"), saisie(nom="Personne", prenom="Aucune"))
    fiche, autre = Prescription.objects.order_by("pk")
    page = client.get(url(territoire, f"fiches/{fiche.pk}/")).content.decode()
    assert inconnue.status_code == 302
    assert connue.telephone not in page
    assert "Chauray" not in page
    assert "Nadya BELKACEM" in page
    assert fiche.participant.a_rapprocher
    assert not autre.participant.a_rapprocher


def test_le_guichet_rapproche_la_fiche_de_la_personne_connue(territoire, connecter, france_travail):
    connue = ParticipantFactory(territoire=territoire, nom="Belkacem", prenom="Nadia", commune="Chauray")
    prescripteur = connecter("prescripteur", territoire, acteur=france_travail)
    prescripteur.post(url(territoire, "fiches/nouvelle/"), saisie(nom="BELKACEM", prenom="Nadya"))
    fiche = Prescription.objects.get()
    client = connecter("facilitateur", territoire)
    bloquee = client.post(url(territoire, f"fiches/{fiche.pk}/reponse/"), {"acte": "valider"}, follow=True)
    assert "personne proche est déjà connue" in bloquee.content.decode()
    page = client.get(url(territoire, f"fiches/{fiche.pk}/")).content.decode()
    assert "C’est la même personne" in page
    client.post(url(territoire, f"personnes/{fiche.participant_id}/rapprocher/"), {"connue": connue.pk})
    fiche.refresh_from_db()
    assert fiche.participant == connue
    assert Participant.objects.count() == 1
    decider(client, territoire, fiche, "valider")
    fiche.refresh_from_db()
    assert fiche.etat == "validee"
    vue = prescripteur.get(url(territoire, f"fiches/{fiche.pk}/")).content.decode()
    assert "Nadya BELKACEM" in vue
    assert "Nadia" not in vue.replace("Nadya", "")
    assert "Chauray" not in vue


def test_le_guichet_envoie_un_lien_qui_ouvre_la_fiche_puis_le_ferme(
    territoire, connecter, client, france_travail
):
    guichet = connecter("facilitateur", territoire)
    guichet.post(
        url(territoire, "fiches/liens/"),
        {"prescripteur": france_travail.pk, "destinataire": "ccas@exemple.invalid"},
    )
    lien, courriel = LienSigne.objects.get(), Courriel.objects.get()
    assert (lien.acteur, courriel.destinataire) == (france_travail, "ccas@exemple.invalid")
    jeton = courriel.corps.split("/l/")[1].split("/")[0]
    client.cookies[liens.COOKIE] = jeton
    assert client.get(url(territoire, "fiches/nouvelle/")).status_code == 200
    guichet.post(url(territoire, f"fiches/liens/{lien.pk}/fermer/"))
    assert client.get(url(territoire, "fiches/nouvelle/")).status_code == 302
