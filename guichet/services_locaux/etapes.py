"""Steps of a start that are skipped while what they read has not changed."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from guichet.base.horloge import aujourdhui
from guichet.services_locaux.binaires import ServiceIndisponible
from guichet.services_locaux.emplacements import emplacements

DES_MIGRATIONS = ("*/migrations/*.py", "guichet/base/**/*.py", "requirements/*.txt")
DE_LA_DEMONSTRATION = ("guichet/entree/demo/**/*", "guichet/**/commands/demo.py")


def migrer(base_dir: Path) -> None:
    """Bring the base to the schema of the code. Raises ServiceIndisponible when a migration fails."""
    empreinte = _empreinte(base_dir, DES_MIGRATIONS)
    if _resultat(base_dir, "migrations", empreinte) is None:
        print("Préparation de la base…", flush=True)
        _manage(base_dir, "migrate", "--verbosity", "0")
        _noter(base_dir, "migrations", empreinte, "")


def faire_la_demonstration(base_dir: Path) -> str:
    """Fill the base with the demonstration and return what the command says of the accounts.

    Done again each month, so that the current month has things to do. ``GUICHET_DEMO=0``: nothing, "".
    """
    if os.environ.get("GUICHET_DEMO") == "0" or not any(base_dir.glob(DE_LA_DEMONSTRATION[1])):
        return ""
    mois = aujourdhui().strftime("%Y-%m")
    empreinte = _empreinte(base_dir, DE_LA_DEMONSTRATION, mois)
    comptes = _resultat(base_dir, "demonstration", empreinte)
    if comptes is None:
        print("Création de la démonstration…", flush=True)
        comptes = _manage(base_dir, "demo")
        _noter(base_dir, "demonstration", empreinte, comptes)
    return comptes


def _empreinte(base_dir: Path, motifs: Iterable[str], *autres: str) -> str:
    somme = hashlib.sha256("\0".join(autres).encode())
    for chemin in sorted({trouve for motif in motifs for trouve in base_dir.glob(motif) if trouve.is_file()}):
        if "__pycache__" not in chemin.parts:
            somme.update(f"{chemin.relative_to(base_dir)}\0".encode() + chemin.read_bytes())
    return somme.hexdigest()


def _temoin(base_dir: Path, etape: str) -> Path | None:
    """The note of a step lives beside the local base and goes away with it; an outside base has none."""
    return None if os.environ.get("DATABASE_URL") else emplacements(base_dir).racine / f"etape-{etape}"


def _resultat(base_dir: Path, etape: str, empreinte: str) -> str | None:
    temoin = _temoin(base_dir, etape)
    if temoin is None or not temoin.exists():
        return None
    vue, _, texte = temoin.read_text(encoding="utf-8").partition("\n")
    return texte if vue == empreinte else None


def _noter(base_dir: Path, etape: str, empreinte: str, texte: str) -> None:
    if temoin := _temoin(base_dir, etape):
        temoin.write_text(f"{empreinte}\n{texte}", encoding="utf-8")


def _manage(base_dir: Path, *arguments: str) -> str:
    commande = [sys.executable, "manage.py", *arguments]
    fait = subprocess.run(commande, cwd=base_dir, stdout=subprocess.PIPE, text=True, check=False)
    if fait.returncode:
        raise ServiceIndisponible(f"« manage.py {arguments[0]} » a échoué ; la raison est ci-dessus.")
    return fait.stdout.strip()
