"""`bin/run` in a checkout of its own: opens, says that it runs, stops everything, finds its data again."""

import os
import shutil
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

import psutil
import psycopg
import pytest

from guichet.services_locaux import adresses
from guichet.services_locaux.pilotage import etat
from tests.depot.test_regles_de_la_maison import suivis

pytestmark = pytest.mark.lent
PATIENCE = 240  # seconds; a safety net for a busy machine, not a measure


@pytest.fixture
def copie(checkout, racine):
    """A checkout with the files of this one and its installed packages."""
    projet = checkout()
    for fichier in suivis(racine, "*"):
        cible = projet / fichier.relative_to(racine)
        cible.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(fichier, cible, follow_symlinks=False)
    (projet / ".venv").symlink_to(racine / ".venv")
    yield projet
    for processus in processus_de(projet):
        processus.kill()


def lancer(projet: Path) -> subprocess.Popen:
    """Start bin/run on an empty guichet, its output in var/sortie."""
    (projet / "var").mkdir(exist_ok=True)
    propre = {
        nom: v for nom, v in os.environ.items() if not nom.startswith(("GUICHET_", "PYTEST_", "DJANGO_"))
    }
    with (projet / "var/sortie").open("w") as sortie:
        return subprocess.Popen(
            ["bin/run"], cwd=projet, env=propre | {"GUICHET_DEMO": "0"}, stdout=sortie, stderr=sortie
        )


def attendre(condition, projet: Path) -> None:
    """Wait until `condition()` holds, or fail with what bin/run printed."""
    fin = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < fin, (projet / "var/sortie").read_text()
        time.sleep(0.1)


def ouvrir(projet: Path) -> subprocess.Popen:
    """Start bin/run and wait for its first page."""
    lanceur = lancer(projet)
    adresse = projet / "var/run.adresse"
    attendre(lambda: adresse.exists() or lanceur.poll() is not None, projet)
    assert lanceur.poll() is None, (projet / "var/sortie").read_text()
    with urllib.request.urlopen(adresse.read_text()) as reponse:
        assert reponse.status == 200
    return lanceur


def fermer(lanceur: subprocess.Popen) -> None:
    """Press Ctrl-C."""
    lanceur.send_signal(signal.SIGINT)
    assert lanceur.wait(PATIENCE) == 0


def processus_de(projet: Path) -> list[psutil.Process]:
    """Processes that work in the checkout or on its files."""
    trouves = []
    for processus in psutil.process_iter(["cwd", "cmdline"]):
        lieux = [processus.info["cwd"] or "", *(processus.info["cmdline"] or [])]
        if any(str(projet) in lieu for lieu in lieux):
            trouves.append(processus)
    return trouves


def test_bin_run_ouvre_dit_qu_il_tourne_arrete_tout_retrouve_ses_donnees_et_survit_a_un_kill(copie):
    lanceur = ouvrir(copie)
    second = subprocess.run(["bin/run"], cwd=copie, capture_output=True, text=True, check=True)
    assert "fonctionne déjà" in second.stdout
    assert (copie / "var/run.adresse").read_text() in second.stdout
    with psycopg.connect(adresses(copie)["DATABASE_OWNER_URL"], autocommit=True) as connexion:
        connexion.execute("CREATE TABLE temoin AS SELECT 42 AS valeur")
    fermer(lanceur)
    assert processus_de(copie) == []
    assert etat(copie) == {"PostgreSQL": False, "Valkey": False}

    lanceur = ouvrir(copie)
    assert "Préparation de la base" not in (copie / "var/sortie").read_text()
    with psycopg.connect(adresses(copie)["DATABASE_OWNER_URL"]) as connexion:
        assert connexion.execute("SELECT valeur FROM temoin").fetchone() == (42,)

    lanceur.kill()
    lanceur.wait()
    # The two servers outlive a killed launcher; web, workers and beat do not. The next one stops everything.
    attendre(lambda: not python_de(copie), copie)
    (copie / "var/run.adresse").unlink()
    fermer(ouvrir(copie))
    assert processus_de(copie) == []


def python_de(projet: Path) -> list[psutil.Process]:
    """Web, workers and beat of the checkout."""
    return [
        p for p in processus_de(projet) if {"gunicorn", "celery", "honcho"} & set(p.info["cmdline"] or [])
    ]
