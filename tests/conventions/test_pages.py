"""Conventions in the browser: guichet, structure, State."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conventions.models import Convention
from guichet.base.horloge import figer
from guichet.documents.models import Document, Preuve
from guichet.documents.registre import verifier_octets
from guichet.fichiers.services import ouvrir
from guichet.travaux.execution import execute
from tests.fabriques.conventions import convention_a_signer, convention_brouillon, convention_en_vigueur
from tests.fabriques.guichet import ActeurFactory

JOUR = datetime.date(2026, 11, 5)


@pytest.fixture(autouse=True)
def _jour():
    with figer(JOUR):
        yield


def test_du_formulaire_vide_a_la_signature(connecter, territoire):
    guichet = connecter("facilitateur", territoire)
    partenaire = ActeurFactory(territoire=territoire, geiq=True, nom="GEIQ Trois Vallées")
    racine = f"/t/{territoire.slug}/conventions/"
    redaction = guichet.post(f"{racine}creer/", {"partenaire": partenaire.pk, "annee": 2026}).url
    page = guichet.get(redaction)
    assert "GEIQ Trois Vallées" in page.content.decode()
    champs = {nom: champ.initial for nom, champ in page.context["form"].fields.items()}
    fiche = guichet.post(redaction, {**champs, "nom_prefet": "Hélène Castan", "envoyer": "1"}).url
    page = guichet.get(fiche).content.decode()
    assert "En attente de signature (0 sur 3)" in page
    assert "Hélène Castan" in page
    for qualite in ("guichet", "structure", "prefet"):
        reponse = guichet.post(
            f"{fiche}signature/", {"qualite": qualite, "signe_le": "2026-11-05", "nom": ""}
        )
        assert reponse.status_code == 302
    assert "En vigueur" in guichet.get(fiche).content.decode()


def test_une_date_fausse_revient_au_formulaire_avec_sa_phrase(connecter, territoire, facilitateur):
    convention = convention_a_signer(facilitateur)
    guichet = connecter("facilitateur", territoire)
    reponse = guichet.post(
        f"/t/{territoire.slug}/conventions/{convention.pk}/signature/",
        {"qualite": "prefet", "signe_le": "2026-11-06", "nom": ""},
    )
    assert "à venir" in reponse.context["form"].errors["signe_le"][0]


@pytest.mark.pdf
def test_le_travail_produit_un_pdf_scelle_verifiable(connecter, territoire, facilitateur):
    convention = convention_a_signer(facilitateur)
    execute(convention.travail.pk)
    convention.refresh_from_db()
    document = Document.objects.get()
    assert convention.document == document
    assert document.numero.startswith("D1-2026-")
    with ouvrir(document.fichier) as flux:
        verdict, preuve = verifier_octets(flux.read())
    assert verdict.valide
    assert preuve == Preuve.objects.get(code=document.code)
    execute(convention.travail.pk)
    assert Document.objects.count() == 1


def test_la_structure_lit_la_sienne_et_l_etat_ne_voit_pas_les_brouillons(connecter, territoire, facilitateur):
    sienne = convention_en_vigueur(facilitateur)
    autre = convention_a_signer(facilitateur)
    brouillon = convention_brouillon(facilitateur, sienne.partenaire, 2027)
    structure = connecter("structure", territoire, acteur=sienne.partenaire)
    racine = f"/t/{territoire.slug}/conventions/"
    assert structure.get(f"{racine}{sienne.pk}/").status_code == 200
    assert structure.get(f"{racine}{autre.pk}/").status_code == 404
    assert structure.get(f"{racine}{brouillon.pk}/").status_code == 404
    assert structure.get(f"{racine}creer/").status_code == 403


def test_l_original_signe_est_un_pdf_ou_une_image(connecter, territoire, facilitateur):
    convention = convention_en_vigueur(facilitateur)
    guichet = connecter("facilitateur", territoire)
    adresse = f"/t/{territoire.slug}/conventions/{convention.pk}/original/"
    faux = SimpleUploadedFile("scan.pdf", b"MZ executable")
    assert "ni un PDF" in guichet.post(adresse, {"original": faux}).context["form"].errors["original"][0]
    vrai = SimpleUploadedFile("scan.pdf", b"%PDF-1.7 contenu")
    assert guichet.post(adresse, {"original": vrai}).status_code == 302
    assert Convention.objects.get().scan.nom == "scan.pdf"


@pytest.mark.parametrize("nombre", [1, 3, 60])
def test_la_liste_coute_toujours_autant(connecter, territoire, facilitateur, nombre):
    partenaire = ActeurFactory(territoire=territoire, ei=True)
    Convention.objects.bulk_create(
        Convention(territoire=territoire, partenaire=partenaire, annee=2000 + n, variante="ei")
        for n in range(nombre)
    )
    guichet = connecter("facilitateur", territoire)
    with CaptureQueriesContext(connection) as requetes:
        assert guichet.get(f"/t/{territoire.slug}/conventions/").status_code == 200
    utiles = [q for q in requetes if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "SELECT set_config"))]
    assert len(utiles) <= 12
