"""Proofs attached to a relevé or to one of its lines."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from guichet.journal.services import journaliser
from publics.models import Justificatif, LigneReleve, Releve
from publics.services.pieces import deposer_piece


@transaction.atomic
def joindre_justificatif(
    *, releve: Releve, piece: UploadedFile, ligne: LigneReleve | None = None, par
) -> Justificatif:
    """Attach a PDF or an image to a relevé, or to one of its lines; shown beside it at the control.

    Raises Refus: PIECE_TAILLE, PIECE_FORMAT.
    """
    fichier = deposer_piece(piece=piece, sensible=False, champ="piece", par=par)
    justificatif = Justificatif.objects.create(
        territoire=par.territoire, releve=releve, ligne=ligne, fichier=fichier
    )
    lieu = f"ligne {ligne.numero}" if ligne else "relevé entier"
    journaliser(par=par, verbe="joindre_justificatif", objet=releve, phrase=f"Justificatif joint, {lieu}")
    return justificatif
