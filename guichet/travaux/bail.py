"""The lease: one worker at a time holds a job; one that lost it can no longer write anything."""

from datetime import timedelta

from django.db import transaction

from guichet.base.horloge import maintenant
from guichet.travaux import executant
from guichet.travaux.models import EtatTravail, Travail
from guichet.travaux.registre import BAIL, genre

ESSAIS_MAX = 5
ATTENTES = (5, 20, 60, 180)  # seconds before the second, third… attempt
RENVOI = timedelta(seconds=60)
INTERROMPU = "Le travail a été interrompu plusieurs fois avant sa fin."


class BailPerdu(Exception):
    """Another worker holds the job, or it is over: this execution must stop and leave no effect."""


def take(travail_id: int) -> Travail | None:
    """Take a job that is due and free, or return None (done, failed, held by another, not due, unknown)."""
    instant = maintenant()
    with transaction.atomic():
        travail = (
            Travail.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
            .filter(pk=travail_id, prevu_le__lte=instant)
            .first()
        )
        if travail is None or not _free(travail, instant):
            return None
        if travail.essais >= ESSAIS_MAX:
            fail(travail, "TRAVAIL_INTERROMPU", INTERROMPU)
            return None
        travail.etat = EtatTravail.EN_COURS
        travail.essais += 1
        travail.bail_de = executant.here()
        travail.bail_jusqu_a = instant + _duration(travail)
        travail.save(update_fields=["etat", "essais", "bail_de", "bail_jusqu_a"])
    return travail


def _free(travail: Travail, instant) -> bool:
    if travail.etat == EtatTravail.EN_COURS:
        return travail.bail_jusqu_a is None or travail.bail_jusqu_a <= instant
    return travail.etat == EtatTravail.ATTENTE


def _duration(travail: Travail) -> timedelta:
    try:
        return genre(travail.genre).bail
    except KeyError:
        return BAIL


def held(travail: Travail):
    """Return the queryset of this job as long as this execution holds it: the fence of every write."""
    return Travail.objects.filter(
        pk=travail.pk, etat=EtatTravail.EN_COURS, bail_de=travail.bail_de, essais=travail.essais
    )


def renew(travail: Travail, **champs) -> None:
    """Write fields of a job and prolong its lease. Raises BailPerdu when another took it."""
    if not held(travail).update(bail_jusqu_a=maintenant() + _duration(travail), **champs):
        raise BailPerdu(travail.pk)


def fail(travail: Travail, code: str, phrase: str) -> None:
    """End a job as failed, with its sentence for the person who asked."""
    travail.etat = EtatTravail.ECHOUE
    travail.erreur_code, travail.erreur = code, phrase[:600]
    travail.fini_le = maintenant()
    travail.bail_de, travail.bail_jusqu_a = "", None
    travail.save(update_fields=["etat", "erreur_code", "erreur", "fini_le", "bail_de", "bail_jusqu_a"])


def postpone(travail: Travail) -> None:
    """Put a job back in the queue, later and later."""
    instant = maintenant()
    attente = timedelta(seconds=ATTENTES[min(travail.essais, len(ATTENTES)) - 1])
    held(travail).update(
        etat=EtatTravail.ATTENTE,
        prevu_le=instant + attente,
        renvoyer_apres=instant + attente,
        bail_de="",
        bail_jusqu_a=None,
    )


def reclaim() -> int:
    """End the leases of processes of this host that died, in the running scope; return how many."""
    instant = maintenant()
    rendus = 0
    with transaction.atomic():
        tenus = Travail.objects.select_for_update(skip_locked=True, of=("self",), no_key=True).filter(
            etat=EtatTravail.EN_COURS, bail_de__startswith=f"{executant.host()}:"
        )
        for travail in tenus:
            if executant.dead(travail.bail_de):
                travail.bail_jusqu_a = travail.renvoyer_apres = instant
                travail.save(update_fields=["bail_jusqu_a", "renvoyer_apres"])
                rendus += 1
    return rendus
