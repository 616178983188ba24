"""Whose figures: a territoire, a buyer (or a service), a structure, a lot."""

from dataclasses import dataclass

from django.db.models import Q

from marches.models import Lot
from publics.models import LigneReleve


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
        """Lots that may bear a clause: everything but « sans clause ». A structure's: those it works on."""
        lots = Lot.objects.filter(territoire=self.territoire).exclude(etat="sans_clause")
        if self.acheteurs:
            lots = lots.filter(
                Q(marche__donneur_ordre__in=self.acheteurs) | Q(marche__service__in=self.acheteurs)
            )
        if self.structures:
            lots = lots.filter(pk__in=self.lignes().values("lot"))
        return lots.filter(pk=self.lot) if self.lot else lots

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


def of_buyer(acteur) -> Perimetre:
    """Perimeter of a buyer or a service (an Acteur)."""
    return Perimetre(acteur.territoire, acheteurs=(acteur.pk,))
