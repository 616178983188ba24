"""Exits: durable, transition, positive (domaine §7). Pure."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from publics.regles.calendrier import ajouter_mois
from reporting.indicateurs.lus import Faits, SortieLue

DUREE_DURABLE_MOIS = 6
EMPLOI = frozenset({"titulaire", "autre"})


def six_mois_ou_plus(debut: date, fin: date) -> bool:
    """Tell whether a contract lasts six months: 01/03 → 31/08 does, 01/03 → 30/08 does not."""
    return fin >= ajouter_mois(debut, DUREE_DURABLE_MOIS) - timedelta(days=1)


def est_durable(sortie: SortieLue) -> bool:
    """CDI, or CDD of six months or more; the dates decide when both are known."""
    if sortie.vers not in EMPLOI:
        return False
    if sortie.type_contrat == "cdi":
        return True
    if sortie.type_contrat in ("cdd", "cdd6") and sortie.debut and sortie.fin:
        return six_mois_ou_plus(sortie.debut, sortie.fin)
    return sortie.type_contrat == "cdd6"


def nature(sortie: SortieLue) -> str:
    """Class an exit: durable, transition (a shorter job), positive (training), other."""
    if est_durable(sortie):
        return "durable"
    if sortie.vers in EMPLOI:
        return "transition"
    return "positive" if sortie.vers == "formation" else "autre"


def durables(f: Faits, rang: int) -> int:
    """Durable exits of a period."""
    return sum(est_durable(s) for s in f.sorties if s.le in f.periodes[rang])


def taux_de_durables(*, par_personne: bool) -> Callable[[Faits, int], Decimal | None]:
    """Return durable exits over exits, or over the persons of the period; None when there is none."""

    def calcul(f: Faits, rang: int) -> Decimal | None:
        sortis = sum(s.le in f.periodes[rang] for s in f.sorties)
        base = len(f.personnes_de(rang)) if par_personne else sortis
        return Decimal(durables(f, rang)) / base if base else None

    return calcul
