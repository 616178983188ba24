"""Guard: what a file really is, and whether a parser may see it at all.

Runs before any parser and, for workbooks, inside the limited child. The type comes from the content, never
from the name. Each refusal is a `Refus` with a stable code (see `CODES`).
"""

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import BinaryIO

from guichet.base.erreurs import Refus

TAILLE_MAX = 10 * 1024 * 1024
"""Largest file received, bytes."""

CODES = {
    "FICHIER_VIDE": "file of zero byte, or workbook without any value",
    "FICHIER_TROP_GROS": "more bytes than the limit",
    "FICHIER_TYPE": "recognised, but not a kind that is read here",
    "FICHIER_INCONNU": "not recognised at all",
    "FICHIER_TRONQUE": "incomplete or inconsistent container",
    "FICHIER_CHIFFRE": "protected by a password",
    "FICHIER_MACRO": "contains macros or embedded programs",
    "FICHIER_LIEN_EXTERNE": "asks data of another file, of a database or of a program (DDE)",
    "FICHIER_COMPOSITE": "two formats in one file",
    "FICHIER_BOMBE": "expands out of proportion",
    "FICHIER_ARCHIVE": "irregular archive: paths, duplicates, overlaps, nested archives",
    "FICHIER_XML_INTERDIT": "XML with DTD, entities or an unexpected encoding",
    "FICHIER_TROP_GRAND": "too many rows, columns, sheets or characters",
    "FICHIER_TROP_LONG": "reading took more than its time",
    "FICHIER_TROP_LOURD": "reading took more than its memory, or broke the parser",
    "FICHIER_ILLISIBLE": "the parser refused it",
    "FICHIER_ENCODAGE": "text in an encoding that cannot be decided",
}

ENREGISTRER = "Ouvrez-le dans votre tableur, enregistrez-le au format XLSX, puis déposez ce nouveau fichier."
COPIER = "Copiez les valeurs dans un classeur neuf (collage spécial, valeurs), puis déposez ce classeur."

SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"{\\rtf", "rtf"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"\x7fELF", "programme"),
    (b"MZ\x90", "programme"),
)
NOMS = {
    "pdf": "un document PDF",
    "png": "une image",
    "jpeg": "une image",
    "gif": "une image",
    "rtf": "un document RTF",
    "rar": "une archive RAR",
    "7z": "une archive 7z",
    "gz": "une archive gzip",
    "programme": "un programme",
    "html": "une page web",
    "xml": "un fichier XML",
    "docx": "un document de traitement de texte",
    "odt": "un document OpenDocument",
    "xlsb": "un classeur binaire XLSB",
    "xlsm": "un classeur avec macros",
    "zip": "une archive ZIP",
    "ole": "un document bureautique ancien",
    "json": "un fichier JSON",
}
LISIBLES = ("xlsx", "xls", "ods", "csv")
DEBUT = 8192


@dataclass(slots=True)
class Examen:
    """What the guard learnt: real kind, warnings as (code, French sentence), `epoque` 1900 or 1904."""

    nature: str
    avertissements: list[tuple[str, str]] = field(default_factory=list)
    epoque: int = 1900


def nature_apparente(debut: bytes) -> str:
    """Kind told by the first bytes (8 192 are enough): `pdf`, `png`, `jpeg`, `zip`, `ole`, `html`, `xml`,
    `texte`…

    `inconnu` when nothing fits. A zip or OLE container is opened by `examiner` only.
    """
    if debut.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if debut.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    for signature, nature in SIGNATURES:
        if debut.startswith(signature):
            return nature
    if debut.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "texte"
    tete = debut.lstrip(b"\xef\xbb\xbf \t\r\n")[:1024].lower()
    if (
        tete.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta"))
        or b"<html" in tete
    ):
        return "html"
    if tete.startswith(b"<"):
        return "xml"
    if tete.startswith((b'{"', b'[{"', b"{\n", b"{\r")):
        return "json"
    return "texte" if texte_plausible(debut) else "inconnu"


def texte_plausible(debut: bytes) -> bool:
    """True if the bytes may be text: no control characters, or NULs placed as UTF-16 places them."""
    if not debut:
        return False
    if b"\0" in debut:
        pairs, impairs = debut[0::2].count(0), debut[1::2].count(0)
        grand, petit = max(pairs, impairs), min(pairs, impairs)
        return grand > len(debut) // 4 and petit == 0
    interdits = sum(debut.count(bytes((octet,))) for octet in (*range(1, 9), *range(14, 27), 28, 29, 30, 31))
    return interdits <= len(debut) // 1000


def examiner(flux: BinaryIO, nom: str = "", *, taille_max: int = TAILLE_MAX) -> Examen:
    """Examine a seekable binary file entirely and return its `Examen`; raise `Refus` if no parser may see it.

    `nom` is only compared with the content, to warn about a wrong extension. Kinds accepted: xlsx, xls, ods,
    csv.
    """
    taille = flux.seek(0, 2)
    if taille == 0:
        raise Refus(
            "FICHIER_VIDE", "Le fichier est vide (0 octet).", "Vérifiez l’export, puis déposez-le à nouveau."
        )
    if taille > taille_max:
        poids = f"{taille / 1048576:.1f}".replace(".", ",")
        raise Refus(
            "FICHIER_TROP_GROS",
            f"Le fichier pèse {poids} Mo ; la limite est de {taille_max // 1048576} Mo.",
            "Retirez les images et les feuilles inutiles, ou déposez-le en plusieurs parties.",
        )
    flux.seek(0)
    nature = nature_apparente(flux.read(DEBUT))
    if nature == "zip":
        from guichet.fichiers.garde_archive import examiner_archive

        examen = examiner_archive(flux, taille)
    elif nature == "ole":
        from guichet.fichiers.garde_ole import examiner_ole

        examen = examiner_ole(flux, taille)
    elif nature == "texte":
        examen = examiner_texte(flux, taille)
    else:
        raise refus_de_type(nature)
    extension = PurePath(nom).suffix.lower().lstrip(".")
    admises = (examen.nature, "txt", "tsv") if examen.nature == "csv" else (examen.nature,)
    if extension and extension not in admises:
        phrase = f"Le fichier se nomme « .{extension} » ; son contenu est du {examen.nature.upper()}."
        examen.avertissements.append(("EXTENSION_TROMPEUSE", phrase + " Il a été lu comme tel."))
    return examen


def examiner_texte(flux: BinaryIO, taille: int) -> Examen:
    """A text file must be text to its end: no container hidden behind a few readable lines."""
    flux.seek(max(0, taille - 65_558))
    if b"PK\x05\x06" in flux.read():
        raise Refus("FICHIER_COMPOSITE", "Le fichier est à la fois un texte et une archive.", COPIER)
    return Examen("csv")


def refus_de_type(nature: str) -> Refus:
    """The refusal for a kind that is not a table."""
    if nature not in NOMS:
        return Refus(
            "FICHIER_INCONNU",
            "Ce fichier n’est ni un classeur ni un texte : son contenu n’est pas reconnu.",
            ENREGISTRER,
        )
    return Refus(
        "FICHIER_TYPE", f"Ce fichier est {NOMS[nature]}, pas un classeur XLSX, XLS, ODS ou CSV.", ENREGISTRER
    )
