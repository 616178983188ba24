"""How many rows each territoire gets: national totals of domaine.md §10, shared by a power law. Pure."""

from dataclasses import dataclass

TERRITOIRES = 369
PARTICIPANTS, MARCHES = 600_000, 600_000  # over ten years
DONNEURS_ORDRE, STRUCTURES, ENTREPRISES = 3_576, 2_600, 9_000
PRESCRIPTEURS = 2  # a territoire
PART_DU_PLUS_GRAND = 0.04
EXPOSANT = 1.3


@dataclass(frozen=True)
class Taille:
    """Rows of a territoire."""

    rang: int
    participants: int
    marches: int
    acheteurs: int
    structures: int
    entreprises: int


def tailles(echelle: float) -> list[Taille]:
    """Return the sizes at a scale (1 = all of France), the largest first.

    People and marchés follow the scale; the territoires are always 369, and each keeps a few actors.
    """
    poids = weights()
    gens = _share(round(PARTICIPANTS * echelle), poids)
    marches = _share(round(MARCHES * echelle), poids)
    return [
        Taille(
            rang=rang + 1,
            participants=gens[rang],
            marches=marches[rang],
            acheteurs=max(1, round(DONNEURS_ORDRE * p)),
            structures=max(2, round(STRUCTURES * p)),
            entreprises=max(2, round(ENTREPRISES * p)),
        )
        for rang, p in enumerate(poids)
    ]


def weights() -> list[float]:
    """Return the share of each territoire: the largest has 4 %, the median less than 0.1 %."""
    bas, haut = 0.0, 100.0
    for _ in range(60):
        milieu = (bas + haut) / 2
        bas, haut = (milieu, haut) if _law(milieu)[0] > PART_DU_PLUS_GRAND else (bas, milieu)
    return _law(haut)


def _law(decalage: float) -> list[float]:
    bruts = [(rang + 1 + decalage) ** -EXPOSANT for rang in range(TERRITOIRES)]
    somme = sum(bruts)
    return [brut / somme for brut in bruts]


def _share(total: int, poids: list[float]) -> list[int]:
    """Share a total so that the sum is exact and nobody has less than one."""
    parts = [max(1, int(total * p)) for p in poids]
    manque, rang = total - sum(parts), 0
    while manque:
        pas = 1 if manque > 0 else -1
        if parts[rang] + pas >= 1:
            parts[rang] += pas
            manque -= pas
        rang = (rang + 1) % TERRITOIRES
    return parts
