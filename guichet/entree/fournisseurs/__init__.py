"""Task providers: the acts that wait in each field, read through `visible_to`, in four statements at most."""

from guichet.entree.fournisseurs import conventions, decisions, marches, notes, personnes
from guichet.entree.fournisseurs.releves import releves_attendus, releves_deposes
from guichet.entree.fournisseurs.source import rows

SOURCES = (*personnes.SOURCES, *decisions.SOURCES, *conventions.SOURCES, *marches.SOURCES, *notes.SOURCES)


def taches(acces, jour) -> list:
    """Return every act that waits for this access or that it follows."""
    simples = [source.tache(acces, ligne) for source, ligne in rows(SOURCES, acces)]
    return [*releves_attendus(acces, jour), *releves_deposes(acces), *simples]
