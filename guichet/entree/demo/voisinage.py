"""The neighbour: a smaller guichet, which shares an ETTI and the DDETS-PP with Niort."""

from django.db import transaction

from guichet.base.horloge import aujourdhui
from guichet.entree.demo.conventions import ecrire_conventions
from guichet.entree.demo.ecriture_lots import ecrire_lots
from guichet.entree.demo.ecriture_parcours import ecrire_missions, ecrire_personnes
from guichet.entree.demo.ecriture_releves import ecrire_releves
from guichet.entree.demo.historique import REPRISE
from guichet.entree.demo.parcours_passes import Passe
from guichet.entree.demo.present import peupler
from guichet.entree.demo.territoires import acces_de, acteurs_par_cle
from guichet.journal.models import Entree
from guichet.journal.services import journaliser

VAL = {"acheteur": "haut-val", "nature": "travaux"}
LOTS = {
    "voirie": {
        **VAL,
        "marche": "TVX-012",
        "objet": "Voirie communautaire, programme triennal",
        "numero": 1,
        "intitule": "Secteur est",
        "metier": "voirie",
        "titulaire": "roux",
        "heures": 1640,
        "debut": -10,
        "fin": 14,
    },
    "piscine": {
        **VAL,
        "marche": "TVX-009",
        "objet": "Rénovation du centre aquatique",
        "numero": 2,
        "intitule": "Abords et réseaux",
        "metier": "voirie",
        "titulaire": "voirie-val",
        "heures": 540,
        "debut": -6,
        "fin": 6,
    },
}
EQUIPES = (
    {"lot": "voirie", "employeur": "sevre-interim", "modalite": "etti", "gens": 3, "heures": 512},
    {"lot": "piscine", "employeur": "ai-val", "modalite": "ai", "gens": 2, "heures": 186},
)


@transaction.atomic
def peupler_le_voisin(territoire) -> None:
    """Write the lots, people and hours of the neighbour in scope, once."""
    if Entree.objects.filter(verbe=REPRISE).exists():
        return
    jour, acteurs = aujourdhui(territoire), acteurs_par_cle(territoire.slug)
    par, passe = acces_de("voisin", territoire), Passe()
    prevus = peupler(passe, jour, LOTS, (), EQUIPES, {"france-travail"})
    lots = ecrire_lots(prevus, acteurs, par, jour)
    personnes = ecrire_personnes(passe, acteurs, par)
    missions = ecrire_missions(passe, personnes, lots, acteurs, par, jour)
    ecrire_releves(passe, missions, par)
    ecrire_conventions(acteurs, par, jour)
    journaliser(par=par, verbe=REPRISE, phrase=f"Reprise de l’existant : {len(lots)} lots")
