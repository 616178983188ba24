"""Whose figures: a territoire, a buyer (or a service), a structure, a lot."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.db.models.functions import Coalesce, Least, NullIf, TruncDate

from marches.models import Lot
from publics.models import LigneReleve
from publics.querysets.heures import ZERO


@dataclass(frozen=True)
class Perimetre:
    """Rows that a set of indicators counts. Nothing narrowed = the whole territoire.

    `acheteurs`: buyers or services; `structures`: employers; `lot`: one lot. Primary keys.
    """

    territoire: object
    acheteurs: tuple[int, ...] = ()
    structures: tuple[int, ...] = ()
    lot: int | None = None

    def lots(self):
        """Lots that may bear a clause (all but « sans clause »), see `with_clause`."""
        lots = Lot.objects.filter(territoire=self.territoire).exclude(etat="sans_clause")
        if self.acheteurs:
            lots = lots.filter(
                Q(marche__donneur_ordre__in=self.acheteurs) | Q(marche__service__in=self.acheteurs)
            )
        if self.structures:
            lots = lots.filter(pk__in=self.lignes().values("lot"))
        lots = lots.filter(pk=self.lot) if self.lot else lots
        return with_clause(lots, self.territoire)

    def lignes(self):
        """Lines that count (`LigneQuerySet.courantes`) inside the perimeter."""
        lignes = LigneReleve.objects.filter(territoire=self.territoire, lot__isnull=False).courantes()
        if self.acheteurs:
            lignes = lignes.filter(
                Q(lot__marche__donneur_ordre__in=self.acheteurs) | Q(lot__marche__service__in=self.acheteurs)
            )
        if self.structures:
            lignes = lignes.filter(employeur__in=self.structures)
        return lignes.filter(lot=self.lot) if self.lot else lignes


def with_clause(lots, territoire):
    """Add `identifie_le`, the day a clause was spotted, and `identifiees`, its hours.

    That day is the first one the marché is known to go out: launch of the consultation, notice or
    notification, whichever comes first; before that, the day it was recorded. The hours are those due, else
    those asked for, else those estimated (domaine §3: « estimées or more »).
    """
    jours = ("marche__lance_le", "marche__publie_le", "marche__notifie_le", "notifie_le")
    saisi = TruncDate("marche__cree_le", tzinfo=ZoneInfo(territoire.fuseau))
    return lots.annotate(
        identifie_le=Coalesce(Least(*jours), saisi),
        identifiees=Coalesce(
            NullIf("heures_engagees", ZERO), NullIf("heures_demandees", ZERO), "heures_estimees", ZERO
        ),
    )


def of_buyer(acteur) -> Perimetre:
    """Perimeter of a buyer or a service (an Acteur)."""
    return Perimetre(acteur.territoire, acheteurs=(acteur.pk,))
