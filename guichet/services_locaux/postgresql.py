"""Start, stop and probe the embedded PostgreSQL."""

import re
import shutil
import time
from pathlib import Path

from guichet.services_locaux.binaires import (
    ServiceIndisponible,
    compte,
    donner,
    dossier_postgresql,
    executer,
    lancer,
    vit,
)
from guichet.services_locaux.emplacements import Emplacements

SQL_DES_ROLES = Path(__file__).with_name("roles.sql")
DELAI_DEMARRAGE = 60.0  # seconds; a recovery after a crash is the slow case


def repond(lieux: Emplacements) -> bool:
    """Whether the server answers on its socket (asked to the server: a process list may show a dead one)."""
    demande = ("-q", "-h", lieux.sockets, "-U", "postgres", "-d", "postgres")
    return executer(dossier_postgresql(lieux) / "pg_isready", *demande).returncode == 0


def demarrer(lieux: Emplacements) -> None:
    """Start the server if it does not answer yet, creating data folder, roles, base and extensions.

    Raises ServiceIndisponible with the end of the server's log when it does not come up.
    """
    bindir = dossier_postgresql(lieux)
    donnees = lieux.racine / f"pg-{_version_majeure(bindir)}"
    if repond(lieux):
        return
    if not (donnees / "PG_VERSION").exists():
        _creer(bindir, donnees)
    _oublier_un_pid_repris(donnees)
    _lancer(bindir, donnees, lieux)
    voulu, temoin = SQL_DES_ROLES.read_bytes(), donnees / "guichet-roles"
    if not temoin.exists() or temoin.read_bytes() != voulu:
        _creer_roles(bindir, lieux)
        temoin.write_bytes(voulu)
        donner(temoin)


def arreter(lieux: Emplacements) -> None:
    """Stop the server if it runs: clients are cut, data are written."""
    bindir = dossier_postgresql(lieux)
    donnees = lieux.racine / f"pg-{_version_majeure(bindir)}"
    if (donnees / "postmaster.pid").exists():
        executer(bindir / "pg_ctl", "-D", donnees, "-m", "fast", "-w", "stop")


def _version_majeure(bindir: Path) -> str:
    """18 cannot open the data of 15: the major version is part of the folder's name."""
    annonce = executer(bindir / "postgres", "--version")
    trouve = re.search(r"\) (\d+)", annonce.stdout)
    if trouve is None:
        raise ServiceIndisponible(f"« {bindir / 'postgres'} » ne s'exécute pas : {annonce.stderr.strip()}")
    return trouve[1]


def _creer(bindir: Path, donnees: Path) -> None:
    """Make the data folder aside, then rename it: a creation that was cut short is never taken for a base."""
    brouillon = donnees.with_suffix(".creation")
    shutil.rmtree(brouillon, ignore_errors=True)
    brouillon.mkdir(mode=0o700)
    donner(brouillon)
    options = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
    if int(_version_majeure(bindir)) >= 17:
        # The wheel has no ICU; the builtin provider knows accents in upper and lower case.
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    fait = executer(bindir / "initdb", "-D", brouillon, *options)
    if fait.returncode:
        raise ServiceIndisponible(f"La base n'a pas pu être créée dans {donnees} : {fait.stderr.strip()}")
    brouillon.rename(donnees)


def _oublier_un_pid_repris(donnees: Path) -> None:
    """After a reboot the number in postmaster.pid may be a stranger's, and postgres would refuse to start."""
    temoin = donnees / "postmaster.pid"
    if not temoin.exists():
        return
    numero = temoin.read_text().split("\n", 1)[0].strip()
    try:
        occupant = Path(f"/proc/{numero}/cmdline").read_bytes().split(b"\0")[0]
    except OSError:
        return
    if b"postgres" not in occupant:
        temoin.unlink()


def _lancer(bindir: Path, donnees: Path, lieux: Emplacements) -> None:
    reglages = {
        "listen_addresses": "",
        "unix_socket_directories": str(lieux.sockets),
        "unix_socket_permissions": "0700",
        "max_connections": "200",
        "timezone": "UTC",
        "log_timezone": "UTC",
    }
    options = [f"--{nom}={valeur}" for nom, valeur in reglages.items()]
    journal = lieux.racine / "postgresql.log"
    fin = time.monotonic() + DELAI_DEMARRAGE
    while True:
        numero = lancer(bindir / "postgres", "-D", donnees, *options, journal=journal, qui=compte())
        while vit(numero) and time.monotonic() < fin:
            if repond(lieux):
                return
            time.sleep(0.05)
        # Children of a killed server hold its memory for a moment: try again until the time is over.
        if time.monotonic() >= fin:
            raise ServiceIndisponible(f"PostgreSQL ne démarre pas. Fin de {journal} :\n{_fin(journal)}")
        time.sleep(0.2)


def _creer_roles(bindir: Path, lieux: Emplacements) -> None:
    fait = executer(
        bindir / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1",
        "-h", lieux.sockets, "-U", "postgres", "-d", "postgres",
        entree=SQL_DES_ROLES.read_text(encoding="utf-8"),
    )  # fmt: skip
    if fait.returncode:
        raise ServiceIndisponible(f"Les rôles de la base n'ont pas pu être créés : {fait.stderr.strip()}")


def _fin(journal: Path) -> str:
    return "\n".join(journal.read_text(errors="replace").splitlines()[-8:])
