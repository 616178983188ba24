"""The indicators of a perimeter and a period as plain JSON: for the command, the exports and the bilan."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal

from guichet.base.formats import arrondir, nombre
from guichet.territoires.reglages import reglage
from reporting.indicateurs.catalogue import DECIMALES, INDICATEURS, Indicateur, calculer
from reporting.indicateurs.faits import charger
from reporting.indicateurs.lus import Faits
from reporting.indicateurs.perimetre import Perimetre
from reporting.indicateurs.periodes import Periode, cumul, precedentes
from reporting.indicateurs.repartitions import PROFILS, Part, profil


def periodes_comparees(p: Periode) -> tuple[Periode, ...]:
    """Return the period asked, the two before and everything so far."""
    return (p, *precedentes(p), cumul(p))


def charger_compare(perimetre: Perimetre, p: Periode) -> Faits:
    """Return the facts of a period and of those it is compared with."""
    base = reglage(perimetre.territoire, "base_etp")
    return charger(perimetre, periodes_comparees(p), base)


def libelle(indicateur: Indicateur, base_etp: Decimal) -> str:
    """Return the words of an indicator, the base of its ETP written in full (R9)."""
    return indicateur.libelle.replace("{base}", nombre(base_etp))


def rapport(faits: Faits) -> dict:
    """Return what the figures are, as JSON: values are numbers (rates as ratios), None when undefined."""
    valeurs = calculer(faits)
    return {
        "base_etp": _number(faits.base_etp),
        "periodes": [_period(p) for p in faits.periodes],
        "indicateurs": [
            {
                "code": i.code,
                "libelle": libelle(i, faits.base_etp),
                "unite": i.unite,
                "source": i.source,
                "valeurs": [_value(i, v) for v in valeurs[i.code]],
            }
            for i in INDICATEURS
        ],
        "repartitions": [
            {
                "code": r.code,
                "libelle": r.libelle,
                "parts": [[_part(x) for x in profil(faits, rang, r)] for rang in range(len(faits.periodes))],
            }
            for r in PROFILS
        ],
    }


def _period(p: Periode) -> dict:
    return {cle: v.isoformat() if isinstance(v, date) else v for cle, v in asdict(p).items()}


def _value(indicateur: Indicateur, valeur):
    if valeur is None:
        return None
    # A rate keeps the places that its percentage shows, hours and euros their two.
    places = {"taux": DECIMALES["taux"] + 2, "heures": 2, "euros": 2, "etp": 1}.get(indicateur.unite)
    return _number(arrondir(valeur, places) if places is not None else valeur)


def _part(x: Part) -> dict:
    return {
        "libelle": x.libelle,
        "personnes": x.nombre,
        "heures": None if x.heures is None else _number(x.heures),
        "masquee": x.masquee,
    }


def _number(valeur):
    """Whole numbers stay whole in JSON."""
    return int(valeur) if valeur == int(valeur) else float(valeur)
