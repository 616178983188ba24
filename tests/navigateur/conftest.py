"""One installation for all browser tests: its base, its demonstration, its web server, one Chromium."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from guichet.services_locaux import valkey
from guichet.services_locaux.emplacements import Emplacements
from tests.navigateur.maison import Maison


def pytest_collection_modifyitems(items):
    """Mark every test of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.navigateur)


@pytest.fixture(scope="session")
def maison(tmp_path_factory):
    """The installation, its web server running on the demonstration."""
    sockets = tmp_path_factory.mktemp("v")
    lieux = Emplacements(racine=sockets, sockets=sockets)
    valkey.demarrer(lieux)
    ouverte = Maison(f"redis+socket://{lieux.valkey_socket}", tmp_path_factory.mktemp("maison"))
    try:
        ouverte.build()
        ouverte.serve()
        yield ouverte
    finally:
        ouverte.close()
        valkey.arreter(lieux)


@pytest.fixture(scope="session")
def amorce(maison) -> dict:
    """Sessions, links and addresses of the pages to visit."""
    return maison.prepare()


@pytest.fixture(scope="module")
def chromium(maison):
    """A Chromium for a module: while it is open this thread may not use Django's connection."""
    chemin = shutil.which("chromium")
    assert chemin, "Chromium absent : bin/test l’installe"
    with sync_playwright() as outil:
        navigateur = outil.chromium.launch(
            executable_path=chemin, args=["--no-sandbox", "--disable-dev-shm-usage", "--lang=fr"]
        )
        yield navigateur
        navigateur.close()
