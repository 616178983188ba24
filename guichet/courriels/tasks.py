"""The outbox emptied: one task per territoire."""

from celery import shared_task

from guichet.courriels.envoi import send_due
from guichet.territoires.contexte import contexte
from guichet.travaux.dispatch import to_every_territoire


@shared_task
def distribuer() -> None:
    """Empty the outbox of every territoire, each in its own task."""
    to_every_territoire(distribuer_territoire)


@shared_task
def distribuer_territoire(territoire_id: int) -> None:
    """Send the due mails of one territoire."""
    with contexte(territoire_id):
        send_due()
