"""The clock of one fiche (R2)."""

from dataclasses import dataclass
from datetime import date

from publics.models import Prescription
from publics.regles.faits import Fiche
from publics.regles.parametres import Parametres
from publics.regles.titres import dernier_jour_fiche


@dataclass(frozen=True)
class Echeance:
    """The last day of a fiche, and the days left (that day and today included; 0 when past)."""

    dernier: date
    jours: int

    @property
    def perimee(self) -> bool:
        """The last day is past."""
        return self.jours == 0


def echeance(fiche: Prescription, *, jour: date, parametres: Parametres) -> Echeance | None:
    """Return the clock of a fiche on a day, None for one that was never signed."""
    if fiche.signee_le is None:
        return None
    dernier = dernier_jour_fiche(Fiche(signee_le=fiche.signee_le), parametres)
    return Echeance(dernier, max(0, (dernier - jour).days + 1))
