"""Jobs done here and now: the worker that wakes later finds them ended."""

from django.db import transaction

from guichet.models import Travail
from guichet.travaux.execution import execute


def faire(travail: Travail) -> None:
    """Do a job outside any transaction; what stopped it stops the demonstration."""
    execute(travail.pk)
    with transaction.atomic():
        travail.refresh_from_db()
    if travail.etat != "fini":
        raise RuntimeError(f"{travail.titre} : {travail.erreur or travail.etat}")
