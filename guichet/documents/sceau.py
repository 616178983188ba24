"""Electronic seal of the guichet: PAdES B-B, B-T when a time-stamping authority is set."""

import datetime
import io
from dataclasses import dataclass

from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from guichet.base.erreurs import Refus
from guichet.documents.certificats import Certificat

CHAMP_SCEAU = "Sceau_Guichet"
LIBELLE_SCEAU = "Cachet électronique du guichet"
# The words of the seal are printed by the page itself: the field over them stays transparent.
_TRANSPARENT = StaticStampStyle(background=RawContent(b""), border_width=0)


@dataclass(frozen=True)
class Sceau:
    """What seals: a certificate and, for a B-T level, the address of a time-stamping authority (RFC 3161)."""

    certificat: Certificat
    horodatage_url: str = ""

    def place_reservee(self) -> int | None:
        """Hexadecimal digits kept for the signature; None when a time stamp joins it: a trial tells."""
        if self.horodatage_url:
            return None
        certificats = (self.certificat.certificat, *self.certificat.chaine)
        return 2 * (sum(len(c.dump()) for c in certificats) + 2048)

    def _horodateur(self) -> HTTPTimeStamper | None:
        return HTTPTimeStamper(self.horodatage_url) if self.horodatage_url else None


class _SignataireDate(PdfSigner):
    """A signer whose clock is given: the library reads the system's."""

    def __init__(self, *args, le: datetime.datetime, **options):
        super().__init__(*args, **options)
        self._le = le

    def init_signing_session(self, pdf_out, existing_fields_only=False):
        session = super().init_signing_session(pdf_out, existing_fields_only=existing_fields_only)
        session.system_time = self._le
        return session


class _Revision(IncrementalPdfFileWriter):
    """A revision that adds the signature only: the library would date the metadata by the system."""

    def _update_meta(self):
        pass


def sceller(
    pdf: bytes, sceau: Sceau, *, le: datetime.datetime, motif: str = "", champ: str = CHAMP_SCEAU
) -> bytes:
    """Return the PDF with one more signature, in the field `champ` already laid by `finition.finir`.

    `le` is an aware instant; `motif` is French and public. Raises Refus HORODATAGE_INDISPONIBLE when the
    time-stamping authority does not answer, pyHanko's SigningError when the field is missing or signed.
    """
    certificat = sceau.certificat
    magasin = SimpleCertificateStore()
    magasin.register_multiple(certificat.chaine)
    signataire = SimpleSigner(
        signing_cert=certificat.certificat,
        signing_key=certificat.cle,
        cert_registry=magasin,
        embed_roots=False,
    )
    metadonnees = PdfSignatureMetadata(
        field_name=champ,
        md_algorithm="sha256",
        name=certificat.titulaire,
        reason=motif or None,
        subfilter=SigSeedSubFilter.PADES,
    )
    auteur = _SignataireDate(
        metadonnees, signataire, timestamper=sceau._horodateur(), stamp_style=_TRANSPARENT, le=le
    )
    sortie = io.BytesIO()
    try:
        auteur.sign_pdf(
            _Revision(io.BytesIO(pdf)),
            existing_fields_only=True,
            bytes_reserved=sceau.place_reservee(),
            output=sortie,
        )
    except TimestampRequestError as erreur:
        raise Refus(
            "HORODATAGE_INDISPONIBLE",
            "L’autorité d’horodatage n’a pas répondu : le document n’est pas scellé.",
            "Relancez plus tard, ou demandez à l’administrateur de vérifier GUICHET_HORODATAGE_URL.",
        ) from erreur
    return sortie.getvalue()
