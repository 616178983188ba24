"""How states are shown: the same word and aspect on every page, list and export."""

from publics.regles.verdict import Gravite

FICHE = {
    "brouillon": "brouillon",
    "transmise": "attente",
    "piece_a_fournir": "surveiller",
    "validee": "valide",
    "refusee": "refuse",
    "retiree": "arrete",
}
MISSION = {
    "a_valider": "attente",
    "validee": "valide",
    "refusee": "refuse",
    "en_cours": "en-cours",
    "suspendue": "surveiller",
    "terminee": "fini",
    "rompue": "arrete",
    "annulee": "arrete",
}
RELEVE = {
    "attendu": ("Attendu", "brouillon"),
    "en_retard": ("En retard", "refuse"),
    "neant": ("Aucune heure", "fini"),
    "brouillon": ("En préparation", "en-cours"),
    "depose": ("Déposé, à contrôler", "depose"),
    "a_completer": ("À compléter", "surveiller"),
    "valide": ("Validé", "valide"),
}
DECISION = {"proposee": "en-cours", "transmise": "attente", "decidee": "fini", "revisee": "arrete"}
REPONSE = {"vert": "valide", "orange": "attente", "rouge": "refuse"}


def etat_fiche(fiche, echeance=None) -> tuple[str, str]:
    """Return (words, aspect) of a fiche; a validated one whose last day is past says so."""
    if fiche.etat == "validee" and echeance and echeance.perimee:
        return "Périmée", "arrete"
    return fiche.get_etat_display(), FICHE[fiche.etat]


def etat_mission(mission) -> tuple[str, str]:
    """Return (words, aspect) of a mission."""
    return mission.get_etat_display(), MISSION[mission.etat]


def etat_releve(etat: str, a_reprendre: int = 0) -> tuple[str, str]:
    """Return (words, aspect) of a relevé; `a_reprendre` lines wait for the structure."""
    mots, aspect = RELEVE[etat]
    return (f"{mots} ({a_reprendre})" if etat == "a_completer" and a_reprendre else mots), aspect


def etat_decision(decision) -> tuple[str, str]:
    """Return (words, aspect) of a decision."""
    if decision.etat == "decidee":
        maintenues = decision.sens == "maintien"
        return ("Maintenues", "valide") if maintenues else ("Invalidées", "refuse")
    return decision.get_etat_display(), DECISION[decision.etat]


def reponse_verification(recepisse) -> tuple[str, str]:
    """Return (words, aspect) of the answer of a receipt."""
    return recepisse.get_reponse_display(), REPONSE[recepisse.reponse]


def eligibilite(horloges) -> tuple[str, str]:
    """Return (words, aspect) of a person's clocks: until when she is eligible, or what is missing."""
    if horloges.duree.gravite is not Gravite.CONFORME:
        return "Durée atteinte", "refuse"
    if horloges.debut is None and horloges.titre.gravite is not Gravite.CONFORME:
        attente = horloges.titre.gravite is Gravite.EN_ATTENTE
        return ("Fiche à valider", "attente") if attente else ("Sans titre", "arrete")
    if horloges.fin is None:
        return "Éligible", "eligible"
    return f"Éligible jusqu’au {horloges.fin:%d/%m/%Y}", "eligible"
