"""Where a lot stands: hours expected today, pace, forecast at the end, risk. Pure.

Expected hours grow evenly from the first to the last day of the lot. The pace is the mean of the last three
ended months that are known (controlled or at least declared); the forecast carries it to the end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guichet.base.formats import arrondir
from publics.regles.calendrier import ajouter_mois, dernier_du_mois, premier_du_mois

ZERO = Decimal("0.00")
MOIS_DU_RYTHME = 3
RISQUE_ELEVE = Decimal("0.80")
# Below this share of its time a lot without an hour has merely not begun.
DEMARRAGE = Decimal("0.15")


@dataclass(frozen=True)
class MoisLu:
    """Hours of a lot in a month."""

    validees: Decimal = ZERO
    declarees: Decimal = ZERO
    a_decider: Decimal = ZERO

    @property
    def portees(self) -> Decimal:
        """What the month carries towards the objective, controlled or not."""
        return self.validees + self.declarees


@dataclass(frozen=True, kw_only=True)
class Situation:
    """State of a lot on a day; None where nothing can be said (no dates, not begun).

    `connu` is the last ended month that is known; `rythme` and `necessaire` are hours a month.
    """

    engagees: Decimal
    validees: Decimal
    declarees: Decimal
    a_decider: Decimal
    attendues: Decimal | None
    connu: date | None
    rythme: Decimal | None
    necessaire: Decimal | None
    prevision: Decimal | None
    commence: bool

    @property
    def ratio(self) -> Decimal | None:
        """Forecast over hours due, 1 = the engagement is met."""
        return self.prevision / self.engagees if self.prevision is not None and self.engagees else None

    @property
    def manque(self) -> Decimal:
        """Hours that the forecast leaves undone, 0 when the engagement is met or nothing is forecast."""
        return max(ZERO, self.engagees - self.prevision) if self.prevision is not None else ZERO

    @property
    def risque(self) -> tuple[str, str]:
        """Words and aspect of the risk label."""
        if self.engagees <= 0:
            return "Sans objectif", "information"
        if self.ratio is None:
            return ("Vient de commencer" if self.attendues is not None else "Dates à saisir"), "information"
        if self.manque == 0:
            return "Dans les temps", "valide"
        return ("Élevé", "risque") if self.ratio < RISQUE_ELEVE else ("À surveiller", "surveiller")


def heures_attendues(engagees: Decimal, debut: date | None, fin: date | None, jour: date) -> Decimal | None:
    """Hours expected at the end of a day, evenly from `debut` to `fin` included; None without both."""
    if debut is None or fin is None or fin < debut:
        return None
    duree = (fin - debut).days + 1
    faits = min(max((jour - debut).days + 1, 0), duree)
    return arrondir(engagees * faits / duree, 2)


def mois_restants(connu: date, fin: date) -> Decimal:
    """Months from the one after `connu` (a first day) to `fin`, the last one in part."""
    if fin <= dernier_du_mois(connu):
        return ZERO
    entiers = (fin.year - connu.year) * 12 + fin.month - connu.month - 1
    return Decimal(entiers) + Decimal(fin.day) / dernier_du_mois(fin).day


def dernier_mois_connu(mois: Mapping[date, MoisLu], jour: date, clos: date | None) -> date | None:
    """Last ended month with hours, or closed without any."""
    courant = premier_du_mois(jour)
    connus = [m for m, lu in mois.items() if m < courant and (lu.portees or lu.a_decider)]
    if clos is not None and mois and clos >= min(mois):
        connus.append(min(clos, ajouter_mois(courant, -1)))
    return max(connus, default=None)


def situation(
    *,
    engagees: Decimal,
    debut: date | None,
    fin: date | None,
    mois: Mapping[date, MoisLu],
    jour: date,
    clos: date | None = None,
) -> Situation:
    """Return the situation of a lot on `jour`; `mois` by first day, `clos` the last closed month."""
    sommes = [sum((getattr(lu, champ) for lu in mois.values()), ZERO) for champ in SOMMES]
    portees = sommes[0] + sommes[1]
    connu = dernier_mois_connu(mois, jour, clos)
    attendues = heures_attendues(engagees, debut, fin, jour)
    rythme = prevision = necessaire = None
    if fin is not None and (connu is not None or not _just_begun(attendues, engagees)):
        depuis = connu or ajouter_mois(premier_du_mois(jour), -1)
        restants = mois_restants(depuis, fin)
        rythme = _pace(mois, depuis, debut)
        # A month under way may already hold more than the pace would give it.
        prevision = max(portees, _until(mois, depuis) + rythme * restants)
        prevision = arrondir(prevision, 0)
        if restants:
            necessaire = max(ZERO, arrondir((engagees - _until(mois, depuis)) / restants, 1))
    return Situation(
        engagees=engagees,
        validees=sommes[0],
        declarees=sommes[1],
        a_decider=sommes[2],
        attendues=attendues,
        connu=connu,
        rythme=arrondir(rythme, 1) if rythme is not None else None,
        necessaire=necessaire,
        prevision=prevision,
        commence=bool(mois),
    )


SOMMES = ("validees", "declarees", "a_decider")


def _just_begun(attendues: Decimal | None, engagees: Decimal) -> bool:
    return attendues is None or attendues <= engagees * DEMARRAGE


def _until(mois: Mapping[date, MoisLu], dernier: date) -> Decimal:
    return sum((lu.portees for m, lu in mois.items() if m <= dernier), ZERO)


def _pace(mois: Mapping[date, MoisLu], dernier: date, debut: date | None) -> Decimal:
    """Mean of the last three known months, of fewer when the lot is younger."""
    retenus = [ajouter_mois(dernier, -rang) for rang in range(MOIS_DU_RYTHME)]
    premier = premier_du_mois(debut) if debut else min(mois, default=dernier)
    retenus = [m for m in retenus if m >= min(premier, dernier)] or [dernier]
    return sum((mois[m].portees for m in retenus if m in mois), ZERO) / len(retenus)
