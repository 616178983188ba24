"""HTML to tagged PDF/A-3a, without network and without clock."""

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO

from weasyprint import CSS, HTML
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration

from guichet.documents.ressources import RACINE_STATIQUE, LecteurDuProjet, RessourceRefusee

# Subset fonts carry the time of their making: a fixed one gives the same bytes for the same page.
os.environ.setdefault("SOURCE_DATE_EPOCH", "0")

VARIANTE = "pdf/a-3a"
PREFIXE_CHAMP = "champ-"
_POINT_PAR_PIXEL = 0.75
_feuille: tuple[CSS, FontConfiguration] | None = None
_srgb: bytes | None = None


@dataclass(frozen=True)
class Champ:
    """Area of a signature field; `rectangle` in points from the bottom left, `page` from 0."""

    nom: str
    libelle: str
    page: int
    rectangle: tuple[float, float, float, float]


@dataclass(frozen=True)
class Rendu:
    """A PDF/A-3a as WeasyPrint writes it, and the signature areas found in its pages."""

    pdf: bytes
    champs: tuple[Champ, ...]
    pages: int


class _Refus(logging.Handler):
    """Keeps what WeasyPrint would only log: a missing picture or font must stop the document."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record):
        self.messages.append(record.getMessage())


def feuille_de_style() -> tuple[CSS, FontConfiguration]:
    """Return the parsed `static/css/documents.css` with its fonts, read once per process."""
    global _feuille
    if _feuille is None:
        polices = FontConfiguration()
        css = CSS(
            url=(RACINE_STATIQUE / "css" / "documents.css").as_uri(),
            font_config=polices,
            url_fetcher=LecteurDuProjet(),
        )
        _feuille = (css, polices)
    return _feuille


def _profil() -> ColorProfile:
    """The sRGB profile WeasyPrint ships; given by us because its own reading leaves the file open."""
    global _srgb
    if _srgb is None:
        _srgb = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    return ColorProfile(BytesIO(_srgb), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def rendre(html: str, *, champs: Mapping[str, str] | None = None) -> Rendu:
    """Lay out a complete HTML page and return the PDF; same HTML, same bytes.

    `champs` maps the name of a signature field to what a screen reader says of it; the page holds an element
    `id="champ-<nom>"` for each. Raises RessourceRefusee when the page asks for what it may not read,
    ValueError when a named field has no area.
    """
    css, polices = feuille_de_style()
    refus = _Refus()
    journal = logging.getLogger("weasyprint")
    journal.addHandler(refus)
    try:
        page = HTML(string=html, base_url=RACINE_STATIQUE.as_uri() + "/", url_fetcher=LecteurDuProjet())
        options = {"pdf_variant": VARIANTE, "output_intent": "projet"}
        document = page.render(
            font_config=polices, stylesheets=[css], color_profiles={"projet": _profil()}, **options
        )
        pdf = document.write_pdf(**options)
    finally:
        journal.removeHandler(refus)
    if refus.messages:
        raise RessourceRefusee(" ; ".join(refus.messages))
    return Rendu(pdf, _champs(document, champs or {}), len(document.pages))


def _champs(document, libelles: Mapping[str, str]) -> tuple[Champ, ...]:
    trouves = {}
    for numero, page in enumerate(document.pages):
        for nom in libelles:
            if zone := page.anchors.get(PREFIXE_CHAMP + nom):
                x0, y0, x1, y1 = (round(v * _POINT_PAR_PIXEL, 2) for v in zone)
                hauteur = page.height * _POINT_PAR_PIXEL
                rectangle = (x0, round(hauteur - y1, 2), x1, round(hauteur - y0, 2))
                trouves[nom] = Champ(nom, libelles[nom], numero, rectangle)
    if manquants := [nom for nom in libelles if nom not in trouves]:
        raise ValueError(f"Emplacement de signature absent de la page : {', '.join(manquants)}")
    return tuple(trouves[nom] for nom in libelles)
