"""The persons of a lot, for the guichet only (R14): missions, hours, until when each is eligible."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from guichet.base.formats import heures
from publics.etats import etat_mission
from publics.models import Mission, Participant
from publics.services.horloges import Horloges, horloges_de
from publics.services.parametres import parametres
from reporting.suivi.prevision import MoisLu


@dataclass(frozen=True)
class PersonneDuLot:
    """A mission with its hours and its person's clocks; `employeur` is a name."""

    personne: Participant
    mission: Mission
    employeur: str
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
    """Return the missions of a lot that took effect, by first day. Four statements."""
    missions = Mission.objects.visible_to(acces).effectives().filter(lot=lot).order_by()
    siennes = missions.filter(participant=OuterRef("pk")).values(
        json=JSONObject(
            id="pk", debut="debut", fin="fin", etat="etat", modalite="modalite", employeur="employeur__nom"
        )
    )
    # Persons first, each with her missions here: the clocks then need two statements instead of three.
    personnes = list(
        Participant.objects.visible_to(acces)
        .filter(pk__in=missions.values("participant"))
        .with_facts()
        .annotate(ici=ArraySubquery(siennes))
    )
    if not personnes:
        return []
    horloges = horloges_de(personnes, jour=jour, parametres=parametres(acces.territoire))
    rangs = [
        _row(personne, lue, par_mission, horloges[personne.pk])
        for personne in personnes
        for lue in personne.ici
    ]
    return sorted(rangs, key=lambda p: (p.mission.debut, p.mission.pk))


def _row(personne, lue: dict, par_mission, horloges: Horloges) -> PersonneDuLot:
    mission = Mission(
        id=lue["id"],
        participant=personne,
        debut=date.fromisoformat(lue["debut"]),
        fin=date.fromisoformat(lue["fin"]) if lue["fin"] else None,
        etat=lue["etat"],
        modalite=lue["modalite"],
    )
    return PersonneDuLot(personne, mission, lue["employeur"], par_mission.get(mission.pk, MoisLu()), horloges)
