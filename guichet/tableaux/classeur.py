"""What reading gives: a workbook as plain values, whatever the format it came in."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

Cellule = str | float | int | bool | date | datetime | timedelta
"""Value of a cell; the empty string when there is nothing. A time or a duration is a `timedelta`."""


@dataclass(slots=True)
class Feuille:
    """One sheet: `lignes[0]` is the row 1 of the spreadsheet. `fusions`: (top, left, bottom, right), from
    0.
    """

    nom: str
    lignes: list[list[Cellule]]
    visible: bool = True
    fusions: list[tuple[int, int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Classeur:
    """A workbook read. `nature`: xlsx, xls, ods or csv; `epoque`: 1900 or 1904 (origin of date numbers).

    `encodage` and `delimiteur` are those of a CSV. `avertissements`: (stable code, French sentence).
    """

    nature: str
    feuilles: list[Feuille]
    avertissements: list[tuple[str, str]] = field(default_factory=list)
    epoque: int = 1900
    encodage: str = ""
    delimiteur: str = ""
    memoire_max: int = 0
    """Peak resident memory of the reading process, bytes."""


def lettre(rang: int) -> str:
    """Letters of the column of this rank from 0: 0 → A, 26 → AA."""
    texte = ""
    rang += 1
    while rang:
        rang, reste = divmod(rang - 1, 26)
        texte = chr(65 + reste) + texte
    return texte
