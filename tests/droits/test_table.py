"""The table holds: no URL without a rule, no rule without a URL, no key without an example."""

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from guichet.comptes.roles import ROLES
from guichet.droits.regles import GUICHET, Regle
from guichet.droits.table import check_every_url_has_a_rule, table
from guichet.entree import urls
from tests.droits.exemples import ExempleAbsent, addresses


def porte_derobee(request):
    """A view that somebody added without a rule."""
    return HttpResponse("ouvert")


handler404 = urls.handler404
urlpatterns = [*urls.urlpatterns, path("porte-derobee/", porte_derobee, name="porte_derobee")]


def test_la_table_et_les_urls_se_correspondent():
    assert check_every_url_has_a_rule(None) == []


@override_settings(ROOT_URLCONF="tests.droits.test_table")
def test_une_vue_sans_regle_empeche_de_demarrer():
    erreurs = [erreur for erreur in run_checks() if erreur.id == "droits.E001"]
    assert [erreur.msg for erreur in erreurs] == ["L’URL porte_derobee n’a pas de règle de droits."]
    assert "droits.py" in erreurs[0].hint


@override_settings(ROOT_URLCONF="tests.droits.test_table")
def test_une_vue_sans_regle_ne_repond_pas(client, db):
    with pytest.raises(ImproperlyConfigured, match="porte_derobee n’a pas de règle"):
        client.get("/porte-derobee/")


def test_une_regle_sans_url_est_dite(monkeypatch):
    regles = {**table(), "fantome": Regle("fantome", GUICHET)}
    monkeypatch.setattr("guichet.droits.table.table", lambda: regles)
    erreurs = check_every_url_has_a_rule(None)
    assert [(e.id, "fantome" in e.msg) for e in erreurs] == [("droits.E002", True)]


def test_une_cle_sans_exemple_dit_ou_l_ajouter(monde):
    regle = Regle("marches:lot_fiche", GUICHET, objet="licorne")
    with pytest.raises(ExempleAbsent, match=r"tests/droits/camp\.py"):
        addresses(monde, regle, "facilitateur")


def test_chaque_regle_nomme_des_roles_qui_existent():
    connus = {*ROLES, "*", "connecte"}
    assert {regle.url: regle.roles - connus for regle in table().values() if regle.roles - connus} == {}
