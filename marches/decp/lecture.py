"""Open a DECP file: which format, which structure, and one raw notice after the other.

JSON of the order of 14/04/2017 (v1, flat list) or of 22/12/2022 (v2, `marche` and `contrat-concession`), and
the same in XML. Nothing is interpreted here. A file that cannot be read at all raises `Refus`; memory stays
near the size of the text because notices are decoded one at a time.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guichet.base.erreurs import Refus
from marches.decp.lecture_json import ATTENDU, notices_json
from marches.decp.lecture_xml import notices_xml

TAILLE_MAX = 50 * 1024 * 1024

BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True)
class NoticeBrute:
    """One notice as published: `liste` names the list it came from, `contenu` is any JSON value."""

    liste: str
    contenu: object


@dataclass(frozen=True)
class FichierDecp:
    """An opened file: its bytes' fingerprint, its format (`json` or `xml`), its text encoding."""

    nom: str
    octets: bytes
    format: str
    encodage: str

    @property
    def empreinte(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.octets).hexdigest()

    def notices(self) -> Iterator[NoticeBrute]:
        """Raw notices in file order; raises `Refus` when the structure stops making sense."""
        xml = self.format == "xml"
        lues = (
            notices_xml(self.octets)
            if xml
            else notices_json(self.octets.decode(self.encodage, errors="replace"))
        )
        yield from (NoticeBrute(liste, contenu) for liste, contenu in lues)


def ouvrir(nom: str, octets: bytes) -> FichierDecp:
    """Recognise the format by the content, never by the name; raises `Refus` with a `DECP_FICHIER_…` code."""
    nom = nom_lisible(nom)
    if len(octets) > TAILLE_MAX:
        taille = f"{len(octets) / 1024 / 1024:.0f} Mo"
        raise Refus(
            "DECP_FICHIER_TROP_GROS",
            f"Le fichier pèse {taille} ; la limite est de 50 Mo.",
            "Découpez-le par acheteur ou par année, puis chargez les morceaux l’un après l’autre.",
        )
    encodage = _encodage(octets)
    debut = octets[:4096].decode(encodage, errors="replace").lstrip("﻿ \t\r\n")
    if not debut:
        raise Refus("DECP_FICHIER_VIDE", "Le fichier est vide.", ATTENDU)
    if debut[0] == "<":
        return FichierDecp(nom, octets, "xml", encodage)
    if debut[0] in "{[":
        return FichierDecp(nom, octets, "json", encodage)
    raise Refus(
        "DECP_FORMAT_INCONNU",
        f"Le fichier commence par « {debut[:20].strip()} » : ce n’est ni du JSON ni du XML.",
        ATTENDU,
    )


def nom_lisible(nom: str) -> str:
    """A file name fit for a sentence and for UTF-8."""
    return "".join(signe if signe.isprintable() else "?" for signe in nom)


def ouvrir_chemin(chemin: str | Path) -> FichierDecp:
    """Read at most one byte above the limit from a path, then `ouvrir`; raises `Refus` if it cannot."""
    chemin = Path(chemin)
    try:
        with chemin.open("rb") as flux:
            octets = flux.read(TAILLE_MAX + 1)
    except (OSError, ValueError) as erreur:
        raise Refus(
            "DECP_FICHIER_INTROUVABLE",
            f"Le fichier « {nom_lisible(chemin.name)} » ne peut pas être ouvert.",
            "Vérifiez le chemin et le droit de lecture.",
        ) from erreur
    return ouvrir(chemin.name, octets)


def _encodage(octets: bytes) -> str:
    """UTF-8 first; older portals publish Windows-1252."""
    for marque, encodage in BOMS.items():
        if octets.startswith(marque):
            return encodage
    try:
        octets.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252" if b"\x00" not in octets[:4096] else "latin-1"
    return "utf-8"
