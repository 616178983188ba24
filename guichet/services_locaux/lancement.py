"""What ``bin/run`` does once Python is ready: servers, migrations, demonstration, every process."""

import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time

import environ

from guichet.services_locaux.__main__ import BASE_DIR
from guichet.services_locaux.binaires import ServiceIndisponible
from guichet.services_locaux.emplacements import emplacements
from guichet.services_locaux.etapes import faire_la_demonstration, migrer
from guichet.services_locaux.pilotage import arreter, demarrer

PROCFILE = BASE_DIR / "deploiement" / "Procfile"
ADRESSE, NUMERO = BASE_DIR / "var" / "run.adresse", BASE_DIR / "var" / "run.pid"
# Left while servers started here run, so that a launcher that follows a killed one stops them in the end.
TEMOIN = "demarre-par-run"
DELAI_WEB = 90.0  # seconds
PR_SET_PDEATHSIG = 1


class Arret(Exception):
    """Asked to stop, by Ctrl-C or by a signal."""


def port_libre(premier: int) -> int:
    """The first port nobody listens on, from `premier` on. Raises ServiceIndisponible after a hundred."""
    for port in range(premier, min(premier + 100, 65536)):
        with socket.socket() as essai:
            essai.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                essai.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise ServiceIndisponible(f"Aucun port libre à partir de {premier} : choisissez-en un avec PORT.")


def main() -> int:
    """Run the guichet until it is asked to stop; returns the exit status."""
    environ.Env.read_env(BASE_DIR / ".env")
    for numero in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(numero, _demander_arret)
    try:
        return _lancer()
    except Arret:
        return 0
    except ServiceIndisponible as refus:
        print(f"Erreur : {refus}", file=sys.stderr)
        return 1
    finally:
        _ranger()


def _lancer() -> int:
    temoin = emplacements(BASE_DIR).racine / TEMOIN
    if demarrer(BASE_DIR):
        temoin.touch()
    port = port_libre(int(os.environ.get("PORT") or 8000))
    os.environ["PORT"] = str(port)
    os.environ.setdefault("GUICHET_ADRESSE", f"http://127.0.0.1:{port}")
    os.environ.setdefault("GUICHET_DEMO", "1")
    # Celery's remark on root is for servers; a demonstration in a container is often root.
    os.environ.setdefault("PYTHONWARNINGS", "ignore:You're running the worker with superuser")
    migrer(BASE_DIR)
    comptes = faire_la_demonstration(BASE_DIR)
    processus = _demarrer_les_processus()
    try:
        _attendre_le_web(processus, port)
        adresse = os.environ["GUICHET_ADRESSE"]
        NUMERO.write_text(str(os.getpid()))
        ADRESSE.write_text(adresse)
        annonce = [comptes, f"Le guichet répond : {adresse}\nCtrl-C arrête tout."]
        print("", *filter(None, annonce), "", sep="\n\n", flush=True)
        return processus.wait()
    finally:
        _finir(processus)


def _demarrer_les_processus() -> subprocess.Popen:
    # A session of its own: Ctrl-C reaches this process only, which stops the others in order.
    commande = [sys.executable, "-m", "honcho", "-d", BASE_DIR, "-f", PROCFILE, "start"]
    return subprocess.Popen(commande, cwd=BASE_DIR, start_new_session=True, preexec_fn=_suivre_le_parent)


def _suivre_le_parent() -> None:
    """In the child: be stopped if this launcher is killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _attendre_le_web(processus: subprocess.Popen, port: int) -> None:
    fin = time.monotonic() + DELAI_WEB
    while processus.poll() is None and time.monotonic() < fin:
        try:
            fil = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            fil.request("GET", "/")
            statut = fil.getresponse().status
        except OSError:
            time.sleep(0.1)
            continue
        if statut < 500:
            return
        break
    raise ServiceIndisponible("le serveur web ne répond pas ; la raison est dans les lignes ci-dessus.")


def _finir(processus: subprocess.Popen) -> None:
    """Stop web, workers and beat; honcho itself kills after five seconds what does not end."""
    _ignorer_les_signaux()
    if processus.poll() is None:
        processus.send_signal(signal.SIGTERM)
        processus.wait()


def _ranger() -> None:
    _ignorer_les_signaux()
    ADRESSE.unlink(missing_ok=True)
    NUMERO.unlink(missing_ok=True)
    temoin = emplacements(BASE_DIR).racine / TEMOIN
    if temoin.exists():
        arreter(BASE_DIR)
        temoin.unlink()


def _demander_arret(numero: int, cadre: object) -> None:
    raise Arret


def _ignorer_les_signaux() -> None:
    for numero in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(numero, signal.SIG_IGN)


if __name__ == "__main__":
    sys.exit(main())
