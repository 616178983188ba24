"""Reading a JSON value whose shape is known: every fault is told with its path, what was found and expected.

A reader is a function `(valeur, chemin, fautes) -> valeur lue`; a faulty value is noted in `fautes` and read
as INVALIDE.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

INVALIDE = object()
ANNEES = range(1950, 2201)
HEURES_MAX = Decimal(100_000)
_JOUR = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOIS = re.compile(r"\d{4}-\d{2}")
_NOMBRE = re.compile(r"-?\d{1,9}(\.\d{1,6})?")


class Faute(StrEnum):
    """Stable codes of unreadable facts."""

    FAITS_ILLISIBLES = "FAITS_ILLISIBLES"
    FAITS_TYPE = "FAITS_TYPE"
    FAITS_CLE_INCONNUE = "FAITS_CLE_INCONNUE"
    FAITS_CLE_MANQUANTE = "FAITS_CLE_MANQUANTE"
    FAITS_DATE = "FAITS_DATE"
    FAITS_NOMBRE = "FAITS_NOMBRE"
    FAITS_VALEUR = "FAITS_VALEUR"
    FAITS_PERIODE = "FAITS_PERIODE"


@dataclass
class Fautes:
    """What could not be read, in the order of the facts."""

    liste: list[dict[str, Any]] = field(default_factory=list)

    def noter(self, code: Faute, chemin: str, attendu: str, valeur: Any = None, phrase: str = "") -> Any:
        """Note a fault and give INVALIDE; `attendu` completes « attendu : … »."""
        trouve = _apercu(valeur)
        ici = chemin or "les faits"
        phrase = phrase or f"{ici} : trouvé {trouve}, attendu {attendu}."
        faute = {"code": code, "chemin": chemin, "phrase": phrase, "trouve": trouve, "attendu": attendu}
        self.liste.append(faute)
        return INVALIDE


Lecteur = Callable[[Any, str, Fautes], Any]


def _apercu(valeur: Any) -> str:
    if valeur is None:
        return "rien"
    if isinstance(valeur, (dict, list)):
        return "un objet" if isinstance(valeur, dict) else "une liste"
    texte = str(valeur)
    return f"« {texte[:40]}{'…' if len(texte) > 40 else ''} »"


def texte(valeur: Any, chemin: str, fautes: Fautes) -> Any:
    """A text of 1 to 200 characters."""
    if isinstance(valeur, str) and 0 < len(valeur) <= 200:
        return valeur
    return fautes.noter(Faute.FAITS_TYPE, chemin, "un texte de 1 à 200 caractères", valeur)


def booleen(valeur: Any, chemin: str, fautes: Fautes) -> Any:
    """true or false."""
    if isinstance(valeur, bool):
        return valeur
    return fautes.noter(Faute.FAITS_TYPE, chemin, "true ou false", valeur)


def jour(valeur: Any, chemin: str, fautes: Fautes) -> Any:
    """A day, AAAA-MM-JJ, from 1950 to 2200."""
    if isinstance(valeur, str) and _JOUR.fullmatch(valeur) and int(valeur[:4]) in ANNEES:
        try:
            return date.fromisoformat(valeur)
        except ValueError:
            pass
    return fautes.noter(Faute.FAITS_DATE, chemin, "une date AAAA-MM-JJ qui existe", valeur)


def mois(valeur: Any, chemin: str, fautes: Fautes) -> Any:
    """A month, AAAA-MM, read as its first day."""
    if isinstance(valeur, str) and _MOIS.fullmatch(valeur):
        return jour(f"{valeur}-01", chemin, fautes)
    return fautes.noter(Faute.FAITS_DATE, chemin, "un mois AAAA-MM", valeur)


def nombre(minimum: Decimal, maximum: Decimal = HEURES_MAX) -> Lecteur:
    """A number or its text with a point (« 151.67 »), between two bounds."""

    def lire(valeur: Any, chemin: str, fautes: Fautes) -> Any:
        brut = str(valeur) if isinstance(valeur, (int, float, Decimal, str)) else ""
        if not isinstance(valeur, bool) and _NOMBRE.fullmatch(brut) and minimum <= Decimal(brut) <= maximum:
            return Decimal(brut)
        return fautes.noter(Faute.FAITS_NOMBRE, chemin, f"un nombre de {minimum} à {maximum}", valeur)

    return lire


def entier(minimum: int, maximum: int) -> Lecteur:
    """A whole number between two bounds."""

    def lire(valeur: Any, chemin: str, fautes: Fautes) -> Any:
        if isinstance(valeur, int) and not isinstance(valeur, bool) and minimum <= valeur <= maximum:
            return valeur
        return fautes.noter(Faute.FAITS_NOMBRE, chemin, f"un entier de {minimum} à {maximum}", valeur)

    return lire


def choix(valeurs: type[StrEnum]) -> Lecteur:
    """One of the values of an enumeration."""

    def lire(valeur: Any, chemin: str, fautes: Fautes) -> Any:
        if isinstance(valeur, str) and valeur in list(valeurs):
            return valeurs(valeur)
        return fautes.noter(Faute.FAITS_VALEUR, chemin, "une valeur parmi " + ", ".join(valeurs), valeur)

    return lire


def motif(expression: str, attendu: str) -> Lecteur:
    """A text that follows a regular expression."""

    def lire(valeur: Any, chemin: str, fautes: Fautes) -> Any:
        if isinstance(valeur, str) and re.fullmatch(expression, valeur):
            return valeur
        return fautes.noter(Faute.FAITS_VALEUR, chemin, attendu, valeur)

    return lire


def liste(lecteur: Lecteur, minimum: int = 0) -> Lecteur:
    """A list, read as a tuple."""

    def lire(valeur: Any, chemin: str, fautes: Fautes) -> Any:
        if not isinstance(valeur, list) or len(valeur) < minimum:
            attendu = "une liste" if not minimum else f"une liste d'au moins {minimum} élément"
            return fautes.noter(Faute.FAITS_TYPE, chemin, attendu, valeur)
        lus = tuple(lecteur(element, f"{chemin}[{rang}]", fautes) for rang, element in enumerate(valeur))
        return INVALIDE if INVALIDE in lus else lus

    return lire


def objet(
    fabrique: Callable[..., Any], requises: Mapping[str, Lecteur], facultatives: Mapping[str, Lecteur]
) -> Lecteur:
    """An object without unknown key, given to `fabrique` as keywords; an optional null counts as absent."""
    lecteurs = {**requises, **facultatives}

    def lire(valeur: Any, chemin: str, fautes: Fautes) -> Any:
        if not isinstance(valeur, dict):
            return fautes.noter(Faute.FAITS_TYPE, chemin, "un objet", valeur)
        avant = len(fautes.liste)
        for cle in sorted(valeur.keys() - lecteurs.keys()):
            _cle_inconnue(cle, chemin, lecteurs, fautes)
        for cle in sorted(requises.keys() - valeur.keys()):
            ici = f"{chemin}.{cle}".lstrip(".")
            phrase = f"{chemin or 'les faits'} : « {cle} » manque."
            fautes.noter(Faute.FAITS_CLE_MANQUANTE, ici, f"« {cle} »", phrase=phrase)
        lus = {
            cle: lecteur(valeur[cle], f"{chemin}.{cle}".lstrip("."), fautes)
            for cle, lecteur in lecteurs.items()
            if cle in valeur and (cle in requises or valeur[cle] is not None)
        }
        if len(fautes.liste) > avant:
            return INVALIDE
        return _ordonner(fabrique(**lus), chemin, fautes)

    return lire


def _cle_inconnue(cle: str, chemin: str, connues: Mapping[str, Lecteur], fautes: Fautes) -> None:
    proches = get_close_matches(cle, connues, n=1)
    attendu = f"« {proches[0]} »" if proches else "une clé parmi " + ", ".join(connues)
    fautes.noter(Faute.FAITS_CLE_INCONNUE, f"{chemin}.{cle}".lstrip("."), attendu, cle)


def _ordonner(lu: Any, chemin: str, fautes: Fautes) -> Any:
    """What has a first and a last day has them in that order."""
    debut, fin = getattr(lu, "debut", None), getattr(lu, "fin", None)
    if debut and fin and fin < debut:
        return fautes.noter(Faute.FAITS_PERIODE, f"{chemin}.fin".lstrip("."), f"le {debut} ou après", fin)
    return lu
