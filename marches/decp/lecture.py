"""Open a DECP file: which format, which structure, and one raw notice after the other.

JSON of the order of 14/04/2017 (v1, flat list) or of 22/12/2022 (v2, `marche` and `contrat-concession`), and
the same in XML. Nothing is interpreted here. A file that cannot be read at all raises `Refus`; memory stays
near the size of the text because notices are decoded one at a time.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from guichet.base.erreurs import Refus
from marches.decp.lecture_xml import notices_xml

TAILLE_MAX = 50 * 1024 * 1024
FENETRES = (16 * 1024, 128 * 1024, 1024 * 1024)  # characters decoded at a time
LISTES = ("marche", "contrat-concession")
ATTENDU = "Chargez le fichier JSON ou XML des données essentielles publié par l’acheteur."

BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
BLANCS = re.compile(r"[\s﻿]*")


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
        if self.format == "xml":
            yield from (NoticeBrute(liste, contenu) for liste, contenu in notices_xml(self.octets))
        else:
            yield from _notices_json(self.octets.decode(self.encodage))


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


def _nombre(texte: str) -> Decimal | str:
    try:
        return Decimal(texte)
    except InvalidOperation:
        return texte


DECODEUR = json.JSONDecoder(parse_float=_nombre, parse_int=_nombre, parse_constant=str)


class _Curseur:
    """A position in a JSON text; only what is needed to walk down to the lists of notices."""

    def __init__(self, texte: str):
        self.texte = texte
        self.position = 0
        self.suivant()

    def suivant(self) -> str:
        """Skip blanks and return the next character, empty at the end."""
        self.position = BLANCS.match(self.texte, self.position).end()
        return self.texte[self.position : self.position + 1]

    def attendre(self, signe: str) -> None:
        trouve = self.suivant()
        if trouve != signe:
            raise self.illisible(f"« {signe} » attendu, « {trouve or 'fin du fichier'} » trouvé")
        self.position += 1

    def valeur(self) -> object:
        """Decode the value under the cursor inside a growing window: a hostile one cannot fill the memory."""
        self.suivant()
        for fenetre in FENETRES:
            extrait = self.texte[self.position : self.position + fenetre]
            coupe = self.position + fenetre < len(self.texte)
            try:
                resultat, lus = DECODEUR.raw_decode(extrait)
            except RecursionError as erreur:
                raise self.illisible("trop de niveaux emboîtés") from erreur
            except json.JSONDecodeError as erreur:
                if not coupe or not _au_bord(erreur, extrait):
                    self.position += erreur.pos
                    raise self.illisible("une valeur est mal écrite ou coupée") from erreur
            else:
                if lus < len(extrait) or not coupe:
                    self.position += lus
                    return resultat
        raise Refus(
            "DECP_NOTICE_TROP_GROSSE",
            f"{self.place()} : une notice dépasse 1 Mo.",
            "Vérifiez que ce fichier est bien un fichier de données essentielles.",
        )

    def illisible(self, pourquoi: str) -> Refus:
        return Refus(
            "DECP_JSON_ILLISIBLE",
            f"{self.place()} : {pourquoi}.",
            "Téléchargez de nouveau le fichier : il est sans doute incomplet.",
        )

    def place(self) -> str:
        ligne = self.texte.count("\n", 0, self.position) + 1
        return f"Ligne {ligne}, caractère {self.position + 1}"


def _au_bord(erreur: json.JSONDecodeError, extrait: str) -> bool:
    """True when the error may come from the window's edge and not from the file."""
    return erreur.msg.startswith("Unterminated") or erreur.pos > len(extrait) - 12


def _notices_json(texte: str) -> Iterator[NoticeBrute]:
    curseur = _Curseur(texte)
    if curseur.suivant() == "[":
        yield from _elements(curseur, "marches")
    else:
        trouve = False
        for cle in _cles(curseur):
            if cle == "marches":
                trouve = True
                yield from _marches(curseur)
            else:
                curseur.valeur()
        if not trouve:
            raise Refus("DECP_STRUCTURE_INCONNUE", "La clé « marches » est absente du fichier.", ATTENDU)
    if curseur.suivant():
        raise curseur.illisible("du texte suit la fin du document")


def _marches(curseur: _Curseur) -> Iterator[NoticeBrute]:
    if curseur.suivant() == "[":
        yield from _elements(curseur, "marches")
    elif curseur.suivant() == "{":
        for cle in _cles(curseur):
            if cle in LISTES and curseur.suivant() == "[":
                yield from _elements(curseur, cle)
            elif cle in LISTES:
                yield NoticeBrute(cle, curseur.valeur())
            else:
                curseur.valeur()
    else:
        raise Refus(
            "DECP_STRUCTURE_INCONNUE", "La clé « marches » ne contient pas de liste de marchés.", ATTENDU
        )


def _elements(curseur: _Curseur, liste: str) -> Iterator[NoticeBrute]:
    curseur.attendre("[")
    if curseur.suivant() == "]":
        curseur.position += 1
        return
    while True:
        yield NoticeBrute(liste, curseur.valeur())
        if curseur.suivant() == "]":
            curseur.position += 1
            return
        curseur.attendre(",")


def _cles(curseur: _Curseur) -> Iterator[str]:
    """Keys of the object under the cursor; the caller consumes each value before asking for the next key."""
    curseur.attendre("{")
    if curseur.suivant() == "}":
        curseur.position += 1
        return
    while True:
        cle = curseur.valeur()
        if not isinstance(cle, str):
            raise curseur.illisible("un nom de champ est attendu entre guillemets")
        curseur.attendre(":")
        yield cle
        if curseur.suivant() == "}":
            curseur.position += 1
            return
        curseur.attendre(",")
