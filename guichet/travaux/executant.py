"""Who executes: a process named so that a dead one is recognised even when its number is used again."""

import os
import socket
from functools import lru_cache
from pathlib import Path


def host() -> str:
    """Return this machine's (or container's) name, shortened to fit in a lease."""
    return socket.gethostname().replace(":", "_")[:40]


@lru_cache(maxsize=4)
def _name_of(pid: int) -> str:
    return f"{host()}:{pid}:{_start_of(pid)}"


def here() -> str:
    """Return the name of this process: host, number, instant of its start."""
    return _name_of(os.getpid())


def dead(nom: str) -> bool:
    """Tell whether a lease belongs to a process of this host that no longer runs."""
    machine, _, reste = nom.partition(":")
    pid, _, depart = reste.partition(":")
    if machine != host() or not pid.isdigit():
        return False
    return _start_of(int(pid)) != depart


def _start_of(pid: int) -> str:
    """Clock ticks between the machine's start and the process's, empty when it does not run."""
    try:
        champs = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return ""
    # Fields after the name: state is the first, start time the twentieth; a zombie no longer works.
    return "" if champs[0] in "ZX" else champs[19]
