"""Guard of zipped workbooks (XLSX, ODS): directory first, then every part inflated under a counter.

The directory is parsed here rather than by `zipfile`: a hostile one may announce millions of entries, and its
lies (duplicates, overlaps, local names that differ) must be seen, not smoothed over.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from guichet.base.erreurs import Refus
from guichet.fichiers.garde import COPIER, ENREGISTRER, Examen, refus_de_type
from guichet.fichiers.garde_xml import examiner_partie

ENTREES_MAX = 1000
REPERTOIRE_MAX = 512 * 1024
DEPLOYE_MAX = 160 * 1024 * 1024
"""Bytes of all parts once inflated."""
RAPPORT_MAX = 250
"""Inflated / compressed, for a part above RAPPORT_SEUIL bytes; a dense worksheet reaches 40."""
RAPPORT_SEUIL = 4 * 1024 * 1024
BLOC = 1024 * 1024
MANIFESTE_MAX = 64 * 1024
ARCHIVES = (".zip", ".xlsx", ".xlsm", ".xls", ".ods", ".7z", ".rar", ".gz", ".jar")
MACROS = (
    "vbaproject.bin",
    "/activex/",
    "basic/",
    "scripts/",
    "xl/macrosheets/",
    "xl/dialogsheets/",
)
LIENS = ("xl/externallinks/", "xl/connections.xml", "xl/querytables/", "xl/model/")


@dataclass(slots=True)
class Entree:
    """One entry of the central directory; sizes in bytes, `debut` = place of its local header."""

    nom: str
    methode: int
    drapeaux: int
    compresse: int
    taille: int
    debut: int


def irreguliere(detail: str) -> Refus:
    return Refus("FICHIER_ARCHIVE", f"Le classeur est une archive irrégulière : {detail}.", COPIER)


def tronquee(detail: str) -> Refus:
    return Refus("FICHIER_TRONQUE", f"Le classeur est incomplet ou abîmé : {detail}.", ENREGISTRER)


def bombe(detail: str) -> Refus:
    return Refus("FICHIER_BOMBE", f"Le classeur se déploie hors de proportion : {detail}.", COPIER)


def examiner_archive(flux: BinaryIO, taille: int) -> Examen:
    """Examine a zip container of `taille` bytes; return its `Examen` or raise `Refus`."""
    entrees = lire_repertoire(flux, taille)
    noms = [entree.nom for entree in entrees]
    examen = Examen(nature_du_classeur(flux, entrees))
    controler_noms(noms)
    controler_places(entrees, taille)
    total = 0
    for entree in entrees:
        total = examiner_entree(flux, entree, total, examen)
    return examen


def lire_repertoire(flux: BinaryIO, taille: int) -> list[Entree]:
    """Central directory of the archive, refused when it is too long, cut, or hidden behind other data."""
    flux.seek(max(0, taille - 65_557))
    fin = flux.read()
    place = fin.rfind(b"PK\x05\x06")
    if place < 0 or len(fin) - place < 22:
        raise tronquee("la fin manque")
    disque, depart, _, nombre, longueur, debut, commentaire = struct.unpack(
        "<HHHHIIH", fin[place + 4 : place + 22]
    )
    if disque or depart:
        raise irreguliere("elle est découpée en plusieurs volumes")
    absolu = taille - len(fin) + place
    if absolu + 22 + commentaire != taille:
        raise Refus(
            "FICHIER_COMPOSITE", "Le classeur est suivi d’autres données, étrangères au classeur.", COPIER
        )
    if nombre == 0xFFFF or longueur == 0xFFFFFFFF or debut == 0xFFFFFFFF:
        nombre, longueur, debut, absolu = lire_fin_zip64(flux, absolu)
    if nombre > ENTREES_MAX or longueur > REPERTOIRE_MAX:
        raise bombe(f"{nombre} éléments annoncés, {ENTREES_MAX} au plus")
    if debut + longueur > absolu:
        raise tronquee("le répertoire déborde")
    if debut + longueur != absolu and fin[place - 20 : place - 16] != b"PK\x06\x07":
        raise Refus("FICHIER_COMPOSITE", "Le classeur est collé derrière un autre fichier.", COPIER)
    flux.seek(debut)
    return lire_entrees(flux.read(longueur), nombre)


def lire_fin_zip64(flux: BinaryIO, absolu: int) -> tuple[int, int, int, int]:
    """(entries, directory length, directory place, place of the zip64 record): some writers always use it."""
    flux.seek(max(0, absolu - 20))
    repere = flux.read(20)
    if repere[:4] != b"PK\x06\x07":
        raise tronquee("le répertoire étendu manque")
    place = struct.unpack("<Q", repere[8:16])[0]
    if place > absolu:
        raise tronquee("le répertoire étendu déborde")
    flux.seek(place)
    bloc = flux.read(56)
    if len(bloc) < 56 or bloc[:4] != b"PK\x06\x06":
        raise tronquee("le répertoire étendu manque")
    nombre, longueur, debut = struct.unpack("<QQQ", bloc[32:56])
    return nombre, longueur, debut, place


def lire_entrees(donnees: bytes, nombre: int) -> list[Entree]:
    """Entries of the directory; their count must be the one announced."""
    entrees, place = [], 0
    while place + 46 <= len(donnees) and donnees[place : place + 4] == b"PK\x01\x02":
        champs = struct.unpack("<HHHHHHIIIHHHHHII", donnees[place + 4 : place + 46])
        drapeaux, methode, compresse, taille = champs[2], champs[3], champs[7], champs[8]
        n_nom, n_extra, n_note, debut = champs[9], champs[10], champs[11], champs[15]
        nom = donnees[place + 46 : place + 46 + n_nom].decode(
            "utf-8" if drapeaux & 0x800 else "cp437", "replace"
        )
        extra = donnees[place + 46 + n_nom : place + 46 + n_nom + n_extra]
        taille, compresse, debut = completer_zip64(extra, taille, compresse, debut)
        entrees.append(Entree(nom, methode, drapeaux, compresse, taille, debut))
        place += 46 + n_nom + n_extra + n_note
    if len(entrees) != nombre or place != len(donnees):
        raise tronquee(f"{nombre} éléments annoncés, {len(entrees)} trouvés")
    return entrees


def completer_zip64(extra: bytes, *valeurs: int) -> list[int]:
    """Replace the values at 0xFFFFFFFF by those of the zip64 extra field, in its order."""
    resultat, place = list(valeurs), 0
    while place + 4 <= len(extra):
        sorte, longueur = struct.unpack("<HH", extra[place : place + 4])
        if sorte == 1:
            suite = extra[place + 4 : place + 4 + longueur]
            for rang, valeur in enumerate(resultat):
                if valeur == 0xFFFFFFFF and len(suite) >= 8:
                    resultat[rang], suite = struct.unpack("<Q", suite[:8])[0], suite[8:]
        place += 4 + longueur
    return resultat


def nature_du_classeur(flux: BinaryIO, entrees: list[Entree]) -> str:
    """`xlsx` or `ods` from the parts present; anything else is refused by its true name."""
    noms = {entree.nom.replace("\\", "/").lower() for entree in entrees}
    if any(entree.drapeaux & 1 for entree in entrees):
        raise Refus(
            "FICHIER_CHIFFRE", "L’archive est protégée par un mot de passe.", "Retirez le mot de passe."
        )
    excel, ods = "xl/workbook.xml" in noms, "content.xml" in noms
    if excel and ods:
        raise Refus(
            "FICHIER_COMPOSITE", "Le fichier est à la fois un classeur Excel et OpenDocument.", COPIER
        )
    if any(nom.startswith("word/") for nom in noms):
        raise refus_de_type("docx")
    if "xl/workbook.bin" in noms:
        raise refus_de_type("xlsb")
    if excel:
        return "xlsx"
    if ods:
        return nature_opendocument(flux, entrees)
    raise refus_de_type("zip")


def nature_opendocument(flux: BinaryIO, entrees: list[Entree]) -> str:
    """`ods` if the mimetype part says spreadsheet or is missing; a text or an encrypted document is
    refused.
    """
    par_nom = {entree.nom: entree for entree in entrees if entree.compresse < MANIFESTE_MAX}
    if "mimetype" in par_nom and b"spreadsheet" not in lire_debut(flux, par_nom["mimetype"]):
        raise refus_de_type("odt")
    manifeste = par_nom.get("META-INF/manifest.xml")
    if manifeste and b"encryption-data" in lire_debut(flux, manifeste):
        raise Refus(
            "FICHIER_CHIFFRE", "Le classeur est protégé par un mot de passe.", "Retirez le mot de passe."
        )
    return "ods"


def lire_debut(flux: BinaryIO, entree: Entree) -> bytes:
    """First block of a part: enough for a mimetype or a manifest."""
    return next(inflater(flux, entree), b"")


def controler_noms(noms: list[str]) -> None:
    """Refuse path tricks, duplicates, nested archives, macros and links to other files, from the names
    alone.
    """
    vus = set()
    for nom in noms:
        bas = nom.replace("\\", "/").lower()
        if bas.startswith("/") or ".." in bas.split("/") or ":" in bas[:3] or "\0" in nom:
            raise irreguliere("un élément vise un autre dossier")
        if bas in vus:
            raise irreguliere("un élément y figure deux fois")
        vus.add(bas)
        if bas.endswith(ARCHIVES):
            raise irreguliere("elle contient une autre archive")
        if any(motif in f"/{bas}" for motif in MACROS):
            raise Refus(
                "FICHIER_MACRO", "Le classeur contient des macros ou des contrôles actifs.", ENREGISTRER
            )
        if any(motif in bas for motif in LIENS):
            raise Refus(
                "FICHIER_LIEN_EXTERNE", "Le classeur va chercher des données dans un autre fichier.", COPIER
            )


def controler_places(entrees: list[Entree], taille: int) -> None:
    """Refuse entries that overlap, leave the file, or expand out of proportion by their own account."""
    fin = 0
    for entree in sorted(entrees, key=lambda e: e.debut):
        if entree.debut + 30 + entree.compresse > taille:
            raise tronquee("un élément déborde du fichier")
        if entree.debut < fin:
            raise bombe("des éléments se recouvrent")
        fin = entree.debut + 30 + entree.compresse
        if entree.taille > RAPPORT_SEUIL and entree.taille > RAPPORT_MAX * max(entree.compresse, 1):
            raise bombe(f"« {entree.nom} » annonce {entree.taille // 1048576} Mo")
    annonce = sum(entree.taille for entree in entrees)
    if annonce > DEPLOYE_MAX:
        raise bombe(f"{annonce // 1048576} Mo annoncés, {DEPLOYE_MAX // 1048576} Mo au plus")


def examiner_entree(flux: BinaryIO, entree: Entree, total: int, examen: Examen) -> int:
    """Inflate one part for real, counting and looking at its XML; return the running total of bytes."""
    blocs = compter(inflater(flux, entree), entree, total)
    taille = examiner_partie(entree.nom.lower(), blocs, examen)
    if taille != entree.taille:
        raise tronquee(f"« {entree.nom} » annonce {entree.taille} octets et en contient {taille}")
    return total + taille


def compter(blocs: Iterator[bytes], entree: Entree, total: int) -> Iterator[bytes]:
    """Pass the blocks on, refusing as soon as the real size is out of bounds."""
    taille = 0
    for bloc in blocs:
        taille += len(bloc)
        if total + taille > DEPLOYE_MAX:
            raise bombe(f"plus de {DEPLOYE_MAX // 1048576} Mo")
        if taille > RAPPORT_SEUIL and taille > RAPPORT_MAX * max(entree.compresse, 1):
            raise bombe(f"« {entree.nom} » grossit plus de {RAPPORT_MAX} fois")
        yield bloc


def inflater(flux: BinaryIO, entree: Entree) -> Iterator[bytes]:
    """Blocks of at most BLOC bytes of one part; its local header must agree with the directory."""
    flux.seek(entree.debut)
    tete = flux.read(30)
    if len(tete) < 30 or tete[:4] != b"PK\x03\x04":
        raise tronquee(f"« {entree.nom} » manque")
    n_nom, n_extra = struct.unpack("<HH", tete[26:30])
    local = flux.read(n_nom).decode("utf-8" if entree.drapeaux & 0x800 else "cp437", "replace")
    if local != entree.nom or struct.unpack("<H", tete[8:10])[0] != entree.methode:
        raise irreguliere("deux noms pour un même élément")
    flux.seek(n_extra, 1)
    if entree.methode == 0:
        yield from lire_stocke(flux, entree)
    elif entree.methode == 8:
        yield from lire_deflate(flux, entree)
    else:
        raise irreguliere("compression inconnue")


def lire_stocke(flux: BinaryIO, entree: Entree) -> Iterator[bytes]:
    reste = entree.compresse
    while reste and (bloc := flux.read(min(reste, BLOC))):
        reste -= len(bloc)
        yield bloc


def lire_deflate(flux: BinaryIO, entree: Entree) -> Iterator[bytes]:
    machine, reste = zlib.decompressobj(-15), entree.compresse
    try:
        while reste or machine.unconsumed_tail:
            donnees = machine.unconsumed_tail
            if not donnees:
                donnees = flux.read(min(reste, BLOC // 4))
                reste -= len(donnees)
                if not donnees:
                    break
            if bloc := machine.decompress(donnees, BLOC):
                yield bloc
            if machine.eof:
                break
    except zlib.error:
        raise tronquee(f"« {entree.nom} » est illisible") from None
    if not machine.eof or machine.unused_data or reste:
        raise tronquee(f"« {entree.nom} » est coupé")
