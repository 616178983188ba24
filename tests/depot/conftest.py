"""Checkouts made for a test: an empty folder that stands for the project, its servers stopped in the end."""

import shutil
import tempfile
from pathlib import Path

import pytest

from guichet.services_locaux.emplacements import emplacements
from guichet.services_locaux.pilotage import arreter

RACINE = Path(__file__).resolve().parents[2]


@pytest.fixture
def racine() -> Path:
    """The repository under test."""
    return RACINE


@pytest.fixture
def checkout(monkeypatch):
    """Make project folders whose local servers are independent: ``checkout("nom", mode=0o755)``."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    faits = []

    def creer(nom: str = "projet", mode: int = 0o755) -> Path:
        dossier = Path(tempfile.mkdtemp(prefix="guichet-test-"))
        dossier.chmod(mode)
        projet = dossier / nom
        projet.mkdir(parents=True)
        faits.append((dossier, projet))
        return projet

    yield creer
    for dossier, projet in faits:
        arreter(projet)
        lieux = emplacements(projet)
        for reste in (lieux.racine, lieux.sockets, dossier):
            shutil.rmtree(reste, ignore_errors=True)
