"""Numbers of receipts: one series a year, no gap, no double."""

from guichet.documents.models import Compteur, Document
from guichet.documents.numerotation import numero_de_document


def numero_de_recepisse(territoire, annee: int) -> str:
    """Return the next number of a receipt (« REC-2026-0042 »); the row stays locked until the commit."""
    cle = {"territoire": territoire, "genre": Document.Genre.RECEPISSE, "annee": annee}
    Compteur.objects.bulk_create([Compteur(**cle)], ignore_conflicts=True)
    compteur = Compteur.objects.select_for_update(no_key=True).get(**cle)
    compteur.dernier += 1
    compteur.save(update_fields=["dernier"])
    return numero_de_document(compteur.genre, annee, compteur.dernier)
