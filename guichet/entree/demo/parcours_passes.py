"""Who worked how many hours, on which lot, for whom, month by month, in the past years. Pure.

Domaine §8, table of Niort: 6 735, 10 794 and 25 009 hours done by 37, 63 and 115 persons in 2015, 2016 and
2017 (eleven months: nothing in December). Hours are counted in quarters, so that every sum is exact.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil
from random import Random

from guichet.entree.demo.lots_passes import LotPasse
from guichet.entree.demo.noms import PersonneInventee, draw, inventer
from publics.regles.calendrier import dernier_du_mois

# year → (hours done, persons, last month)
REALISEES = {
    2015: (6_735, 37, 12),
    2016: (10_794, 63, 12),
    2017: (25_009, 115, 11),
    2018: (42_180, 192, 12),
    2019: (45_460, 204, 12),
    2020: (29_350, 141, 12),
    2021: (28_940, 133, 12),
    2022: (30_115, 139, 12),
    2023: (31_270, 144, 12),
    2024: (31_020, 146, 12),
    2025: (34_760, 158, 12),
}
APRES = (28_400, 134, 12)
QUART = 4
PLAFOND_DU_MOIS = 151 * QUART
RYTHME = 132 * QUART
BATIMENT = {"etti": 44, "ai": 10, "geiq": 13, "ei": 10, "embauche": 16, "aci": 4, "ea": 3}
SERVICES = {"etti": 18, "ai": 36, "aci": 20, "ea": 12, "embauche": 9, "geiq": 3, "ei": 2}
EMPLOYEURS = {
    "etti": "sevre-interim",
    "ai": "coup-de-main",
    "geiq": "geiq",
    "ei": "bati-plaine",
    "aci": "chantiers",
    "ea": "esat",
}


@dataclass
class MissionPassee:
    """A mission; `heures` gives validated quarters of hours by month (first day).

    `etat` is `terminee`, `rompue` or `en_cours`; a running one has no end. `a_decider` are quarters of hours
    worked before the request, in the first month.
    """

    personne: int
    lot: LotPasse
    employeur: str
    modalite: str
    debut: date
    fin: date | None
    heures: dict[date, int]
    etat: str = "terminee"
    a_decider: int = 0


@dataclass
class Passe:
    """Everything that happened: persons by rank, and their missions."""

    personnes: list[PersonneInventee] = field(default_factory=list)
    missions: list[MissionPassee] = field(default_factory=list)
    deja: set = field(default_factory=set)


def parcourir(lots: dict[int, list[LotPasse]], jusqu_a: date) -> Passe:
    """Return persons and missions up to a month (first day, included)."""
    passe, precedents = Passe(), []
    for an in range(min(lots), jusqu_a.year + 1):
        hasard = Random(f"parcours {an}")
        dernier = 12 if an < jusqu_a.year else jusqu_a.month
        precedents = _year(passe, hasard, an, dernier, [x for annee in lots for x in lots[annee]], precedents)
    _go_on(passe, jusqu_a)
    return passe


def _go_on(passe: Passe, dernier_mois: date) -> None:
    """Leave open most missions of structures that had hours in the last month, on lots that still run."""
    hasard = Random("suite")
    for mission in passe.missions:
        court = dernier_mois in mission.heures and mission.lot.fin > dernier_mois + timedelta(days=120)
        if court and mission.modalite != "embauche" and hasard.random() < 0.7:
            mission.fin, mission.etat = None, "en_cours"


def _year(passe: Passe, hasard: Random, an: int, dernier: int, lots, precedents: list[int]) -> list[int]:
    """Play a year; return the persons met for the first time, some of whom go on the next year."""
    heures, nombre, mois = REALISEES.get(an, APRES)
    dernier = min(dernier, mois)
    heures, nombre = heures * dernier // mois, max(1, nombre * dernier // mois)
    reviennent = precedents[: nombre // 4]
    premiere = len(passe.personnes)
    passe.personnes += [inventer(hasard, date(an, 1, 1), passe.deja) for _ in range(nombre - len(reviennent))]
    nouvelles = list(range(premiere, len(passe.personnes)))
    ouverts = [(x, x.mois_actifs(an)) for x in lots if x.mois_actifs(an) and x.mois_actifs(an)[0] <= dernier]
    ouverts = [(x, (actifs[0], min(actifs[1], dernier))) for x, actifs in ouverts]
    besoins = _needs(ouverts, heures * QUART)
    parts = _person_shares(hasard, heures * QUART, nombre)
    gens = [*reviennent, *nouvelles]
    hasard.shuffle(gens)
    _pour(passe, hasard, an, zip(gens, parts, strict=True), ouverts, besoins)
    return nouvelles


def _needs(ouverts, total: int) -> list[int]:
    """Share the hours of a year between the lots that run, by their pace."""
    poids = [
        x.heures / max(1, (x.fin - x.debut).days) * (actifs[1] - actifs[0] + 1) * x.allant
        for x, actifs in ouverts
    ]
    return [int(total * p / sum(poids)) for p in poids]


def _person_shares(hasard: Random, total: int, nombre: int) -> list[int]:
    """Split quarters of hours between persons: short missions are many, long ones few; each at least 7 h."""
    poids = [hasard.lognormvariate(0, 0.65) for _ in range(nombre)]
    parts = [max(7 * QUART, min(int(total * p / sum(poids)), 900 * QUART)) for p in poids]
    reste, rang = total - sum(parts), 0
    while reste:
        pas = max(-8 * QUART, min(8 * QUART, reste))
        if 7 * QUART <= parts[rang % nombre] + pas <= 900 * QUART:
            parts[rang % nombre] += pas
            reste -= pas
        rang += 1
    return parts


def _pour(passe: Passe, hasard: Random, an: int, gens, ouverts, besoins: list[int]) -> None:
    """Fill the lots one after the other with the hours of the persons, like a pipe."""
    rang = 0
    for personne, reste in gens:
        while reste > 0:
            lot, actifs = ouverts[rang % len(ouverts)]
            place = (actifs[1] - actifs[0] + 1) * RYTHME
            pris = min(reste, place, max(besoins[rang % len(ouverts)], 30 * QUART))
            if reste - pris < 10 * QUART and reste <= place:
                pris = reste
            passe.missions.append(_mission(hasard, an, personne, lot, actifs, pris))
            besoins[rang % len(ouverts)] -= pris
            reste -= pris
            if reste > 0 or besoins[rang % len(ouverts)] < 30 * QUART:
                rang += 1


def _mission(hasard: Random, an: int, personne: int, lot: LotPasse, actifs, quarts: int) -> MissionPassee:
    nombre = min(actifs[1] - actifs[0] + 1, max(1, ceil(quarts / RYTHME) + hasard.randint(0, 2)))
    premier = hasard.randint(actifs[0], actifs[1] - nombre + 1)
    mois = [date(an, premier + i, 1) for i in range(nombre)]
    heures = dict(zip(mois, spread(hasard, quarts, mois), strict=True))
    heures = {jour: valeur for jour, valeur in heures.items() if valeur}
    modalite = draw(hasard, BATIMENT if lot.nature == "travaux" else SERVICES)
    if modalite == "aci" and an not in REALISEES:
        modalite = "ai"  # this year the ACI works on the lots of `present` only: its relevés are late
    premier_mois, dernier_mois = min(heures), max(heures)
    debut = premier_mois + timedelta(days=hasard.randint(0, 5 if heures[premier_mois] > 70 * QUART else 14))
    fin = dernier_du_mois(dernier_mois) - timedelta(days=hasard.randint(0, 6))
    return MissionPassee(
        personne=personne,
        lot=lot,
        employeur=EMPLOYEURS.get(modalite, lot.titulaire),
        modalite=modalite,
        debut=max(debut, lot.debut),
        fin=max(fin, lot.debut),
        heures=heures,
    )


def spread(hasard: Random, total: int, mois: list[date]) -> list[int]:
    """Spread quarters of hours over months, August low, none above what a month holds."""
    poids = [hasard.uniform(0.7, 1.2) * (0.35 if jour.month == 8 else 1) for jour in mois]
    parts = [min(PLAFOND_DU_MOIS, int(total * p / sum(poids))) for p in poids]
    reste, rang = total - sum(parts), 0
    while reste:
        pas = min(reste, 2 * QUART, PLAFOND_DU_MOIS - parts[rang % len(parts)])
        parts[rang % len(parts)] += pas
        reste, rang = reste - pas, rang + 1
    return parts
