"""The QR code printed on a cover."""

from xml.etree import ElementTree

import pytest
import qrcode

from guichet.documents.qr import MARGE, MASQUE, qr_svg

SVG = "{http://www.w3.org/2000/svg}"
ADRESSE = "https://guichet.exemple.fr/v/7QF4-KM2D-9XTP"


def _grille(svg: str) -> set[tuple[int, int]]:
    """Dark modules of our drawing, margin taken off."""
    noirs = set()
    for trait in ElementTree.fromstring(svg).find(f"{SVG}path").get("d").split("M")[1:]:
        place, longueur = trait.split("v")[0].split("h")
        x, y = (int(n) - MARGE for n in place.split())
        noirs |= {(x + i, y) for i in range(int(longueur))}
    return noirs


@pytest.mark.parametrize("adresse", [ADRESSE, "x", ADRESSE * 4])
def test_dessin_egal_au_code(adresse):
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0, mask_pattern=MASQUE)
    code.add_data(adresse)
    code.make(fit=True)
    attendu = {(x, y) for y, rangee in enumerate(code.get_matrix()) for x, noir in enumerate(rangee) if noir}
    assert _grille(qr_svg(adresse, description="Code")) == attendu


def test_description_lue_et_echappee():
    svg = qr_svg(ADRESSE, description='Document <D1> & "copie"')
    assert ElementTree.fromstring(svg).find(f"{SVG}title").text == 'Document <D1> & "copie"'
