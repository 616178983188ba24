"""A small ODS writer: one sheet of text, numbers and dates. The format is a zip of three XML files."""

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from xml.sax.saxutils import escape

MIME = "application/vnd.oasis.opendocument.spreadsheet"
MANIFESTE = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    ' manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
DEBUT = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<office:document-content office:version="1.3"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="{nom}">'
)
FIN = "</table:table></office:spreadsheet></office:body></office:document-content>"
QUOTE = {'"': "&quot;"}


def write_ods(titre: str, entetes: list[str], lignes: list[list]) -> bytes:
    """Return the bytes of an ODS workbook: a header row, then the rows (None, str, int, Decimal, date)."""
    rangs = "".join(
        f"<table:table-row>{''.join(map(_cell, ligne))}</table:table-row>" for ligne in [entetes, *lignes]
    )
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w") as archive:
        # The type comes first and uncompressed, as the format asks.
        archive.writestr(zipfile.ZipInfo("mimetype"), MIME, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", MANIFESTE, zipfile.ZIP_DEFLATED)
        contenu = DEBUT.format(nom=escape(titre, QUOTE)) + rangs + FIN
        archive.writestr("content.xml", contenu, zipfile.ZIP_DEFLATED)
    return tampon.getvalue()


def _cell(valeur) -> str:
    if valeur is None:
        return "<table:table-cell/>"
    if isinstance(valeur, int | Decimal):
        return _typed("float", f'office:value="{valeur}"', str(valeur))
    if isinstance(valeur, datetime):
        valeur = valeur.date()
    if isinstance(valeur, date):
        return _typed("date", f'office:date-value="{valeur.isoformat()}"', valeur.strftime("%d/%m/%Y"))
    texte = "".join(c for c in str(valeur) if c >= " " or c in "\t\n")
    return _typed("string", "", texte)


def _typed(genre: str, attribut: str, texte: str) -> str:
    corps = f"<text:p>{escape(texte)}</text:p></table:table-cell>"
    return f'<table:table-cell office:value-type="{genre}" {attribut}>{corps}'
