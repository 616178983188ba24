"""State labels of fiches and missions: the same word and icon on every page."""

from django import template

from guichet.base.templatetags.composants import etiquette
from publics.regles.verdict import Gravite

register = template.Library()

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
REPONSE = {"vert": "valide", "orange": "attente", "rouge": "refuse"}
TONS = {Gravite.CONFORME: "succes", Gravite.INFORMATION: "info", Gravite.EN_ATTENTE: "alerte"}


@register.simple_tag
def etat_fiche(fiche, echeance=None):
    """Label of a fiche; a validated one whose last day is past says so."""
    if fiche.etat == "validee" and echeance and echeance.perimee:
        return etiquette("Périmée", "arrete")
    return etiquette(fiche.get_etat_display(), FICHE[fiche.etat])


@register.simple_tag
def etat_mission(mission):
    """Label of a mission."""
    return etiquette(mission.get_etat_display(), MISSION[mission.etat])


@register.simple_tag
def reponse_verification(recepisse):
    """Label of the answer of a receipt."""
    return etiquette(recepisse.get_reponse_display(), REPONSE[recepisse.reponse])


@register.simple_tag
def eligibilite(horloges):
    """Label of a person: until when she is eligible, or what is missing."""
    if horloges.duree.gravite is not Gravite.CONFORME:
        return etiquette("Durée atteinte", "refuse")
    if horloges.debut is None and horloges.titre.gravite is not Gravite.CONFORME:
        attente = horloges.titre.gravite is Gravite.EN_ATTENTE
        return etiquette("À valider", "attente") if attente else etiquette("Sans titre", "arrete")
    if horloges.fin is None:
        return etiquette("Éligible", "eligible")
    return etiquette(f"Éligible jusqu’au {horloges.fin:%d/%m/%Y}", "eligible")


@register.filter
def ton_du_verdict(verdict) -> str:
    """Tone of the message that shows a verdict."""
    return TONS.get(verdict.gravite, "erreur")
