"""A seal with a time stamp (PAdES B-T), asked from an RFC 3161 authority over real HTTP on the loopback."""

import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from asn1crypto import keys, tsp
from asn1crypto import x509 as x509_asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

from guichet.base.erreurs import Refus
from guichet.documents.production import produire
from guichet.documents.sceau import Sceau
from guichet.documents.verification import verifier
from tests.documents import exemples
from tests.outils.verapdf.validation import valider

pytestmark = pytest.mark.pdf


class _Autorite(ThreadingHTTPServer):
    """A time-stamping authority that signs every request with its own certificate."""

    def __init__(self):
        cle = rsa.generate_private_key(65537, 2048)
        nom = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Horodatage d’essai")])
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        certificat = (
            x509.CertificateBuilder(nom, nom, cle.public_key(), x509.random_serial_number())
            .not_valid_before(exemples.LE - datetime.timedelta(days=1))
            .not_valid_after(exemples.LE + datetime.timedelta(days=1))
            .add_extension(usage, critical=True)
            .sign(cle, hashes.SHA256())
        )
        der = cle.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        self.racine = x509_asn1.Certificate.load(certificat.public_bytes(serialization.Encoding.DER))
        self.horodateur = DummyTimeStamper(
            self.racine, keys.PrivateKeyInfo.load(der), fixed_dt=exemples.LE, certs_to_embed=None
        )
        super().__init__(("127.0.0.1", 0), _Reponse)
        self.adresse = f"http://127.0.0.1:{self.server_port}/"


class _Reponse(BaseHTTPRequestHandler):
    def do_POST(self):
        demande = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
        corps = self.server.horodateur.request_tsa_response(demande).dump()
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(corps)))
        self.end_headers()
        self.wfile.write(corps)

    def log_message(self, *args):
        pass


@pytest.fixture
def autorite():
    with _Autorite() as serveur:
        fil = Thread(target=serveur.serve_forever)
        fil.start()
        yield serveur
        serveur.shutdown()
        fil.join()


def _produire(certificat, adresse: str) -> bytes:
    donnees = exemples.convention()
    return produire("convention", donnees, exemples.identite(), sceau=Sceau(certificat, adresse))


def test_sceau_horodate_valide_conforme_et_reconnu(autorite, certificat, fichier):
    pdf = _produire(certificat, autorite.adresse)
    verdict = verifier(pdf, racines=certificat.racines, le=exemples.LE, racines_horodatage=[autorite.racine])
    assert verdict.valide, verdict
    assert verdict.details["signatures"][0]["horodatage"] == exemples.LE.isoformat()
    assert verdict.details["signatures"][0]["reconnu"] is True
    assert all(rapport.conforme for rapport in valider(fichier(pdf), "3a", "ua1"))


def test_horodatage_d_une_autorite_inconnue_dit_comme_tel(autorite, certificat):
    pdf = _produire(certificat, autorite.adresse)
    verdict = verifier(pdf, racines=certificat.racines, le=exemples.LE)
    assert verdict.valide
    assert verdict.details["signatures"][0]["reconnu"] is False


def test_autorite_absente_refus_clair(certificat):
    with _Autorite() as fermee:
        adresse = fermee.adresse
    with pytest.raises(Refus) as refus:
        _produire(certificat, adresse)
    assert refus.value.code == "HORODATAGE_INDISPONIBLE"
    assert "GUICHET_HORODATAGE_URL" in refus.value.que_faire
