"""The seal's certificate: made once and kept private, or brought by the collectivité."""

import datetime
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12

from guichet.base.erreurs import Refus
from guichet.documents.certificats import certificat_de_demonstration, certificat_pkcs12
from guichet.documents.production import produire
from guichet.documents.sceau import Sceau
from guichet.documents.verification import verifier
from tests.documents import exemples


def _creer(dossier):
    return certificat_de_demonstration(dossier, titulaire="Guichet d’essai", le=exemples.LE)


def test_certificat_cree_une_fois_puis_relu(tmp_path):
    premier, second = _creer(tmp_path / "sceau"), _creer(tmp_path / "sceau")
    assert premier.certificat.dump() == second.certificat.dump()
    assert premier.titulaire == "Guichet d’essai"
    assert premier.certificat.dump() != premier.racines[0].dump()


def test_dossier_et_cle_prives_et_cle_de_l_autorite_jamais_ecrite(tmp_path):
    _creer(tmp_path / "sceau")
    assert stat.S_IMODE((tmp_path / "sceau").stat().st_mode) == 0o700
    modes = {f.name: stat.S_IMODE(f.stat().st_mode) for f in (tmp_path / "sceau").iterdir()}
    assert modes == dict.fromkeys(("cle.der", "certificat.der", "racine.der"), 0o600)
    assert [f.name for f in tmp_path.iterdir()] == ["sceau"]


def test_creations_simultanees_donnent_le_meme_certificat(tmp_path):
    with ThreadPoolExecutor(8) as essai:
        tous = list(essai.map(lambda _: _creer(tmp_path / "sceau"), range(16)))
    assert len({c.certificat.dump() for c in tous}) == 1
    assert [f.name for f in tmp_path.iterdir()] == ["sceau"]


def test_nom_long_et_accentue_raccourci_sans_erreur(tmp_path):
    cree = certificat_de_demonstration(tmp_path / "s", titulaire="É" * 80, le=exemples.LE)
    assert cree.titulaire == "É" * 32


def _pkcs12(cree, chemin, mot_de_passe: str):
    cle = serialization.load_der_private_key(cree.cle.dump(), None)
    certificats = [x509.load_der_x509_certificate(c.dump()) for c in (cree.certificat, *cree.racines)]
    algorithme = serialization.BestAvailableEncryption(mot_de_passe.encode())
    chemin.write_bytes(
        pkcs12.serialize_key_and_certificates(b"sceau", cle, certificats[0], certificats[1:], algorithme)
    )


@pytest.mark.pdf
def test_pkcs12_de_la_collectivite_scelle_et_se_verifie(tmp_path):
    _pkcs12(_creer(tmp_path / "sceau"), tmp_path / "s.p12", "secret é")
    lu = certificat_pkcs12(tmp_path / "s.p12", "secret é")
    pdf = produire("convention", exemples.convention(), exemples.identite(), sceau=Sceau(lu))
    assert verifier(pdf, racines=lu.racines, le=exemples.LE).valide


def test_pkcs12_mauvais_mot_de_passe_ou_fichier_absent(tmp_path):
    _pkcs12(_creer(tmp_path / "sceau"), tmp_path / "s.p12", "secret")
    (tmp_path / "vide.p12").write_bytes(b"rien")
    for chemin, mot in (("s.p12", "faux"), ("absent.p12", ""), ("vide.p12", "")):
        with pytest.raises(Refus) as refus:
            certificat_pkcs12(tmp_path / chemin, mot)
        assert refus.value.code == "SCEAU_ILLISIBLE"
        assert chemin in refus.value.phrase
        assert "GUICHET_SCEAU_P12" in refus.value.que_faire


def test_certificat_vaut_dix_ans(tmp_path):
    cree = _creer(tmp_path / "sceau").certificat
    assert cree.not_valid_after - exemples.LE == datetime.timedelta(days=10_950)
