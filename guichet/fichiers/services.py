"""Depositing, reading and removing private files. The file first, its row after, its removal on commit."""

import logging
from datetime import timedelta
from typing import BinaryIO

from django.db import transaction

from guichet.base.horloge import maintenant
from guichet.fichiers import stockage
from guichet.fichiers.models import Fichier
from guichet.journal.services import journaliser

journal = logging.getLogger(__name__)
DELAI_DE_GRACE = timedelta(days=1)


def deposer_fichier(
    *, nom: str, contenu: bytes | BinaryIO, type_mime: str, sensible: bool = False, acteur=None, par
) -> Fichier:
    """Store a file and its row.

    `contenu` is bytes or an open binary file (an upload); `type_mime` what it was recognised as, never what
    the sender said; `sensible` asks a reason at each reading; `acteur` may download it besides the guichet.
    If the transaction is undone the bytes stay without a row and the sweep removes them.
    """
    chemin, taille, sha256 = stockage.write(par.territoire.pk, contenu)
    with transaction.atomic():
        return Fichier.objects.create(
            territoire=par.territoire,
            nom=file_name(nom),
            type_mime=type_mime,
            taille=taille,
            sha256=sha256,
            chemin=chemin,
            sensible=sensible,
            acteur=acteur,
            depose_par=par.utilisateur,
        )


def ouvrir(fichier: Fichier) -> BinaryIO:
    """Open a stored file for reading; the caller closes it. Raises FileNotFoundError without its bytes."""
    return stockage.path_of(fichier.chemin).open("rb")


@transaction.atomic
def supprimer_fichier(*, fichier: Fichier, par) -> None:
    """Delete a file's row now and its bytes at commit. Raises ProtectedError while something points to it."""
    journaliser(
        par=par,
        verbe="supprimer_fichier",
        objet=fichier,
        phrase="Fichier supprimé",
        details={"sha256": fichier.sha256, "taille": fichier.taille},
    )
    chemin = fichier.chemin
    fichier.delete()
    transaction.on_commit(lambda: stockage.remove(chemin))


def retirer_orphelins(territoire_id: int, delai: timedelta = DELAI_DE_GRACE) -> list[str]:
    """Remove the bytes of a territoire, older than `delai`, that no row names; return their paths.

    Runs in the territoire's scope. `delai` must exceed the longest transaction that deposits a file.
    """
    limite = maintenant() - delai
    anciens = [chemin for chemin, ecrit in stockage.stored(territoire_id) if ecrit <= limite]
    with transaction.atomic():
        connus = set(Fichier.objects.filter(chemin__in=anciens).values_list("chemin", flat=True))
    orphelins = [chemin for chemin in anciens if chemin not in connus]
    for chemin in orphelins:
        stockage.remove(chemin)
    if orphelins:
        journal.warning("Territoire %s : %s fichiers sans ligne retirés", territoire_id, len(orphelins))
    return orphelins


def file_name(nom: str) -> str:
    """Return a file name that may be written in an answer's header: no folder, no control character."""
    base = nom.replace("\\", "/").rpartition("/")[2]
    propre = "".join(c for c in base if c.isprintable()).strip(". ")
    if len(propre) > 200:
        racine, point, suffixe = propre.rpartition(".")
        propre = (
            racine[: 199 - len(suffixe)] + point + suffixe if point and len(suffixe) < 10 else propre[:200]
        )
    return propre or "fichier"
