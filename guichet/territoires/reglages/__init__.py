"""Local settings [T] of a territoire."""

from guichet.territoires.reglages.catalogue import CATALOGUE
from guichet.territoires.reglages.services import changer_reglages, reglage, reglages

__all__ = ["CATALOGUE", "changer_reglages", "reglage", "reglages"]
