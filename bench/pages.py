"""Row `page_vs_plancher`: the dashboard and the three main lists, against the least such a page can cost.

a: the page through the whole stack. b: the same address, session, rights and layout around nothing, whose
view runs the page's own statements, already written, and reads their rows. The row is the worst page.
"""

import gc
import time
from contextlib import contextmanager
from statistics import median

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from bench.pages_donnees import monde
from guichet.base.horloge import figer

TOURS = 21
HORS_COMPTE = ("SAVEPOINT", "RELEASE", "BEGIN", "SELECT set_config", "SET ")
PAGES = ("reporting:tableau_donneur_ordre", "marches:marches", "publics:personnes", "publics:releves")
VIDE = '{% extends "base.html" %}{% block contenu %}{% endblock %}'


def page_vs_plancher(tours: int = TOURS) -> dict:
    """Return the row of the page farthest from its floor; medians in milliseconds."""
    return max(mesurer_pages(tours), key=lambda rang: rang["ratio"])


def mesurer_pages(tours: int = TOURS) -> list[dict]:
    """Return one row per page, named `page_vs_plancher`, with the URL measured under `page`."""
    with monde() as (utilisateur, acces, acheteur, jour), figer(jour):
        client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0].lstrip(".*") or "localhost")
        client.force_login(utilisateur, backend="django.contrib.auth.backends.ModelBackend")
        return [
            _measure(client, nom, acces.url(nom, *((acheteur.pk,) if "donneur_ordre" in nom else ())), tours)
            for nom in PAGES
        ]


def _measure(client: Client, nom: str, adresse: str, tours: int) -> dict:
    with floor(nom, ()):
        communs = statements(client, adresse)
    ordres = statements(client, adresse)
    for ordre in communs:
        if ordre in ordres:
            ordres.remove(ordre)
    durees = {"a": [], "b": []}
    for tour in range(tours + 2):
        mesures = {"a": timed(client, adresse)}
        with floor(nom, ordres):
            mesures["b"] = timed(client, adresse)
        if tour >= 2:
            for cle, duree in mesures.items():
                durees[cle].append(duree)
    a, b = median(durees["a"]) * 1000, median(durees["b"]) * 1000
    return {
        "name": "page_vs_plancher",
        "page": nom,
        "a": round(a, 2),
        "b": round(b, 2),
        "ratio": round(a / b, 3),
        "unit": "ms",
        "n": tours,
    }


@contextmanager
def floor(nom: str, ordres):
    """Put the floor in the place of a view: same address, same rights, its statements and an empty page."""
    gabarit = engines["django"].from_string(VIDE)

    def nothing(request, *args, **kwargs):
        with connection.cursor() as curseur:
            for ordre in ordres:
                curseur.execute(ordre)
                curseur.fetchall()
        return HttpResponse(gabarit.render({}, request))

    motif = _pattern(nom)
    vraie, motif.callback = motif.callback, nothing
    try:
        yield
    finally:
        motif.callback = vraie


def _pattern(nom: str):
    """Find the pattern of a URL name (`app:name`) in the resolvers."""
    espace, _, dernier = nom.partition(":")
    return _search(get_resolver(), espace, dernier)


def _search(resolveur, espace: str, dernier: str, dedans: bool = False):
    for motif in resolveur.url_patterns:
        if hasattr(motif, "url_patterns"):
            ici = dedans or motif.namespace == espace
            trouve = _search(motif, espace, dernier, ici)
            if trouve is not None:
                return trouve
        elif dedans and motif.name == dernier:
            return motif
    return None


def statements(client: Client, adresse: str) -> list[str]:
    """Return the statements of a page, its savepoints and scope left out."""
    with CaptureQueriesContext(connection) as capture:
        reponse = client.get(adresse)
    if reponse.status_code != 200:
        raise RuntimeError(f"{adresse} répond {reponse.status_code}, 200 attendu")
    return [r["sql"] for r in capture.captured_queries if not r["sql"].startswith(HORS_COMPTE)]


def timed(client: Client, adresse: str) -> float:
    """Seconds of one answer, the collector at rest."""
    gc.collect()
    gc.disable()
    try:
        with transaction.atomic():
            debut = time.perf_counter()
            client.get(adresse)
            return time.perf_counter() - debut
    finally:
        gc.enable()
