"""The accent colour of a territoire: its derived shades and the contrast they must reach.

Contrast is the WCAG 2.2 ratio (1 to 21). An accent carries text on white and on its own pale shade,
and white text on itself, so all three must reach 4.5.
"""

import re
from dataclasses import dataclass

BLANC = "#FFFFFF"
CONTRASTE_MINIMAL = 4.5
PART_PALE, PART_MOYEN, PART_FORT = 0.10, 0.35, 0.74


class CouleurRefusee(ValueError):
    """The colour cannot be an accent; the message says what was found and what to do."""


@dataclass(frozen=True)
class Palette:
    """Shades of one accent, as #RRGGBB: `fort` hover, `pale` chosen row, `moyen` thin line."""

    accent: str
    fort: str
    pale: str
    moyen: str


def _composantes(couleur: str) -> tuple[int, int, int]:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", couleur):
        raise CouleurRefusee(
            f"« {couleur} » n’est pas une couleur. Attendu : # suivi de six chiffres ou lettres de A à F, "
            "par exemple #0B5C63."
        )
    return tuple(int(couleur[i : i + 2], 16) for i in (1, 3, 5))


def _hexadecimal(composantes) -> str:
    return "#" + "".join(f"{round(c):02X}" for c in composantes)


def _luminance(couleur: str) -> float:
    lineaires = []
    for composante in _composantes(couleur):
        c = composante / 255
        lineaires.append(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)
    rouge, vert, bleu = lineaires
    return 0.2126 * rouge + 0.7152 * vert + 0.0722 * bleu


def contraste(une: str, autre: str) -> float:
    """WCAG contrast ratio of two #RRGGBB colours, from 1 to 21."""
    claire, sombre = sorted((_luminance(une), _luminance(autre)), reverse=True)
    return (claire + 0.05) / (sombre + 0.05)


def palette(accent: str) -> Palette:
    """Shades of `accent` (#RRGGBB). Raises CouleurRefusee when text in it would be hard to read."""
    rvb = _composantes(accent)
    pale, moyen = (_hexadecimal(c * part + 255 * (1 - part) for c in rvb) for part in (PART_PALE, PART_MOYEN))
    for fond, nom in ((BLANC, "le blanc"), (pale, "sa teinte pâle")):
        mesure = contraste(accent, fond)
        if mesure < CONTRASTE_MINIMAL:
            # Truncated, not rounded: 4,49 must not read as the 4,5 that is asked.
            lu = f"{int(mesure * 100) / 100:.2f}".replace(".", ",")
            raise CouleurRefusee(
                f"{accent.upper()} se lit mal sur {nom} : contraste {lu}, il faut au moins 4,5. "
                "Choisissez une couleur plus sombre."
            )
    return Palette(accent.upper(), _hexadecimal(c * PART_FORT for c in rvb), pale, moyen)
