"""The demonstration built once for the module, on a fixed day, and undone."""

import datetime

import pytest
from django.conf import settings
from django.db import connection, transaction

from guichet.base.horloge import figer
from guichet.entree.demo.construction import construire
from guichet.models import Territoire
from guichet.territoires.contexte import contexte

JOUR = datetime.date(2026, 11, 5)


def compter_les_lignes() -> None:
    """Tell the planner the size of rows that no autovacuum can see yet; only the owner may."""
    with connection.cursor() as curseur:
        curseur.execute("RESET ROLE")
        curseur.execute("ANALYZE")
        curseur.execute(f'SET ROLE "{settings.ROLE_APPLICATION}"')


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """Both territoires by slug; every row goes away at the end of the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        with figer(JOUR):
            construire()
        compter_les_lignes()
        yield {t.slug: t for t in Territoire.objects.filter(slug__in=["niort", "voisin"])}
        transaction.set_rollback(True)


@pytest.fixture
def niort(demonstration, db):
    """The territoire of Niort in scope, on the day of the demonstration."""
    with figer(JOUR), contexte(demonstration["niort"].pk):
        yield demonstration["niort"]
