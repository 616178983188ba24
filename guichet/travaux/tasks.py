"""Celery's side of the jobs: execute, sweep, and take back at start what the host's dead workers held."""

from celery import shared_task
from celery.signals import worker_init, worker_ready
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, transaction

from guichet.base.horloge import maintenant
from guichet.base.pg.depart import watch_role
from guichet.territoires.contexte import contexte
from guichet.travaux import bail
from guichet.travaux.dispatch import in_every_territoire, to_every_territoire
from guichet.travaux.execution import execute
from guichet.travaux.models import Travail
from guichet.travaux.services import wake


@shared_task
def executer(travail_id: int, territoire_id: int) -> None:
    """Execute one job."""
    with contexte(territoire_id):
        execute(travail_id)


@shared_task
def balayer() -> None:
    """Sweep every territoire, each in its own task."""
    to_every_territoire(balayer_territoire)


@shared_task
def balayer_territoire(territoire_id: int) -> None:
    """Send again the messages of what is due, and of what a dead or silent worker holds."""
    with contexte(territoire_id):
        bail.reclaim()
        for travail in due():
            wake(travail)


def due() -> list[Travail]:
    """Return the jobs to wake; their next message is put off, so that the queue does not fill."""
    instant = maintenant()
    with transaction.atomic():
        travaux = list(
            Travail.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
            .to_wake(instant)
            .order_by("prevu_le", "pk")[:500]
        )
        Travail.objects.filter(pk__in=[t.pk for t in travaux]).update(renvoyer_apres=instant + bail.RENVOI)
    return travaux


@worker_init.connect
def refuse_dangerous_role(**kwargs) -> None:
    """Do not start a worker that the walls would not hold; Celery lets only this exception through."""
    try:
        watch_role()
    except ImproperlyConfigured as erreur:
        raise SystemExit(str(erreur)) from erreur


@worker_ready.connect
def take_back_leases(**kwargs) -> None:
    """At the start of a worker: what the dead processes of this host held is to be done again, at once."""
    try:
        in_every_territoire(balayer_territoire)
    finally:
        connections.close_all()  # the pool's children must not inherit this process's connection
