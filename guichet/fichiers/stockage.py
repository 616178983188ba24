"""The bytes on the disk: written whole, flushed, then named. Nothing else touches this folder."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

MORCEAU = 1024 * 1024
PROVISOIRE = ".en-cours"


def root() -> Path:
    """Return the private folder of stored files."""
    return Path(settings.DONNEES) / "fichiers"


def write(territoire_id: int, contenu: bytes | BinaryIO) -> tuple[str, int, str]:
    """Store bytes or an open binary file; return (path under the root, size in bytes, hexadecimal SHA-256).

    The path is drawn at random: it tells nothing of the file. The bytes are on the disk when this returns.
    """
    nom = secrets.token_hex(16)
    chemin = f"{territoire_id}/{nom[:2]}/{nom}"
    dossier = (root() / chemin).parent
    dossier.mkdir(parents=True, exist_ok=True, mode=0o700)
    provisoire = dossier / f"{nom}{PROVISOIRE}"
    empreinte, taille = hashlib.sha256(), 0
    with open(provisoire, "xb", opener=lambda c, f: os.open(c, f, 0o600)) as fichier:
        for morceau in _pieces(contenu):
            empreinte.update(morceau)
            taille += fichier.write(morceau)
        fichier.flush()
        os.fsync(fichier.fileno())
    provisoire.rename(root() / chemin)
    _flush_folder(dossier)
    return chemin, taille, empreinte.hexdigest()


def path_of(chemin: str) -> Path:
    """Return the real path of a stored file. Raises ValueError for one outside the folder."""
    reel = (root() / chemin).resolve()
    if not reel.is_relative_to(root().resolve()):
        raise ValueError(f"Chemin hors du dossier des fichiers : {chemin}")
    return reel


def remove(chemin: str) -> None:
    """Remove stored bytes; those already gone are not an error."""
    path_of(chemin).unlink(missing_ok=True)


def stored(territoire_id: int) -> Iterator[tuple[str, datetime]]:
    """Yield (path under the root, instant of writing) of a territoire's files, unfinished ones included."""
    dossier = root() / str(territoire_id)
    for fichier in dossier.glob("*/*"):
        try:
            ecrit = fichier.stat().st_mtime
        except FileNotFoundError:
            continue
        yield str(fichier.relative_to(root())), datetime.fromtimestamp(ecrit, UTC)


def _pieces(contenu: bytes | BinaryIO) -> Iterator[bytes]:
    if isinstance(contenu, bytes):
        yield contenu
        return
    contenu.seek(0)
    while morceau := contenu.read(MORCEAU):
        yield morceau


def _flush_folder(dossier: Path) -> None:
    """Make the new name itself survive a power cut."""
    descripteur = os.open(dossier, os.O_RDONLY)
    try:
        os.fsync(descripteur)
    finally:
        os.close(descripteur)
