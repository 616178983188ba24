"""Proposed reading of a text whose accented letters were lost (U+FFFD): all of them found, or nothing."""

import re
from functools import lru_cache
from pathlib import Path

PERDU = "\ufffd"
MOT = re.compile(rf"[^\W\d_{PERDU}]*{PERDU}(?:[^\W\d_]|{PERDU})*")
NUMERO = re.compile(rf"(?<![\w{PERDU}])N{PERDU}(?=\s*[A-Z]{{0,3}}\d)", re.IGNORECASE)


@lru_cache
def _lexique() -> dict[str, set[str]]:
    """Words of the list under each shape they take once their accents are lost: « march?s » → marchés."""
    formes: dict[str, set[str]] = {}
    for mot in (Path(__file__).parent / "mots_accentues.txt").read_text("utf-8").split():
        formes.setdefault("".join(s if s.isascii() else PERDU for s in mot), set()).add(mot)
    return formes


def proposer_texte(texte: str | None) -> str | None:
    """The text with its accents back when every lost letter has one possible reading, else None."""
    if not texte or PERDU not in texte:
        return None
    lu = MOT.sub(_mot, NUMERO.sub("N°", texte))
    return None if PERDU in lu else lu


def _mot(trouve: re.Match) -> str:
    perdu = trouve[0]
    candidats = _lexique().get(perdu.lower(), set())
    if len(candidats) != 1:
        return perdu
    [mot] = candidats
    majuscules = perdu.replace(PERDU, "")
    if majuscules.isupper() and len(majuscules) > 1:
        return mot.upper()
    if trouve.start() == 0:
        mot = mot.capitalize()
    return "".join(lu if publie == PERDU else publie for publie, lu in zip(perdu, mot, strict=True))
