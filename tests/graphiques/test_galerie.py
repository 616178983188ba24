"""The gallery renders every component without a missing variable, an inline style or a double id."""

import re
from collections import Counter
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings

from guichet.graphiques.galerie import contexte

MANQUE = "⟪%s⟫"
REQUETE = ["django.template.context_processors.request"]


@pytest.fixture(scope="module")
def page():
    reglages = settings.TEMPLATES[0]
    # The page's own variables come from the test; a missing one must show, in the components too.
    options = reglages["OPTIONS"] | {"string_if_invalid": MANQUE, "context_processors": REQUETE}
    acces = SimpleNamespace(
        territoire=SimpleNamespace(nom="Agglomération du Niortais", accent="#0B5C63"),
        utilisateur=SimpleNamespace(nom_complet="Maud Guérineau"),
        role=SimpleNamespace(libelle="Facilitatrice"),
        organisation=None,
        est_guichet=True,
    )
    navigation = [{"libelle": "Relevés", "url": "#", "compte": 6, "urgent": False, "actif": True}]
    requete = RequestFactory().get("/galerie/?etat=cours")
    requete.csp_nonce = "n"
    contenu = {
        **contexte(),
        "acces": acces,
        "navigation": navigation,
        "liens": {"recherche": "/r", "compte": "/c"},
    }
    with override_settings(TEMPLATES=[reglages | {"OPTIONS": options}]):
        return render_to_string("galerie/galerie.html", contenu, request=requete)


def test_aucune_variable_ne_manque(page):
    assert re.findall("⟪[^⟫]*⟫", page) == []


def test_aucun_style_ni_script_dans_la_page(page):
    assert "style=" not in page
    assert not re.search(r"\son\w+=", page)
    assert re.findall(r"<style([^>]*)>", page) == [' nonce="n"']
    assert all("src=" in balise for balise in re.findall(r"<script([^>]*)>", page))


def test_chaque_identifiant_est_unique(page):
    doubles = [i for i, n in Counter(re.findall(r'\sid="([^"]+)"', page)).items() if n > 1]
    assert doubles == []


def test_chaque_description_annoncee_existe(page):
    identifiants = set(re.findall(r'\sid="([^"]+)"', page))
    for attribut in ("aria-describedby", "aria-labelledby", "for", "popovertarget", "data-dialogue"):
        for cibles in re.findall(rf'\s{attribut}="([^"]+)"', page):
            assert set(cibles.split()) <= identifiants, (attribut, cibles)


def test_les_pages_gardent_les_filtres_de_l_adresse(page):
    assert 'href="?etat=cours&amp;page=4"' in page


@pytest.mark.parametrize("nom", ["400", "403", "404", "409", "500", "csrf"])
def test_une_page_d_erreur_se_passe_de_contexte_et_de_base(nom):
    texte = engines["django"].get_template(f"erreurs/{nom}.html").render()
    assert "<h1>" in texte
    assert "Guichet des clauses sociales" in texte
    assert MANQUE[0] not in texte
