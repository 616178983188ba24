"""Our verifier: is this file, byte for byte, what the guichet sealed?

Other readers call "valid" a file to which a page was added after the signature. Here every byte counts:
each signature must hold, the last one must cover the whole file, its unsigned area must be zeros.
"""

import datetime
import hashlib
import io
import logging
from collections.abc import Collection
from dataclasses import dataclass, field

from asn1crypto import cms, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import PdfSignatureStatus, SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

TAILLE_MAX = 50_000_000
# The verdict says everything: a hostile file must not fill the logs with traces.
logging.getLogger("pyhanko.sign.validation").setLevel(logging.CRITICAL)
_PHRASES = {
    "VERIF_VALIDE": "Ce document est authentique : il n'a pas été modifié depuis son cachet.",
    "VERIF_TROP_GROS": "Ce fichier dépasse 50 Mo : ce n’est pas un document du guichet.",
    "VERIF_PAS_UN_PDF": "Ce fichier n’est pas un PDF.",
    "VERIF_ILLISIBLE": "Ce PDF est abîmé ou a été modifié : il ne peut pas être relu.",
    "VERIF_HORS_REGISTRE": "Ce fichier n’est pas celui que le guichet a enregistré.",
    "VERIF_SANS_SIGNATURE": "Ce PDF ne porte aucun cachet.",
    "VERIF_NOMBRE_SIGNATURES": "Ce PDF porte {trouve} signature(s) au lieu de {attendu}.",
    "VERIF_MODIFIE": "Ce document a été modifié après son cachet.",
    "VERIF_AJOUT": "Quelque chose a été ajouté à ce document après sa dernière signature.",
    "VERIF_SIGNATAIRE_INCONNU": "Le cachet de ce document n’est pas celui du guichet.",
    "VERIF_DATE_FUTURE": "Le cachet de ce document porte une date future.",
}


@dataclass(frozen=True)
class Verdict:
    """Answer of the verifier: `code` is stable (VERIF_…), `phrase` French, `details` plain JSON values."""

    valide: bool
    code: str
    phrase: str
    details: dict = field(default_factory=dict)


@dataclass(frozen=True)
class _Confiance:
    racines: tuple[x509.Certificate, ...]
    racines_horodatage: tuple[x509.Certificate, ...]
    le: datetime.datetime


class _Invalide(Exception):
    def __init__(self, code: str, **details):
        super().__init__(code)
        self.code, self.details = code, details


def verifier(
    octets: bytes,
    *,
    racines: Collection[x509.Certificate],
    le: datetime.datetime,
    signatures_attendues: int = 1,
    empreintes_connues: Collection[str] | None = None,
    racines_horodatage: Collection[x509.Certificate] = (),
) -> Verdict:
    """Judge a file. Never raises for a bad file: what cannot be read is not valid.

    `racines` are the trusted roots (`Certificat.racines`); `le` an aware instant; `empreintes_connues` the
    SHA-256 (hexadecimal) of the register, None when there is no register to ask. A time stamp must be intact;
    its authority is `reconnu` in the details only if it leads to one of `racines_horodatage`.
    """
    details = {"sha256": hashlib.sha256(octets).hexdigest(), "taille": len(octets)}
    try:
        details["signatures"] = _controler(
            octets, _Confiance(tuple(racines), tuple(racines_horodatage), le), signatures_attendues
        )
        if empreintes_connues is not None and details["sha256"] not in empreintes_connues:
            raise _Invalide("VERIF_HORS_REGISTRE")
    except _Invalide as refus:
        return _verdict(refus.code, details | refus.details)
    except Exception as erreur:  # a hostile file breaks a parser in any way
        return _verdict("VERIF_ILLISIBLE", details | {"erreur": type(erreur).__name__})
    return _verdict("VERIF_VALIDE", details)


def _verdict(code: str, details: dict) -> Verdict:
    return Verdict(code == "VERIF_VALIDE", code, _PHRASES[code].format_map(details), details)


