"""Asking for a job, telling how far it is, ending it."""

import logging

from django.db import connection, transaction
from kombu.exceptions import OperationalError

from guichet.base.erreurs import Refus
from guichet.base.horloge import maintenant
from guichet.celery import app
from guichet.journal.services import journaliser
from guichet.travaux import bail
from guichet.travaux.models import EtatTravail, Travail

journal = logging.getLogger(__name__)
TACHE = "guichet.travaux.tasks.executer"


def demander_travail(
    *, genre: str, cle: str, titre: str, parametres: dict | None = None, par, file: str = "defaut"
) -> Travail:
    """Ask for a job of a declared kind; the same `genre` and `cle` give the same job, whatever its state.

    `cle` is the business key (`f"convention-{pk}-v{version}"`), `titre` what the page shows, `parametres`
    JSON, `file` the queue: "defaut" or "pdf". The worker is woken after commit. `par` is a member's access
    or the system's; the job runs with the rights that this membership has then. Raises ValueError for a
    signed link.
    """
    systeme = par.role.code == "systeme"
    if not systeme and par.appartenance is None:
        raise ValueError("Un travail est demandé par une appartenance ou par le système.")
    instant = maintenant()
    travail, nouveau = Travail.objects.get_or_create(
        territoire=par.territoire,
        genre=genre,
        cle=cle,
        defaults={
            "titre": titre[:200],
            "parametres": parametres or {},
            "file": file,
            "renvoyer_apres": instant + bail.RENVOI / 4,
            "demande_par": par.utilisateur,
            "appartenance": par.appartenance,
            "systeme": systeme,
        },
    )
    if nouveau:
        wake_after_commit(travail)
    return travail


def wake_after_commit(travail: Travail) -> None:
    """Send the job's message once its row is there for the worker."""
    transaction.on_commit(lambda: wake(travail))


def wake(travail: Travail) -> None:
    """Send the message of a job. A broker that is down is not an error: the sweeper sends it again."""
    arguments = (travail.pk, travail.territoire_id)
    try:
        # By name and by our own application: a thread of the web server has no current one.
        app.send_task(TACHE, arguments, queue=travail.file, retry=False)
    except (OperationalError, OSError):
        journal.warning("Travail %s : la file ne répond pas, il sera relevé plus tard.", travail.pk)


def avancer(travail: Travail, progres: int, etape: str = "") -> None:
    """Tell how far a job is (percent) and what it does now; renews its lease. A short transaction of its own.

    Call it between steps. Raises BailPerdu when the job was given to another, RuntimeError inside a
    transaction of the job, where nobody would see it.
    """
    if len(connection.atomic_blocks) > getattr(travail, "profondeur", len(connection.atomic_blocks)):
        raise RuntimeError("avancer() s’appelle entre deux étapes, hors de toute transaction.")
    travail.progres, travail.etape = progres, etape
    with transaction.atomic():
        bail.renew(travail, progres=min(max(int(progres), 0), 99), etape=etape[:120])


def garder(travail: Travail, **valeurs) -> None:
    """Keep values on the job, in the caller's transaction, for a later attempt (a number reserved)."""
    with transaction.atomic():
        courant = bail.held(travail).select_for_update(of=("self",), no_key=True).first()
        if courant is None:
            raise bail.BailPerdu(travail.pk)
        travail.resultat = courant.resultat | valeurs
        bail.renew(travail, resultat=travail.resultat)


def terminer(travail: Travail, resultat: dict | None = None, *, adresse: str = "") -> None:
    """End a job with its result, in the same transaction as the effects that must happen once.

    Call it inside the last atomic block of the job. Raises BailPerdu, which undoes that block, when another
    worker holds the job or has ended it. `adresse` is the page of the result.
    """
    with transaction.atomic():
        finis = bail.held(travail).update(
            etat=EtatTravail.FINI,
            progres=100,
            etape="",
            resultat=travail.resultat | (resultat or {}),
            adresse=adresse,
            erreur="",
            erreur_code="",
            fini_le=maintenant(),
            bail_de="",
            bail_jusqu_a=None,
        )
        if not finis:
            raise bail.BailPerdu(travail.pk)
    travail.etat = EtatTravail.FINI


@transaction.atomic
def relancer_travail(*, travail: Travail, par) -> Travail:
    """Put a failed job back in the queue, its attempts counted anew. Raises Refus (TRAVAIL_NON_ECHOUE)."""
    travail = Travail.objects.select_for_update(of=("self",), no_key=True).get(pk=travail.pk)
    if travail.etat != EtatTravail.ECHOUE:
        raise Refus(
            "TRAVAIL_NON_ECHOUE",
            f"Ce travail est « {travail.get_etat_display().lower()} » : seul un travail échoué se relance.",
            "Rechargez la page pour voir où il en est.",
        )
    instant = maintenant()
    travail.etat, travail.essais, travail.progres, travail.etape = EtatTravail.ATTENTE, 0, 0, ""
    travail.erreur = travail.erreur_code = ""
    travail.fini_le, travail.prevu_le, travail.renvoyer_apres = None, instant, instant + bail.RENVOI / 4
    travail.save()
    journaliser(par=par, verbe="relancer_travail", objet=travail, phrase=f"Travail relancé : {travail.titre}")
    wake_after_commit(travail)
    return travail
