"""Sealing each minute: one task per territoire."""

from celery import shared_task

from guichet.journal.sceau import sceller_journal
from guichet.territoires.contexte import contexte
from guichet.travaux.dispatch import to_every_territoire


@shared_task
def sceller_tout() -> None:
    """Seal the journal of every territoire, each in its own task."""
    to_every_territoire(sceller_territoire)


@shared_task
def sceller_territoire(territoire_id: int) -> None:
    """Seal the journal of one territoire."""
    with contexte(territoire_id):
        sceller_journal(territoire_id)
