"""The world, built once for a module in a transaction that is undone; each test in a savepoint of it."""

import datetime

import pytest
from django.db import transaction

from guichet.base.horloge import figer
from tests.droits.monde import lever_monde

JOUR = datetime.date(2026, 11, 5)


class Retour(Exception):
    """Leaves an atomic block by undoing it."""


@pytest.fixture(scope="module")
def monde_du_module(django_db_setup, django_db_blocker):
    """The world of the matrix on 5 November 2026."""
    with django_db_blocker.unblock(), figer(JOUR):
        try:
            with transaction.atomic():
                yield lever_monde()
                raise Retour
        except Retour:
            pass


@pytest.fixture
def monde(monde_du_module, db):
    """The world; what the test writes is undone."""
    with figer(JOUR):
        yield monde_du_module
