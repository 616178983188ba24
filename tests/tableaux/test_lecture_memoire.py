"""Size of the reader: ten times more rows cost less than four times the memory."""

from io import BytesIO

import pytest

from guichet.tableaux.lecture import lire_classeur
from tests.tableaux.fabrique.grille import Onglet, en_xlsx


def releve_de(lignes: int) -> bytes:
    entete = ["Nom", "Prénom", "PASS IAE", "Marché", "Lot", "Heures"]
    corps = [
        [f"Nom {n % 900}", f"P{n % 70}", f"99999{n:07d}", f"2026-{n % 40:03d}", n % 5, 7.25]
        for n in range(lignes)
    ]
    return en_xlsx([Onglet("Relevé", [entete, *corps])])


@pytest.mark.lent
def test_memoire_de_50_000_lignes_contre_5_000():
    petit = lire_classeur(BytesIO(releve_de(5_000)))
    grand = lire_classeur(BytesIO(releve_de(50_000)))
    assert len(grand.feuilles[0].lignes) == 50_001
    assert grand.memoire_max <= 4 * petit.memoire_max
    assert grand.memoire_max <= 256 * 1024 * 1024
