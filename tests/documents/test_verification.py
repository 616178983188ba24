"""What our verifier refuses: everything that is not, byte for byte, what was sealed."""

import datetime
import io

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from guichet.documents.certificats import certificat_de_demonstration
from guichet.documents.production import imprimer, produire
from guichet.documents.sceau import Sceau
from guichet.documents.verification import verifier
from tests.documents import exemples

pytestmark = pytest.mark.pdf


@pytest.fixture
def juger(certificat):
    def _juger(octets, **options):
        return verifier(octets, racines=certificat.racines, **{"le": exemples.LE} | options)

    return _juger


def _revision(octets: bytes) -> bytes:
    """An incremental update that adds a free-text note on the first page."""
    redacteur = IncrementalPdfFileWriter(io.BytesIO(octets))
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject(
                [generic.NumberObject(n) for n in (50, 50, 200, 100)]
            ),
            generic.pdf_name("/Contents"): generic.TextStringObject("24 000 h"),
            generic.pdf_name("/DA"): generic.TextStringObject("/Helv 12 Tf 0 g"),
        }
    )
    page = redacteur.root["/Pages"]["/Kids"][0]
    page[generic.pdf_name("/Annots")] = generic.ArrayObject([redacteur.add_object(note)])
    redacteur.update_container(page)
    sortie = io.BytesIO()
    redacteur.write(sortie)
    return sortie.getvalue()


def test_document_intact_valide(convention, juger):
    verdict = juger(convention)
    assert (verdict.valide, verdict.code) == (True, "VERIF_VALIDE")
    assert verdict.details["signatures"][0]["signataire"] == "Guichet des clauses sociales"


@settings(max_examples=120, deadline=None)
@given(donnees=st.data())
def test_un_octet_change_refuse(convention, certificat, donnees):
    rang = donnees.draw(st.integers(0, len(convention) - 1))
    autre = donnees.draw(st.integers(1, 255))
    change = bytearray(convention)
    change[rang] ^= autre
    assert not verifier(bytes(change), racines=certificat.racines, le=exemples.LE).valide


def _signature(octets: bytes) -> tuple[int, bytes]:
    """Place of the signature's first hexadecimal digit, and its DER without the padding."""
    debut = octets.rindex(b"/Contents <") + len(b"/Contents <")
    valeur = bytes.fromhex(octets[debut : octets.index(b">", debut)].decode())
    return debut, valeur.rstrip(b"\x00")


@settings(max_examples=120, deadline=None)
@given(donnees=st.data())
def test_un_chiffre_change_dans_la_signature_refuse(convention, certificat, donnees):
    debut, der = _signature(convention)
    rang = debut + donnees.draw(st.integers(0, 2 * len(der) + 20))
    autre = donnees.draw(st.sampled_from(sorted(set(b"0123456789ABCDEFabcdef \n") - {convention[rang]})))
    change = bytearray(convention)
    change[rang] = autre
    assert not verifier(bytes(change), racines=certificat.racines, le=exemples.LE).valide


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        pytest.param(b"\x30\x82", b"\x30\x82", id="longueur"),
        pytest.param(b"\x02\x01\x01\x31\x0f", b"\x02\x01\x03\x31\x0f", id="version"),
        pytest.param(b"\x31\x0f\x30\x0d\x06\x09\x60", b"\x31\x0f\x30\x0d\x06\x09\x61", id="condensat"),
        pytest.param("Autorité".encode(), "autorité".encode(), id="casse de l’émetteur"),
    ],
)
def test_enveloppe_de_la_signature_ne_tolere_rien(convention, juger, avant, apres):
    """Bytes that no digest covers and that readers forgive."""
    debut, der = _signature(convention)
    if avant == apres:
        change = der[:3] + bytes([der[3] + 1]) + der[4:]
    else:
        assert avant in der
        change = apres.join(der.rsplit(avant, 1))
    octets = convention[:debut] + change.hex().upper().encode() + convention[debut + 2 * len(der) :]
    assert not juger(octets).valide


def test_revision_ajoutee_refusee(convention, juger):
    ajout = _revision(convention)
    assert ajout.startswith(convention)
    assert juger(ajout).code == "VERIF_AJOUT"


@pytest.mark.parametrize("suite", [b"\n", b"\x00", b" " * 512, b"%%EOF\n", b"%junk", b"\x00" * 4096])
def test_octets_ajoutes_a_la_fin_refuses(convention, juger, suite):
    assert not juger(convention + suite).valide


def test_troncature_a_une_revision_anterieure_refusee(sceau, juger):
    from guichet.documents.sceau import sceller

    champs = {"Signature_Structure": "Signature de la structure"}
    un = produire("convention", exemples.convention(), exemples.identite(), sceau=sceau, champs=champs)
    deux = sceller(un, sceau, le=exemples.LE, champ="Signature_Structure")
    assert juger(deux, signatures_attendues=2).valide
    assert deux.startswith(un)
    assert juger(un, signatures_attendues=2).code == "VERIF_NOMBRE_SIGNATURES"


@pytest.mark.parametrize("reste", [0, 1, 100, 5000, -1, -7, -2000])
def test_fichier_coupe_refuse(convention, juger, reste):
    assert not juger(convention[:reste]).valide


def test_reecriture_complete_refusee(convention, juger):
    with pikepdf.open(io.BytesIO(convention)) as pdf:
        sortie = io.BytesIO()
        pdf.save(sortie)
    assert not juger(sortie.getvalue()).valide


def test_pdf_sans_signature_refuse(juger):
    pdf = imprimer("convention", exemples.convention(), exemples.identite())
    assert juger(pdf).code == "VERIF_SANS_SIGNATURE"


@pytest.mark.parametrize("octets", [b"", b"PK\x03\x04", b"bonjour", b"GIF89a%PDF-1.7"])
def test_autre_chose_qu_un_pdf_refuse(juger, octets):
    assert juger(octets).code == "VERIF_PAS_UN_PDF"


def test_sceau_d_une_autre_autorite_refuse(tmp_path, juger):
    autre = certificat_de_demonstration(
        tmp_path / "autre", titulaire="Guichet des clauses sociales", le=exemples.LE
    )
    pdf = produire("convention", exemples.convention(), exemples.identite(), sceau=Sceau(autre))
    assert juger(pdf).code == "VERIF_SIGNATAIRE_INCONNU"


def test_hors_registre_refuse_dans_registre_accepte(convention, juger):
    empreinte = juger(convention).details["sha256"]
    assert juger(convention, empreintes_connues={empreinte}).valide
    assert juger(convention, empreintes_connues=set()).code == "VERIF_HORS_REGISTRE"


def test_sceau_date_du_futur_refuse(convention, juger):
    veille = exemples.LE - datetime.timedelta(seconds=1)
    assert juger(convention, le=veille).code == "VERIF_DATE_FUTURE"


def test_sceau_reste_valide_apres_la_fin_du_certificat(convention, juger):
    assert juger(convention, le=exemples.LE + datetime.timedelta(days=12 * 365)).valide


def test_toute_phrase_est_en_francais_et_finie(convention, juger):
    for octets in (convention, b"", convention + b"x", convention[:-10]):
        assert juger(octets).phrase.endswith(".")
