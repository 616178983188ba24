"""The gallery renders every component without a missing variable, an inline style or a double id."""

import re
from collections import Counter

import pytest
from django.template import engines


def test_aucune_variable_ne_manque(page_galerie):
    assert re.findall("⟪[^⟫]*⟫", page_galerie) == []


def test_aucun_style_ni_script_dans_la_page(page_galerie):
    assert "style=" not in page_galerie
    assert not re.search(r"\son\w+=", page_galerie)
    assert re.findall(r"<style([^>]*)>", page_galerie) == [' nonce="n"']
    assert all("src=" in balise for balise in re.findall(r"<script([^>]*)>", page_galerie))


def test_chaque_identifiant_est_unique(page_galerie):
    doubles = [i for i, n in Counter(re.findall(r'\sid="([^"]+)"', page_galerie)).items() if n > 1]
    assert doubles == []


def test_chaque_description_annoncee_existe(page_galerie):
    identifiants = set(re.findall(r'\sid="([^"]+)"', page_galerie))
    for attribut in ("aria-describedby", "aria-labelledby", "for", "popovertarget", "data-dialogue"):
        for cibles in re.findall(rf'\s{attribut}="([^"]+)"', page_galerie):
            assert set(cibles.split()) <= identifiants, (attribut, cibles)


def test_les_pages_gardent_les_filtres_de_l_adresse(page_galerie):
    assert 'href="?etat=cours&amp;page=4"' in page_galerie


@pytest.mark.parametrize("nom", ["400", "403", "404", "409", "500", "csrf"])
def test_une_page_d_erreur_se_passe_de_contexte_et_de_base(nom):
    texte = engines["django"].get_template(f"erreurs/{nom}.html").render()
    assert "<h1>" in texte
    assert "Guichet des clauses sociales" in texte
    assert "⟪" not in texte
