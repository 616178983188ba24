"""The pages of relevés, through HTTP."""

import pytest

from publics.models import LigneReleve, Releve
from tests.publics.releves.conftest import classeur, ligne_de


@pytest.fixture
def structure(connecter, territoire, etti):
    return connecter("structure", territoire, acteur=etti)


@pytest.fixture
def guichet(connecter, territoire):
    return connecter("facilitateur", territoire)


def deposer(client, territoire, contenu, **champs):
    from django.core.files.uploadedfile import SimpleUploadedFile

    fichier = SimpleUploadedFile("octobre.xlsx", contenu)
    adresse = f"/t/{territoire.slug}/publics/releves/deposer/"
    return client.post(adresse, {"mois": "2026-10", "fichier": fichier, **champs}, follow=True)


def test_a_month_from_the_file_to_the_validation(structure, guichet, territoire, equipe, lots):
    lignes = [ligne_de(une, lots[0], 100 + rang) for rang, une in enumerate(equipe)]
    lignes.append((*lignes[0][:3], "inconnu 77", None, None, None, 12))
    page = deposer(structure, territoire, classeur(lignes))
    assert "4 lignes, 315,00\u00a0h, 1 marché" in page.content.decode()
    assert "Marché «\u00a0inconnu 77\u00a0» introuvable" in page.content.decode()
    releve = Releve.objects.get()
    racine = f"/t/{territoire.slug}/publics/releves/"
    fautive = LigneReleve.objects.get(etat="a_corriger")
    page = structure.post(
        f"{racine}lignes/{fautive.pk}/",
        {"marche": f"{lots[1].marche.objet}, lot {lots[1].numero}"},
        follow=True,
    )
    assert "Choix mémorisé" in page.content.decode()
    page = structure.post(f"{racine}{releve.pk}/envoyer/", follow=True)
    assert page.status_code == 200
    assert guichet.get(f"{racine}").status_code == 200
    page = guichet.get(f"{racine}{releve.pk}/controle/")
    assert page.status_code == 200
    page = guichet.post(f"{racine}{releve.pk}/accepter/", follow=True)
    assert page.status_code == 200
    assert LigneReleve.objects.filter(etat="validee").count() == 3
