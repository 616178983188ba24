"""Every model of the ground floor, gathered for Django's app loading."""

from guichet.comptes.models import Appartenance, Invitation, Utilisateur
from guichet.courriels.models import Courriel
from guichet.documents.models import Compteur, Document, Preuve
from guichet.droits.models import LienSigne, PartageTerritoire, PartageTerritoireUtilisateur
from guichet.fichiers.models import Fichier
from guichet.journal.models import Entree, Note
from guichet.organisations.models import Acteur, Contact, Organisation
from guichet.tableaux.models import MiseEnPageApprise, VueEnregistree
from guichet.territoires.models import Reglage, Territoire
from guichet.travaux.models import Travail

__all__ = [
    "Acteur",
    "Appartenance",
    "Compteur",
    "Contact",
    "Courriel",
    "Document",
    "Entree",
    "Fichier",
    "Invitation",
    "LienSigne",
    "MiseEnPageApprise",
    "Note",
    "Organisation",
    "PartageTerritoire",
    "PartageTerritoireUtilisateur",
    "Preuve",
    "Reglage",
    "Territoire",
    "Travail",
    "Utilisateur",
    "VueEnregistree",
]
