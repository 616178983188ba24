"""The real processes on a base of their own: gunicorn, and when asked a Celery worker with its beat."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings

RACINE = Path(__file__).resolve().parents[2]
CLES = ("DATABASE_URL", "DATABASE_OWNER_URL")


def address(cle: str, base: str) -> str:
    """Return the address of a base for a role of the settings (`DATABASE_URL`, `DATABASE_OWNER_URL`)."""
    return urlunsplit(urlsplit(getattr(settings, cle))._replace(path=f"/{base}"))


def administer(ordre: str) -> None:
    """Run one statement on the server, as the owner."""
    with psycopg.connect(address("DATABASE_OWNER_URL", "postgres"), autocommit=True) as lien:
        lien.execute(ordre)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as essai:
        essai.bind(("127.0.0.1", 0))
        return essai.getsockname()[1]


HORLOGE = "2026-11-20"
"""The day on which the demonstration is built and its pages are seen."""


@dataclass
class Maison:
    """An installation under test. `redis` is the address of its broker, `dossier` where it writes.

    `jour` (AAAA-MM-JJ) is its clock; `later` gives the same installation on another day.
    """

    redis: str
    dossier: Path
    base: str = field(default_factory=lambda: f"test_navigateur_{uuid.uuid4().hex[:8]}")
    port: int = field(default_factory=free_port)
    jour: str = HORLOGE
    processus: list = field(default_factory=list)

    @property
    def adresse(self) -> str:
        """Where the site answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environnement(self) -> dict:
        """Settings of every process of this installation."""
        return {
            **os.environ,
            **{cle: address(cle, self.base) for cle in CLES},
            "REDIS_URL": self.redis,
            "SECRET_KEY": "x" * 50,
            "GUICHET_DONNEES": str(self.dossier / "donnees"),
            "GUICHET_DEMO": "1",
            "GUICHET_HORLOGE": self.jour,
            "GUICHET_ADRESSE": self.adresse,
            "GUICHET_WEB_PROCESSUS": "1",
            "PORT": str(self.port),
            "EMAIL_URL": f"filemail:///{self.dossier}/courriels",
            "DJANGO_SETTINGS_MODULE": "guichet.settings",
            "PYTHONWARNINGS": "ignore",
        }

    def build(self) -> None:
        """Make the base and its demonstration, collect the static files."""
        administer(f'CREATE DATABASE "{self.base}"')
        self.command("bin/prepare-static")
        self.command(sys.executable, "manage.py", "migrate", "--verbosity", "0")
        self.command(sys.executable, "manage.py", "demo")

    def later(self, jour: str) -> "Maison":
        """Return this installation on another day, its processes not started."""
        return replace(self, jour=jour, port=free_port(), processus=[])

    def command(self, *mots: str) -> str:
        """Run a command to its end in this installation; return what it printed."""
        fini = subprocess.run(
            mots, cwd=RACINE, env=self.environnement, capture_output=True, text=True, check=False
        )
        assert fini.returncode == 0, f"{mots} : {fini.stderr[-3000:]}"
        return fini.stdout

    def prepare(self, *mots: str) -> dict:
        """Run `tests.navigateur.amorce` in this installation; return the JSON that it prints."""
        return json.loads(self.command(sys.executable, "-m", "tests.navigateur.amorce", *mots))

    def serve(self) -> None:
        """Start the web server and wait until it answers."""
        self._start("web", "gunicorn", "-c", "deploiement/gunicorn.py", "guichet.wsgi")
        fin = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"{self.adresse}/sante/", timeout=30).close()
                return
            except OSError:  # not listening yet, or too busy to answer
                assert self.processus[0].poll() is None, self.log("web")
                assert time.monotonic() < fin, "le serveur web ne répond pas"
                time.sleep(0.1)

    def work(self) -> None:
        """Start a worker of both queues with its beat."""
        self._start(
            "worker", "celery", "-A", "guichet", "--quiet", "worker", "-c", "1", "-B", "-Q", "defaut,pdf",
            "-s", str(self.dossier / "beat"), "-l", "WARNING", "--without-gossip", "--without-mingle",
        )  # fmt: skip

    def _start(self, nom: str, *mots: str) -> None:
        with (self.dossier / f"{nom}.log").open("ab") as sortie:
            self.processus.append(
                subprocess.Popen(
                    [sys.executable, "-m", *mots],
                    cwd=RACINE, env=self.environnement, stdout=sortie, stderr=sortie,
                )
            )  # fmt: skip

    def log(self, nom: str) -> str:
        """What a process wrote last."""
        return (self.dossier / f"{nom}.log").read_text()[-4000:]

    def close(self) -> None:
        """Stop the processes and drop the base."""
        self.stop()
        administer(f'DROP DATABASE IF EXISTS "{self.base}" WITH (FORCE)')

    def stop(self) -> None:
        """Stop the processes."""
        for processus in self.processus:
            processus.terminate()
        for processus in self.processus:
            try:
                processus.wait(20)
            except subprocess.TimeoutExpired:
                processus.kill()
                processus.wait()
