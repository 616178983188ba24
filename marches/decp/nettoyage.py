"""Dirty published values to clean ones: every function returns the value or None and tells what it saw.

Nothing is invented: a value that cannot be read is None, and a repair (lost zero, comma) is always told.
"""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from stdnum.fr import siret as siret_stdnum

from marches.decp.anomalies import Constats
from marches.decp.textes import en_texte, est_vide

MONTANT_MAX = Decimal(10) ** 10
MONTANT_FAIBLE = Decimal(1000)
CENTIME = Decimal("0.01")
DUREE_MAX = 1200
LISTE_MAX = 500  # companies or changes of one notice: far above any real one
PREMIERE_DATE, DERNIERE_DATE = date(1990, 1, 1), date(2100, 12, 31)

NOMBRE = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?")
DATE_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2}|[T ].*)?")
DATE_FRANCAISE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
BOOLEENS = {
    "oui": True,
    "true": True,
    "1": True,
    "vrai": True,
    "non": False,
    "false": False,
    "0": False,
    "faux": False,
}


def lire_siret(valeur: object, champ: str, constats: Constats) -> str | None:
    """Fourteen digits or None. A wrong key is told and kept; a lost zero is restored when the key agrees."""
    chiffres = re.sub(r"[\s.]", "", en_texte(valeur) or "")
    if re.fullmatch(r"[0-9]{13}", chiffres) and siret_stdnum.is_valid("0" + chiffres):
        constats.signaler("DECP_SIRET_ZERO_PERDU", champ, chiffres, lu="0" + chiffres)
        return "0" + chiffres
    if not re.fullmatch(r"[0-9]{14}", chiffres):
        return None
    if not siret_stdnum.is_valid(chiffres):
        constats.signaler("DECP_SIRET_CLE", champ, chiffres)
    return chiffres


def _nombre(valeur: object) -> tuple[Decimal | None, bool]:
    """The number and whether it had to be rewritten (spaces, comma, euro sign)."""
    if isinstance(valeur, Decimal):
        return (valeur, False) if valeur.is_finite() else (None, False)
    texte = (en_texte(valeur) or "").replace("\u00a0", " ").replace("\u202f", " ")
    propre = re.sub(r"\s|€|EUR$|HT$", "", texte).replace(",", ".")
    return (Decimal(propre), propre != texte) if NOMBRE.fullmatch(propre) else (None, False)


def lire_montant(valeur: object, champ: str, constats: Constats) -> Decimal | None:
    """Euros excluding tax with two decimals (half-up), None when absent, zero, unreadable or implausible."""
    if est_vide(valeur):
        return constats.signaler("DECP_MONTANT_ABSENT", champ, valeur)
    nombre, reecrit = _nombre(valeur)
    if nombre is None:
        return constats.signaler("DECP_MONTANT_ILLISIBLE", champ, valeur)
    if nombre >= MONTANT_MAX or (nombre > 99999 and set(str(int(nombre))) == {"9"}):
        return constats.signaler("DECP_MONTANT_INVRAISEMBLABLE", champ, valeur)
    montant = nombre.quantize(CENTIME, ROUND_HALF_UP) if nombre > -MONTANT_MAX else -MONTANT_MAX
    if montant <= 0:
        return constats.signaler("DECP_MONTANT_NUL", champ, valeur)
    if reecrit:
        constats.signaler("DECP_MONTANT_FORMAT", champ, valeur, lu=montant)
    if montant < MONTANT_FAIBLE:
        constats.signaler("DECP_MONTANT_FAIBLE", champ, valeur)
    return montant


