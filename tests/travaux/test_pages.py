"""The pages of a job."""

import pytest

from guichet.models import Travail
from guichet.travaux.services import demander_travail
from tests.fabriques.guichet import ActeurFactory


@pytest.fixture
def travail(facilitateur):
    return demander_travail(genre="essai", cle="un", titre="Convention 2026", par=facilitateur)


def test_la_page_se_met_a_jour_tant_que_le_travail_court(connecter, territoire, travail):
    client = connecter("facilitateur", territoire)
    page = client.get(f"/t/{territoire.slug}/travaux/{travail.pk}/").content.decode()
    assert "Convention 2026" in page
    assert f"/t/{territoire.slug}/travaux/{travail.pk}/progres/" in page
    Travail.objects.filter(pk=travail.pk).update(etat="fini", adresse="/t/x/documents/1/")
    suivi = client.get(f"/t/{territoire.slug}/travaux/{travail.pk}/progres/").content.decode()
    assert "hx-get" not in suivi
    assert 'href="/t/x/documents/1/"' in suivi


def test_un_travail_echoue_dit_pourquoi_et_se_relance(connecter, territoire, travail):
    Travail.objects.filter(pk=travail.pk).update(etat="echoue", erreur="Le modèle est vide.")
    client = connecter("facilitateur", territoire)
    page = client.get(f"/t/{territoire.slug}/travaux/{travail.pk}/").content.decode()
    assert "Le modèle est vide." in page
    assert "Relancer" in page
    reponse = client.post(f"/t/{territoire.slug}/travaux/{travail.pk}/relancer/", follow=True)
    assert reponse.status_code == 200
    travail.refresh_from_db()
    assert travail.etat == "attente"


def test_une_structure_ne_voit_que_les_travaux_qu_elle_a_demandes(connecter, territoire, travail):
    client = connecter("structure", territoire, acteur=ActeurFactory(territoire=territoire, etti=True))
    assert client.get(f"/t/{territoire.slug}/travaux/{travail.pk}/").status_code == 404
    Travail.objects.filter(pk=travail.pk).update(appartenance=client.appartenance)
    assert client.get(f"/t/{territoire.slug}/travaux/{travail.pk}/").status_code == 200


def test_la_liste_montre_ce_qui_a_echoue_et_pourquoi(connecter, territoire, travail):
    client = connecter("facilitateur", territoire)
    assert "Convention 2026" in client.get(f"/t/{territoire.slug}/travaux/").content.decode()
    Travail.objects.filter(pk=travail.pk).update(etat="echoue", erreur="Le modèle est vide.")
    assert "Le modèle est vide." in client.get(f"/t/{territoire.slug}/travaux/").content.decode()
    Travail.objects.all().delete()
    assert "Aucun travail en cours" in client.get(f"/t/{territoire.slug}/travaux/").content.decode()
