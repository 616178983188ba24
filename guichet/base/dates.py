"""French writing of dates and instants. Pure functions: today is always given."""

from datetime import date, datetime

from guichet.base.formats import ESPACE, VIDE

JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
MOIS_COURTS = (
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)


def jour(valeur: date | None) -> str:
    """A date in a column: « 12/01/2026 »."""
    return f"{valeur:%d/%m}/{valeur.year:04d}" if valeur else VIDE


def _quantieme(valeur: date) -> str:
    return "1er" if valeur.day == 1 else str(valeur.day)


def jour_court(valeur: date | None) -> str:
    """A date in a list: « 10 nov. »."""
    return f"{_quantieme(valeur)}{ESPACE}{MOIS_COURTS[valeur.month - 1]}" if valeur else VIDE


def jour_long(valeur: date | None) -> str:
    """A date of the current year in a sentence: « mardi 10 novembre »."""
    if not valeur:
        return VIDE
    return f"{JOURS[valeur.weekday()]} {_quantieme(valeur)}{ESPACE}{MOIS[valeur.month - 1]}"


def date_longue(valeur: date | None) -> str:
    """A whole date in a sentence or a document: « mardi 10 novembre 2026 »."""
    return f"{jour_long(valeur)} {valeur.year}" if valeur else VIDE


def jour_semaine(valeur: date | None) -> str:
    """Day of the week: « mardi »."""
    return JOURS[valeur.weekday()] if valeur else VIDE


def mois(valeur: date | None) -> str:
    """Month of a date: « octobre 2026 »."""
    return f"{MOIS[valeur.month - 1]} {valeur.year}" if valeur else VIDE


def mois_nom(valeur: date | None) -> str:
    """Month alone, for the first column of a year: « octobre »."""
    return MOIS[valeur.month - 1] if valeur else VIDE


def mois_court(valeur: date | None) -> str:
    """Month on the axis of a chart: « oct. »."""
    return MOIS_COURTS[valeur.month - 1] if valeur else VIDE


def de_mois(valeur: date | None, annee: bool = True) -> str:
    """Month after « de », elided before a vowel: « d’octobre 2026 », « de septembre 2026 »."""
    if not valeur:
        return VIDE
    texte = mois(valeur) if annee else mois_nom(valeur)
    return f"d’{texte}" if texte[0] in "aoà" else f"de {texte}"


def heure(valeur: datetime | None) -> str:
    """Time of an instant already in local time: « 10 h 42 »."""
    return f"{valeur.hour}{ESPACE}h{ESPACE}{valeur.minute:02d}" if valeur else VIDE


def instant(valeur: datetime | None) -> str:
    """An instant in a timeline, already in local time: « 5 nov. 10 h 12 »."""
    return f"{jour_court(valeur)} {heure(valeur)}" if valeur else VIDE


def jours_depuis(valeur: date | None, aujourdhui: date) -> str:
    """Days gone since `valeur`: « 24 jours », « 1 jour », « aujourd’hui »; « dans 3 jours » if ahead."""
    if not valeur:
        return VIDE
    ecart = (aujourdhui - valeur).days
    if ecart == 0:
        return "aujourd’hui"
    duree = f"{abs(ecart)}{ESPACE}jour{'s' if abs(ecart) > 1 else ''}"
    return duree if ecart > 0 else f"dans {duree}"
