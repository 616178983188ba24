"""Reference lists of the marchés: small files, read once. Defaults: a territoire may hold its own values."""

import csv
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

DOSSIER = Path(__file__).parent


@dataclass(frozen=True)
class Metier:
    """A trade and its share of labour in the amount (0.70 = 70 %); `origine` is `source` or `defaut` (R1)."""

    code: str
    libelle: str
    part: Decimal
    origine: str


@dataclass(frozen=True)
class Seuil:
    """A threshold of R12, euros excluding tax, in force from `debut` to `fin` included, for one category."""

    debut: date
    fin: date
    categorie: str
    seuil_ht: Decimal
    source: str


@dataclass(frozen=True)
class MotifExemption:
    """One of the four grounds for which no social clause need be written (R12)."""

    code: str
    reference: str
    libelle: str
    travaux_seulement: bool


@dataclass(frozen=True)
class Dispositif:
    """A legal way of putting insertion into a marché: article, number before 2019, DECP value."""

    code: str
    libelle: str
    article: str
    ancien_article: str
    valeur_decp: str


def _lignes(nom: str) -> list[dict[str, str]]:
    with (DOSSIER / nom).open(encoding="utf-8", newline="") as flux:
        return list(csv.DictReader(flux))


@lru_cache
def metiers() -> dict[str, Metier]:
    """Trades by code, in the order of the file."""
    return {
        ligne["code"]: Metier(ligne["code"], ligne["libelle"], Decimal(ligne["part"]), ligne["origine"])
        for ligne in _lignes("parts_main_oeuvre.csv")
    }


@lru_cache
def _mots() -> tuple[tuple[re.Pattern, str], ...]:
    return tuple(
        (re.compile(rf"\b(?:{'|'.join(map(re.escape, ligne['mots'].split('|')))})\b"), ligne["code"])
        for ligne in _lignes("parts_main_oeuvre.csv")
    )


def metiers_cites(texte: str) -> list[str]:
    """Codes of the trades cited by a text (lower case, no accents), in the order of the text."""
    trouves = [(trouve.start(), code) for motif, code in _mots() if (trouve := motif.search(texte))]
    return [code for _, code in sorted(trouves)]


@lru_cache
def _prefixes() -> dict[str, str]:
    return {ligne["prefixe"]: ligne["metier"] for ligne in _lignes("cpv_metiers.csv")}


def metier_du_cpv(cpv: str) -> str | None:
    """Code of the trade of a CPV code (8 digits): the longest known prefix wins, None without one."""
    return next((_prefixes()[cpv[:n]] for n in range(8, 1, -1) if cpv[:n] in _prefixes()), None)


@lru_cache
def seuils_r12() -> tuple[Seuil, ...]:
    """The dated thresholds of R12."""
    return tuple(
        Seuil(
            date.fromisoformat(ligne["debut"]),
            date.fromisoformat(ligne["fin"]),
            ligne["categorie"],
            Decimal(ligne["seuil_ht"]),
            ligne["source"],
        )
        for ligne in _lignes("seuils_r12.csv")
    )


@lru_cache
def debut_obligation() -> date:
    """First launch date on which L2112-2-1 applies (R12)."""
    return date.fromisoformat(_lignes("obligations_r12.csv")[0]["debut"])


@lru_cache
def motifs_exemption() -> dict[str, MotifExemption]:
    """The four grounds of exemption by code (R12)."""
    return {
        ligne["code"]: MotifExemption(
            ligne["code"], ligne["reference"], ligne["libelle"], ligne["travaux_seulement"] == "oui"
        )
        for ligne in _lignes("motifs_exemption.csv")
    }


@lru_cache
def dispositifs() -> dict[str, Dispositif]:
    """Legal devices by code (domaine.md §4)."""
    return {ligne["code"]: Dispositif(**ligne) for ligne in _lignes("dispositifs.csv")}


def extrait_decp(nom: str) -> Path:
    """Path of a DECP file kept in the repository, for instance `deux-sevres-2018-2019-v1.json`."""
    return DOSSIER / "decp" / nom
