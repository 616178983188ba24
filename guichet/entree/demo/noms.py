"""Invented people: names drawn from common ones, profiles in the proportions of real bilans. Pure."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

LISTES = json.loads((Path(__file__).parent / "noms.json").read_text(encoding="utf-8"))
FEMMES, HOMMES, NOMS = LISTES["femmes"], LISTES["hommes"], LISTES["noms"]
COMMUNES = (
    ("Niort", "79000", 62),
    ("Chauray", "79180", 8),
    ("Aiffres", "79230", 7),
    ("Bessines", "79000", 4),
)
COMMUNES += (("Coulon", "79510", 5), ("Mauzé-sur-le-Mignon", "79210", 5), ("Prahecq", "79230", 5))
COMMUNES += (("Échiré", "79410", 4),)
CRITERES = {
    "RSA": 30,
    "DETLD": 18,
    "DELD": 16,
    "JEUNE": 14,
    "TH": 8,
    "SENIOR": 6,
    "QPV": 4,
    "ASS": 2,
    "REF_DA": 2,
}
NIVEAUX = {"infra3": 38, "3": 40, "4": 16, "5": 6}
PRESCRIPTEURS = {
    "france-travail": 46,
    "mission-locale": 20,
    "plie": 14,
    "cap-emploi": 8,
    "ccas": 7,
    "spip": 5,
}


@dataclass(frozen=True)
class PersonneInventee:
    """Who, with the profile at entry; `critere` and `prescripteur` are keys."""

    nom: str
    prenom: str
    sexe: str
    ne_le: date
    commune: str
    code_postal: str
    qpv: bool
    niveau: str
    mois_chomage: int
    critere: str
    prescripteur: str


def draw(hasard: Random, poids: dict):
    """Draw a key of a dict of weights."""
    return hasard.choices(list(poids), list(poids.values()))[0]


def inventer(hasard: Random, entree: date, deja: set) -> PersonneInventee:
    """Invent somebody who enters on a day; `deja` holds (name, first name, birth) already given."""
    critere = draw(hasard, CRITERES)
    sexe = "F" if hasard.random() < 0.24 else "M"
    while True:
        nom = hasard.choice(NOMS)
        prenom = hasard.choice(FEMMES if sexe == "F" else HOMMES)
        ne_le = entree - timedelta(days=_age_in_days(hasard, critere))
        if (nom, prenom, ne_le) not in deja:
            deja.add((nom, prenom, ne_le))
            break
    commune, code_postal, _ = hasard.choices(COMMUNES, [c[2] for c in COMMUNES])[0]
    chomage = {"DETLD": (24, 60), "DELD": (12, 24), "JEUNE": (1, 14)}.get(critere, (4, 40))
    return PersonneInventee(
        nom=nom,
        prenom=prenom,
        sexe=sexe,
        ne_le=ne_le,
        commune=commune,
        code_postal=code_postal,
        qpv=critere == "QPV" or (commune == "Niort" and hasard.random() < 0.45),
        niveau=draw(hasard, NIVEAUX),
        mois_chomage=hasard.randint(*chomage),
        critere=critere,
        prescripteur="mission-locale" if critere == "JEUNE" else draw(hasard, PRESCRIPTEURS),
    )


def _age_in_days(hasard: Random, critere: str) -> int:
    bornes = {"JEUNE": (18, 25), "SENIOR": (50, 61)}.get(critere, (21, 58))
    return int(hasard.triangular(*bornes, bornes[0] + 10) * 365.25)
