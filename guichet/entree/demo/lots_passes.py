"""Lots of the past years: buyers and identified hours are those of the real table of Niort. Pure.

Domaine §8, table of Niort: 5, 7 and 12 buyers; 17 662, 56 975 and 69 871 hours identified in 2015, 2016 and
2017 (eleven months). The years that follow are invented.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from guichet.entree.demo.programmes import ACHETEURS, ECOLES, RESIDENCES
from publics.regles.calendrier import ajouter_mois

# year → (buyers, hours identified, number of lots, months of execution at least and at most)
IDENTIFIES = {
    2015: (5, 17_662, 10, (18, 30)),
    2016: (7, 56_975, 26, (30, 50)),
    2017: (12, 69_871, 34, (30, 50)),
    2018: (9, 18_420, 13, (16, 30)),
    2019: (10, 21_760, 15, (16, 30)),
    2020: (8, 16_310, 12, (14, 28)),
    2021: (11, 33_640, 20, (14, 28)),
    2022: (10, 30_280, 19, (14, 28)),
    2023: (11, 31_350, 20, (14, 28)),
    2024: (12, 30_480, 20, (16, 28)),
    2025: (12, 33_900, 22, (18, 30)),
}
APRES = (12, 24_800, 16, (18, 30))
PREMIERE_ANNEE = 2015


@dataclass(frozen=True)
class LotPasse:
    """A notified lot. `acheteur`, `service` and `titulaire` are keys of actors, `heures` whole hours due.

    `avenant` are hours that an avenant added to them.
    """

    acheteur: str
    marche: str
    objet: str
    nature: str
    numero: int
    intitule: str
    metier: str
    titulaire: str
    heures: int
    lance: date
    notifie: date
    debut: date
    fin: date
    allant: float = 1.0
    service: str = ""
    avenant: int = 0

    def mois_actifs(self, an: int) -> tuple[int, int] | None:
        """First and last month of a year in which the lot runs, None when it does not."""
        premier = max(self.debut, date(an, 1, 1))
        dernier = min(self.fin, date(an, 12, 31))
        return (premier.month, dernier.month) if premier <= dernier else None


def lots_de(an: int) -> list[LotPasse]:
    """Return the lots spotted in a year; their hours sum to what the table says."""
    acheteurs, heures, nombre, durees = IDENTIFIES.get(an, APRES)
    hasard = Random(f"lots {an}")
    cles = list(ACHETEURS)[:acheteurs]
    lots: list[LotPasse] = []
    parts = _shares(hasard, heures, nombre)
    rang = 0
    while len(lots) < nombre:
        cle = (
            cles[rang]
            if rang < len(cles)
            else hasard.choices(cles, [len(cles) * 2 - i for i in range(len(cles))])[0]
        )
        reste = nombre - len(lots) - max(len(cles) - rang - 1, 0)
        lots += _marche(hasard, an, rang, cle, parts[len(lots) :], min(reste, 4), durees)
        rang += 1
    return lots


def _shares(hasard: Random, total: int, nombre: int) -> list[int]:
    """Split hours in shares of very different sizes, multiples of ten but for the last."""
    poids = [hasard.lognormvariate(0, 0.7) for _ in range(nombre)]
    parts = [max(150, round(total * p / sum(poids) / 10) * 10) for p in poids]
    plus_grande = parts.index(max(parts))
    parts[plus_grande] += total - sum(parts)
    return parts


def _marche(hasard, an: int, rang: int, cle: str, parts: list[int], maximum: int, durees) -> list[LotPasse]:
    objet, nature, metiers = hasard.choice(ACHETEURS[cle])
    objet = objet.format(
        ecole=hasard.choice(ECOLES), residence=hasard.choice(RESIDENCES), n=hasard.randrange(12, 64, 2), an=an
    )
    nombre = min(maximum, len(metiers), hasard.choices((1, 2, 3, 4), (40, 35, 15, 10))[0])
    # The eleven months of 2017, and hours as soon as 2015: consultations start early in the year.
    lance = date(an, 1, 5) + timedelta(days=hasard.randrange(0, 60 if an == PREMIERE_ANNEE else 300))
    notifie = lance + timedelta(days=hasard.randrange(55, 100))
    debut = (notifie + timedelta(days=hasard.randrange(10, 45))).replace(day=1)
    debut = max(debut, notifie + timedelta(days=7))
    fin = ajouter_mois(debut, hasard.randint(*durees)) - timedelta(days=1)
    lots = []
    for numero, (metier, intitule, titulaire) in enumerate(sorted(hasard.sample(metiers, nombre)), start=1):
        lots.append(
            LotPasse(
                acheteur=cle,
                marche=f"{an}-{'TVX' if nature == 'travaux' else 'SRV'}-{rang + 101:03}",
                objet=objet,
                nature=nature,
                numero=numero,
                intitule=intitule,
                metier=metier,
                titulaire=titulaire,
                heures=parts[numero - 1],
                lance=lance,
                notifie=notifie,
                debut=debut,
                fin=fin,
                allant=hasard.uniform(0.75, 1.3),
            )
        )
    return lots
