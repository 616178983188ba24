"""What the roof does by itself, each hour."""

from celery import shared_task

from guichet.base.horloge import maintenant
from guichet.models import Territoire
from guichet.territoires.acces import acces_systeme
from guichet.territoires.contexte import contexte
from guichet.travaux.dispatch import to_every_territoire
from guichet.travaux.quotidien import demander_le_jour


@shared_task
def faire_le_jour() -> None:
    """Ask for the day's jobs of every territoire, each in its own task."""
    to_every_territoire(faire_le_jour_du_territoire)


@shared_task
def faire_le_jour_du_territoire(territoire_id: int) -> None:
    """Ask for the day's jobs of one territoire; asked each hour, done once."""
    territoire = Territoire.objects.get(pk=territoire_id)
    with contexte(territoire_id):
        demander_le_jour(par=acces_systeme(territoire), instant=maintenant())
