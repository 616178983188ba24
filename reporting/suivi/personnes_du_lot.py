"""The persons of a lot, for the guichet only (R14): missions, hours, until when each is eligible."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery, Sum

from guichet.base.formats import heures
from publics.etats import etat_mission
from publics.models import Mission, Prolongation
from publics.services.horloges import Horloges, horloges_de
from publics.services.parametres import parametres
from reporting.suivi.prevision import MoisLu


@dataclass(frozen=True)
class PersonneDuLot:
    """A mission with its hours and its person's clocks."""

    mission: Mission
    heures: MoisLu
    horloges: Horloges

    @property
    def etat(self) -> tuple[str, str]:
        """Words and aspect: hours that wait for a decision come first."""
        if self.heures.a_decider:
            return f"{heures(self.heures.a_decider)} à décider", "attente"
        return etat_mission(self.mission)

    @property
    def modalite(self) -> str:
        """Short word of the modalité: ETTI, AI, Embauche directe."""
        return self.mission.get_modalite_display().split(", ")[-1]


def personnes_du_lot(lot, par_mission: dict[int | None, MoisLu], acces, jour: date) -> list[PersonneDuLot]:
    """Return the missions of a lot that took effect, by first day."""
    mois = Prolongation.objects.filter(participant=OuterRef("participant")).order_by().values("participant")
    missions = list(
        Mission.objects.visible_to(acces)
        .effectives()
        .filter(lot=lot)
        .select_related("participant", "employeur")
        .annotate(prolonges=Subquery(mois.annotate(s=Sum("mois")).values("s")))
        .order_by("debut", "pk")
    )
    if not missions:
        return []
    personnes = {m.participant_id: m.participant for m in missions}
    for m in missions:
        personnes[m.participant_id].mois_prolonges = m.prolonges or 0
    horloges = horloges_de(personnes.values(), jour=jour, parametres=parametres(acces.territoire))
    return [PersonneDuLot(m, par_mission.get(m.pk, MoisLu()), horloges[m.participant_id]) for m in missions]
