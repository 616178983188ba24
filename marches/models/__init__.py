"""Models of the marchés."""

from marches.models.attribution import Attribution, RoleAttribution
from marches.models.calcul import CalculHeures
from marches.models.chargement import Chargement, NoticeLue
from marches.models.engagement import Engagement, GenreEngagement
from marches.models.lot import BasePenalite, Dispositif, EtatLot, Lot
from marches.models.marche import Exemption, Marche, Nature, Operation

__all__ = [
    "Attribution",
    "BasePenalite",
    "CalculHeures",
    "Chargement",
    "Dispositif",
    "Engagement",
    "EtatLot",
    "Exemption",
    "GenreEngagement",
    "Lot",
    "Marche",
    "Nature",
    "NoticeLue",
    "Operation",
    "RoleAttribution",
]
