"""QR code of a verification address, drawn as SVG so that it is sharp, tagged and deterministic."""

import qrcode
from qrcode.constants import ERROR_CORRECT_M

MASQUE = 2  # every reader takes any of the eight; trying them all costs as much as the rest of the page
MARGE = 4  # modules of white around the code, as ISO 18004 asks


def qr_svg(adresse: str, *, description: str) -> str:
    """Return an inline SVG of the QR code of `adresse`, with `description` for those who cannot see it."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=MASQUE)
    code.add_data(adresse)
    code.make(fit=True)
    grille = code.get_matrix()
    cote = len(grille) + 2 * MARGE
    trace = "".join(
        f"M{x + MARGE} {y + MARGE}h{longueur}v1h-{longueur}z" for y, x, longueur in _segments(grille)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 {cote} {cote}" width="{cote}"'
        f' height="{cote}">'
        f'<title>{_texte(description)}</title><path d="{trace}" fill="#211E1A"/></svg>'
    )


def _segments(grille):
    """Yield (row, first column, length) of each run of dark modules: large shapes print without seams."""
    for y, rangee in enumerate(grille):
        debut = None
        for x, noir in enumerate([*rangee, False]):
            if noir and debut is None:
                debut = x
            elif not noir and debut is not None:
                yield y, debut, x - debut
                debut = None


def _texte(texte: str) -> str:
    return texte.replace("&", "&amp;").replace("<", "&lt;")
