"""Synthetic months: who worked, where, how long. The truth that each layout must give back."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

NOMS = (
    *(
        "Béranger",
        "Le Goff",
        "Dupré-Martin",
        "N’Diaye",
        "de la Tour",
        "Ölmez",
        "Garcia",
        "Chevallier",
        "Ait Saïd",
    ),
    *("Lefèvre", "Roy", "Poncet", "Œuvrard", "Traoré", "Petit", "Da Silva", "Nguyên", "Sauvage", "Ben Amor"),
)
PRENOMS = (
    *("Élodie", "Jean-Marc", "Aïcha", "Zoé", "Mohamed", "François", "Anne Lise", "Karim", "Noëlle", "Téo"),
    *("Maëlys", "Yann", "Inès", "Hugo", "Fatou"),
)
MARCHES = (
    "2026-012",
    "Groupe scolaire Jean-Macé",
    "24M07",
    "Boulevard de l’Atlantique",
    "Espaces verts 2026-2029",
)


@dataclass(frozen=True)
class Heure:
    """One expected row."""

    nom: str
    prenom: str
    naissance: date
    marche: str
    lot: str
    minutes: int
    debut: date
    semaines: tuple[int, ...]

    @property
    def heures(self) -> Decimal:
        return (Decimal(self.minutes) / 60).quantize(Decimal("0.01"), "ROUND_HALF_UP")


def mois_de_travail(graine: int, marches: int = 3) -> list[Heure]:
    """Rows of one month; minutes are multiples of 15, so that every way of writing hours is exact."""
    hasard = Random(graine)
    lignes = []
    personnes = {(hasard.choice(NOMS), hasard.choice(PRENOMS)) for _ in range(hasard.randint(4, 18))}
    for nom, prenom in sorted(personnes):
        naissance = date(hasard.randint(1960, 2007), hasard.randint(1, 12), hasard.randint(1, 28))
        marche = hasard.choice(MARCHES[:marches])
        semaines = tuple(hasard.randint(1, 140) * 15 for _ in range(5))
        debut = date(2026, hasard.randint(1, 9), hasard.randint(1, 28))
        lignes.append(
            Heure(nom, prenom, naissance, marche, str(hasard.randint(1, 4)), sum(semaines), debut, semaines)
        )
    return sorted(lignes, key=lambda heure: heure.marche)
