"""Executing one job: take it, rebuild the rights of who asked, run its function, write how it ended."""

import logging

from django.db import DatabaseError, connection, transaction

from guichet.base.erreurs import Refus
from guichet.territoires.acces import Acces, acces_systeme
from guichet.territoires.resolution import access_for, with_actor
from guichet.travaux import bail
from guichet.travaux.models import EtatTravail, Travail
from guichet.travaux.registre import genre
from guichet.travaux.services import terminer

journal = logging.getLogger(__name__)
PANNE = (
    "Le travail s’est arrêté sur une erreur inattendue. Rien n’a été fait à moitié : vous pouvez le relancer."
)


def execute(travail_id: int) -> Travail | None:
    """Execute a job in the running scope; return it, or None when it was not to be taken.

    A refusal ends it at once; any other error puts it back in the queue, then ends it after ESSAIS_MAX.
    """
    travail = bail.take(travail_id)
    if travail is None:
        return None
    travail.profondeur = len(connection.atomic_blocks)
    try:
        acces = access_of(travail)
        resultat = genre(travail.genre).fonction(travail, acces)
        if travail.etat != EtatTravail.FINI:
            terminer(travail, resultat)
    except bail.BailPerdu:
        journal.warning("Travail %s : bail perdu, cette exécution s’arrête.", travail_id)
    except Refus as refus:
        _end_as_failed(travail, refus.code, str(refus))
    except Exception:
        journal.exception("Travail %s (%s), essai %s", travail_id, travail.genre, travail.essais)
        _after_crash(travail)
    return travail


def access_of(travail: Travail) -> Acces:
    """Return the access the job runs with: that of who asked, with the rights they have today.

    Raises Refus (TRAVAIL_ACCES_FERME) when the account or the membership was closed since.
    """
    if travail.systeme:
        return acces_systeme(travail.territoire)
    acces = None
    if travail.demande_par is not None and travail.demande_par.is_active:
        acces = access_for(travail.demande_par, travail.territoire.slug, travail.appartenance_id)
    if acces is None or acces.appartenance.pk != travail.appartenance_id:
        raise Refus(
            "TRAVAIL_ACCES_FERME",
            "L’accès de la personne qui a demandé ce travail est fermé.",
            "Demandez-le de nouveau avec un compte ouvert.",
        )
    with transaction.atomic():
        return with_actor(acces)


def _after_crash(travail: Travail) -> None:
    if travail.essais >= bail.ESSAIS_MAX:
        _end_as_failed(travail, "TRAVAIL_ERREUR", PANNE)
        return
    try:
        bail.postpone(travail)
    except DatabaseError:
        # The base is away: the lease runs out and the sweeper gives the job again.
        journal.exception("Travail %s : état non écrit", travail.pk)
        connection.close()


def _end_as_failed(travail: Travail, code: str, phrase: str) -> None:
    with transaction.atomic():
        courant = bail.held(travail).select_for_update(of=("self",), no_key=True).first()
        if courant is not None:
            bail.fail(courant, code, phrase)
            travail.refresh_from_db()
