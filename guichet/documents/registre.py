"""The public register: what anybody may learn of a document from its code or from its bytes."""

import hashlib
from typing import BinaryIO

from guichet.base.horloge import maintenant
from guichet.documents.coffre import certificat_courant
from guichet.documents.models import Preuve
from guichet.documents.numerotation import normaliser_code
from guichet.documents.verification import Verdict, verifier


def proof_of_code(saisie: str) -> Preuve | None:
    """Return the proof of a code as a person types it, or None."""
    code = normaliser_code(saisie)
    return Preuve.objects.filter(code=code).first() if code else None


def proof_of_file(fichier: BinaryIO) -> Preuve | None:
    """Return the proof of a file, byte for byte, or None. The file is hashed, never parsed."""
    fichier.seek(0)
    return Preuve.objects.filter(sha256=hashlib.file_digest(fichier, "sha256").hexdigest()).first()


def verifier_octets(octets: bytes) -> tuple[Verdict, Preuve | None]:
    """Judge a file by the register and by its seal; return the verdict and the proof if there is one."""
    preuve = Preuve.objects.filter(sha256=hashlib.sha256(octets).hexdigest()).first()
    verdict = verifier(
        octets,
        racines=certificat_courant().racines,
        le=maintenant(),
        signatures_attendues=preuve.signatures if preuve else 1,
        empreintes_connues={preuve.sha256} if preuve else set(),
    )
    return verdict, preuve
