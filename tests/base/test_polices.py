"""The fonts carry what French screens and documents need."""

from pathlib import Path

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

POLICES = Path(settings.BASE_DIR) / "static" / "polices"
ECRITS = "AÉÈÊÀÇŒœéèêëàâîïôöùûüçñ0123456789 ,;:!?%€«»’–−°²·…ŞşŁłČč\u00a0"


@pytest.mark.parametrize("poids", [400, 600])
def test_la_police_des_documents(poids):
    police = TTFont(POLICES / f"guichet-texte-{poids}.ttf")
    assert police["head"].unitsPerEm == 1000  # the stamp writes widths in raw units
    manquants = [c for c in ECRITS + "\u202f" if ord(c) not in police.getBestCmap()]
    assert manquants == []
    # A modified version may not bear the reserved name.
    noms = [n.toUnicode() for n in police["name"].names if n.nameID in (1, 4, 6, 16)]
    assert noms
    assert not any("source" in nom.lower() for nom in noms)
    chiffres = {police["hmtx"][police.getBestCmap()[ord(c)]][0] for c in "0123456789"}
    assert len(chiffres) == 1  # figures align in columns


def test_la_police_des_pages_reste_legere():
    assert (POLICES / "source-sans-3-latin-wght-normal.woff2").stat().st_size < 30_000


def test_la_licence_accompagne_les_polices():
    assert "SIL OPEN FONT LICENSE" in (POLICES / "LICENCE-OFL.txt").read_text()
    recit = (POLICES / "LISEZ-MOI.txt").read_text()
    for fichier in POLICES.glob("*.[tw][to]*f*"):
        assert fichier.name in recit
