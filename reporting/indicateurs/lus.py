"""What the indicators read, as plain rows: the database is asked once, the rest is arithmetic. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reporting.indicateurs.periodes import Periode

ZERO = Decimal("0.00")
RECUS = frozenset({"receptionne", "acheve", "clos"})


@dataclass(frozen=True, kw_only=True)
class LotLu:
    """A lot. `identifie_le` is the first day it was known as bearing a clause (see `with_clause`)."""

    pk: int
    marche: int
    operation: int | None
    donneur_ordre: int
    categorie: str
    nature: str
    dispositif: str
    etat: str
    metier: str
    anru: bool
    montant: Decimal | None
    duree_mois: int | None
    identifie_le: date
    notifie_le: date | None
    receptionne_le: date | None
    identifiees: Decimal
    engagees: Decimal

    def recu_au(self, jour: date) -> bool:
        """Received or completed on a day, or before."""
        if self.etat not in RECUS:
            return False
        return self.receptionne_le is None or self.receptionne_le <= jour

    def notifie_au(self, jour: date) -> bool:
        """Notified on a day, or before."""
        return self.notifie_le is not None and self.notifie_le <= jour


@dataclass(frozen=True, kw_only=True)
class HeuresLues:
    """The five totals (`LigneQuerySet.sommes`) of a month × lot × modalité, × employer when it was asked."""

    mois: date
    lot: int
    modalite: str
    employeur: int | None
    validees: Decimal
    employeur_nom: str = ""
    a_decider: Decimal = ZERO
    refusees: Decimal = ZERO
    invalidees: Decimal = ZERO
    declarees: Decimal = ZERO


@dataclass(frozen=True, kw_only=True)
class PersonneLue:
    """A person who has lines in the perimeter. `heures`: validated, in each of the periods asked.

    Profile as of the first mission (`premiere`), any buyer: frozen at entry. `marches`: how many marchés over
    the periods asked.
    """

    pk: int
    sexe: str
    ne_le: date | None
    qpv: bool | None
    niveau: str
    mois_chomage: int | None
    commune: str
    prescripteur: str
    critere: str
    premiere: date | None
    heures: tuple[Decimal, ...]
    marches: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MissionLue:
    """A mission: `debut`, `fin` (None: running), `modalite`, `rompue` before its term."""

    participant: int
    debut: date
    fin: date | None
    modalite: str
    rompue: bool


@dataclass(frozen=True, kw_only=True)
class SortieLue:
    """An exit: where to and with which contract (codes of `publics.Sortie`)."""

    participant: int
    le: date
    vers: str
    type_contrat: str
    debut: date | None
    fin: date | None


@dataclass(frozen=True)
class Faits:
    """Everything the catalogue computes from, for a perimeter and periods (first = the one asked)."""

    periodes: tuple[Periode, ...]
    base_etp: Decimal
    lots: Sequence[LotLu] = ()
    heures: Sequence[HeuresLues] = ()
    personnes: Sequence[PersonneLue] = ()
    missions: Sequence[MissionLue] = ()
    sorties: Sequence[SortieLue] = ()
    entreprises: Sequence[tuple[int, bool, date]] = ()

    def heures_de(self, rang: int) -> list[HeuresLues]:
        """Rows of hours of the period `rang`."""
        return [h for h in self.heures if h.mois in self.periodes[rang]]

    def lots_identifies(self, rang: int) -> list[LotLu]:
        """Lots whose clause was spotted in the period, with hours at least estimated."""
        return [lot for lot in self.lots if lot.identifie_le in self.periodes[rang] and lot.identifiees > 0]

    def personnes_de(self, rang: int) -> list[PersonneLue]:
        """Persons with at least one validated hour in the period."""
        return [p for p in self.personnes if p.heures[rang] >= 1]
