"""Every proof named in docs/preuves exists: a file, or a test function of that file."""

import ast
import re
from pathlib import Path

import pytest

RACINE = Path(__file__).resolve().parents[2]
PREUVES = sorted((RACINE / "docs" / "preuves").glob("*.md"))
NOMME = re.compile(r"`(tests/[\w/.]+?)(?:::(\w+))?`")


def missing(texte: str) -> list[str]:
    """Return the proofs of a text that do not exist."""
    absentes = []
    for chemin, test in NOMME.findall(texte):
        fichier = RACINE / chemin
        if not fichier.exists() or (test and test not in functions(fichier)):
            absentes.append(f"{chemin}::{test}" if test else chemin)
    return absentes


def functions(fichier: Path) -> set[str]:
    """Return the names of a test file's functions."""
    return {n.name for n in ast.walk(ast.parse(fichier.read_text())) if isinstance(n, ast.FunctionDef)}


@pytest.mark.parametrize("preuve", PREUVES, ids=lambda p: p.stem)
def test_chaque_preuve_existe(preuve):
    texte = preuve.read_text()
    assert NOMME.search(texte)
    assert missing(texte) == []


def test_une_preuve_inventee_se_voit():
    assert missing("`tests/depot/test_preuves.py::test_invente` et `tests/nulle_part.py`") == [
        "tests/depot/test_preuves.py::test_invente",
        "tests/nulle_part.py",
    ]
