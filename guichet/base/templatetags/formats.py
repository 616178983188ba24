"""Filters that write French figures and dates (see guichet.base.formats and guichet.base.dates)."""

from django import template
from django.utils.safestring import mark_safe

from guichet.base import dates, formats, typographie

register = template.Library()

for _nom in ("nombre", "heures", "montant", "taux", "evolution"):
    register.filter(_nom, getattr(formats, _nom))
for _nom in ("etp", "siret", "telephone", "taille"):
    register.filter(_nom, getattr(formats, _nom))
for _nom in (
    "jour",
    "jour_court",
    "jour_long",
    "date_longue",
    "jour_semaine",
    "mois",
    "mois_nom",
    "mois_court",
    "heure",
    "instant",
):
    register.filter(_nom, getattr(dates, _nom), expects_localtime=True)
register.filter("jours_depuis", dates.jours_depuis, expects_localtime=True)


@register.filter(expects_localtime=True)
def de_mois(valeur, forme: str = "annee") -> str:
    """« d’octobre 2026 »; `de_mois:"nom"` leaves the year out: « d’octobre »."""
    return dates.de_mois(valeur, annee=forme != "nom")


@register.filter
def colonne(valeur, decimales: int = 2) -> str:
    """A figure of a column: constant places, no unit, a grey dash when there is none."""
    texte = formats.nombre(valeur, decimales)
    if texte == formats.VIDE:
        # The dash is read as « vide » and never as a minus sign.
        return mark_safe('<span class="vide-cellule" aria-label="vide" role="img">–</span>')
    return texte


@register.filter
def vide_si_zero(valeur):
    """None for zero, so that a column shows a dash where nothing happened."""
    return valeur or None


@register.filter(is_safe=True)
def insecables(texte) -> str:
    """A sentence with its French non-breaking spaces."""
    return typographie.insecables(str(texte))
