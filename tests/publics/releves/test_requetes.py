"""Statements of the pages of relevés: twelve at most, the same for 1, 3 and 300 lines."""

import datetime

import pytest

from guichet.base.horloge import figer
from publics.models import LigneReleve, Releve
from publics.services.releves import deposer_releve
from publics.services.releves_envoi import envoyer_releve
from tests.publics.releves.conftest import OCTOBRE, classeur, ligne_de, mission, personne, structure

TAILLES = (1, 3, 300)
BUDGET = 12


@pytest.fixture
def remplir(territoire, lots, facilitateur):
    """Return n → relevé of a structure of its own, n lines to confirm, sent or not."""

    def faire(nombre: int, envoye: bool) -> Releve:
        employeur = structure(territoire, "etti", f"Intérim {nombre} {envoye}")
        gens = [personne(territoire, f"Nom{nombre}x{rang}", f"P{envoye}") for rang in range(nombre)]
        for une in gens:
            mission(une, lots[0], employeur)
        contenu = classeur([ligne_de(une, lots[0], 230) for une in gens])
        releve = deposer_releve(
            employeur=employeur, mois=OCTOBRE, nom="o.xlsx", contenu=contenu, par=facilitateur
        )
        if envoye:
            LigneReleve.objects.filter(releve=releve).update(confirmation="Oui")
            envoyer_releve(releve=releve, par=facilitateur)
        return releve

    return faire


@pytest.mark.parametrize(("page", "envoye"), [("", False), ("", True), ("controle/", True)])
def test_a_releve(connecter, territoire, remplir, compter_requetes, page, envoye):
    guichet = connecter("facilitateur", territoire)
    racine = f"/t/{territoire.slug}/publics/releves/"
    comptes = {n: compter_requetes(guichet, f"{racine}{remplir(n, envoye).pk}/{page}") for n in TAILLES}
    assert len(set(comptes.values())) == 1, comptes
    assert comptes[300] <= BUDGET, comptes


def test_the_board_and_the_months_of_a_structure(connecter, territoire, remplir, compter_requetes):
    guichet = connecter("facilitateur", territoire)
    adresse = f"/t/{territoire.slug}/publics/releves/?mois=2026-10"
    comptes = []
    for nombre in (1, 3):
        for rang in range(nombre):
            releve = remplir(nombre + 10 * len(comptes) + rang, True)
        comptes.append(compter_requetes(guichet, adresse))
    assert len(set(comptes)) == 1, comptes
    assert comptes[0] <= BUDGET, comptes
    siens = connecter("structure", territoire, acteur=releve.employeur)
    assert compter_requetes(siens, f"/t/{territoire.slug}/publics/releves/") <= BUDGET


def test_the_list_of_decisions(connecter, territoire, compter_requetes):
    with figer(datetime.date(2026, 11, 5)):
        guichet = connecter("facilitateur", territoire)
        assert compter_requetes(guichet, f"/t/{territoire.slug}/publics/decisions/") <= BUDGET
