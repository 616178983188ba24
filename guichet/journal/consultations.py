"""Consultations of a person: recorded in a second short transaction, after the page was read."""

from django.db import transaction

from guichet.journal.services import journaliser
from guichet.territoires.contexte import contexte


def noter_consultation(request, objet, phrase: str, **details) -> None:
    """Ask that this page's reading of `objet` be recorded once the answer is ready."""
    request.consultations.append((objet, phrase, details))


def write_consultations(acces, consultations) -> None:
    """Write the consultations of a request; raises DatabaseError when the journal cannot take them."""
    with contexte(acces.territoire.pk), transaction.atomic():
        for objet, phrase, details in consultations:
            journaliser(
                par=acces, verbe="consulter", objet=objet, phrase=phrase, details=details, consultation=True
            )
