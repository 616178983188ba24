"""The steps of the demonstration, in order. Each leaves alone what it has already made."""

from guichet.entree.demo.bilans import arreter_les_documents
from guichet.entree.demo.historique import reprendre_le_passe
from guichet.entree.demo.mois import vivre_le_mois
from guichet.entree.demo.notices import charger_notices
from guichet.entree.demo.territoires import ouvrir_territoires
from guichet.entree.demo.voisinage import peupler_le_voisin
from guichet.territoires.contexte import contexte


def construire() -> None:
    """Build the demonstration under the application's role, as of today's clock."""
    territoires = ouvrir_territoires()
    niort, voisin = territoires["niort"], territoires["voisin"]
    with contexte(niort.pk):
        reprendre_le_passe(niort)
        charger_notices(niort, "administration")
        vivre_le_mois(niort)
        arreter_les_documents(niort)
    with contexte(voisin.pk):
        peupler_le_voisin(voisin)
        charger_notices(voisin, "voisin")
