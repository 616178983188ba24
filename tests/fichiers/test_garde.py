"""The guard: the real kind of a file comes from its bytes."""

import zipfile
from io import BytesIO

import pytest

from guichet.base.erreurs import Refus
from guichet.fichiers.garde import examiner, nature_apparente
from guichet.tableaux.lecture import lire_classeur
from tests.tableaux.hostiles.atelier import (
    bon_csv,
    bon_ods,
    bon_xls,
    bon_xlsx,
    feuille_xlsx,
    parties,
    refaire,
    zip_brut,
)


@pytest.mark.parametrize(
    ("octets", "nature"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"PK\x03\x04", "zip"),
        (b"<!DOCTYPE html><html>", "html"),
        (b'<?xml version="1.0"?><a/>', "xml"),
        (b"Nom;Heures", "texte"),
        ("Nom;Pr\u00e9nom".encode("utf-16-le"), "texte"),
        (b"\x00\x01\x02\x03", "inconnu"),
        (b"", "inconnu"),
    ],
)
def test_nature_apparente(octets, nature):
    assert nature_apparente(octets) == nature


@pytest.mark.parametrize(
    ("faire", "nature"), [(bon_xlsx, "xlsx"), (bon_ods, "ods"), (bon_xls, "xls"), (bon_csv, "csv")]
)
def test_un_bon_fichier_passe(faire, nature):
    examen = examiner(BytesIO(faire(3)), f"releve.{nature}")
    assert (examen.nature, examen.avertissements, examen.epoque) == (nature, [], 1900)


def test_une_extension_trompeuse_est_dite():
    examen = examiner(BytesIO(bon_xlsx(1)), "releve.csv")
    assert [code for code, _ in examen.avertissements] == ["EXTENSION_TROMPEUSE"]


def test_une_archive_refaite_a_la_main_passe():
    assert examiner(BytesIO(zip_brut(parties(bon_xlsx(2)))), "a.xlsx").nature == "xlsx"


def sans_retour(octets: bytes) -> bytes:
    """The same archive as a program writes it on a stream: sizes after the data, zip64 records everywhere."""

    class Flux(BytesIO):
        def seekable(self):
            return False

        def tell(self):
            raise OSError

    flux = Flux()
    with (
        zipfile.ZipFile(BytesIO(octets)) as source,
        zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as cible,
    ):
        for nom in source.namelist():
            with cible.open(nom, "w", force_zip64=True) as partie:
                partie.write(source.read(nom))
    return flux.getvalue()


@pytest.mark.parametrize("faire", [bon_xlsx, bon_ods])
def test_une_archive_ecrite_en_flux_passe(faire):
    octets = sans_retour(faire(2))
    assert examiner(BytesIO(octets)).nature in ("xlsx", "ods")
    assert lire_classeur(BytesIO(octets)).feuilles[0].lignes


def test_trop_gros_dit_le_poids_et_la_limite():
    with pytest.raises(Refus) as refus:
        examiner(BytesIO(b"a;b\n" * 1_000_000), taille_max=1_048_576)
    assert refus.value.code == "FICHIER_TROP_GROS"
    assert "3,8 Mo" in refus.value.phrase
    assert "1 Mo" in refus.value.phrase


def test_un_ods_chiffre_est_refuse():
    manifeste = b'<manifest:manifest><manifest:encryption-data manifest:checksum="x"/></manifest:manifest>'
    octets = refaire(
        bon_ods(1), {"META-INF/manifest.xml": lambda _: manifeste, "content.xml": lambda c: c[::-1]}
    )
    with pytest.raises(Refus) as refus:
        examiner(BytesIO(octets))
    assert refus.value.code == "FICHIER_CHIFFRE"


def test_une_barre_dans_le_texte_d_une_formule_n_est_pas_un_appel_de_programme():
    formule = b'A2&amp;" | "&amp;Feuil2!B1&amp;"a|b"&amp;Feuil2!B2'
    cellule = b'<row r="1"><c r="A1" t="str"><f>' + formule + b"</f><v>x | y</v></c></row>"
    assert examiner(BytesIO(feuille_xlsx(cellule))).nature == "xlsx"


def test_les_formules_en_echec_sont_dites_avec_leur_place():
    echec = b'<c r="F12" t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="e" r="G7"/>'
    cellules = b'<row r="1"><c r="A1"><v>1</v></c>' + echec + b"</row>"
    ((code, phrase),) = examiner(BytesIO(feuille_xlsx(cellules))).avertissements
    assert code == "CELLULES_EN_ERREUR"
    assert "F12, G7" in phrase


def test_les_parties_ordinaires_d_un_vrai_classeur_passent():
    parties_bureautiques = {
        "xl/printerSettings/printerSettings1.bin": b"\x00\x01H\x00P\x00",
        "docProps/thumbnail.jpeg": b"\xff\xd8\xff\xe0" + b"x" * 100,
        "xl/ctrlProps/ctrlProp1.xml": b"<formControlPr/>",
        "xl/drawings/vmlDrawing1.vml": b'<xml xmlns:v="urn:schemas-microsoft-com:vml"/>',
        "customXml/item1.xml": '<?xml version="1.0" encoding="utf-16"?><DataMashup/>'.encode("utf-16"),
        "xl/comments1.xml": b"<comments/>",
        "xl/calcChain.xml": b"<calcChain/>",
    }
    octets = refaire(bon_xlsx(1), {}, parties_bureautiques)
    assert examiner(BytesIO(octets)).avertissements == []
    assert lire_classeur(BytesIO(octets)).feuilles[0].lignes
