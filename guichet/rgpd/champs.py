"""The declared list: for every field of every model, whether it is personal data, and why."""

from collections.abc import Mapping

from guichet.rgpd.champs_guichet import GUICHET
from guichet.rgpd.champs_metier import METIER
from guichet.rgpd.natures import Declaration, Nature

CHAMPS: Mapping[str, Declaration] = GUICHET | METIER


def nature_of(modele: str, champ: str) -> Nature | None:
    """Return why a field is personal (`"publics.Participant", "nom"`), None when it is not.

    Raises KeyError for a field that nobody declared.
    """
    declaration = CHAMPS[modele]
    if champ not in declaration.champs:
        raise KeyError(f"{modele}.{champ}")
    return declaration.personnels.get(champ)
