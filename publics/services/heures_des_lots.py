"""What the lists of lots ask about hours, answered from the one source of totals."""

from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from publics.models import LigneReleve
from publics.querysets.heures import ZERO


def validees_du_lot() -> Coalesce:
    """Return the validated hours of the outer lot, 0 when there is none."""
    sommes = LigneReleve.objects.filter(lot=OuterRef("pk")).totaux_par("lot").values("validees")
    return Coalesce(Subquery(sommes), ZERO)


def en_attente_du_lot(lot) -> Decimal:
    """Return the hours of a lot that wait for a control or for the buyer's decision."""
    totaux = LigneReleve.objects.filter(territoire=lot.territoire_id, lot=lot).totaux()
    return totaux["declarees"] + totaux["a_decider"]
