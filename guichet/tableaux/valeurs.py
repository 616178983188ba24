"""One cell → one value: hours, SIRET, PASS IAE, plain text. Pure; dates are in `dates`, names in `noms`.

A reader returns the value, None when the cell is empty, or raises `Illisible` with what was expected.
"""

import math
import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from stdnum.exceptions import ValidationError
from stdnum.fr import siret as stdnum_siret

from guichet.tableaux.classeur import Cellule

CENTIEME = Decimal("0.01")
HEURES_MAX = Decimal(10_000)
"""Hours above which a cell is not an amount of hours at all (the 350 h rule is R7, elsewhere)."""
LONGUEUR_MAX = 60
"""Characters beyond which a cell is neither hours nor a date."""
ATTENDU_HEURES = "un nombre d’heures, par exemple 151,67 ou 151h40"
VIDES = {"", "-", "–", "—", "−", "/", "neant", "néant", "n/a"}

ORIGINES = (date(1899, 12, 31), date(1904, 1, 1))
"""Day 0 of durations shown as a date, in the two calendars of spreadsheets."""

DECIMAL = re.compile(r"([+-]?)(\d{1,3}(?:[ '’]\d{3})+|\d+)?(?:[.,](\d+))?(?:h|heures?|hrs?)?", re.I)
MILLIERS = re.compile(r"([+-]?)(\d{1,3}(?:\.\d{3})+),(\d+)|([+-]?)(\d{1,3}(?:,\d{3})+)\.(\d+)")
HEURES_MINUTES = re.compile(
    r"([+-]?)(\d+)(?:h|:|heures?|hrs?)(?:(\d{1,2})(?:m|mn|min|minutes?|’|')?)?(?::(\d{2}))?", re.I
)
MINUTES = re.compile(r"([+-]?)(\d+)(?:mn|min|minutes?)", re.I)
DUREE_ISO = re.compile(r"(-?)P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")
PASS_IAE = re.compile(r"99999[0-9]{7}")
SEPARATEURS = re.compile(r"[\s.\-]")
FORMULE = re.compile(r"[=@]|[+-](?![\d.,\s])")
BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
INVISIBLES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200d\u2060\ufeff\u00ad]")


class Illisible(ValueError):
    """A cell that cannot be read: stable `code`, `cause` and `attendu` as pieces of a French sentence."""

    def __init__(self, code: str, cause: str, attendu: str):
        super().__init__(cause)
        self.code, self.cause, self.attendu = code, cause, attendu


