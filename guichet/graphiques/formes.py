"""The shapes of a chart: abscissas in % of the width, ordinates in px from the top."""

from dataclasses import dataclass
from decimal import Decimal


def position(valeur) -> str:
    """A share of the width as an SVG length: Decimal("53.675") → « 53.675% »."""
    texte = f"{Decimal(valeur):.3f}".rstrip("0").rstrip(".")
    return f"{'0' if texte == '-0' else texte}%"


def pixels(valeur) -> str:
    """A height as an SVG number, to a tenth of a pixel."""
    return f"{Decimal(valeur):.1f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Rect:
    """A bar: `x` and `largeur` in %, `y` and `hauteur` in px; `style` of styles.SURFACES."""

    x: Decimal
    y: Decimal
    largeur: Decimal
    hauteur: Decimal
    style: str


@dataclass(frozen=True)
class Ligne:
    """A segment from (`x1` %, `y1` px) to (`x2` %, `y2` px); `style` of styles.TRAITS."""

    x1: Decimal
    y1: Decimal
    x2: Decimal
    y2: Decimal
    style: str


@dataclass(frozen=True)
class Texte:
    """Words at (`x` %, `y` px) moved by `dx` px; `ancre` start, middle or end.

    `secondaire` words are left out on a narrow screen: the table or the legend says them.
    """

    x: Decimal
    y: Decimal
    texte: str
    style: str = "texte"
    ancre: str = "start"
    dx: int = 0
    secondaire: bool = False


@dataclass(frozen=True)
class Marque:
    """A small mark centred on (`x` %, `y` px): `forme` triangle, rond or losange."""

    x: Decimal
    y: Decimal
    forme: str
    style: str


@dataclass(frozen=True)
class Badge:
    """White words on an ink plate `largeur` px wide, centred on (`x` %, `y` px) moved by `dx` px."""

    x: Decimal
    y: Decimal
    texte: str
    largeur: int
    style: str = "date"
    dx: int = 0
