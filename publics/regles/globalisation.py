"""R6, globalisation: one person's hours of a month shared over marchés of one company, no hour twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from guichet.base.formats import heures as ecrire_heures
from publics.regles.codes import Code
from publics.regles.verdict import Gravite, Verdict


@dataclass(frozen=True, kw_only=True)
class Allocation:
    """Hours (> 0) of the month given to one lot; `accord` says that its donneur d'ordre agreed in writing."""

    lot: str
    heures: Decimal
    donneur_ordre: str | None = None
    accord: bool = False


def controler_globalisation(heures_du_mois: Decimal, allocations: Sequence[Allocation]) -> Verdict:
    """May these allocations stand? Each lot once, within the hours of the month, everyone agreeing.

    A lot whose donneur d'ordre is not told counts as another donneur d'ordre; with only one, nobody has to
    agree. `valeurs` gives `alloue`, `reste` and `trop` in hours.
    """
    alloue = sum((allocation.heures for allocation in allocations), Decimal(0))
    trop = max(Decimal(0), alloue - heures_du_mois)
    valeurs = {"alloue": alloue, "reste": max(Decimal(0), heures_du_mois - alloue), "trop": trop}
    lots = [allocation.lot for allocation in allocations]
    if len(set(lots)) < len(lots):
        code, gravite = Code.R6_GLOBALISATION_EN_DOUBLE, Gravite.BLOQUANT
        phrase, que_faire = "Un même lot reçoit deux allocations.", "Réunissez-les en une seule."
    elif trop:
        code, gravite = Code.R6_GLOBALISATION_DEPASSEE, Gravite.BLOQUANT
        phrase = (
            f"{ecrire_heures(alloue)} allouées pour {ecrire_heures(heures_du_mois)} travaillées : "
            f"{ecrire_heures(trop)} de trop."
        )
        que_faire = "Réduisez une allocation : aucune heure ne compte deux fois."
    elif manquants := _sans_accord(allocations):
        code, gravite = Code.R6_GLOBALISATION_SANS_ACCORD, Gravite.EN_ATTENTE
        phrase = f"Accord du donneur d'ordre attendu pour : {', '.join(manquants)}."
        que_faire = "Chaque donneur d'ordre doit donner son accord."
    else:
        code, gravite = Code.R6_GLOBALISATION_ACCEPTEE, Gravite.CONFORME
        phrase, que_faire = (
            f"{ecrire_heures(alloue)} partagées, {ecrire_heures(valeurs['reste'])} restantes.",
            "",
        )
    return Verdict(code=code, gravite=gravite, phrase=phrase, que_faire=que_faire, valeurs=valeurs)


def _sans_accord(allocations: Sequence[Allocation]) -> list[str]:
    donneurs_ordre = {allocation.donneur_ordre or allocation.lot for allocation in allocations}
    if len(donneurs_ordre) < 2:
        return []
    return [allocation.lot for allocation in allocations if not allocation.accord]
