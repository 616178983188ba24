"""Articles of the convention by kind of structure, and the strict replacement of variables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conventions.articles import FAMILLES, SIAE, articles, articles_remplis
from conventions.textes import CONTEXTE
from conventions.variables import VARIABLES, remplir, variables_de
from guichet.base.erreurs import Refus

VALEURS = {nom: f"valeur de {nom}" for nom in VARIABLES}


def _texte(genre: str) -> str:
    return " ".join(
        texte
        for a in articles_remplis(genre, VALEURS)
        for texte in (a["titre"], *a["paragraphes"], *a["engagements"])
    )


@pytest.mark.parametrize("genre", sorted(FAMILLES))
def test_chaque_genre_a_onze_articles_numerotes_et_sans_variable(genre):
    remplis = articles_remplis(genre, VALEURS)
    assert [a["numero"] for a in remplis] == list(range(1, 12))
    assert "[[" not in _texte(genre)
    assert all(a["paragraphes"] or a["engagements"] for a in remplis)


@pytest.mark.parametrize("genre", sorted(FAMILLES))
def test_engagements_ponctues(genre):
    for article in articles_remplis(genre, VALEURS):
        for rang, ligne in enumerate(article["engagements"], start=1):
            fin = " ;" if ligne[0].islower() and rang < len(article["engagements"]) else "."
            assert ligne.endswith(fin), ligne


def test_toute_variable_du_dictionnaire_sert_et_aucune_autre():
    textes = [
        *CONTEXTE,
        *(t for g in FAMILLES for a in articles(g) for t in (*a.paragraphes, *a.engagements)),
    ]
    assert {nom for texte in textes for nom in variables_de(texte)} == set(VARIABLES)


@pytest.mark.parametrize("genre", sorted(FAMILLES))
def test_r11_dialogue_de_gestion_pour_les_siae_reunion_annuelle_pour_les_autres(genre):
    suivi = articles_remplis(genre, VALEURS)[6]
    assert suivi["titre"] == "Suivi de la convention"
    attendu = "dialogue de gestion" if genre in SIAE else "réunion des trois parties"
    assert attendu in suivi["paragraphes"][0]
    assert ("dialogue de gestion" in _texte(genre)) == (genre in SIAE)


def test_r11_reconduction_tacite_avenant_denonciation_derniere_signature():
    texte = _texte("ai")
    for mot in ("dernière signature", "se renouvelle d’année en année", "avenant", "dénoncer"):
        assert mot in texte


def test_r6_geiq_heures_de_formation_a_part():
    assert "formation se partage entre les lots" in _texte("geiq")
    assert "formation se partage" not in _texte("ai")


def test_r6_ea_sans_liste_heures_estimees_sur_facture():
    assert "estimées sur facture" in _texte("ea")
    assert "estimées sur facture" not in _texte("etti")


def test_r6_production_exclut_les_permanents():
    assert "encadrement permanent" in _texte("aci")


def test_genre_inconnu_refuse():
    with pytest.raises(Refus) as refus:
        articles("coiffeur")
    assert refus.value.code == "GENRE_SANS_CONVENTION"
    assert "coiffeur" in refus.value.phrase


def test_variables_inconnues_toutes_nommees():
    with pytest.raises(Refus) as refus:
        remplir("[[structure]] et [[salaire]] et [[nir]]", VALEURS)
    assert refus.value.code == "VARIABLE_INCONNUE"
    assert "[[salaire]]" in refus.value.phrase
    assert "[[nir]]" in refus.value.phrase
    assert "[[structure]]" not in refus.value.phrase


def test_variables_sans_valeur_toutes_nommees():
    with pytest.raises(Refus) as refus:
        remplir("[[structure]] [[porteur]] [[territoire]]", {"territoire": "x", "porteur": "  "})
    assert refus.value.code == "VARIABLE_SANS_VALEUR"
    assert "structure" in refus.value.phrase
    assert "porteur" in refus.value.phrase
    assert "territoire" not in refus.value.phrase


@pytest.mark.parametrize(
    "texte", ["[[structure", "structure]]", "[[[[structure]]", "[[a]b]]", "[[structure.__class__]]", "[[]]"]
)
def test_crochets_mal_formes_refuses(texte):
    with pytest.raises(Refus) as refus:
        remplir(texte, VALEURS)
    assert refus.value.code == "VARIABLE_INCONNUE"


@given(st.text())
def test_une_valeur_n_est_jamais_relue(valeur):
    if valeur.strip():
        assert remplir("a [[structure]] b", {"structure": valeur}) == f"a {valeur.strip()} b"


def test_valeur_avec_variable_ou_gabarit_reste_du_texte():
    valeur = "{{ 7|add:7 }} [[porteur]] \\1"
    assert remplir("[[structure]]", {"structure": valeur}) == valeur
