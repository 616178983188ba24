"""Lots with their situation: hours read once for all of them, rows of the dashboards."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Subquery

from guichet.base.formats import arrondir
from guichet.graphiques.barre_heures import Heures, echelle_commune, petite_barre
from guichet.graphiques.dessin import Dessin
from publics.models import ClotureMois
from reporting.indicateurs.lus import HeuresLues
from reporting.suivi.prevision import MoisLu, Situation, situation


@dataclass(frozen=True)
class LotSuivi:
    """A lot (a `Lot` with its list data) and where it stands."""

    lot: object
    situation: Situation
    barre: Dessin | None = None

    @property
    def nom(self) -> str:
        """How a reader knows it: its marché, then its number."""
        return f"{self.lot.marche.objet}, lot {self.lot.numero}"

    @property
    def detail(self) -> str:
        """Who holds it, and what it is."""
        return ", ".join(filter(None, [self.lot.titulaire_nom, self.lot.intitule]))

    @property
    def taux(self):
        """Hours done over hours due, None when nothing is due (R8)."""
        return self.situation.validees / self.situation.engagees if self.situation.engagees else None

    @property
    def atteint(self) -> bool:
        """The hours due are done."""
        return self.situation.validees >= self.situation.engagees


def with_closing(lots):
    """Add `clos`: the last month closed in the territoire."""
    clotures = ClotureMois.objects.order_by().values("territoire").annotate(m=Max("mois")).values("m")
    return lots.annotate(clos=Subquery(clotures[:1]))


def months_by_lot(heures: list[HeuresLues]) -> dict[int, dict[date, MoisLu]]:
    """Add the hours of each lot up month by month."""
    lus: dict = defaultdict(dict)
    for h in heures:
        mois = lus[h.lot].get(h.mois, MoisLu())
        lus[h.lot][h.mois] = MoisLu(
            mois.validees + h.validees, mois.declarees + h.declarees, mois.a_decider + h.a_decider
        )
    return lus


def situation_of(lot, mois: dict[date, MoisLu], jour: date) -> Situation:
    """Return where a lot stands on a day; `lot` carries `clos` (see `with_closing`)."""
    return situation(
        engagees=lot.heures_engagees,
        debut=lot.debut or lot.notifie_le,
        fin=lot.fin_prevue,
        mois=mois,
        jour=jour,
        clos=lot.clos,
    )


def bar_hours(s: Situation, remarque: str = "") -> Heures:
    """Return a situation as the bar of hours draws it."""
    attendues = arrondir(s.attendues, 0) if s.attendues is not None else None
    return Heures(s.engagees, s.validees, s.declarees, s.a_decider, attendues, s.prevision, remarque)


def most_exposed_first(suivis: list[LotSuivi]) -> list[LotSuivi]:
    """Sort running lots by forecast over engagement, those without a forecast last, and draw their bars."""
    tries = sorted(suivis, key=lambda s: (s.situation.ratio is None, s.situation.ratio or 0, s.lot.pk))
    heures = [bar_hours(s.situation) for s in tries]
    echelle = echelle_commune(heures)
    return [
        LotSuivi(s.lot, s.situation, petite_barre(h, f"lot-{s.lot.pk}", echelle))
        for s, h in zip(tries, heures, strict=True)
    ]
