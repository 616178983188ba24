"""What seals documents: the collectivité's certificate (PKCS#12) or, for a demonstration, our own."""

import datetime
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from asn1crypto import keys as cles_asn1
from asn1crypto import x509 as x509_asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from guichet.base.erreurs import Refus

DUREE_DEMONSTRATION = datetime.timedelta(days=10_950)
_CLE, _CERTIFICAT, _RACINE = "cle.der", "certificat.der", "racine.der"


@dataclass(frozen=True)
class Certificat:
    """What signs: private key, certificate, chain up to the roots, and the roots that a check will trust."""

    cle: cles_asn1.PrivateKeyInfo
    certificat: x509_asn1.Certificate
    chaine: tuple[x509_asn1.Certificate, ...]
    racines: tuple[x509_asn1.Certificate, ...]

    @property
    def titulaire(self) -> str:
        """Common name written in the certificate."""
        return self.certificat.subject.native.get("common_name", "")


def certificat_pkcs12(chemin: Path, mot_de_passe: str) -> Certificat:
    """Read the seal of a collectivité; its self-issued certificate, else the last or only one, is the root.

    Raises Refus when the file cannot be read with that password or holds no private key.
    """
    try:
        contenu = pkcs12.load_pkcs12(chemin.read_bytes(), mot_de_passe.encode() or None)
        cle, certificat = contenu.key, contenu.cert.certificate
        cle_der = _cle_en_der(cle)
    except (OSError, ValueError, AttributeError) as erreur:
        raise Refus(
            "SCEAU_ILLISIBLE",
            f"Le certificat de sceau {chemin.name} ne peut pas être lu avec le mot de passe donné.",
            "Vérifiez GUICHET_SCEAU_P12 (fichier PKCS#12 avec sa clé) et GUICHET_SCEAU_MOT_DE_PASSE.",
        ) from erreur
    autres = tuple(_asn1(autre.certificate) for autre in contenu.additional_certs)
    racines = tuple(c for c in autres if c.self_issued) or autres[-1:] or (_asn1(certificat),)
    return Certificat(cles_asn1.PrivateKeyInfo.load(cle_der), _asn1(certificat), autres, racines)


def certificat_de_demonstration(dossier: Path, *, titulaire: str, le: datetime.datetime) -> Certificat:
    """Return the seal kept in `dossier`, made on the first call: a P-256 key under an authority of our own.

    The folder is private (0700, files 0600); the authority's key is never written, so that nobody can issue
    a second certificate under it. Two processes may call at once: the first to finish wins.
    """
    if not dossier.exists():
        dossier.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        provisoire = Path(tempfile.mkdtemp(dir=dossier.parent, prefix=".sceau-"))
        try:
            _ecrire(provisoire, titulaire, le)
            provisoire.rename(dossier)
        except OSError:
            shutil.rmtree(provisoire, ignore_errors=True)
            if not dossier.exists():
                raise
    racine = x509_asn1.Certificate.load((dossier / _RACINE).read_bytes())
    return Certificat(
        cles_asn1.PrivateKeyInfo.load((dossier / _CLE).read_bytes()),
        x509_asn1.Certificate.load((dossier / _CERTIFICAT).read_bytes()),
        (),
        (racine,),
    )


def _ecrire(dossier: Path, titulaire: str, le: datetime.datetime) -> None:
    autorite, cle = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    nom_autorite = _nom(f"Autorité de démonstration, {titulaire}")
    racine = _emettre(nom_autorite, nom_autorite, autorite.public_key(), autorite, le, autorite=True)
    certificat = _emettre(_nom(titulaire), nom_autorite, cle.public_key(), autorite, le, autorite=False)
    contenus = {_CLE: _cle_en_der(cle), _CERTIFICAT: _der(certificat), _RACINE: _der(racine)}
    for nom, octets in contenus.items():
        with open(dossier / nom, "wb", opener=lambda c, f: os.open(c, f, 0o600)) as fichier:
            fichier.write(octets)


def _emettre(sujet, emetteur, cle_publique, cle_emetteur, le: datetime.datetime, *, autorite: bool):
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    usage |= {"key_cert_sign": autorite, "crl_sign": autorite}
    usage |= {"digital_signature": not autorite, "content_commitment": not autorite}
    emetteur_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(cle_emetteur.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(sujet)
        .issuer_name(emetteur)
        .public_key(cle_publique)
        .serial_number(x509.random_serial_number())
        .not_valid_before(le - datetime.timedelta(days=1))
        .not_valid_after(le + DUREE_DEMONSTRATION)
        .add_extension(x509.BasicConstraints(ca=autorite, path_length=0 if autorite else None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(cle_publique), critical=False)
        .add_extension(emetteur_id, critical=False)
        .sign(cle_emetteur, hashes.SHA256())
    )


def _nom(commun: str) -> x509.Name:
    # X.520 caps a common name at 64, counted in bytes.
    court = commun.encode()[:64].decode(errors="ignore")
    attributs = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "FR"),
        x509.NameAttribute(NameOID.COMMON_NAME, court),
    ]
    return x509.Name(attributs)


def _cle_en_der(cle) -> bytes:
    return cle.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _der(certificat: x509.Certificate) -> bytes:
    return certificat.public_bytes(serialization.Encoding.DER)


def _asn1(certificat: x509.Certificate) -> x509_asn1.Certificate:
    return x509_asn1.Certificate.load(_der(certificat))
