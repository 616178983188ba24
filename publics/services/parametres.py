"""Settings of a territoire as the pure rules read them."""

from dataclasses import fields

from guichet.territoires.reglages import reglages
from publics.regles.parametres import Parametres


def parametres(territoire) -> Parametres:
    """Return the settings [T] of R2–R7 for a territoire, in one query; the others keep their default."""
    poses = reglages(territoire)
    connus = {champ.name for champ in fields(Parametres)}
    return Parametres(**{cle: valeur for cle, valeur in poses.items() if cle in connus})
