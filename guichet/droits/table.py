"""The rights table: every app's lines gathered once, and the check that no URL is left out."""

from functools import cache
from importlib import import_module

from django.core.checks import Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from guichet.droits.regles import Regle

SOURCES = (
    "guichet.droits.lignes",
    "marches.droits",
    "publics.droits",
    "conventions.droits",
    "reporting.droits",
)


@cache
def table() -> dict[str, Regle]:
    """Return the rules by URL name.

    Raises ValueError when two rules bear the same URL.
    """
    regles: dict[str, Regle] = {}
    for source in SOURCES:
        for regle in import_module(source).REGLES:
            if regle.url in regles:
                raise ValueError(f"Deux règles de droits pour {regle.url}.")
            regles[regle.url] = regle
    return regles


def url_names(resolver=None, prefixe: str = "") -> list[str]:
    """List the full name of every URL of the project."""
    noms = []
    for motif in (resolver or get_resolver()).url_patterns:
        if isinstance(motif, URLResolver):
            espace = f"{prefixe}{motif.namespace}:" if motif.namespace else prefixe
            noms += url_names(motif, espace)
        elif isinstance(motif, URLPattern):
            noms.append(f"{prefixe}{motif.name}" if motif.name else f"{prefixe}?{motif.pattern}")
    return noms


@register()
def check_every_url_has_a_rule(app_configs, **kwargs):
    """Refuse to start when a URL has no line in the rights table, or a line has no URL."""
    urls, regles = set(url_names()), set(table())
    erreurs = [
        Error(
            f"L’URL {nom} n’a pas de règle de droits.",
            hint="Ajoutez-la au droits.py de son application.",
            id="droits.E001",
        )
        for nom in sorted(urls - regles)
    ]
    erreurs += [
        Error(f"La règle de droits {nom} ne correspond à aucune URL.", id="droits.E002")
        for nom in sorted(regles - urls)
    ]
    return erreurs
