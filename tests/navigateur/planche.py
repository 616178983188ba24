"""Gather pictures in contact sheets, and an index: `python -m tests.navigateur.planche DOSSIER`.

A sheet shows each page at both widths under its URL's name, cut to its first screens.
"""

import html
import sys
from pathlib import Path

from PIL import Image, ImageDraw

VIGNETTE = (300, 400)
COLONNES, MARGE = 6, 8


def main(dossier: Path) -> None:
    """Write the sheets and the page that shows them."""
    planches = []
    for sous_dossier in sorted({image.parent for image in dossier.glob("*/*/*.png")}):
        nom = "-".join(sous_dossier.relative_to(dossier).parts)
        sheet(sorted(sous_dossier.glob("*.png"))).quantize(64).save(dossier / f"{nom}.png")
        planches.append(nom)
    corps = "".join(
        f'<h2>{html.escape(n)}</h2><img src="{html.escape(n)}.png" alt="{html.escape(n)}">' for n in planches
    )
    (dossier / "index.html").write_text(
        f'<!doctype html><html lang="fr"><meta charset="utf-8"><title>Planche</title>{corps}</html>'
    )


def sheet(images: list[Path]) -> Image.Image:
    """Return one image of many."""
    largeur, hauteur = VIGNETTE[0] + MARGE, VIGNETTE[1] + 16 + MARGE
    rangs = -(-len(images) // COLONNES)
    planche = Image.new("RGB", (COLONNES * largeur, rangs * hauteur), "white")
    dessin = ImageDraw.Draw(planche)
    for rang, chemin in enumerate(images):
        x, y = rang % COLONNES * largeur, rang // COLONNES * hauteur
        dessin.text((x + 2, y + 2), chemin.stem, fill="black")
        with Image.open(chemin) as image:
            planche.paste(thumbnail(image.convert("RGB")), (x, y + 16))
    return planche


def thumbnail(image: Image.Image) -> Image.Image:
    """Return a picture at the width of the sheet, cut at its height."""
    facteur = VIGNETTE[0] / image.width
    visible = image.crop((0, 0, image.width, min(image.height, round(VIGNETTE[1] / facteur))))
    return visible.resize((VIGNETTE[0], max(1, round(visible.height * facteur))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
