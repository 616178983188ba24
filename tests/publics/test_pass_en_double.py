"""A PASS IAE belongs to one person: the second one to be given its number is refused in a sentence."""

import datetime

import pytest

from guichet.base.horloge import figer
from publics.models import Titre
from tests.fabriques.publics import ParticipantFactory

NUMERO = "999991234567"
VALEURS = {"genre": "pass_iae", "numero": NUMERO, "debut": "2026-01-01", "fin": "2027-12-31"}


@pytest.fixture(autouse=True)
def jour():
    with figer(datetime.date(2026, 11, 5)):
        yield


def test_le_pass_d_une_autre_personne_est_refuse(connecter, territoire):
    ParticipantFactory(territoire=territoire, pass_iae=NUMERO)
    personne = ParticipantFactory(territoire=territoire)
    adresse = f"/t/{territoire.slug}/publics/personnes/{personne.pk}/titre/"
    page = connecter("facilitateur", territoire).post(adresse, VALEURS)
    assert "déjà celui d’une autre personne" in page.content.decode()
    assert not Titre.objects.exists()


def test_un_pass_ne_s_ecrit_qu_avec_des_chiffres_ordinaires(connecter, territoire):
    personne = ParticipantFactory(territoire=territoire)
    adresse = f"/t/{territoire.slug}/publics/personnes/{personne.pk}/titre/"
    page = connecter("facilitateur", territoire).post(adresse, VALEURS | {"numero": "99999²²²²²²²"})
    assert "n’est pas un numéro de PASS IAE" in page.content.decode()
