"""State labels of fiches, missions, receipts and persons."""

from django import template

from guichet.base.templatetags.composants import etiquette
from publics import etats
from publics.regles.verdict import Gravite

register = template.Library()
TONS = {Gravite.CONFORME: "succes", Gravite.INFORMATION: "info", Gravite.EN_ATTENTE: "alerte"}


@register.simple_tag
def etat_fiche(fiche, echeance=None):
    """Label of a fiche, with its clock."""
    return etiquette(*etats.etat_fiche(fiche, echeance))


@register.simple_tag
def etat_mission(mission):
    """Label of a mission."""
    return etiquette(*etats.etat_mission(mission))


@register.simple_tag
def reponse_verification(recepisse):
    """Label of the answer of a receipt."""
    return etiquette(*etats.reponse_verification(recepisse))


@register.simple_tag
def eligibilite(horloges):
    """Label of a person's clocks."""
    return etiquette(*etats.eligibilite(horloges))


@register.filter
def ton_du_verdict(verdict) -> str:
    """Tone of the message that shows a verdict."""
    return TONS.get(verdict.gravite, "erreur")
