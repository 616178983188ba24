"""Start, stop and probe the embedded Redis-protocol server."""

import socket
import time

from guichet.services_locaux.binaires import ServiceIndisponible, lancer, programme_valkey, vit
from guichet.services_locaux.emplacements import Emplacements

DELAI = 30.0  # seconds; reading back a long append-only file is the slow case


def repond(lieux: Emplacements) -> bool:
    """Whether the server answers and has finished reading its file."""
    return _demander(lieux, b"PING\r\n").startswith(b"+PONG")


def demarrer(lieux: Emplacements) -> None:
    """Start the server if it does not answer yet. What is queued survives a stop (append-only file).

    Raises ServiceIndisponible when it does not come up.
    """
    if repond(lieux):
        return
    donnees = lieux.racine / "valkey"
    donnees.mkdir(mode=0o700, exist_ok=True)
    journal = lieux.racine / "valkey.log"
    numero = lancer(
        programme_valkey(), "--port", "0",
        "--unixsocket", lieux.valkey_socket, "--unixsocketperm", "700",
        "--dir", donnees, "--appendonly", "yes", "--save", "", "--maxmemory-policy", "noeviction",
        journal=journal, qui={},
    )  # fmt: skip
    fin = time.monotonic() + DELAI
    while not repond(lieux):
        if not vit(numero) or time.monotonic() > fin:
            raise ServiceIndisponible(f"Le serveur Valkey ne démarre pas. Voir {journal}.")
        time.sleep(0.02)


def arreter(lieux: Emplacements) -> None:
    """Stop the server if it runs, and wait until it is gone."""
    if not repond(lieux):
        return
    _demander(lieux, b"SHUTDOWN\r\n")
    fin = time.monotonic() + DELAI
    while repond(lieux):
        if time.monotonic() > fin:
            raise ServiceIndisponible("Le serveur Valkey ne s'arrête pas.")
        time.sleep(0.02)


def _demander(lieux: Emplacements, commande: bytes) -> bytes:
    """Send one inline command; an absent server answers nothing."""
    with socket.socket(socket.AF_UNIX) as fil:
        fil.settimeout(5)
        try:
            fil.connect(str(lieux.valkey_socket))
            fil.sendall(commande)
            return fil.recv(64)
        except OSError:
            return b""