def _controler(octets: bytes, confiance: _Confiance, attendues: int) -> list[dict]:
    if len(octets) > TAILLE_MAX:
        raise _Invalide("VERIF_TROP_GROS")
    if not octets.startswith(b"%PDF-"):
        raise _Invalide("VERIF_PAS_UN_PDF")
    signatures = PdfFileReader(io.BytesIO(octets)).embedded_signatures
    if not signatures:
        raise _Invalide("VERIF_SANS_SIGNATURE")
    constats = [_signature(octets, signature, confiance) for signature in signatures]
    if len(signatures) != attendues:
        raise _Invalide("VERIF_NOMBRE_SIGNATURES", attendu=attendues, trouve=len(signatures))
    if signatures[-1].coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        raise _Invalide("VERIF_AJOUT")
    return constats


def _signature(octets: bytes, signature: EmbeddedPdfSignature, confiance: _Confiance) -> dict:
    _exiger_zone_canonique(octets, signature)
    instant = signature.self_reported_timestamp
    if instant is None or instant > confiance.le:
        raise _Invalide("VERIF_DATE_FUTURE")
    # A seal is judged on the day it was laid: a certificate that ran out since does not undo it.
    etat = validate_pdf_signature(
        signature,
        _contexte(confiance.racines, instant),
        ts_validation_context=_contexte(confiance.racines_horodatage, instant),
    )
    if not etat.intact or not etat.valid:
        raise _Invalide("VERIF_MODIFIE")
    if not etat.trusted:
        raise _Invalide("VERIF_SIGNATAIRE_INCONNU", signataire=_commun(signature))
    if not etat.docmdp_ok or not etat.seed_value_ok:
        raise _Invalide("VERIF_AJOUT")
    constat = {"champ": signature.field_name, "signataire": _commun(signature), "le": instant.isoformat()}
    return constat | _horodatage(etat)


def _horodatage(etat: PdfSignatureStatus) -> dict:
    jeton = etat.timestamp_validity
    if jeton is None:
        return {}
    if not jeton.intact or not jeton.valid:
        raise _Invalide("VERIF_MODIFIE")
    return {"horodatage": jeton.timestamp.isoformat(), "reconnu": bool(jeton.trusted)}


def _contexte(racines: Collection[x509.Certificate], instant: datetime.datetime) -> ValidationContext:
    return ValidationContext(
        trust_roots=list(racines), allow_fetching=False, moment=instant, revocation_mode="soft-fail"
    )


def _exiger_zone_canonique(octets: bytes, signature: EmbeddedPdfSignature) -> None:
    """The only unsigned bytes are the signature itself: one DER object, then zeros, in capital digits.

    Its envelope is rebuilt from its parts and compared. Otherwise a byte could be changed there, or something
    hidden, without any digest noticing.
    """
    debut, longueur, reprise, _ = (int(n) for n in signature.byte_range)
    valeur = signature.pkcs7_content
    if debut != 0 or octets[longueur:reprise] != b"<" + valeur.hex().upper().encode() + b">":
        raise _Invalide("VERIF_MODIFIE")
    enveloppe = _enveloppe(signature.signed_data, signature.signer_cert)
    if not valeur.startswith(enveloppe) or any(valeur[len(enveloppe) :]):
        raise _Invalide("VERIF_MODIFIE")


def _enveloppe(recu: cms.SignedData, certificat: x509.Certificate) -> bytes:
    """DER of the envelope our seals have (RFC 5652): one signer, detached content, nothing optional."""
    (signataire,) = recu["signer_infos"]
    # Rebuilt, not copied: a reader compares names without case and forgives an odd version.
    designation = {"issuer": certificat.issuer, "serial_number": certificat.serial_number}
    parties = ("digest_algorithm", "signed_attrs", "signature_algorithm", "signature", "unsigned_attrs")
    refait = {"version": "v1", "sid": cms.SignerIdentifier("issuer_and_serial_number", designation)}
    refait |= {partie: signataire[partie] for partie in parties if signataire[partie].native is not None}
    contenu = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [signataire["digest_algorithm"]],
            "encap_content_info": {"content_type": "data"},
            "certificates": recu["certificates"],
            "signer_infos": [cms.SignerInfo(refait)],
        }
    )
    return cms.ContentInfo({"content_type": "signed_data", "content": contenu}).dump()


def _commun(signature: EmbeddedPdfSignature) -> str:
    return signature.signer_cert.subject.native.get("common_name", "")
