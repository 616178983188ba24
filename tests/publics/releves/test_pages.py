"""The pages of relevés, through HTTP."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guichet.models import Contact, Courriel
from publics.models import LigneReleve, Releve
from tests.fabriques.guichet import ActeurFactory
from tests.publics.releves.conftest import classeur, ligne_de


@pytest.fixture
def structure(connecter, territoire, etti):
    return connecter("structure", territoire, acteur=etti)


@pytest.fixture
def guichet(connecter, territoire):
    return connecter("facilitateur", territoire)


def deposer(client, territoire, contenu, **champs):
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


PDF = b"%PDF-1.7 " + b"x" * 200


def test_a_proof_stands_beside_its_line(structure, guichet, territoire, equipe, lots):
    deposer(structure, territoire, classeur([ligne_de(une, lots[0], 230) for une in equipe]))
    releve = Releve.objects.get()
    ligne = LigneReleve.objects.filter(releve=releve).first()
    racine = f"/t/{territoire.slug}/publics/releves/"
    assert structure.get(f"{racine}{releve.pk}/justificatif/").status_code == 200
    page = structure.post(
        f"{racine}{releve.pk}/justificatif/",
        {"piece": SimpleUploadedFile("contrat.pdf", PDF), "ligne": ligne.pk},
    )
    assert page.status_code == 302
    page = structure.post(
        f"{racine}{releve.pk}/justificatif/", {"piece": SimpleUploadedFile("a.exe", b"MZ" * 50)}
    )
    assert "ni un PDF ni une image" in page.content.decode()
    structure.post(f"{racine}lignes/{ligne.pk}/", {"motif": "Heures supplémentaires"})
    structure.post(f"{racine}{releve.pk}/envoyer/")
    assert "contrat.pdf" in guichet.get(f"{racine}{releve.pk}/controle/?ligne={ligne.pk}").content.decode()


def test_a_refusal_may_be_undone_and_its_mail_with_it(structure, guichet, territoire, equipe, lots, etti):
    Contact.objects.create(
        territoire=territoire, acteur=etti, nom="Thomas", courriel="thomas@exemple.invalid"
    )
    deposer(structure, territoire, classeur([ligne_de(equipe[0], lots[0], 100)]))
    releve = Releve.objects.get()
    racine = f"/t/{territoire.slug}/publics/releves/"
    structure.post(f"{racine}{releve.pk}/envoyer/")
    ligne = LigneReleve.objects.get()
    refus = {"acte": "partie", "heures": "14", "motif": "R6_HORS_CONTRAT", "message": "14 h hors contrat."}
    assert guichet.post(f"{racine}lignes/{ligne.pk}/decider/", refus).status_code == 302
    ligne.refresh_from_db()
    assert (ligne.heures_validees, ligne.heures_refusees) == (86, 14)
    attente = Courriel.objects.filter(annule_le=None)
    delais = [courriel.envoyer_apres - ligne.decidee_le for courriel in attente]
    assert delais == [datetime.timedelta(minutes=15)]
    guichet.post(f"{racine}lignes/{ligne.pk}/annuler/")
    ligne.refresh_from_db()
    assert (ligne.etat, ligne.heures_validees, ligne.heures_refusees) == ("sans_anomalie", 0, 0)
    assert not attente.all().exists()


def test_a_structure_never_sees_the_releve_of_another(connecter, structure, territoire, equipe, lots):
    deposer(structure, territoire, classeur([ligne_de(equipe[0], lots[0], 100)]))
    releve, ligne = Releve.objects.get(), LigneReleve.objects.get()
    autre = connecter("structure", territoire, acteur=ActeurFactory(territoire=territoire, ai=True))
    racine = f"/t/{territoire.slug}/publics/releves/"
    for adresse in (f"{releve.pk}/", f"{releve.pk}/erreurs/", f"{releve.pk}/justificatif/"):
        assert autre.get(racine + adresse).status_code == 404
    assert autre.post(f"{racine}{releve.pk}/envoyer/").status_code == 404
    assert autre.post(f"{racine}lignes/{ligne.pk}/", {"heures": "1"}).status_code == 404


def test_no_hour_this_month_in_one_click(structure, territoire, equipe):
    adresse = f"/t/{territoire.slug}/publics/releves/deposer/"
    page = structure.post(adresse, {"mois": "2026-10", "neant": "1"}, follow=True)
    assert "Aucune heure ce mois-ci" in page.content.decode()
    assert Releve.objects.get().etat == "neant"
