"""Test database: migrated by the owner, used under the application's role, walls up."""

import tempfile
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as profil

from guichet.territoires.contexte import contexte
from tests.fabriques.guichet import AppartenanceFactory, TerritoireFactory

# A busy machine is not a fault of the code: nothing here is judged by the clock.
profil.register_profile("guichet", deadline=None, suppress_health_check=[HealthCheck.too_slow])
profil.load_profile("guichet")


def pytest_configure(config):
    """Keep tests off the running product: static names, private folder, cache and hasher of their own."""
    from django.conf import settings

    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.DONNEES = Path(tempfile.mkdtemp(prefix="guichet-tests-"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Create and migrate the test base as the owner."""
    import os

    import environ
    from django.conf import settings
    from django.db import connections

    proprietaire = environ.Env.db_url_config(settings.DATABASE_OWNER_URL)
    for reglages in (settings.DATABASES["default"], connections["default"].settings_dict):
        reglages.update({cle: proprietaire[cle] for cle in ("USER", "PASSWORD")})
        base = os.environ.get("GUICHET_BASE_TESTS")
        if base:  # two runs side by side on one server
            suffixe = reglages["TEST"]["NAME"]
            reglages["TEST"]["NAME"] = f"test_{base}_{suffixe[-3:]}" if suffixe else f"test_{base}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """After migration, work under the application's role: the walls hold in every test."""
    from django.conf import settings
    from django.db import connection

    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["OPTIONS"]["assume_role"] = settings.ROLE_APPLICATION
    flush = connection.ops.execute_sql_flush

    def flush_as_owner(sql_list):
        """TRUNCATE is refused to the application: only the harness empties tables."""
        with connection.cursor() as curseur:
            curseur.execute("RESET ROLE")
        flush(sql_list)
        connection.close()

    connection.ops.execute_sql_flush = flush_as_owner
    yield
    with django_db_blocker.unblock():
        connection.close()
        del connection.settings_dict["OPTIONS"]["assume_role"]


@pytest.fixture
def territoire(db):
    """A territoire in scope for the whole test."""
    ici = TerritoireFactory()
    with contexte(ici.pk):
        yield ici


@pytest.fixture
def connecter(db):
    """Return a function that signs somebody in: `connecter("structure", territoire, acteur=…)`."""

    def ouvrir(role: str, territoire, **champs) -> Client:
        appartenance = AppartenanceFactory(role_code=role, territoire=territoire, **champs)
        client = Client()
        client.force_login(appartenance.utilisateur, backend="django.contrib.auth.backends.ModelBackend")
        client.appartenance = appartenance
        return client

    return ouvrir


@pytest.fixture
def facilitateur(territoire):
    """The access of a facilitateur, to call services with."""
    from guichet.territoires.acces import Acces

    appartenance = AppartenanceFactory(role_code="facilitateur", territoire=territoire)
    return Acces(
        role=appartenance.role,
        territoire=territoire,
        utilisateur=appartenance.utilisateur,
        appartenance=appartenance,
        organisation=appartenance.organisation,
    )
