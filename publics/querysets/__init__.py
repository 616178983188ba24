"""Who sees which persons, missions and hours; and the one source of hour totals."""

from publics.querysets.heures import (
    DecisionQuerySet,
    JustificatifQuerySet,
    LigneQuerySet,
    ReleveQuerySet,
)
from publics.querysets.missions import ContratQuerySet, HabilitationQuerySet, MissionQuerySet
from publics.querysets.personnes import ParticipantQuerySet, PrescriptionQuerySet, TitreQuerySet
from publics.querysets.verifications import VerificationQuerySet

__all__ = [
    "ContratQuerySet",
    "DecisionQuerySet",
    "HabilitationQuerySet",
    "JustificatifQuerySet",
    "LigneQuerySet",
    "MissionQuerySet",
    "ParticipantQuerySet",
    "PrescriptionQuerySet",
    "ReleveQuerySet",
    "TitreQuerySet",
    "VerificationQuerySet",
]
