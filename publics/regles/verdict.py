"""What a rule answers: a stable code, a severity, a French sentence ready for the screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from publics.regles.codes import Code


class Gravite(StrEnum):
    """What a verdict does to a line, to hours or to a start.

    conforme: nothing to do · information: shown, stops nothing · a_confirmer: the structure confirms or
    corrects · en_attente: the guichet has to answer · a_decider: the donneur d'ordre decides (R3) · refusee:
    not counted by the guichet · bloquant: cannot be sent, cannot start · mise_de_cote: another guichet's.
    """

    CONFORME = "conforme"
    INFORMATION = "information"
    A_CONFIRMER = "a_confirmer"
    EN_ATTENTE = "en_attente"
    A_DECIDER = "a_decider"
    REFUSEE = "refusee"
    BLOQUANT = "bloquant"
    MISE_DE_COTE = "mise_de_cote"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Answer of a rule. `depuis`, `jusqu_au`: included days; `valeurs`: the figures behind the sentence."""

    code: Code
    gravite: Gravite
    phrase: str
    que_faire: str = ""
    depuis: date | None = None
    jusqu_au: date | None = None
    valeurs: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def texte(self) -> str:
        """Sentence followed by what to do."""
        return f"{self.phrase} {self.que_faire}".strip()
