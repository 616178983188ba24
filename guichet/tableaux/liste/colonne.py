"""A column of a list, declared once for the screen and the exports."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from guichet.base import dates, formats
from guichet.base.templatetags.composants import etiquette
from guichet.base.templatetags.formats import colonne as figure

NOMBRES = {"heures": 1, "heures2": 2, "heures0": 0, "entier": 0, "montant": 0}
VIDE = mark_safe('<span class="vide-cellule" aria-label="vide" role="img">–</span>')


@dataclass(frozen=True)
class Colonne:
    """A column.

    `cle`: attribute of the row (dotted path) unless `valeur` computes it from the row. `genre`: texte, heures
    (1 decimal), heures2, heures0, entier, montant (€), taux (a ratio), jour, etat. `tri`: field or expression
    name to order by, empty when the column cannot be sorted. `total`: an aggregate expression over the
    filtered rows. `lien`: `(acces, row) -> url`. `second`: attribute or function of a second, grey line.
    `aspect`: `(row) -> aspect` of the state label when `genre` is etat. `sur_export` False keeps a column on
    the screen only; `sur_ecran` False in the exports only.
    """

    cle: str
    libelle: str
    valeur: Callable | None = None
    genre: str = "texte"
    tri: str = ""
    total: object = None
    lien: Callable | None = None
    second: Callable | None = None
    aspect: Callable | None = None
    sur_ecran: bool = True
    sur_export: bool = True

    @property
    def nombre(self) -> bool:
        """Figures stand to the right."""
        return self.genre in NOMBRES or self.genre in ("taux", "jour")

    @property
    def cle_total(self) -> str:
        """Name of this column's total among the totals of the list."""
        return f"total_{self.cle.replace('.', '_')}"

    def opening(self, premiere: bool) -> str:
        """Return the opening tag of this column's cells; the first one names the row."""
        if premiere:
            return '<th scope="row">'
        classes = " ".join(c for c, oui in (("nombre", self.nombre), ("etat", self.genre == "etat")) if oui)
        classe = f' class="{classes}"' if classes else ""
        return f'<td{classe} data-l="{escape(self.libelle)}">'

    def lire(self, rang):
        """Return the raw value of a row, as the exports write it."""
        if self.valeur is not None:
            return self.valeur(rang)
        try:
            return attrgetter(self.cle)(rang)
        except AttributeError:
            return None

    def afficher(self, acces, rang):
        """Return the cell's HTML."""
        texte = self.show(self.lire(rang), rang)
        if self.lien is not None:
            adresse = self.lien(acces, rang)
            if adresse:
                texte = format_html('<a href="{}">{}</a>', adresse, texte)
        if self.second is not None:
            detail = self.second(rang)
            if detail:
                texte = format_html("{}<small>{}</small>", texte, detail)
        return texte

    def show(self, valeur, rang=None):
        """Return a value as people read it; an empty one is a grey dash."""
        if valeur is None or valeur == "":
            return VIDE
        if self.genre in NOMBRES:
            return figure(valeur, NOMBRES[self.genre])
        if self.genre == "taux":
            return formats.taux(valeur)
        if self.genre == "jour":
            return dates.jour(valeur)
        if self.genre == "etat" and self.aspect is not None and rang is not None:
            return state_label(valeur, self.aspect(rang))
        return str(valeur)


@lru_cache(maxsize=512)
def state_label(libelle: str, aspect: str):
    """Return the label of a state; a list repeats the same few."""
    return etiquette(libelle, aspect)


def plain(valeur):
    """Return a value fit for a spreadsheet cell: Decimal, int, date or text."""
    if valeur is None or isinstance(valeur, bool | int | Decimal | date | datetime):
        return {True: "oui", False: "non"}.get(valeur, valeur) if isinstance(valeur, bool) else valeur
    return str(valeur)
