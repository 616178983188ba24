"""Charts of the pages, with the sentence that says what they show."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from guichet.base.dates import mois_nom
from guichet.base.formats import heures, nombre
from guichet.graphiques.cumul import Cumul, heures_cumulees
from guichet.graphiques.dessin import Dessin
from guichet.graphiques.parts import Repartition, repartition
from publics.models import Modalite
from publics.regles.calendrier import ajouter_mois, dernier_du_mois
from reporting.indicateurs.lus import HeuresLues
from reporting.suivi.prevision import MoisLu, Situation, heures_attendues

ZERO = Decimal("0.00")
MOIS_MONTRES = 13
MODALITES = dict(Modalite.choices)


def modalites(rangs: Sequence[HeuresLues], decimales: int = 1) -> Repartition | None:
    """Return the shares of validated hours by modalité; None without hours."""
    sommes: dict[str, Decimal] = {}
    for h in rangs:
        if h.validees:
            sommes[h.modalite] = sommes.get(h.modalite, ZERO) + h.validees
    valeurs = [(MODALITES.get(code, "Sans mission connue"), v) for code, v in sommes.items()]
    if not valeurs:
        return None
    return repartition(valeurs, objet="Modalité", identifiant="modalites", decimales=decimales)


def cumul_de_l_annee(
    lots: Sequence, mois_par_lot: dict[int, dict[date, MoisLu]], jour: date, connu: date | None
) -> Dessin | None:
    """Return validated hours of running lots added up over the year against those expected; None without any.

    `lots` are `LotSuivi`; `connu` the last ended month that is known.
    """
    if connu is None:
        return None
    par_mois = _all_lots(mois_par_lot)
    debut = date(jour.year - 1, 12, 1)
    controle = max([m for m, lu in par_mois.items() if lu.validees], default=debut)
    controle = max(min(controle, connu), debut)
    points = [
        _point(ajouter_mois(debut, rang), lots, par_mois, controle, connu) for rang in range(MOIS_MONTRES)
    ]
    return heures_cumulees(points, phrase=_cumul_phrase(points, controle), identifiant="cumul")


def _all_lots(mois_par_lot: dict[int, dict[date, MoisLu]]) -> dict[date, MoisLu]:
    """Add the hours of all lots up, month by month."""
    sommes: dict[date, MoisLu] = {}
    for mois in mois_par_lot.values():
        for m, lu in mois.items():
            deja = sommes.get(m, MoisLu())
            sommes[m] = MoisLu(deja.validees + lu.validees, deja.declarees + lu.declarees)
    return sommes


def _point(m: date, lots, par_mois: dict[date, MoisLu], controle: date, connu: date) -> Cumul:
    faits = [lu for quand, lu in par_mois.items() if quand <= m]
    valide = sum((lu.validees for lu in faits), ZERO)
    attendu = sum((_expected(s, dernier_du_mois(m)) for s in lots), ZERO)
    if m <= controle:
        return Cumul(m, valide, attendu)
    avec = sum((lu.portees for lu in faits), ZERO) if m <= connu else None
    return Cumul(m, None, attendu, avec)


def _expected(s, jour: date) -> Decimal:
    return (
        heures_attendues(s.lot.heures_engagees, s.lot.debut or s.lot.notifie_le, s.lot.fin_prevue, jour)
        or ZERO
    )


def _cumul_phrase(points: list[Cumul], controle: date) -> str:
    ici = next(p for p in points if p.mois == controle)
    faites = f"{heures(ici.valide, 0)} validées"
    phrase = f"Fin {mois_nom(controle)}, {faites} pour {nombre(ici.attendu, 0)} attendues."
    suite = [p for p in points if p.avec_declarees is not None]
    if suite and suite[-1].avec_declarees > ici.valide:
        ajout = suite[-1].avec_declarees - ici.valide
        phrase += f" {mois_nom(suite[-1].mois).capitalize()} ajouterait {heures(ajout, 0)}."
    return phrase


def pace_sentence(s: Situation, fin: date) -> str:
    """Say the pace of a lot and the one it needs."""
    phrase = f"Le rythme des trois derniers mois connus est de {heures(s.rythme)} par mois"
    if s.necessaire is not None:
        phrase += f" ; il en faut {nombre(s.necessaire)} jusqu’au {fin.day} {mois_nom(fin)}"
    return f"{phrase}."
