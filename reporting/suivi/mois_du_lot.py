"""Month by month, a lot: the chart, its sentence, and the table beside it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guichet.base.dates import mois_nom
from guichet.base.formats import heures, nombre
from guichet.graphiques.dessin import Dessin
from guichet.graphiques.mois import Mois, heures_par_mois
from publics.regles.calendrier import ajouter_mois, dernier_du_mois, premier_du_mois
from reporting.suivi.prevision import SOMMES, MoisLu, Situation, heures_attendues

ZERO = Decimal("0.00")
# Beyond, the names of the months would touch under the chart.
MOIS_MAXIMUM, MOIS_PASSES = 18, 12


@dataclass(frozen=True)
class LigneDeMois:
    """A row of the table: hours of the month, validated so far, expected at its end.

    `anterieurs`: the months before the first one shown, together.
    """

    mois: date
    lu: MoisLu
    cumul: Decimal
    attendu: Decimal | None
    anterieurs: bool = False


def calendrier(mois: Mapping[date, MoisLu], debut: date | None, fin: date | None, jour: date) -> list[date]:
    """Return the months to show, from the first with dates or hours to the end, 18 around today at most."""
    bornes = [premier_du_mois(j) for j in (debut, fin) if j] + list(mois)
    if not bornes:
        return []
    premier, dernier = min(bornes), max(bornes)
    tous = [premier]
    while tous[-1] < dernier:
        tous.append(ajouter_mois(tous[-1], 1))
    ici = (jour.year - premier.year) * 12 + jour.month - premier.month - MOIS_PASSES
    debut_montre = max(0, min(len(tous) - MOIS_MAXIMUM, ici))
    return tous[debut_montre : debut_montre + MOIS_MAXIMUM]


def lignes_de_mois(
    mois: Mapping[date, MoisLu], tous: list[date], engagees: Decimal, debut, fin, jour: date
) -> list[LigneDeMois]:
    """Return the rows up to this month, or to the last one that holds hours; the older ones in one row."""
    if not tous:
        return []
    dernier = max([premier_du_mois(jour), *mois])
    lignes, cumul = [], ZERO
    avant = [lu for m, lu in mois.items() if m < tous[0]]
    if avant:
        lu = MoisLu(*(sum((getattr(x, champ) for x in avant), ZERO) for champ in SOMMES))
        cumul = lu.validees
        veille = dernier_du_mois(ajouter_mois(tous[0], -1))
        attendu = heures_attendues(engagees, debut, fin, veille)
        lignes.append(LigneDeMois(ajouter_mois(tous[0], -1), lu, cumul, attendu, anterieurs=True))
    for m in tous:
        if m > dernier or (m == premier_du_mois(jour) and m not in mois):
            break
        lu = mois.get(m, MoisLu())
        cumul += lu.validees
        lignes.append(LigneDeMois(m, lu, cumul, heures_attendues(engagees, debut, fin, dernier_du_mois(m))))
    return lignes


def graphique(
    mois: Mapping[date, MoisLu], tous: list[date], s: Situation, fin: date | None, jour: date
) -> Dessin | None:
    """Return the chart of a lot, forecast months outlined; None before it has dates or hours."""
    if not tous:
        return None
    barres = [_bar(m, mois.get(m), s, fin, jour) for m in tous]
    rythme = s.necessaire if s.manque > 0 else None
    return heures_par_mois(barres, phrase=phrase(mois), identifiant="mois", rythme=rythme)


def _bar(m: date, lu: MoisLu | None, s: Situation, fin: date | None, jour: date) -> Mois:
    if lu is not None and (lu.portees or lu.a_decider):
        return Mois(m, lu.validees, lu.a_decider, lu.declarees)
    a_venir = s.rythme is not None and fin is not None and (s.connu is None or m > s.connu) and m <= fin
    if not a_venir or m < premier_du_mois(jour):
        return Mois(m)
    part = Decimal(fin.day) / dernier_du_mois(fin).day if m == premier_du_mois(fin) else 1
    return Mois(m, prevision=s.rythme * part)


def phrase(mois: Mapping[date, MoisLu]) -> str:
    """Say which months gave the most and the least."""
    faits = {m: lu.portees for m, lu in mois.items() if lu.portees > 0}
    if not faits:
        return "Aucune heure pour l’instant."
    haut, bas = max(faits, key=lambda m: (faits[m], m)), min(faits, key=lambda m: (faits[m], -m.toordinal()))
    if len(faits) == 1:
        return f"{mois_nom(haut).capitalize()} est le seul mois travaillé, {heures(faits[haut])}."
    moyenne = sum(faits.values(), ZERO) / len(faits)
    return (
        f"{mois_nom(haut).capitalize()} a donné le plus, {heures(faits[haut])}, {mois_nom(bas)} le moins, "
        f"{heures(faits[bas])} ; {nombre(moyenne, 0)} par mois travaillé en moyenne."
    )
