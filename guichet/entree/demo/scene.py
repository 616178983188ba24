"""Where and when the acts of the demonstration take place, and who does them."""

from dataclasses import dataclass
from datetime import date, timedelta

from guichet.entree.demo.territoires import acces_de
from guichet.models import Acteur
from guichet.territoires.acces import Acces
from marches.models import Lot

COMPTES = (
    "facilitation",
    "assistance",
    "administration",
    "prescripteur",
    "structure-ai",
    "structure-etti",
    "structure-geiq",
)


@dataclass(frozen=True)
class Scene:
    """Actors by key, accesses by account, today."""

    acteurs: dict[str, Acteur]
    acces: dict[str, Acces]
    jour: date

    def il_y_a(self, jours: int) -> date:
        """A day, so many days ago (negative: to come)."""
        return self.jour - timedelta(days=jours)

    def lot(self, objet: str, numero: str) -> Lot:
        """A lot by the object of its marché and its number."""
        return Lot.objects.get(marche__objet=objet, numero=numero)


def scene_de(territoire, acteurs: dict[str, Acteur], jour: date) -> Scene:
    """Return the scene of a territoire in scope."""
    return Scene(acteurs, {compte: acces_de(compte, territoire) for compte in COMPTES}, jour)
