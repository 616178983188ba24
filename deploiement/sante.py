"""Health of one process of the deployment: ``sante.py web|defaut|pdf|beat``. Exit status 0 when it works."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
# Beat writes its schedule every three minutes.
AGE_MAX_BEAT = 600  # seconds


def web() -> bool:
    """The page /sante/ answers, which means that the base does. Asked as the proxy would, over HTTPS."""
    adresse = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/sante/"
    demande = urllib.request.Request(adresse, headers={"X-Forwarded-Proto": "https"})
    with urllib.request.urlopen(demande, timeout=8) as reponse:
        return reponse.status == 200


def worker(nom: str) -> bool:
    """The worker of this machine answers through the broker."""
    commande = [sys.executable, "-m", "celery", "-A", "guichet", "inspect", "ping", "-t", "8"]
    cible = ["-d", f"{nom}@{socket.gethostname()}"]
    fait = subprocess.run([*commande, *cible], cwd=RACINE, stdout=subprocess.DEVNULL, check=False)
    return fait.returncode == 0


def beat() -> bool:
    """The schedule was written not long ago."""
    return any(time.time() - f.stat().st_mtime < AGE_MAX_BEAT for f in (RACINE / "var").glob("beat*"))


def main() -> int:
    """Command line entry."""
    nom = sys.argv[1]
    return 0 if {"web": web, "beat": beat}.get(nom, lambda: worker(nom))() else 1


if __name__ == "__main__":
    sys.exit(main())
