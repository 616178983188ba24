"""``python -m guichet.services_locaux start|stop|status``: the same as ``manage.py services``."""

import argparse
import sys
from pathlib import Path

import environ

from guichet.services_locaux.binaires import ServiceIndisponible
from guichet.services_locaux.emplacements import emplacements
from guichet.services_locaux.pilotage import arreter, demarrer, etat

BASE_DIR = Path(__file__).resolve().parents[2]
ACTIONS = ("start", "stop", "status")


def executer_action(action: str, ecrire=print) -> int:
    """Do `action` (one of ACTIONS) for this checkout and say so in French.

    Returns the exit status: 0 done, 1 refused, 3 when `status` finds a server that does not answer.
    """
    try:
        if action == "start":
            _annoncer("Démarré", demarrer(BASE_DIR), "Rien à démarrer.", ecrire)
        elif action == "stop":
            _annoncer("Arrêté", arreter(BASE_DIR), "Rien à arrêter.", ecrire)
        else:
            return _dire_etat(ecrire)
    except ServiceIndisponible as refus:
        ecrire(f"Erreur : {refus}")
        return 1
    return 0


def _annoncer(mot: str, noms: list[str], sinon: str, ecrire) -> None:
    for nom in noms:
        ecrire(f"{mot} : {nom}.")
    if not noms:
        ecrire(sinon)


def _dire_etat(ecrire) -> int:
    vus = etat(BASE_DIR)
    if not vus:
        ecrire("Aucun serveur local : DATABASE_URL et REDIS_URL désignent les vôtres.")
        return 0
    for nom, repond in vus.items():
        ecrire(f"{nom} : {'répond' if repond else 'arrêté'}.")
    ecrire(f"Données : {emplacements(BASE_DIR).racine}")
    return 0 if all(vus.values()) else 3


def main() -> int:
    """Command line entry."""
    lecteur = argparse.ArgumentParser(
        prog="services", description="Serveurs PostgreSQL et Valkey de ce dossier."
    )
    lecteur.add_argument("action", choices=ACTIONS)
    environ.Env.read_env(BASE_DIR / ".env")
    return executer_action(lecteur.parse_args().action)


if __name__ == "__main__":
    sys.exit(main())
