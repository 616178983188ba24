"""Start, stop and tell the state of the local servers a checkout needs, one caller at a time."""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from guichet.services_locaux import postgresql, valkey
from guichet.services_locaux.binaires import ServiceIndisponible, donner
from guichet.services_locaux.emplacements import Emplacements, emplacements

SERVEURS: dict[str, tuple[ModuleType, str]] = {
    "PostgreSQL": (postgresql, "DATABASE_URL"),
    "Valkey": (valkey, "REDIS_URL"),
}


def necessaires() -> list[str]:
    """Names of the servers to run here: those whose address the environment does not give."""
    return [nom for nom, (_, variable) in SERVEURS.items() if not os.environ.get(variable)]


def demarrer(base_dir: Path) -> list[str]:
    """Start what is needed and not yet running; returns the names of the servers started by this call.

    Raises ServiceIndisponible with a French sentence.
    """
    if not necessaires():
        return []
    lieux = emplacements(base_dir)
    _preparer(lieux)
    with _seul(lieux):
        absents = [nom for nom in necessaires() if not SERVEURS[nom][0].repond(lieux)]
        for nom in absents:
            SERVEURS[nom][0].demarrer(lieux)
    return absents


def arreter(base_dir: Path) -> list[str]:
    """Stop the local servers that run; returns their names."""
    lieux = emplacements(base_dir)
    if not lieux.racine.exists():
        return []
    with _seul(lieux):
        presents = [nom for nom in necessaires() if SERVEURS[nom][0].repond(lieux)]
        for nom in presents:
            SERVEURS[nom][0].arreter(lieux)
    return presents


def etat(base_dir: Path) -> dict[str, bool]:
    """For each local server needed here, whether it answers."""
    lieux = emplacements(base_dir)
    return {nom: SERVEURS[nom][0].repond(lieux) for nom in necessaires()}


def _preparer(lieux: Emplacements) -> None:
    lieux.racine.mkdir(parents=True, exist_ok=True)
    if not lieux.sockets.exists():
        lieux.sockets.mkdir(mode=0o700, parents=True)
        donner(lieux.sockets)
    vu = lieux.sockets.lstat()
    # The servers trust whoever reaches their sockets: the folder must be ours and closed.
    if not stat.S_ISDIR(vu.st_mode) or stat.S_IMODE(vu.st_mode) != 0o700 or not _est_a_nous(vu.st_uid):
        raise ServiceIndisponible(
            f"Le dossier {lieux.sockets} n'est pas à vous ou est ouvert à d'autres. "
            "Supprimez-le, puis recommencez."
        )


def _est_a_nous(uid: int) -> bool:
    return os.geteuid() in (0, uid)


@contextmanager
def _seul(lieux: Emplacements) -> Iterator[None]:
    with lieux.verrou.open("w") as fichier:
        fcntl.flock(fichier, fcntl.LOCK_EX)
        yield
