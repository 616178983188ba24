"""Counting the statements of a page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

HORS_COMPTE = ("SAVEPOINT", "RELEASE", "BEGIN", "SELECT set_config")


@pytest.fixture
def compter_requetes():
    """Return a function (client, address) → number of statements that the budget counts."""

    def compter(client, adresse: str) -> int:
        with CaptureQueriesContext(connection) as capture:
            assert client.get(adresse).status_code == 200
        return sum(not requete["sql"].startswith(HORS_COMPTE) for requete in capture.captured_queries)

    return compter
