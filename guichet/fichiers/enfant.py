"""Run one pure module on one untrusted file, in a child process that cannot harm its parent.

A crafted workbook can make a parser abort its whole process, where no `except` helps. The child has a bounded
address space, processor time, output and wall time, an empty environment and no inherited descriptor; the
parent only waits. Works from a web process and from a Celery worker (`multiprocessing` is refused there, a
subprocess is not).
"""

import os
import select
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from guichet.fichiers.amorce import MEMOIRE_EPUISEE, PIC

MEMOIRE = 256 * 1024 * 1024
"""Address space of the child, bytes."""
DELAI = 2.0
"""Wall time given to the child, seconds."""
CPU = 2
"""Processor time given to the child, whole seconds."""
SORTIE = 96 * 1024 * 1024
"""What the child may write, bytes."""

DELAI_AFFAME = 10.0
"""Wall time, seconds, for a child that the other processes of the machine keep from running."""

AMORCE = Path(__file__).with_name("amorce.py")
ENVIRONNEMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "MALLOC_ARENA_MAX": "1"}


@dataclass(slots=True)
class Sortie:
    """What the child left: its output, positioned at the start (close it), and how it ended."""

    flux: BinaryIO
    code: int
    """Exit status; negative = number of the signal that ended it (-6: the parser aborted)."""
    hors_delai: bool
    memoire_max: int
    """Peak resident memory, bytes, as the child measured it; when it was killed or aborted, its ceiling."""
    duree: float
    """Seconds from start to end."""

    @property
    def epuise(self) -> bool:
        """True when the child was stopped by time rather than by its own decision."""
        return self.hors_delai or self.code in (-signal.SIGXCPU, -signal.SIGKILL)

    @property
    def sans_memoire(self) -> bool:
        """True when memory was refused, or when the parser broke its process (it aborts in both cases)."""
        return self.code < 0 or self.code == MEMOIRE_EPUISEE


def executer(
    module: str,
    entree: BinaryIO,
    *,
    arguments: Sequence[str] = (),
    delai: float = DELAI,
    memoire: int = MEMOIRE,
) -> Sortie:
    """Run `main(arguments)` of `module` with the file `entree` as standard input; return its `Sortie`.

    `module` is a dotted path inside the project that needs neither Django nor a network. `entree` must be a
    real file (it has a descriptor). Never raises because of what the file contains: look at `code` and
    `hors_delai`.
    """
    commande = [sys.executable, "-I", "-S", str(AMORCE), str(memoire), str(CPU), str(SORTIE)]
    commande += [sysconfig.get_paths()["platlib"], module, *arguments]
    entree.seek(0)
    depart = time.monotonic()
    with ExitStack() as pile:
        flux = pile.enter_context(tempfile.TemporaryFile())
        erreurs = pile.enter_context(tempfile.TemporaryFile())
        processus = subprocess.Popen(
            commande, stdin=entree, stdout=flux, stderr=erreurs, env=ENVIRONNEMENT, cwd="/", close_fds=True
        )
        hors_delai = attendre(processus, delai)
        pic = lire_pic(erreurs, memoire)
        erreurs.close()
        # The output outlives this function: the caller closes it.
        pile.pop_all()
    flux.seek(0)
    return Sortie(flux, processus.returncode, hors_delai, pic, time.monotonic() - depart)


def lire_pic(erreurs: BinaryIO, plafond: int) -> int:
    """Peak told by the child in its last line, else the ceiling under which it certainly stayed; bytes."""
    erreurs.seek(max(0, erreurs.seek(0, 2) - 100))
    mots = erreurs.read().decode("ascii", "replace").split()[-2:]
    return int(mots[1]) * 1024 if len(mots) == 2 and mots[0] == PIC and mots[1].isdigit() else plafond


def attendre(processus: subprocess.Popen, delai: float) -> bool:
    """Wait for the child at most `delai` seconds and kill it after; return True if it was late."""
    descripteur = os.pidfd_open(processus.pid)
    hors_delai = True
    try:
        fin = select.poll()
        fin.register(descripteur, select.POLLIN)
        hors_delai = not fin.poll(delai * 1000)
        if hors_delai and temps_processeur(processus.pid) < delai / 2:
            # A hostile file burns its time; a child that did not run is only waiting for its turn.
            hors_delai = not fin.poll((DELAI_AFFAME - delai) * 1000)
    finally:
        # Also when the parent itself is being stopped: its child does not outlive it.
        if hors_delai:
            signal.pidfd_send_signal(descripteur, signal.SIGKILL)
        os.close(descripteur)
        processus.wait()
    return hors_delai


def temps_processeur(pid: int) -> float:
    """Processor seconds used so far by a child that is still running."""
    champs = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(champs[11]) + int(champs[12])) / os.sysconf("SC_CLK_TCK")
