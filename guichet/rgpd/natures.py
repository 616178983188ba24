"""What makes a field personal, and how a model says it of each of its fields."""

from collections.abc import Mapping
from enum import StrEnum


class Nature(StrEnum):
    """Why a field is personal data. The value is the word for a register or a person who asks."""

    IDENTITE = "identité"  # says who: name, birth, number of a title
    CONTACT = "contact"  # reaches the person: telephone, mail, address
    SENSIBLE = "sensible"  # criteria and what tells them: R14 keeps them from all but a few
    SUIVI = "suivi"  # the path: missions, hours, evaluations, exit
    LIEN = "lien"  # a key to a person of the clauses or to an account
    COMPTE = "compte"  # how an account signs in and when
    COPIE = "copie"  # text or data that we write from other fields, names included
    LIBRE = "texte libre"  # typed by somebody, who may name a person


class Declaration:
    """Fields of one model: the personal ones with their nature, the others named too.

    Each argument is a string of field names. `id` and `territoire`, the key and the wall of every row, are
    neutral everywhere and not repeated.
    """

    def __init__(self, *, neutres: str = "", **personnels: str):
        self.personnels: Mapping[str, Nature] = {
            champ: Nature[nature.upper()] for nature, champs in personnels.items() for champ in champs.split()
        }
        self.neutres = frozenset(neutres.split()) | {"id", "territoire"}
        nommes = [champ for champs in (neutres, *personnels.values()) for champ in champs.split()]
        self.en_double = frozenset(champ for champ in nommes if nommes.count(champ) > 1)

    @property
    def champs(self) -> frozenset[str]:
        """Every field named, personal or not."""
        return self.neutres | frozenset(self.personnels)
