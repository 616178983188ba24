"""Paper and screen share their tokens."""

import re

import pytest

from guichet.documents.ressources import RACINE_STATIQUE

JETON = re.compile(r"^\s*(--[a-z0-9-]+):\s*(#[0-9a-fA-F]{3,6});", re.MULTILINE)


def _jetons(nom: str) -> dict[str, str]:
    texte = (RACINE_STATIQUE / "css" / nom).read_text()
    return {cle: valeur.lower() for cle, valeur in JETON.findall(texte)}


@pytest.mark.parametrize("jeton", sorted(_jetons("documents.css")))
def test_jeton_du_papier_egal_a_celui_de_l_ecran(jeton):
    assert _jetons("documents.css")[jeton] == _jetons("jetons.css")[jeton]
