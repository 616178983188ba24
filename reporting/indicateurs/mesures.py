"""How each figure of the catalogue is computed, from facts already read. Pure."""

from collections.abc import Callable
from decimal import Decimal

from guichet.base.formats import arrondir
from reporting.indicateurs.lus import ZERO, Faits
from reporting.indicateurs.taux import BASE_NATIONALE, HeuresLot, Realisation, etp, realisation

# Full-time equivalents are shown with one place; changes are computed before that rounding.
PRECISION = 4
JOURS_PAR_MOIS = Decimal("30.4375")


def donneurs_ordre(f: Faits, rang: int) -> int:
    """Buyers who had a clause spotted, or hours done, in the period."""
    acheteur = {lot.pk: lot.donneur_ordre for lot in f.lots}
    actifs = {lot.donneur_ordre for lot in f.lots_identifies(rang)}
    actifs |= {acheteur[h.lot] for h in f.heures_de(rang) if h.validees > 0 and h.lot in acheteur}
    return len(actifs)


def operations(f: Faits, rang: int) -> int:
    """Building projects with a clause spotted in the period."""
    return len({lot.operation for lot in f.lots_identifies(rang)} - {None})


def marches(f: Faits, rang: int) -> int:
    """Marchés with a clause spotted in the period."""
    return len({lot.marche for lot in f.lots_identifies(rang)})


def lots(f: Faits, rang: int) -> int:
    """Lots with a clause spotted in the period."""
    return len(f.lots_identifies(rang))


def montant(f: Faits, rang: int) -> Decimal:
    """Amount of these lots, in € without tax; a lot without amount counts for nothing."""
    return sum((lot.montant or ZERO for lot in f.lots_identifies(rang)), ZERO)


def duree_moyenne(f: Faits, rang: int) -> Decimal | None:
    """Mean length of these marchés in months, of those whose length is known."""
    durees = {lot.marche: lot.duree_mois for lot in f.lots_identifies(rang) if lot.duree_mois}
    return arrondir(Decimal(sum(durees.values())) / len(durees), 1) if durees else None


def heures_identifiees(f: Faits, rang: int) -> Decimal:
    """Hours of every clause spotted in the period, estimated or more; never the base of a rate."""
    return sum((lot.identifiees for lot in f.lots_identifies(rang)), ZERO)


def heures_dues(f: Faits, rang: int) -> Decimal:
    """Hours due by the lots notified in the period."""
    return sum((lot.engagees for lot in f.lots if lot.notifie_le in f.periodes[rang]), ZERO)


def somme(nature: str) -> Callable[[Faits, int], Decimal]:
    """Return the sum of one of the five totals over the months of a period."""

    def calcul(f: Faits, rang: int) -> Decimal:
        return sum((getattr(h, nature) for h in f.heures_de(rang)), ZERO)

    return calcul


heures_realisees = somme("validees")


def personnes(f: Faits, rang: int) -> int:
    """Persons with at least one validated hour in the period."""
    return len(f.personnes_de(rang))


def personnes_nouvelles(f: Faits, rang: int) -> int:
    """Those among them whose first clause mission began in the period."""
    return sum(p.premiere in f.periodes[rang] for p in f.personnes_de(rang))


def personnes_plusieurs_marches(f: Faits, rang: int) -> int:
    """Those among them who worked on two marchés or more."""
    return sum(p.marches[rang] > 1 for p in f.personnes_de(rang))


def heures_par_personne(f: Faits, rang: int) -> Decimal | None:
    """Hours done over persons, None without a person."""
    nombre = personnes(f, rang)
    return arrondir(heures_realisees(f, rang) / nombre, 0) if nombre else None


def etp_territoire(f: Faits, rang: int) -> Decimal:
    """Full-time equivalents on the base of the territoire (R9)."""
    return etp(heures_realisees(f, rang), f.base_etp, PRECISION)


def etp_national(f: Faits, rang: int) -> Decimal:
    """Full-time equivalents on the national base, 1 600 h (R9)."""
    return etp(heures_realisees(f, rang), BASE_NATIONALE, PRECISION)


def lots_en_execution(f: Faits, rang: int) -> list[HeuresLot]:
    """Lots for R8 at the end of a period: received in it, or still running; all their hours until then."""
    p, faites = f.periodes[rang], {}
    for h in f.heures:
        if h.mois <= p.fin:
            faites[h.lot] = faites.get(h.lot, ZERO) + h.validees
    retenus = []
    for lot in f.lots:
        recu = lot.recu_au(p.fin)
        dans_la_periode = lot.receptionne_le in p or (lot.receptionne_le is None and p.debut is None)
        if not lot.notifie_au(p.fin) or (recu and not dans_la_periode):
            continue
        if lot.etat in HORS_EXECUTION:
            continue
        retenus.append(HeuresLot(engagees=lot.engagees, validees=faites.get(lot.pk, ZERO), receptionne=recu))
    return retenus


HORS_EXECUTION = frozenset({"clause_levee", "resilie", "non_affermi", "sans_suite", "infructueux"})


def _realisation(f: Faits, rang: int) -> Realisation:
    return realisation(lots_en_execution(f, rang))


def taux_realisation(f: Faits, rang: int) -> Decimal | None:
    """R8: validated over due, received lots."""
    return _realisation(f, rang).taux


def taux_plafonne(f: Faits, rang: int) -> Decimal | None:
    """R8, each lot capped at 100 %."""
    return _realisation(f, rang).taux_plafonne


def lots_atteints(f: Faits, rang: int) -> int:
    """R8: received lots that reached their hours."""
    return _realisation(f, rang).lots_atteints


def lots_receptionnes(f: Faits, rang: int) -> int:
    """R8: received lots with hours due."""
    return _realisation(f, rang).lots_receptionnes


def avancement(f: Faits, rang: int) -> Decimal | None:
    """R8: progress of the lots still running."""
    return _realisation(f, rang).avancement


def entreprises(f: Faits, rang: int) -> int:
    """Companies that were notified a lot in the period."""
    return len({e for e, _, jour in f.entreprises if jour in f.periodes[rang]})


def entreprises_nouvelles(f: Faits, rang: int) -> int:
    """Those notified a clause lot here for the first time in the period."""
    premieres: dict = {}
    for entreprise, _, jour in f.entreprises:
        premieres[entreprise] = min(premieres.get(entreprise, jour), jour)
    return sum(jour in f.periodes[rang] for jour in premieres.values())


def siae_titulaires(f: Faits, rang: int) -> int:
    """SIAE among the companies notified in the period."""
    return len({e for e, siae, jour in f.entreprises if siae and jour in f.periodes[rang]})


def missions(f: Faits, rang: int) -> int:
    """Missions (what the bilans of others call contracts) begun in the period."""
    return sum(m.debut in f.periodes[rang] for m in f.missions)


def duree_des_missions(f: Faits, rang: int) -> Decimal | None:
    """Mean length in months (of 30.4375 days) of the missions that ended in the period."""
    durees = [(m.fin - m.debut).days + 1 for m in f.missions if m.fin in f.periodes[rang]]
    return arrondir(Decimal(sum(durees)) / len(durees) / JOURS_PAR_MOIS, 1) if durees else None


def ruptures(f: Faits, rang: int) -> int:
    """Missions broken in the period."""
    return sum(m.rompue and m.fin in f.periodes[rang] for m in f.missions)


def sorties(f: Faits, rang: int) -> int:
    """Exits of the period."""
    return sum(s.le in f.periodes[rang] for s in f.sorties)
