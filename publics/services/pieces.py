"""Proofs deposited with a fiche or a contract: PDF or image, recognised by their first bytes."""

from django.core.files.uploadedfile import UploadedFile

from guichet.base.erreurs import Refus
from guichet.base.formats import taille
from guichet.fichiers.models import Fichier
from guichet.fichiers.services import deposer_fichier

TAILLE_MAXIMALE = 10_000_000
SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)


def type_reconnu(debut: bytes) -> str | None:
    """Return the type of a file from its first bytes, None for anything but PDF, JPEG and PNG."""
    return next((mime for signature, mime in SIGNATURES if debut.startswith(signature)), None)


def deposer_piece(*, piece: UploadedFile, sensible: bool = True, champ: str | None = None, par) -> Fichier:
    """Store a proof. Raises Refus: PIECE_TAILLE (more than 10 Mo), PIECE_FORMAT (neither PDF nor image)."""
    if piece.size > TAILLE_MAXIMALE:
        raise Refus(
            "PIECE_TAILLE",
            f"« {piece.name} » pèse {taille(piece.size)}, 10 Mo au plus.",
            "Réduisez l’image ou découpez le document.",
            champ=champ,
        )
    debut = piece.read(16)
    piece.seek(0)
    mime = type_reconnu(debut)
    if mime is None:
        raise Refus(
            "PIECE_FORMAT",
            f"« {piece.name} » n’est ni un PDF ni une image JPEG ou PNG.",
            "Enregistrez le document en PDF, ou photographiez-le.",
            champ=champ,
        )
    return deposer_fichier(
        nom=piece.name, contenu=piece, type_mime=mime, sensible=sensible, acteur=par.acteur, par=par
    )
