"""Facts the rules read: titles, contracts, requests. Plain values; the ORM is mapped to them elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TypeEmployeur(StrEnum):
    """What an employer is on the lot."""

    AI = "AI"
    EI = "EI"
    ETTI = "ETTI"
    ACI = "ACI"
    EITI = "EITI"
    GEIQ = "GEIQ"
    ETT = "ETT"
    EA = "EA"
    EATT = "EATT"
    ESAT = "ESAT"
    REGIE = "REGIE"
    TITULAIRE = "TITULAIRE"
    MANDATAIRE = "MANDATAIRE"
    COTRAITANT = "COTRAITANT"
    SOUS_TRAITANT = "SOUS_TRAITANT"


SIAE = frozenset(map(TypeEmployeur, ("AI", "EI", "ETTI", "ACI", "EITI")))
ENTREPRISES = frozenset(map(TypeEmployeur, ("TITULAIRE", "MANDATAIRE", "COTRAITANT", "SOUS_TRAITANT")))


class EtatFiche(StrEnum):
    """Life of a fiche de prescription; périmée is a matter of date, not of state."""

    BROUILLON = "brouillon"
    TRANSMISE = "transmise"
    PIECE_A_FOURNIR = "piece_a_fournir"
    VALIDEE = "validee"
    REFUSEE = "refusee"
    RETIREE = "retiree"


class StatutTitre(StrEnum):
    """Statuses that are titles by themselves while they last (R2)."""

    EA = "EA"
    EATT = "EATT"
    ESAT = "ESAT"
    GEIQ = "GEIQ"


class NatureContrat(StrEnum):
    """Nature of a contract; only alternance and CDI change a clock (R4)."""

    CDI = "CDI"
    CDD = "CDD"
    CDDI = "CDDI"
    CTT = "CTT"
    APPRENTISSAGE = "APPRENTISSAGE"
    PROFESSIONNALISATION = "PROFESSIONNALISATION"
    AUTRE = "AUTRE"


ALTERNANCE = frozenset({NatureContrat.APPRENTISSAGE, NatureContrat.PROFESSIONNALISATION})


class Decision(StrEnum):
    """Answer of the guichet to a request of eligibility."""

    EN_ATTENTE = "en_attente"
    VALIDEE = "validee"
    REFUSEE = "refusee"


@dataclass(frozen=True)
class Periode:
    """Days from `debut` to `fin`, both included; without `fin` it still runs."""

    debut: date
    fin: date | None = None

    def __contains__(self, jour: date) -> bool:
        return self.debut <= jour <= self.dernier

    @property
    def dernier(self) -> date:
        """Last day, date.max when open: always comparable."""
        return self.fin or date.max


@dataclass(frozen=True, kw_only=True)
class Fiche:
    """Fiche de prescription. `situation_changee_le` ends it for missions that start from that day on."""

    signee_le: date
    etat: EtatFiche = EtatFiche.VALIDEE
    situation_changee_le: date | None = None


@dataclass(frozen=True, kw_only=True)
class PassIae:
    """PASS IAE. `fin` is its first end, before suspensions and prolongations; None when not known."""

    debut: date
    fin: date | None
    suspensions: tuple[Periode, ...] = ()
    prolongations: tuple[Periode, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Statut:
    """EA, EATT, ESAT or GEIQ status of a person, with one employer when `employeur` is given."""

    statut: StatutTitre
    debut: date
    fin: date | None = None
    employeur: str | None = None


Titre = Fiche | PassIae | Statut


@dataclass(frozen=True, kw_only=True)
class Contrat:
    """One contract (or weekly interim order) of a person with an employer on a lot.

    `embauche_le` is the hire when older than this contract. `globalise` says that the person already worked
    under another clause and that the hours are shared by a globalisation (R6).
    """

    debut: date
    fin: date | None = None
    nature: NatureContrat = NatureContrat.AUTRE
    embauche_le: date | None = None
    permanent: bool = False
    globalise: bool = False

    @property
    def periode(self) -> Periode:
        """Days of the contract."""
        return Periode(self.debut, self.fin)


@dataclass(frozen=True, kw_only=True)
class Demande:
    """Request of eligibility for one mission; it covers from the day it was complete, if validated (R3)."""

    deposee_le: date
    complete_le: date | None = None
    decision: Decision = Decision.EN_ATTENTE
    decidee_le: date | None = None
    debut_prevu: date | None = None

    @property
    def recevable_le(self) -> date:
        """Day from which the request can cover."""
        return self.complete_le or self.deposee_le


@dataclass(frozen=True)
class Mission:
    """One participant × lot × employer: contracts without a gap longer than the setting (R2)."""

    contrats: tuple[Contrat, ...]

    @property
    def periode(self) -> Periode:
        """From the first day of the first contract to the last day of all."""
        fins = [contrat.fin for contrat in self.contrats]
        return Periode(self.contrats[0].debut, None if None in fins else max(fins))

    def contrats_du(self, jour: date) -> Iterator[Contrat]:
        """Contracts that run on that day."""
        return (contrat for contrat in self.contrats if jour in contrat.periode)
