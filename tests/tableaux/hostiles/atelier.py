"""Workshop of hostile files: good workbooks taken apart and put back wrong."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from random import Random

from tests.tableaux.fabrique.familles import simple
from tests.tableaux.fabrique.grille import Onglet, en_csv, en_ods, en_xls, en_xlsx

LU = "LU"
"""The file is read: what is wrong, if anything, is told cell by cell."""


@dataclass(frozen=True)
class Hostile:
    """A hostile file; `codes`: the refusals expected (LU: it is read); `problemes`: (code, row, column)
    then told.
    """

    nom: str
    octets: bytes
    codes: tuple[str, ...]
    problemes: tuple[tuple[str, int, str], ...] = ()


FAMILLES: dict[str, Callable[[int], Hostile]] = {}


def famille(fabrique: Callable[[int], Hostile]) -> Callable[[int], Hostile]:
    FAMILLES[fabrique.__name__] = fabrique
    return fabrique


def bon_onglet(graine: int) -> Onglet:
    return simple(graine)[1]


def bon_xlsx(graine: int) -> bytes:
    return en_xlsx([bon_onglet(graine)])


def bon_ods(graine: int) -> bytes:
    return en_ods([bon_onglet(graine)])


def bon_xls(graine: int) -> bytes:
    return en_xls([bon_onglet(graine)])


def bon_csv(graine: int) -> bytes:
    return en_csv([bon_onglet(graine)])


def refaire(
    octets: bytes, changements: dict[str, Callable[[bytes], bytes]], ajouts: dict[str, bytes] | None = None
) -> bytes:
    """The same archive with some parts changed and others added."""
    tampon = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(octets)) as source,
        zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as cible,
    ):
        for fiche in source.infolist():
            contenu = source.read(fiche)
            cible.writestr(fiche.filename, changements.get(fiche.filename, lambda c: c)(contenu))
        for nom, contenu in (ajouts or {}).items():
            cible.writestr(nom, contenu)
    return tampon.getvalue()


def remplacer(avant: bytes, apres: bytes) -> Callable[[bytes], bytes]:
    def changer(contenu: bytes) -> bytes:
        assert avant in contenu, avant
        return contenu.replace(avant, apres, 1)

    return changer


def feuille_xlsx(lignes: bytes, dimension: bytes = b"A1:F9") -> bytes:
    """A workbook whose only sheet holds these raw rows."""
    ouverture = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    feuille = (
        ouverture + b'<dimension ref="' + dimension + b'"/><sheetData>' + lignes + b"</sheetData></worksheet>"
    )
    return refaire(bon_xlsx(1), {"xl/worksheets/sheet1.xml": lambda _: feuille})


def zip_brut(entrees: list[dict]) -> bytes:
    """An archive written by hand, so that each field may lie: nom, donnees (already deflated), taille, …"""
    corps, repertoire = b"", b""
    for entree in entrees:
        nom = entree["nom"].encode()
        donnees = entree["donnees"]
        commun = struct.pack(
            "<HHHHHIII",
            20,
            entree.get("drapeaux", 0),
            entree.get("methode", 8),
            0,
            33,
            entree.get("crc", 0),
            entree.get("compresse", len(donnees)),
            entree["taille"],
        )
        debut = entree.get("debut", len(corps))
        local = entree.get("nom_local", entree["nom"]).encode()
        if "debut" not in entree:
            corps += b"PK\x03\x04" + commun + struct.pack("<HH", len(local), 0) + local + donnees
        repertoire += b"PK\x01\x02" + struct.pack("<H", 20) + commun
        repertoire += struct.pack("<HHHHHII", len(nom), 0, 0, 0, 0, 0, debut) + nom
    nombre = len(entrees)
    fin = struct.pack(
        "<HHHHIIH", 0, 0, min(nombre, 65535), min(nombre, 65535), len(repertoire), len(corps), 0
    )
    return corps + repertoire + b"PK\x05\x06" + fin


def degonfler(contenu: bytes) -> bytes:
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    return machine.compress(contenu) + machine.flush()


def parties(octets: bytes) -> list[dict]:
    """Entries of a good archive, for `zip_brut`."""
    with zipfile.ZipFile(BytesIO(octets)) as source:
        return [
            {
                "nom": fiche.filename,
                "donnees": degonfler(source.read(fiche)),
                "taille": fiche.file_size,
                "crc": fiche.CRC,
            }
            for fiche in source.infolist()
        ]


def hasard(graine: int) -> Random:
    return Random(graine)
