"""The steps of the demonstration, in order. Each leaves alone what it has already made."""

from guichet.entree.demo.historique import reprendre_le_passe
from guichet.entree.demo.notices import charger_notices
from guichet.entree.demo.territoires import ouvrir_territoires
from guichet.territoires.contexte import contexte


def construire() -> None:
    """Build the demonstration under the application's role, as of today's clock."""
    territoires = ouvrir_territoires()
    niort, voisin = territoires["niort"], territoires["voisin"]
    with contexte(niort.pk):
        reprendre_le_passe(niort)
        charger_notices(niort, "administration")
    with contexte(voisin.pk):
        charger_notices(voisin, "voisin")
