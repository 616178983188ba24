"""Models of the marchés."""

from marches.models.attribution import Attribution, RoleAttribution
from marches.models.calcul import CalculHeures
from marches.models.engagement import Engagement, GenreEngagement
from marches.models.lot import Dispositif, EtatLot, Lot
from marches.models.marche import Marche, Nature, Operation

__all__ = [
    "Attribution",
    "CalculHeures",
    "Dispositif",
    "Engagement",
    "EtatLot",
    "GenreEngagement",
    "Lot",
    "Marche",
    "Nature",
    "Operation",
    "RoleAttribution",
]
