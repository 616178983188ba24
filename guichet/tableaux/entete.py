"""Find the header row, anywhere in the first 30 rows, on one or two levels. Pure."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date

from guichet.tableaux.champs import Champ, champs_probables, normaliser
from guichet.tableaux.classeur import Cellule, Feuille
from guichet.tableaux.dates import rang_du_mois
from guichet.tableaux.valeurs import texte_de

PROFONDEUR = 30
NOTE_MIN = 0.6
GAIN_DEUX_NIVEAUX = 0.5


@dataclass(slots=True)
class Entete:
    """`haut` and `bas`: first and last rank (from 0) of the header; `textes`: what each column says."""

    haut: int
    bas: int
    textes: list[str]
    note: float


def texte_entete(valeur: Cellule) -> str:
    """Text of a header cell; a date there is a month."""
    if isinstance(valeur, date):
        return f"{valeur.month:02d}/{valeur.year}"
    return texte_de(valeur) if isinstance(valeur, str) else ""


def trouver_entete(feuille: Feuille, champs: tuple[Champ, ...]) -> Entete | None:
    """Header with the most fields, or None when no row names two of them."""
    meilleur = None
    for rang, ligne in enumerate(feuille.lignes[:PROFONDEUR]):
        textes = [texte_entete(valeur) for valeur in ligne]
        simple = Entete(rang, rang, textes, noter(ligne, textes, champs))
        if simple.note > (meilleur.note if meilleur else 1.5):
            meilleur = simple
    if meilleur is None:
        return trouver_deux_niveaux(feuille, champs, None)
    return trouver_deux_niveaux(feuille, champs, meilleur) or meilleur


def noter(ligne: list[Cellule], textes: list[str], champs: tuple[Champ, ...]) -> float:
    """Distinct fields named by a row, less its cells that no header has (numbers) or explains (free text)."""
    vus: dict[str, float] = {}
    malus = 0.0
    for valeur, texte in zip(ligne, textes, strict=True):
        if valeur == "":
            continue
        if not texte or isinstance(valeur, date):
            malus += 0.4
            continue
        probables = champs_probables(normaliser(texte), champs)
        if not probables or probables[0][0] < NOTE_MIN:
            malus += 0.1
            continue
        note, champ = probables[0]
        rang = champ.cle if not champ.multiple else f"{champ.cle}{len(vus)}"
        vus[rang] = max(vus.get(rang, 0), note * (0.3 if champ.ecarte else 1))
    return sum(vus.values()) - malus


def trouver_deux_niveaux(feuille: Feuille, champs, simple: Entete | None) -> Entete | None:
    """A header on two rows (« Heures » above S1…S5) when both together say clearly more than one."""
    rangs = (simple.haut - 1, simple.haut) if simple else range(min(PROFONDEUR, len(feuille.lignes)))
    plancher = simple.note + GAIN_DEUX_NIVEAUX if simple else 1.5
    for haut in rangs:
        if not 0 <= haut < len(feuille.lignes) - 1:
            continue
        bas = feuille.lignes[haut + 1]
        if any(valeur != "" and not isinstance(valeur, str) for valeur in bas):
            continue
        textes = combiner(feuille, haut, champs)
        note = noter(textes, textes, champs)
        if note >= plancher:
            return Entete(haut, haut + 1, textes, note)
    return None


def combiner(feuille: Feuille, haut: int, champs: tuple[Champ, ...]) -> list[str]:
    """Texts of two header rows joined by column; the upper one covers the blanks at its right."""
    premier, second = feuille.lignes[haut], feuille.lignes[haut + 1]
    largeur = max(len(premier), len(second))
    textes, courant = [], ""
    for rang in range(largeur):
        dessus = texte_entete(premier[rang]) if rang < len(premier) else ""
        dessous = texte_entete(second[rang]) if rang < len(second) else ""
        courant = dessus or courant
        textes.append(le_plus_clair(courant, dessous, champs) if dessous else dessus)
    return textes


def le_plus_clair(dessus: str, dessous: str, champs: tuple[Champ, ...]) -> str:
    """Both levels together, unless the lower one alone says a field and both do not (« Salarié » over « Né
    le »).
    """
    ensemble = f"{dessus} {dessous}".strip()
    notes = [champs_probables(normaliser(texte), champs) for texte in (ensemble, dessous)]
    ensemble_note, dessous_note = (probables[0][0] if probables else 0.0 for probables in notes)
    return dessous if ensemble_note < 0.9 <= dessous_note else ensemble


def empreinte_de(entetes: list[str]) -> str:
    """Fingerprint of a layout: the headers in order, with week, month and year numbers set aside."""
    clair = "|".join(forme_durable(entete) for entete in entetes).strip("|")
    return hashlib.sha256(clair.encode()).hexdigest()[:32]


def forme_durable(entete: str) -> str:
    """Normalised header that stays the same from one month to the next."""
    mots = normaliser(entete).split()
    return " ".join("mois" if rang_du_mois(mot) else re.sub(r"\d+", "#", mot) for mot in mots)
