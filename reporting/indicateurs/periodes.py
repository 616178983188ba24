"""Periods of an indicator: the one asked, the ones before, and everything so far. Pure."""

from dataclasses import dataclass
from datetime import date

from publics.regles.calendrier import ajouter_mois, dernier_du_mois

MOIS_EN_LETTRES = (
    "un mois",
    "deux mois",
    "trois mois",
    "quatre mois",
    "cinq mois",
    "six mois",
    "sept mois",
    "huit mois",
    "neuf mois",
    "dix mois",
    "onze mois",
)


@dataclass(frozen=True)
class Periode:
    """Whole months from `debut` (None: since the first day) to `fin`, both days included."""

    debut: date | None
    fin: date
    libelle: str
    precision: str = ""

    def __post_init__(self):
        if self.debut and (self.fin < self.debut or self.debut.day != 1):
            raise ValueError(f"du {self.debut} au {self.fin} : un premier du mois, puis une fin attendus")

    def __contains__(self, jour: date | None) -> bool:
        return jour is not None and (self.debut is None or self.debut <= jour) and jour <= self.fin

    @property
    def mois(self) -> int:
        """Number of months touched, 0 when the beginning is open."""
        if self.debut is None:
            return 0
        return (self.fin.year - self.debut.year) * 12 + self.fin.month - self.debut.month + 1


def annee(an: int) -> Periode:
    """The civil year."""
    return Periode(date(an, 1, 1), date(an, 12, 31), str(an))


def periode(debut: date, fin: date) -> Periode:
    """Any period; a year that is not over says how many months it holds (« 2017, onze mois »)."""
    if debut.month == 1 and debut.day == 1 and debut.year == fin.year:
        mois = fin.month
        precision = MOIS_EN_LETTRES[mois - 1] if mois < 12 else ""
        return Periode(debut, fin, str(debut.year), precision)
    return Periode(debut, fin, f"{debut:%d/%m/%Y} au {fin:%d/%m/%Y}")


def precedentes(p: Periode, nombre: int = 2) -> tuple[Periode, ...]:
    """The `nombre` periods before, latest first: whole years for a year, else the same days of a year ago."""
    if p.debut is None:
        return ()
    if p.debut.month == 1 and p.debut.day == 1 and p.debut.year == p.fin.year:
        return tuple(annee(p.debut.year - rang) for rang in range(1, nombre + 1))
    return tuple(
        periode(_years_before(p.debut, rang), _years_before(p.fin, rang)) for rang in range(1, nombre + 1)
    )


def cumul(p: Periode) -> Periode:
    """Everything up to the end of a period."""
    return Periode(None, p.fin, "Depuis le début")


def _years_before(jour: date, ans: int) -> date:
    """Same day some years before; the end of a month stays the end of a month."""
    avant = ajouter_mois(jour, -12 * ans)
    return dernier_du_mois(avant) if jour == dernier_du_mois(jour) else avant
