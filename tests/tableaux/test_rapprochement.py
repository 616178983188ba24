"""Persons and lots: exact is taken, close is asked, nothing is silent."""

from datetime import date

import pytest

from guichet.tableaux.rapprochement import (
    A_CONFIRMER,
    EXACT,
    INCONNU,
    LotConnu,
    Lots,
    PersonneConnue,
    Personnes,
)

ZOE = PersonneConnue(1, "Roy", "Zoé", date(1985, 5, 12), "999990000001", "P-1")
ELIE = PersonneConnue(2, "Le Goff", "Élie", date(1990, 2, 3))
HOMONYME = PersonneConnue(3, "Petit", "Inès", date(1990, 2, 3))
AUTRE_HOMONYME = PersonneConnue(4, "Petit", "Inès", date(1991, 4, 5))
PERSONNES = [ZOE, ELIE, HOMONYME, AUTRE_HOMONYME]


@pytest.fixture
def personnes():
    return Personnes(PERSONNES)


def test_nom_et_naissance(personnes):
    trouve = personnes.chercher("ROY", "ZOE", date(1985, 5, 12))
    assert (trouve.etat, trouve.trouve, trouve.motif) == (EXACT, ZOE, "nom_et_naissance")


def test_nom_et_prenom_inverses(personnes):
    assert personnes.chercher("Élie", "LE GOFF", date(1990, 2, 3)).trouve == ELIE


def test_pass_iae(personnes):
    assert personnes.chercher("Roy", "Zoé", pass_iae="999990000001").motif == "pass_iae"
    assert personnes.chercher("", "", pass_iae="999990000001").trouve == ZOE


def test_pass_iae_d_une_autre_personne_est_a_confirmer(personnes):
    trouve = personnes.chercher("Petit", "Inès", pass_iae="999990000001")
    assert (trouve.etat, trouve.trouve, trouve.motif) == (A_CONFIRMER, None, "pass_iae_contredit")


def test_identifiant(personnes):
    assert personnes.chercher("Roy", "Zoé", reference="P-1").motif == "identifiant"


def test_nom_seul_est_a_confirmer(personnes):
    trouve = personnes.chercher("Le Goff", "Elie")
    assert (trouve.etat, trouve.trouve, trouve.motif) == (A_CONFIRMER, None, "nom_seul")
    assert [p for _, p in trouve.propositions] == [ELIE]


def test_nom_seul_d_homonymes_propose_les_deux(personnes):
    trouve = personnes.chercher("Petit", "Ines")
    assert trouve.etat == A_CONFIRMER
    assert {p.id for _, p in trouve.propositions} == {3, 4}


def test_naissance_differente_est_a_confirmer(personnes):
    trouve = personnes.chercher("Roy", "Zoé", date(1986, 5, 12))
    assert (trouve.etat, [p for _, p in trouve.propositions]) == (A_CONFIRMER, [ZOE])


@pytest.mark.parametrize(
    ("nom", "prenom"), [("Roi", "Zoé"), ("Roy", "Zoe-Anne"), ("Roy", "Zoée"), ("Roy Martin", "Zoé")]
)
def test_nom_proche_est_propose_jamais_pris(personnes, nom, prenom):
    trouve = personnes.chercher(nom, prenom, date(1985, 5, 12))
    assert trouve.etat == A_CONFIRMER
    assert trouve.propositions[0][1] == ZOE
    assert 0.5 < trouve.propositions[0][0] < 1


@pytest.mark.parametrize(("nom", "prenom"), [("Traoré", "Hugo"), ("", ""), ("Zhang", "Li")])
def test_inconnu(personnes, nom, prenom):
    assert personnes.chercher(nom, prenom, date(2000, 1, 1)).etat == INCONNU


JEAN_MACE = [
    LotConnu(11, "2026-012", "1", "Réhabilitation du groupe scolaire Jean-Macé", "Gros œuvre"),
    LotConnu(
        12,
        "2026-012",
        "2",
        "Réhabilitation du groupe scolaire Jean-Macé",
        "Peinture",
        ("ecole jean macé L2",),
    ),
]
ATLANTIQUE = LotConnu(20, "24M07", "", "Boulevard de l’Atlantique", surnoms=("BD atlantique", "le boulevard"))


@pytest.fixture
def lots():
    return Lots([*JEAN_MACE, ATLANTIQUE])


@pytest.mark.parametrize(
    ("marche", "lot", "attendu"),
    [
        ("2026-012", "2", 12),
        ("2026-012", "02", 12),
        ("2026 012", "Lot 1", 11),
        ("2026-012 lot 2", "", 12),
        ("2026-012 L2", "", 12),
        ("n° 2026-012 - lot 2", "", 12),
        ("Réhabilitation du groupe scolaire Jean-Macé", "Peinture", 12),
        ("ecole jean mace l2", "", 12),
        ("24M07", "", 20),
        ("24m07", "1 seul", 20),
        ("Le Boulevard", "", 20),
        ("boulevard de l'atlantique", "", 20),
    ],
)
def test_lot_trouve(lots, marche, lot, attendu):
    trouve = lots.chercher(marche, lot)
    if lot == "1 seul":
        assert [connu.id for _, connu in trouve.propositions] == [attendu]
    else:
        assert (trouve.etat, trouve.trouve.id) == (EXACT, attendu)


def test_marche_a_plusieurs_lots_demande_lequel(lots):
    trouve = lots.chercher("2026-012")
    assert (trouve.etat, trouve.motif) == (A_CONFIRMER, "lot_a_choisir")
    assert [connu.id for _, connu in trouve.propositions] == [11, 12]


@pytest.mark.parametrize("marche", ["groupe scolaire jean mace", "ecole Jean Macé", "Bvd Atlantique"])
def test_libelle_proche_est_propose_jamais_pris(lots, marche):
    trouve = lots.chercher(marche)
    assert trouve.etat == A_CONFIRMER
    assert trouve.propositions


def test_lot_inconnu(lots):
    assert lots.chercher("Piscine des Fontaines").etat == INCONNU
    assert lots.chercher("").etat == INCONNU
