"""Task providers: each returns the acts that wait in its field, in one or two queries.

A provider is `(acces, jour) -> list[Tache]`; it reads through `visible_to` and answers nothing to a role
that has nothing to do there.
"""

from guichet.entree.fournisseurs.conventions import conventions_a_signer
from guichet.entree.fournisseurs.decisions import decisions_en_attente
from guichet.entree.fournisseurs.marches import lots_a_etudier
from guichet.entree.fournisseurs.notes import notes_a_relancer
from guichet.entree.fournisseurs.personnes import fiches_en_attente, missions_a_valider
from guichet.entree.fournisseurs.releves import releves_attendus, releves_deposes

FOURNISSEURS = (
    releves_attendus,
    releves_deposes,
    missions_a_valider,
    fiches_en_attente,
    decisions_en_attente,
    conventions_a_signer,
    lots_a_etudier,
    notes_a_relancer,
)


def taches(acces, jour) -> list:
    """Return every act that waits for this access or that it follows."""
    return [tache for fournisseur in FOURNISSEURS for tache in fournisseur(acces, jour)]
