"""Typing a month online: one row per running mission."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guichet.base.erreurs import Refus
from guichet.tableaux.valeurs import Illisible, lire_heures
from publics.models import Mission
from publics.regles.calendrier import dernier_du_mois


@dataclass(frozen=True)
class RangeeSaisie:
    """A mission and what was typed for it; `erreur` is the sentence under the cell."""

    mission: Mission
    texte: str = ""
    heures: Decimal | None = None
    erreur: str = ""


def rangees_de_saisie(missions, mois: date, poste) -> list[RangeeSaisie]:
    """Return a row per mission that overlaps the month, with what `poste` (None before) holds for it."""
    actives = missions.actives_en(mois, dernier_du_mois(mois)).select_related("participant", "lot__marche")
    ordonnees = actives.order_by("participant__cle_nom", "lot__marche", "pk")
    return [_rangee(mission, (poste or {}).get(f"heures-{mission.pk}", "")) for mission in ordonnees]


def _rangee(mission: Mission, texte: str) -> RangeeSaisie:
    try:
        return RangeeSaisie(mission, texte, lire_heures(texte.strip()))
    except Illisible as illisible:
        return RangeeSaisie(mission, texte, None, f"« {texte} » : {illisible.attendu} attendu.")


def lignes_saisies(rangees: list[RangeeSaisie]) -> list[tuple[Mission, Decimal]]:
    """Return (mission, hours) of the rows filled in; raise Refus (SAISIE_ILLISIBLE, SAISIE_VIDE)."""
    fausses = [rangee for rangee in rangees if rangee.erreur]
    if fausses:
        raise Refus("SAISIE_ILLISIBLE", fausses[0].erreur, "Corrigez la case signalée.")
    lignes = [(rangee.mission, rangee.heures) for rangee in rangees if rangee.heures]
    if not lignes:
        raise Refus(
            "SAISIE_VIDE",
            "Aucune heure n’est saisie.",
            "Saisissez au moins une ligne, ou indiquez « Aucune heure ce mois-ci ».",
        )
    return lignes
