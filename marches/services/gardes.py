"""What must hold before a lot changes state: the guards that `marches.etats` names."""

from guichet.base.erreurs import Refus
from guichet.base.formats import heures as en_heures
from guichet.base.horloge import aujourdhui
from marches import heures_des_lots
from marches.etats import NON_AFFERMI, Transition
from marches.models import Attribution, Engagement, GenreEngagement, Lot

DATES = {
    "date_notification": "Notifié le",
    "date_reception": "Réceptionné le",
    "date_fin": "Achevé le",
    "date_debut": "Démarré le",
    "date_lancement": "Consultation lancée le",
    "date_affermissement": "Affermie le",
    "date_resiliation": "Résilié le",
}
# Facts: they cannot be of a day to come. A start or a launch may be announced.
PASSEES = {"date_notification", "date_reception", "date_fin", "date_resiliation"}
TEXTES = {"motif": "Motif", "accord_ecrit": "Référence de l’accord écrit"}
CASES = {
    "clause_deja_ecrite": "La clause est déjà écrite dans le marché",
    "sans_mise_en_concurrence": "Le marché est conclu sans mise en concurrence",
}
# Guards that depend on the marché alone: without them the act is not even offered.
STRUCTURELLES = {
    "travaux": lambda lot: lot.marche.nature == "travaux",
    "hors_travaux": lambda lot: lot.marche.nature != "travaux",
    "tranche": lambda lot: Engagement.objects.filter(lot=lot, genre=GenreEngagement.TRANCHE).exists(),
}


def questions(lot: Lot, transition: Transition) -> list[str]:
    """Return what must be asked to the person: the guards that the lot does not meet by itself."""
    return [garde for garde in transition.gardes if garde not in STRUCTURELLES and not _already(lot, garde)]


def proposable(lot: Lot, transition: Transition) -> bool:
    """Tell whether an act may be offered on this lot at all."""
    return all(STRUCTURELLES[g](lot) for g in transition.gardes if g in STRUCTURELLES)


def _already(lot: Lot, garde: str) -> bool:
    if garde == "attribution":
        return Attribution.objects.filter(lot=lot).exists()
    if garde == "heures_engagees":
        return lot.heures_engagees > 0 or (lot.etat == NON_AFFERMI and STRUCTURELLES["tranche"](lot))
    if garde == "heures_estimees":
        return lot.heures_estimees is not None
    return garde == "aucune_heure_en_attente"


def verifier(lot: Lot, transition: Transition, reponses: dict) -> None:
    """Raise a Refus for the first guard that does not hold, naming the field to fill."""
    for garde in transition.gardes:
        if garde in STRUCTURELLES:
            if not STRUCTURELLES[garde](lot):
                _refuse_act(transition, lot)
        elif garde in TEXTES:
            _require(reponses.get(garde, "").strip(), garde, f"{TEXTES[garde]} : rien n’est écrit.")
        elif garde in CASES:
            _require(reponses.get(garde), garde, f"« {CASES[garde]} » n’est pas confirmé.")
        elif garde in DATES:
            _check_date(lot, garde, reponses.get(garde))
        else:
            _check_state(lot, garde, reponses)


def _require(valeur, garde: str, phrase: str) -> None:
    if not valeur:
        raise Refus(f"LOT_{garde.upper()}", phrase, "Complétez ce champ.", champ=garde)


def _refuse_act(transition: Transition, lot: Lot) -> None:
    raise Refus(
        "LOT_ACTE_INADAPTE",
        f"« {transition.libelle} » ne s’applique pas au lot {lot.numero}.",
        "Rechargez la page : elle montre les actes possibles.",
    )


def _check_date(lot: Lot, garde: str, jour) -> None:
    _require(jour, garde, f"{DATES[garde]} : la date manque.")
    if garde in PASSEES and jour > aujourdhui(lot.territoire):
        raise Refus(
            "LOT_DATE_FUTURE",
            f"{DATES[garde]} {jour:%d/%m/%Y} : cette date est à venir.",
            "Attendez ce jour, ou corrigez la date.",
            champ=garde,
        )


def _check_state(lot: Lot, garde: str, reponses: dict) -> None:
    if garde == "dispositif":
        _require(reponses.get("dispositif") or lot.dispositif, garde, "Le dispositif n’est pas choisi.")
    elif garde == "heures_estimees" and lot.heures_estimees is None:
        raise Refus(
            "LOT_HEURES_ESTIMEES",
            "Les heures du lot ne sont pas encore calculées.",
            "Faites le calcul des heures, puis retenez la clause.",
        )
    elif garde == "attribution" and not reponses.get("titulaire"):
        _require(_already(lot, garde), "titulaire", "Le lot n’a pas de titulaire.")
    elif garde == "heures_engagees":
        _require(_already(lot, garde) or reponses.get("heures"), "heures", "Les heures à réaliser manquent.")
    elif garde == "aucune_heure_en_attente":
        _check_no_hours_waiting(lot)


def _check_no_hours_waiting(lot: Lot) -> None:
    attente = heures_des_lots.en_attente(lot)
    if attente:
        raise Refus(
            "LOT_HEURES_EN_ATTENTE",
            f"{en_heures(attente)} de ce lot attendent encore un contrôle ou une décision.",
            "Traitez-les, puis clôturez : ensuite plus aucune heure ne peut être ajoutée.",
        )