def texte_de(valeur: Cellule) -> str:
    """Text of a cell: NFC, one kind of space, no invisible character, a whole number without its `.0`."""
    if isinstance(valeur, str):
        if valeur.isascii() and "  " not in valeur and valeur.isprintable():
            return valeur.strip()
        propre = INVISIBLES.sub("", unicodedata.normalize("NFC", valeur))
        return " ".join(propre.split())
    if isinstance(valeur, float) and valeur.is_integer() and abs(valeur) < 1e15:
        return str(int(valeur))
    if isinstance(valeur, date):
        return f"{valeur:%d/%m/%Y}"
    if isinstance(valeur, timedelta):
        minutes = round(valeur.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(valeur, bool):
        return "VRAI" if valeur else "FAUX"
    return str(valeur).replace(".", ",")


def lire_texte(valeur: Cellule) -> str | None:
    """Plain text, or None. Refuses what a spreadsheet would run (`= + - @` first) and reversed writing."""
    texte = texte_de(valeur)
    if not texte:
        return None
    if FORMULE.match(texte):
        raise Illisible(
            "CELLULE_FORMULE", "le texte commence comme une formule", "un texte simple, sans = + - @ au début"
        )
    if BIDI.search(texte):
        raise Illisible(
            "CELLULE_TROMPEUSE", "le texte contient un signe d’écriture inversée", "un texte simple"
        )
    return texte


def lire_heures(valeur: Cellule) -> Decimal | None:
    """Hours, two places, half-up: 151.67, 151,67, 151h40, 151:40, 7h30, ISO duration, time or duration cell.

    Negative hours are returned (R7 decides). Raise `Illisible` FORMAT_HEURES.
    """
    if isinstance(valeur, bool):
        raise heures_illisibles("ce n’est pas un nombre")
    if isinstance(valeur, int | float):
        if not math.isfinite(valeur):
            raise heures_illisibles("ce n’est pas un nombre fini")
        return borner(Decimal(repr(valeur)))
    if isinstance(valeur, timedelta):
        return en_heures(round(valeur.total_seconds()))
    if isinstance(valeur, date):
        return heures_d_une_date(valeur)
    if len(valeur) > LONGUEUR_MAX:
        raise heures_illisibles("le texte est trop long")
    texte = "".join(unicodedata.normalize("NFKC", texte_de(valeur)).split(" ")).translate(MOINS)
    if texte.lower() in VIDES:
        return None
    return heures_du_texte(texte, valeur)


MOINS = {ord(signe): "-" for signe in "−‐‑–—﹣"}


def heures_illisibles(cause: str) -> Illisible:
    return Illisible("FORMAT_HEURES", cause, ATTENDU_HEURES)


def borner(heures: Decimal) -> Decimal:
    if abs(heures) >= HEURES_MAX:
        raise heures_illisibles("le nombre est démesuré")
    return heures.quantize(CENTIEME, ROUND_HALF_UP)


def en_heures(secondes: int) -> Decimal:
    return borner(Decimal(secondes) / 3600)


def heures_d_une_date(valeur: date) -> Decimal:
    """A day fraction shown as h:mm comes back as a date of the first days of the spreadsheet's calendar."""
    secondes = valeur.hour * 3600 + valeur.minute * 60 + valeur.second if isinstance(valeur, datetime) else 0
    for origine in ORIGINES:
        jours = valeur.toordinal() - origine.toordinal()
        if 0 <= jours <= 416:
            return en_heures(jours * 86_400 + secondes)
    raise heures_illisibles("c’est une date")


def heures_du_texte(texte: str, valeur: str) -> Decimal:
    """Hours written as text without spaces, signs made plain."""
    if (m := HEURES_MINUTES.fullmatch(texte)) and (m[3] or not texte[-1].isdigit()):
        if int(m[3] or 0) > 59 or int(m[4] or 0) > 59:
            raise heures_illisibles(f"il y a {m[3]} minutes, 59 au plus")
        return signer(m[1], en_heures(int(m[2][:6]) * 3600 + int(m[3] or 0) * 60 + int(m[4] or 0)))
    if (m := DECIMAL.fullmatch(espaces_de_milliers(texte, valeur))) and (m[2] or m[3]):
        entier = re.sub(r"[ '’]", "", m[2] or "0")
        return signer(m[1], borner(Decimal(f"{entier[:9]}.{(m[3] or '0')[:12]}")))
    if m := MILLIERS.fullmatch(texte):
        signe, entier, decimales = (m[1], m[2], m[3]) if m[2] else (m[4], m[5], m[6])
        return signer(signe, borner(Decimal(re.sub("[.,]", "", entier) + "." + decimales[:12])))
    if m := MINUTES.fullmatch(texte):
        return signer(m[1], en_heures(int(m[2][:8]) * 60))
    if (m := DUREE_ISO.fullmatch(texte)) and any(m.groups()[1:]):
        jours, heures, minutes, secondes = (int((part or "0")[:6]) for part in m.groups()[1:])
        return signer(m[1], en_heures(jours * 86_400 + heures * 3600 + minutes * 60 + secondes))
    raise heures_illisibles("ce n’est pas un nombre d’heures")


def espaces_de_milliers(texte: str, valeur: str) -> str:
    """The text without spaces, unless its spaces do not separate thousands (`15 167` is not `1 5 167`)."""
    groupes = re.split(r"\s+", unicodedata.normalize("NFKC", valeur).strip().translate(MOINS))
    chiffres = [g for g in groupes if re.match(r"[\d]", g)]
    suite = chiffres[1:]
    return texte if all(re.fullmatch(r"\d{3}(?:[.,]\d+)?\D*", g) for g in suite) else "?"


def signer(signe: str, heures: Decimal) -> Decimal:
    return -heures if signe == "-" else heures


def lire_siret(valeur: Cellule) -> str | None:
    """SIRET as 14 digits; a number that lost its first zero gets it back. Raise `Illisible` FORMAT_SIRET."""
    attendu = "14 chiffres, par exemple 21790191700013"
    texte = texte_de(valeur)
    if not texte:
        return None
    abrege = isinstance(valeur, int | float) and texte.endswith("0000000")
    if abrege or re.search(r"\d[.,]?\d*E\+?\d+", texte, re.I):
        raise Illisible(
            "FORMAT_SIRET", "le tableur a abrégé le numéro, ses derniers chiffres sont perdus", attendu
        )
    chiffres = re.sub(r"[\s.\-_’']", "", texte).upper().removeprefix("SIRET").lstrip(":")
    if not chiffres.isascii() or not chiffres.isdigit():
        raise Illisible("FORMAT_SIRET", "il contient autre chose que des chiffres", attendu)
    if len(chiffres) in (12, 13):
        chiffres = chiffres.zfill(14)
    if len(chiffres) != 14:
        raise Illisible("FORMAT_SIRET", f"il compte {len(chiffres)} chiffres", attendu)
    try:
        return stdnum_siret.validate(chiffres)
    except ValidationError:
        raise Illisible("FORMAT_SIRET", "sa clé de contrôle est fausse", attendu) from None


def lire_pass_iae(valeur: Cellule) -> str | None:
    """PASS IAE number, 12 digits (`99999` then 7). Raise `Illisible` FORMAT_PASS_IAE."""
    chiffres = SEPARATEURS.sub("", texte_de(valeur))
    if not chiffres:
        return None
    if not PASS_IAE.fullmatch(chiffres):
        raise Illisible("FORMAT_PASS_IAE", "ce n’est pas un numéro de PASS IAE", "99999 suivi de 7 chiffres")
    return chiffres
