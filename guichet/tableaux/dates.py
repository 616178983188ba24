"""One cell → one date or one month. Pure; years of two digits are completed around a given pivot."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, timedelta

from guichet.tableaux.classeur import Cellule
from guichet.tableaux.valeurs import LONGUEUR_MAX, VIDES, Illisible, texte_de

ATTENDU_DATE = "une date, par exemple 03/02/2026"
ATTENDU_MOIS = "un mois, par exemple 02/2026"
PIVOT = 79
"""Two-digit years up to the pivot are of the 2000s."""
PIVOT_NAISSANCE = 15
"""Nobody younger than 16 works: 15 and less are births of the 2000s, more are of the 1900s."""
SERIE_MIN, SERIE_MAX = 7306, 73_415
"""Spreadsheet day numbers of 1 January 1920 and 31 December 2100."""
ANNEES = range(1900, 2101)

MOIS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
    *("août", "septembre", "octobre", "novembre", "décembre"),
)
ANGLAIS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
ABREGES = {"sept": 9, "juil": 7, "jul": 7, "dez": 12}
CHIFFRES = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:[ t]\d{1,2}[:h]\d{2}(?::\d{2})?)?")
ISO = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[ t].*)?")
LETTRES = re.compile(r"(?:[a-z]+\.?,? )?(\d{1,2})(?:er)?[ \-/.]*([a-z]+)\.?[ \-/.,]*(\d{4}|\d{2})")
COLLEE = re.compile(r"(\d{2})(\d{2})(\d{4})")
MOIS_CHIFFRES = re.compile(r"(?:(\d{1,2})[/.\- ](\d{4}|\d{2})|(\d{4})[/.\- ](\d{1,2}))")
MOIS_LETTRES = re.compile(r"\b([a-z]{3,9})\.?[ \-/.']*(\d{4}|\d{2})\b")


def sans_accents(texte: str) -> str:
    """Lower case without accents; used to compare words, never to show them."""
    if texte.isascii():
        return texte.lower()
    decompose = unicodedata.normalize("NFKD", texte.lower())
    return "".join(signe for signe in decompose if not unicodedata.combining(signe))


def date_illisible(cause: str, attendu: str = ATTENDU_DATE) -> Illisible:
    return Illisible("FORMAT_DATE", cause, attendu)


def rang_du_mois(mot: str) -> int:
    """1 to 12 for a month name, whole or abbreviated to three letters or more, French or English; else 0."""
    if mot in ABREGES:
        return ABREGES[mot]
    if len(mot) < 3 or mot == "jui":
        return 0
    for noms in (MOIS, ANGLAIS):
        for rang, nom in enumerate(noms, 1):
            if sans_accents(nom).startswith(mot):
                return rang
    return 0


def completer_annee(texte: str, pivot: int) -> int:
    annee = int(texte)
    if len(texte) == 4:
        return annee
    return annee + (2000 if annee <= pivot else 1900)


def composer(annee: int, mois: int, jour: int) -> date:
    """Date, or `Illisible` that says how the month or the calendar contradicts it."""
    if annee not in ANNEES:
        raise date_illisible(f"l’année {annee} est hors de portée")
    if not 1 <= mois <= 12:
        raise date_illisible(f"il n’y a pas de mois {mois}", "jour, mois, année, par exemple 03/02/2026")
    dernier = monthrange(annee, mois)[1]
    if not 1 <= jour <= dernier:
        nom = MOIS[mois - 1]
        raise date_illisible(
            f"{nom} {annee} compte {dernier} jours", f"une date jusqu’au {dernier}/{mois:02d}/{annee}"
        )
    return date(annee, mois, jour)


def lire_date(valeur: Cellule, *, epoque: int = 1900, pivot: int = PIVOT) -> date | None:
    """Date of a cell: date cell, day number, 03/02/2026, 3-févr.-26, 3 février 2026, 2026-02-03, 03022026.

    `epoque` is the workbook's (1900 or 1904). Raise `Illisible` FORMAT_DATE.
    """
    if isinstance(valeur, date):
        jour = valeur.date() if isinstance(valeur, datetime) else valeur
        if jour.year not in ANNEES or (jour.year in (1900, 1904) and isinstance(valeur, datetime)):
            raise date_illisible("c’est une heure, pas une date")
        return jour
    if isinstance(valeur, bool | timedelta):
        raise date_illisible("ce n’est pas une date")
    if isinstance(valeur, int | float):
        return date_du_nombre(valeur, epoque)
    if len(valeur) > LONGUEUR_MAX:
        raise date_illisible("le texte est trop long")
    texte = sans_accents(" ".join(unicodedata.normalize("NFKC", texte_de(valeur)).split()))
    return None if texte in VIDES else date_du_texte(texte, epoque, pivot)


def date_du_nombre(nombre: float, epoque: int) -> date:
    """A day number, or eight digits that lost their zero (3022026)."""
    if nombre != nombre or abs(nombre) > 1e9:
        raise date_illisible("ce n’est pas une date")
    entier = int(nombre)
    decalage = 0 if epoque == 1900 else 1462
    if SERIE_MIN <= entier + decalage <= SERIE_MAX:
        return date(1899, 12, 30) + timedelta(days=entier + decalage)
    if entier == nombre and 1_011_900 <= entier <= 31_129_999:
        return date_collee(f"{entier:08d}")
    raise date_illisible("ce nombre n’est pas une date")


def date_collee(texte: str) -> date:
    if int(texte[:4]) in ANNEES and int(texte[4:6]) <= 12:
        return composer(int(texte[:4]), int(texte[4:6]), int(texte[6:]))
    return composer(int(texte[4:]), int(texte[2:4]), int(texte[:2]))


def date_du_texte(texte: str, epoque: int, pivot: int) -> date:
    if m := CHIFFRES.fullmatch(texte):
        return composer(completer_annee(m[3], pivot), int(m[2]), int(m[1]))
    if m := ISO.fullmatch(texte):
        return composer(int(m[1]), int(m[2]), int(m[3]))
    if (m := LETTRES.fullmatch(texte)) and (mois := rang_du_mois(m[2])):
        return composer(completer_annee(m[3], pivot), mois, int(m[1]))
    if COLLEE.fullmatch(texte):
        return date_collee(texte)
    if re.fullmatch(r"\d{4,5}(?:[.,]0+)?", texte):
        return date_du_nombre(int(texte[:5].rstrip(".,")), epoque)
    raise date_illisible("ce n’est pas une date")


def lire_naissance(valeur: Cellule, *, epoque: int = 1900) -> date | None:
    """Date of birth: as `lire_date`, with two-digit years read as those of workers."""
    return lire_date(valeur, epoque=epoque, pivot=PIVOT_NAISSANCE)


def lire_mois(valeur: Cellule, *, epoque: int = 1900) -> date | None:
    """First day of the month told by a cell: 02/2026, 2026-02, « février 2026 », févr-26, or any date of
    it.
    """
    if not isinstance(valeur, str):
        jour = lire_date(valeur, epoque=epoque)
        return jour and jour.replace(day=1)
    texte = sans_accents(" ".join(unicodedata.normalize("NFKC", texte_de(valeur[:300])).split()))
    if texte in VIDES:
        return None
    if m := MOIS_CHIFFRES.fullmatch(texte):
        annee, mois = (m[2], m[1]) if m[1] else (m[3], m[4])
        return composer(completer_annee(annee, PIVOT), int(mois), 1)
    for mot, annee in MOIS_LETTRES.findall(texte):
        if mois := rang_du_mois(mot):
            return composer(completer_annee(annee, PIVOT), mois, 1)
    try:
        return date_du_texte(texte, epoque, PIVOT).replace(day=1)
    except Illisible:
        raise Illisible("FORMAT_MOIS", "ce n’est pas un mois", ATTENDU_MOIS) from None
