"""Twenty threads, two territoires, one request in twenty failing: no row of one is ever shown to the other.

The view reads a whole table without any filter: only the scope that PostgreSQL holds separates them.
"""

import logging
import random
import threading
from collections import Counter

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection, connections, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path

from guichet.comptes.roles import GUICHET
from guichet.droits.regles import Regle
from guichet.droits.table import table
from guichet.entree import urls
from guichet.models import Acteur
from guichet.territoires.contexte import contexte
from tests.fabriques.guichet import ActeurFactory, AppartenanceFactory, TerritoireFactory, UtilisateurFactory

FILS, DEMANDES, PART_DE_PANNES = 20, 500, 0.05


class Panne(Exception):
    """What a fault in a view looks like."""


def noms(request, slug, panne):
    """Every actor that the running scope lets through; fails on demand, inside a scope of its own or not."""
    lus = " ".join(Acteur.objects.values_list("nom", flat=True))
    if panne == "nue":
        raise Panne(lus)
    if panne == "ailleurs":
        with contexte(request.environ["guichet.ailleurs"]):
            raise Panne(lus)
    if panne == "sql":
        Acteur.objects.extra(where=["1/0 = 1"]).first()
    return HttpResponse(lus)


PANNES = ("nue", "ailleurs", "sql")
handler500 = urls.handler500
urlpatterns = [
    path("t/<slug:slug>/noms/<str:panne>/", noms, name="noms"),
    path("", include(urls)),
]


@pytest.fixture
def deux(transactional_db, monkeypatch, settings):
    """Two territoires of which each actor bears the slug, and somebody who works in both."""
    settings.ROOT_URLCONF = "tests.cloisons.test_portee_concurrente"
    regles = {**table(), "noms": Regle("noms", GUICHET)}
    monkeypatch.setattr("guichet.droits.middleware.table", lambda: regles)
    compte, ici = UtilisateurFactory(), []
    for _ in range(2):
        territoire = TerritoireFactory()
        AppartenanceFactory(utilisateur=compte, territoire=territoire, role_code="facilitateur")
        with contexte(territoire.pk), transaction.atomic():
            for rang in range(3):
                ActeurFactory(territoire=territoire, nom=f"{territoire.slug} {rang}")
        ici.append(territoire)
    client = Client()
    client.force_login(compte, backend="django.contrib.auth.backends.ModelBackend")
    return ici, client.cookies["sessionid"].value


class Fil(threading.Thread):
    """A thread of the server: serves its requests one after the other, alternating between territoires."""

    def __init__(self, graine: int, application, territoires, session: str):
        super().__init__()
        self.hasard = random.Random(graine)
        self.application, self.territoires, self.session = application, territoires, session
        self.compte, self.fuites = Counter(), []

    def run(self):
        try:
            for rang in range(DEMANDES):
                self._ask(self.territoires[rang % 2], self.territoires[1 - rang % 2])
        finally:
            connections.close_all()

    def _ask(self, ici, ailleurs):
        panne = self.hasard.choice(PANNES) if self.hasard.random() < PART_DE_PANNES else "aucune"
        demande = RequestFactory().get(f"/t/{ici.slug}/noms/{panne}/")
        demande.environ["HTTP_COOKIE"] = f"sessionid={self.session}"
        demande.environ["guichet.ailleurs"] = ailleurs.pk
        statuts = []
        reponse = self.application(demande.environ, lambda statut, entetes: statuts.append(statut[:3]))
        corps = b"".join(reponse).decode()
        reponse.close()
        self.compte[statuts[0]] += 1
        attendu = "200" if panne == "aucune" else "500"
        complet = panne != "aucune" or all(f"{ici.slug} {rang}" in corps for rang in range(3))
        if ailleurs.slug in corps or statuts[0] != attendu or not complet:
            self.fuites.append((statuts[0], panne, corps[:200]))


@pytest.mark.lent
def test_vingt_fils_alternent_sans_rien_se_montrer(deux):
    territoires, session = deux
    assert connection.settings_dict["CONN_MAX_AGE"] > 0, (
        "chaque fil garde sa connexion d’une demande à l’autre"
    )
    logging.disable(logging.CRITICAL)
    application = get_wsgi_application()
    fils = [Fil(graine, application, territoires, session) for graine in range(FILS)]
    try:
        for fil in fils:
            fil.start()
        for fil in fils:
            fil.join()
    finally:
        logging.disable(logging.NOTSET)
    total = sum((fil.compte for fil in fils), Counter())
    assert [fuite for fil in fils for fuite in fil.fuites] == []
    assert total.total() == FILS * DEMANDES
    assert 0.03 < total["500"] / total.total() < 0.07
    with pytest.raises(DatabaseError):  # nothing is left open behind them
        list(Acteur.objects.all())
