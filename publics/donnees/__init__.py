"""Reference lists about persons: criteria and their proofs, kinds of prescripteurs, ROME codes. Read once."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DOSSIER = Path(__file__).parent


@dataclass(frozen=True)
class Critere:
    """A criterion of the IAE rule set: `niveau` 1 or 2, the proof asked and how recent it must be."""

    niveau: int
    code: str
    libelle: str
    description: str
    justificatif: str
    validite: str


@dataclass(frozen=True)
class TypePrescripteur:
    """A kind of prescripteur; `employeur` for structures that may prescribe for their own posts (§4)."""

    code: str
    libelle: str
    employeur: bool


def _lignes(nom: str) -> list[dict[str, str]]:
    with (DOSSIER / nom).open(encoding="utf-8", newline="") as flux:
        return list(csv.DictReader(flux))


@lru_cache
def criteres() -> dict[str, Critere]:
    """IAE criteria by code, in the order of the file."""
    return {
        ligne["code"]: Critere(
            int(ligne["niveau"]),
            ligne["code"],
            ligne["critere"],
            ligne["description"],
            ligne["justificatif"],
            ligne["validite"],
        )
        for ligne in _lignes("criteres_iae.csv")
    }


@lru_cache
def types_prescripteurs() -> dict[str, TypePrescripteur]:
    """Kinds of prescripteurs by code, employers last."""
    return {
        ligne["code"]: TypePrescripteur(ligne["code"], ligne["libelle"], ligne["employeur"] == "oui")
        for ligne in _lignes("types_prescripteurs.csv")
    }


@lru_cache
def rome() -> dict[str, str]:
    """Label of each ROME code (a letter and four digits)."""
    return {ligne["code"]: ligne["libelle"] for ligne in _lignes("rome.csv")}
