"""Opening the territoire to a service of the State, and closing it (guardian share to its group)."""

from django.contrib.auth.models import Permission
from django.db import transaction

from guichet.base.erreurs import Refus
from guichet.comptes.services import group_of
from guichet.journal.services import journaliser
from guichet.models import Acteur, Organisation, PartageTerritoire


def _permission() -> Permission:
    return Permission.objects.get(content_type__app_label="guichet", codename="lire_territoire")


def est_ouvert(*, organisation: Organisation, territoire) -> bool:
    """Tell whether this organisation may read this territoire."""
    return PartageTerritoire.objects.filter(
        group=organisation.groupe_id, content_object=territoire, permission__codename="lire_territoire"
    ).exists()


@transaction.atomic
def ouvrir_territoire(*, organisation: Organisation, par) -> None:
    """Let the members of an organisation of the State read the territoire of `par`; twice changes nothing.

    Raises Refus (OUVERTURE_PAS_ETAT) when the organisation is not a service of the State here.
    """
    acteur = _state_actor(organisation, par)
    _, nouveau = PartageTerritoire.objects.get_or_create(
        group=group_of(organisation), permission=_permission(), content_object=par.territoire
    )
    if nouveau:
        journaliser(
            par=par,
            verbe="ouvrir_territoire",
            objet=acteur,
            phrase=f"Territoire ouvert à {acteur.nom} : lecture seule, chaque accès est enregistré",
        )


@transaction.atomic
def fermer_territoire(*, organisation: Organisation, par) -> None:
    """Close the territoire of `par` to an organisation of the State; twice changes nothing."""
    acteur = _state_actor(organisation, par)
    retires, _ = PartageTerritoire.objects.filter(
        group=group_of(organisation), permission=_permission(), content_object=par.territoire
    ).delete()
    if retires:
        journaliser(
            par=par, verbe="fermer_territoire", objet=acteur, phrase=f"Territoire fermé à {acteur.nom}"
        )


def _state_actor(organisation: Organisation, par) -> Acteur:
    acteur = Acteur.objects.du_territoire(par).filter(organisation=organisation, est_etat=True).first()
    if acteur is None:
        raise Refus(
            "OUVERTURE_PAS_ETAT",
            f"« {organisation.nom} » n’est pas un service de l’État dans ce territoire.",
            "Cochez « service de l’État » sur sa fiche, puis ouvrez-lui le territoire.",
        )
    return acteur
