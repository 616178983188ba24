"""Numbers and verification codes."""

import random
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.documents.numerotation import ALPHABET, code_de_verification, normaliser_code, numero_de_document


def test_numero_par_defaut():
    assert numero_de_document("D1", 2026, 412) == "D1-2026-0412"
    assert numero_de_document("D1", 2026, 12345) == "D1-2026-12345"


def test_numero_selon_le_modele_du_territoire():
    assert numero_de_document("BIL", 2017, 1, modele="{type}-{annee}-{rang:03}") == "BIL-2017-001"
    assert numero_de_document("D1", 2026, 7, modele="CAN {annee}/{rang}") == "CAN 2026/7"


@pytest.mark.parametrize(
    "modele", ["{type}", "", "{rang.__class__}", "{rang!r}", "{0}", "{rang", "{type}{autre}{rang}"]
)
def test_modele_de_numero_refuse(modele):
    with pytest.raises(ValueError, match="Modèle de numéro"):
        numero_de_document("D1", 2026, 1, modele=modele)


@pytest.mark.parametrize(("genre", "rang"), [("", 1), ("D1", 0), ("D1", -3)])
def test_numero_impossible(genre, rang):
    with pytest.raises(ValueError, match="impossible"):
        numero_de_document(genre, 2026, rang)


@given(st.randoms(use_true_random=False))
def test_code_en_trois_groupes_sans_lettre_ambigue(hasard: random.Random):
    code = code_de_verification(hasard.randrange)
    assert [len(groupe) for groupe in code.split("-")] == [4, 4, 4]
    assert not set(code) & set("01OILU")
    assert normaliser_code(code) == code


def test_deux_codes_different():
    assert len({code_de_verification(secrets.randbelow) for _ in range(1000)}) == 1000
    assert len(ALPHABET) ** 12 > 2**58


@pytest.mark.parametrize("saisie", ["7qf4km2d9xtp", " 7QF4 KM2D 9XTP ", "7QF4–KM2D–9XTP", "7qf4-km2d.9xtp"])
def test_code_recopie_a_la_main(saisie):
    assert normaliser_code(saisie) == "7QF4-KM2D-9XTP"


@pytest.mark.parametrize("saisie", ["", "7QF4-KM2D", "7QF4-KM2D-9XT0", "7QF4-KM2D-9XTPA", "é" * 12])
def test_code_impossible(saisie):
    assert normaliser_code(saisie) is None
