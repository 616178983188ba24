"""R14: small counts masked, and no subtraction gives them back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guichet.rgpd.masques import SEUIL, masquer, masquer_tableau


def test_37_personnes_dont_4_femmes_les_deux_sexes_sont_masques():
    assert masquer({"femmes": 4, "hommes": 33}) == {"femmes", "hommes"}


@pytest.mark.parametrize(
    ("effectifs", "masques"),
    [
        ({"a": 5, "b": 12}, set()),
        ({"a": 0, "b": 12}, set()),
        ({"a": 4, "b": 9, "c": 30}, {"a", "b"}),
        ({"a": 2, "b": 3, "c": 30}, {"a", "b"}),
        ({"a": 1, "b": 1, "c": 30}, {"a", "b", "c"}),
        ({"a": 3, "b": 0}, {"a", "b"}),
        ({"a": 3, "b": 0, "c": 40}, {"a", "c"}),
        ({"a": 2}, {"a"}),
        ({}, set()),
    ],
)
def test_cellules_masquees(effectifs, masques):
    assert masquer(effectifs) == masques


def test_un_autre_seuil():
    assert masquer({"a": 9, "b": 20, "c": 50}, seuil=10) == {"a", "b"}


@settings(deadline=None)
@given(st.lists(st.integers(0, 12), min_size=2, max_size=8))
def test_aucune_soustraction_ne_rend_une_cellule(effectifs):
    noms = [str(rang) for rang in range(len(effectifs))]
    masques = masquer(dict(zip(noms, effectifs, strict=True)))
    assert {nom for nom, n in zip(noms, effectifs, strict=True) if 0 < n < SEUIL} <= masques
    caches = [n for nom, n in zip(noms, effectifs, strict=True) if nom in masques]
    # Only the sum of masked cells can be had: with two of them, each may be anything from 0 to that sum.
    assert not caches or (len(caches) >= 2 and (sum(caches) >= SEUIL or len(caches) == len(effectifs)))


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2, 4).flatmap(
        lambda colonnes: st.lists(
            st.lists(st.integers(0, 14), min_size=colonnes, max_size=colonnes), min_size=2, max_size=4
        )
    )
)
def test_tableau_a_deux_totaux_aucune_cellule_n_est_exacte(effectifs):
    masques = masquer_tableau(effectifs)
    cellules = {(i, j): n for i, rang in enumerate(effectifs) for j, n in enumerate(rang)}
    assert {cellule for cellule, n in cellules.items() if 0 < n < SEUIL} <= masques
    lignes = [[(i, j) for j in range(len(effectifs[0]))] for i in range(len(effectifs))]
    lignes += [list(colonne) for colonne in zip(*lignes, strict=True)]
    for ligne in lignes:
        caches = masques & set(ligne)
        assert not caches or caches == set(ligne) or sum(cellules[c] for c in caches) >= SEUIL
    for cellule in masques:
        assert _a_un_cycle(cellule, masques), "une autre répartition doit donner les mêmes totaux"


def test_lots_par_sexe_la_somme_des_lots_ne_rend_pas_un_lot():
    masques = masquer_tableau([[4, 33], [12, 20], [9, 40]])
    assert masques == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_un_tableau_sans_petit_effectif_reste_entier():
    assert masquer_tableau([[5, 6], [0, 7]]) == frozenset()
    assert masquer_tableau([]) == frozenset()


def _a_un_cycle(cellule, masques) -> bool:
    """A masked cell may vary, totals unchanged, if masked cells make a closed path through it."""
    a_voir, vus = [("r", cellule[0])], {("r", cellule[0])}
    while a_voir:
        sens, rang = a_voir.pop()
        for i, j in masques - {cellule}:
            if (sens, rang) in (("r", i), ("c", j)):
                voisin = ("c", j) if sens == "r" else ("r", i)
                if voisin not in vus:
                    vus.add(voisin)
                    a_voir.append(voisin)
    return ("c", cellule[1]) in vus


def test_un_pont_entre_deux_blocs_est_renforce():
    # Two blocks of four masked cells, and one masked cell between them that totals would give exactly.
    effectifs = [[4, 4, 9, 9], [4, 4, 4, 9], [9, 9, 4, 4], [9, 9, 4, 4]]
    masques = masquer_tableau(effectifs)
    assert (1, 2) in masques
    assert _a_un_cycle((1, 2), masques)
