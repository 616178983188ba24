"""A real worker on the test base: its own Valkey, its own files and mails, the application's role."""

import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psutil
import pytest
from django.db import connection

from guichet.services_locaux import valkey
from guichet.services_locaux.emplacements import Emplacements
from guichet.territoires.acces import Acces
from guichet.territoires.contexte import contexte
from tests.fabriques.guichet import AppartenanceFactory, TerritoireFactory

RACINE = Path(__file__).resolve().parents[2]


class Atelier:
    """A worker process that can be killed and started again."""

    def __init__(self, dossier: Path, environnement: dict, territoire, acces):
        self.dossier, self.environnement = dossier, environnement
        self.territoire, self.acces = territoire, acces
        self.processus = None

    def demarrer(self):
        """Start a worker of two processes with its beat."""
        commande = [
            sys.executable, "-m", "celery", "-A", "tests.travaux.atelier", "worker", "-c", "2", "-B",
            "-s", str(self.dossier / "beat"), "-Q", "defaut,pdf", "-l", "WARNING",
            "--without-gossip", "--without-mingle", "--without-heartbeat",
        ]  # fmt: skip
        with (self.dossier / "worker.log").open("ab") as sortie:
            self.processus = subprocess.Popen(
                commande, cwd=RACINE, env=self.environnement, stdout=sortie, stderr=sortie
            )

    def tuer(self):
        """kill -9 the worker and its pool, as the kernel would."""
        tous = [*psutil.Process(self.processus.pid).children(recursive=True), self.processus]
        for processus in tous:
            processus.kill()
        self.processus.wait()
        psutil.wait_procs([p for p in tous if isinstance(p, psutil.Process)])

    def attendre(self, condition, delai: float = 60):  # the 60 s of the requirement
        """Wait until `condition()` holds, or fail with the worker's log."""
        fin = time.monotonic() + delai
        while not condition():
            mort = self.processus is not None and self.processus.poll() is not None
            if mort or time.monotonic() > fin:
                pytest.fail(f"Rien après {delai} s.\n{(self.dossier / 'worker.log').read_text()[-4000:]}")
            time.sleep(0.1)

    @property
    def courriels(self) -> list[str]:
        """The text of each mail that left."""
        dossier = self.dossier / "courriels"
        return [m for f in sorted(dossier.glob("*.log")) for m in f.read_text().split("-" * 79) if m.strip()]


def point_at(app, adresse: str) -> str:
    """Make this process send its messages to another broker; return the former one."""
    avant = app.conf.broker_url
    app.conf.broker_url = adresse
    app._pool = app.amqp._producer_pool = None
    return avant


@pytest.fixture
def broker(tmp_path_factory):
    """A Valkey of this test alone, so that FLUSHALL harms nobody."""
    dossier = tmp_path_factory.mktemp("v")
    lieux = Emplacements(racine=dossier, sockets=dossier)
    valkey.demarrer(lieux)
    yield lieux
    valkey.arreter(lieux)


def adresse_de_la_base(settings) -> str:
    """Return the address of the test base for the application's role."""
    adresse = urlsplit(settings.DATABASE_URL)
    return urlunsplit(adresse._replace(path=f"/{connection.settings_dict['NAME']}"))


@pytest.fixture
def atelier(transactional_db, broker, tmp_path, settings):
    """A territoire with committed rows, and a worker (not started) on the same base."""
    from guichet.celery import app

    territoire = TerritoireFactory()
    appartenance = AppartenanceFactory(role_code="facilitateur", territoire=territoire)
    acces = Acces(
        role=appartenance.role,
        territoire=territoire,
        utilisateur=appartenance.utilisateur,
        appartenance=appartenance,
        organisation=appartenance.organisation,
    )
    redis = f"redis+socket://{broker.valkey_socket}"
    settings.DONNEES = tmp_path
    environnement = {
        **os.environ,
        "DATABASE_URL": adresse_de_la_base(settings),
        "REDIS_URL": redis,
        "SECRET_KEY": settings.SECRET_KEY,
        "GUICHET_DONNEES": str(tmp_path),
        "GUICHET_DEMO": "1",
        "EMAIL_URL": f"filemail:///{tmp_path}/courriels",
        "DJANGO_SETTINGS_MODULE": "guichet.settings",
    }
    ouvrier = Atelier(tmp_path, environnement, territoire, acces)
    avant = point_at(app, redis)
    try:
        with contexte(territoire.pk):
            yield ouvrier
    finally:
        if ouvrier.processus is not None and ouvrier.processus.poll() is None:
            ouvrier.tuer()
        point_at(app, avant)
