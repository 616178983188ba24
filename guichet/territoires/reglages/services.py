"""Reading and changing settings. A value equal to its default is not stored."""

from decimal import Decimal

from django.db import transaction

from guichet.base.horloge import maintenant
from guichet.journal.services import journaliser
from guichet.models import Reglage
from guichet.territoires.reglages.catalogue import CATALOGUE, PAR_CLE


def reglages(territoire) -> dict:
    """Return every setting of a territoire, defaults filled in; read once per instance (per request)."""
    lus = getattr(territoire, "_reglages", None)
    if lus is None:
        lus = territoire._reglages = _read_all(territoire)
    return dict(lus)


def _read_all(territoire) -> dict:
    poses = dict(Reglage.objects.filter(territoire=territoire).values_list("cle", "valeur"))
    return {d.cle: d.lire(poses[d.cle]) if d.cle in poses else d.defaut for d in CATALOGUE}


def reglage(territoire, cle: str):
    """Return one setting of a territoire. Raises KeyError for a key that the catalogue does not know."""
    return reglages(territoire)[cle]


@transaction.atomic
def changer_reglages(*, valeurs: dict, par) -> list[str]:
    """Store settings of the territoire of `par`; return the keys that changed.

    Raises Refus (REGLAGE_INVALIDE) on the first value out of its type or bounds; nothing is stored then.
    """
    lues = {cle: PAR_CLE[cle].lire(valeur) for cle, valeur in valeurs.items()}
    avant = reglages(par.territoire)
    changees = [cle for cle, valeur in lues.items() if valeur != avant[cle]]
    for cle in changees:
        _store(PAR_CLE[cle], lues[cle], par)
    par.territoire._reglages = None
    if changees:
        journaliser(
            par=par,
            verbe="changer_reglages",
            phrase=f"Réglages changés : {', '.join(PAR_CLE[c].libelle for c in changees)}",
            details={cle: {"avant": avant[cle], "apres": lues[cle]} for cle in changees},
        )
    return changees


def _store(definition, valeur, par) -> None:
    if valeur == definition.defaut:
        Reglage.objects.filter(territoire=par.territoire, cle=definition.cle).delete()
        return
    Reglage.objects.update_or_create(
        territoire=par.territoire,
        cle=definition.cle,
        defaults={
            "valeur": str(valeur) if isinstance(valeur, Decimal) else valeur,
            "modifie_le": maintenant(),
            "modifie_par": par.utilisateur,
        },
    )