def lire_duree(valeur: object, champ: str, constats: Constats) -> int | None:
    """Whole months from 1 to 1 200, or None."""
    if est_vide(valeur):
        return constats.signaler("DECP_DUREE_ABSENTE", champ, valeur)
    nombre, _ = _nombre(valeur)
    if nombre is None:
        return constats.signaler("DECP_DUREE_ILLISIBLE", champ, valeur)
    if not 0 < nombre <= DUREE_MAX:
        return constats.signaler("DECP_DUREE_INVRAISEMBLABLE", champ, valeur)
    if nombre != int(nombre):
        return constats.signaler("DECP_DUREE_ILLISIBLE", champ, valeur)
    return int(nombre)


def lire_date(valeur: object, champ: str, constats: Constats, *, facultative: bool = False) -> date | None:
    """A day between 1990 and 2100, or None; other writings than AAAA-MM-JJ are read and told."""
    if est_vide(valeur):
        return None if facultative else constats.signaler("DECP_DATE_ABSENTE", champ, valeur)
    texte = en_texte(valeur) or ""
    iso, francaise = DATE_ISO.fullmatch(texte), DATE_FRANCAISE.fullmatch(texte)
    if not iso and not francaise:
        return constats.signaler("DECP_DATE_ILLISIBLE", champ, valeur)
    annee, mois, jour = (int(part) for part in (iso.groups()[:3] if iso else reversed(francaise.groups())))
    try:
        lue = date(annee, mois, jour)
    except ValueError:
        return constats.signaler("DECP_DATE_ILLISIBLE", champ, valeur)
    if not PREMIERE_DATE <= lue <= DERNIERE_DATE:
        return constats.signaler("DECP_DATE_INVRAISEMBLABLE", champ, valeur)
    if texte != lue.isoformat():
        constats.signaler("DECP_DATE_FORMAT", champ, valeur, lu=lue.strftime("%d/%m/%Y"))
    return lue


def lire_cpv(valeur: object, champ: str, constats: Constats) -> str | None:
    """Eight digits, or None. Seven digits starting with 3 or 9 lost their zero (divisions 03 and 09)."""
    if est_vide(valeur):
        return constats.signaler("DECP_CPV_ABSENT", champ, valeur)
    forme = re.fullmatch(r"([0-9]{2,8})(-?[0-9])?", re.sub(r"[\s.]", "", en_texte(valeur) or ""))
    if not forme or (forme[2] and len(forme[1]) < 8):
        return constats.signaler("DECP_CPV_ILLISIBLE", champ, valeur)
    chiffres = forme[1]
    if len(chiffres) == 8:
        if forme[2]:
            constats.signaler("DECP_CPV_CLE", champ, valeur, lu=chiffres)
        return chiffres
    lu = "0" + chiffres if len(chiffres) == 7 and chiffres[0] in "39" else chiffres.ljust(8, "0")
    constats.signaler("DECP_CPV_COURT", champ, valeur, lu=lu)
    return lu


def lire_booleen(valeur: object, champ: str, constats: Constats, *, texte_admis: bool) -> bool | None:
    """True, False or None. « oui » and « 1 » are regular in XML (`texte_admis`), told in JSON."""
    if valeur is None or isinstance(valeur, bool):
        return valeur
    lu = BOOLEENS.get((en_texte(valeur) or "").lower())
    if lu is None:
        return None if est_vide(valeur) else constats.signaler("DECP_BOOLEEN_ILLISIBLE", champ, valeur)
    if not texte_admis:
        constats.signaler("DECP_BOOLEEN", champ, valeur, lu="oui" if lu else "non")
    return lu


def lire_liste(valeur: object, cle: str, emballages: int = 4) -> list:
    """The items of a DECP list, flat (v1), wrapped item by item (v2 JSON) or wrapped once (XML)."""
    if valeur is None or valeur == "":
        return []
    if isinstance(valeur, list) and emballages:
        return [element for brut in valeur[:LISTE_MAX] for element in lire_liste(brut, cle, emballages - 1)][
            :LISTE_MAX
        ]
    if isinstance(valeur, dict) and cle in valeur and emballages:
        return lire_liste(valeur[cle], cle, emballages - 1)
    return [valeur]
