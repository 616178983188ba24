"""Guard of the XML parts of a workbook: searched as bytes, block by block, never parsed.

Looks for what no monthly file needs (DTD, entities, DDE, links, other encodings) and for positions that would
make a parser allocate a whole sheet.
"""

import re
from collections.abc import Iterator

from guichet.base.erreurs import Refus
from guichet.fichiers.garde import COPIER, Examen

CHEVAUCHEMENT = 1024
"""Bytes repeated from one block to the next, so that a pattern across two blocks is seen."""
TEXTE_MAX = 32_767
"""Characters that a cell may hold, as in spreadsheets."""

DECLARATION = re.compile(rb"<!(?!--|\[CDATA\[)")
DATE_1904 = re.compile(rb"date1904\s*=\s*[\"'](?:1|true|on)[\"']")
# program|topic!item, outside quotes: a bar inside a text of a formula is harmless.
DDE = re.compile(
    rb"<(?:\w+:)?f\b[^<>]*>[^<\"]{0,80}?\w\s{0,3}\|\s{0,3}[^<\"&]{0,200}!"
    rb"|<(?:\w+:)?(?:ddeLink|oleLink|dde-source|dde-link)\b"
)
ERREUR = re.compile(rb"<(?:\w+:)?c\b(?=[^<>]*\bt=[\"']e[\"'])[^<>]*\br=[\"']([A-Z]{1,3}\d{1,7})[\"']")
ERREURS_CITEES = 5
LIEN_ODS = re.compile(rb"<table:table-source\b|table:formula=\"[^\"]{0,200}(?:DDE\(|file:/)")
# Only positions beyond what is accepted match, so the search stays at the speed of C.
LOIN = re.compile(rb"<(?:\w+:)?c\b[^<>]*?\br=[\"'](?:[A-Za-z]{3,}\d+|[A-Za-z]{1,2}\d{6,})[\"'][^<>]*(?<!/)>")
RANGEE_LOIN = re.compile(rb"<(?:\w+:)?row\b[^<>]*?\br=[\"']\d{8,}[\"']")
COMPTE_MENSONGER = re.compile(rb"<(?:\w+:)?sst\b[^<>]*ount=[\"']\d{8,}[\"']")
REPETITION = re.compile(rb"<text:s\b[^<>]*text:c=\"\d{5,}\"")
TEXTE_LONG = re.compile(rb">[^<]{%d,}" % (4 * TEXTE_MAX))


def examiner_partie(nom: str, blocs: Iterator[bytes], examen: Examen) -> int:
    """Read all the blocks of the part `nom` (lower case); return its real size in bytes; raise `Refus`."""
    taille, fin = 0, b""
    est_xml = nom.endswith((".xml", ".rels", ".vml"))
    motifs = motifs_de(nom)
    for bloc in blocs:
        if taille == 0:
            est_xml = est_xml or bloc.lstrip()[:1] == b"<"
            if est_xml and not nom.startswith("customxml/"):
                # Parts of other programs there (Power Query) may use UTF-16: nobody reads them.
                controler_encodage(nom, bloc)
            elif bloc.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
                raise Refus("FICHIER_ARCHIVE", "Le classeur contient un autre fichier, incorporé.", COPIER)
        taille += len(bloc)
        if est_xml:
            fenetre = fin + bloc
            controler_xml(fenetre, motifs)
            relever(nom, fenetre, examen)
            fin = fenetre[-CHEVAUCHEMENT:]
    return taille


def relever(nom: str, fenetre: bytes, examen: Examen) -> None:
    """Keep what reading needs to know: the origin of dates, the cells whose formula failed (read as
    empty).
    """
    if nom == "xl/workbook.xml" and DATE_1904.search(fenetre):
        examen.epoque = 1904
    if nom.startswith("xl/worksheets/") and b't="e"' in fenetre:
        cellules = list(dict.fromkeys(place.decode() for place in ERREUR.findall(fenetre)))
        if cellules:
            cite = ", ".join(cellules[:ERREURS_CITEES]) + ("…" if len(cellules) > ERREURS_CITEES else "")
            phrase = f"Des formules ont échoué ({cite}) : ces cellules ont été lues comme vides."
            examen.avertissements.append(("CELLULES_EN_ERREUR", phrase))


def motifs_de(nom: str) -> tuple:
    """(pattern, needle that must be present, refusal) that concern one part: a needle saves the slow
    search.
    """
    grand = Refus(
        "FICHIER_TROP_GRAND",
        "Une cellule est placée au-delà des limites de lecture (702 colonnes, 99 999 lignes).",
        "Supprimez les colonnes et les lignes vides au-delà du tableau, enregistrez et déposez à nouveau.",
    )
    lien = Refus(
        "FICHIER_LIEN_EXTERNE", "Une formule fait appel à un autre fichier ou à un programme.", COPIER
    )
    mensonge = Refus("FICHIER_BOMBE", "Le classeur annonce une quantité de textes démesurée.", COPIER)
    long = Refus(
        "FICHIER_TROP_GRAND", "Une cellule contient plus de 32 767 caractères.", "Raccourcissez ce texte."
    )
    if nom.startswith("xl/worksheets/"):
        return ((LOIN, b"<", grand), (RANGEE_LOIN, b"<", grand), (DDE, b"|", lien))
    if nom == "xl/sharedstrings.xml":
        return ((COMPTE_MENSONGER, b"ount=", mensonge), (TEXTE_LONG, b"<", long))
    if nom == "content.xml":
        return (
            (LIEN_ODS, b"table:", lien),
            (DDE, b"dde", lien),
            (REPETITION, b"text:c", mensonge),
            (TEXTE_LONG, b"<", long),
        )
    return ((DDE, b"Link", lien),)


def controler_xml(fenetre: bytes, motifs: tuple) -> None:
    if b"<!" in fenetre and DECLARATION.search(fenetre):
        raise Refus(
            "FICHIER_XML_INTERDIT",
            "Le classeur contient des définitions XML interdites (DTD, entités).",
            COPIER,
        )
    for motif, aiguille, refus in motifs:
        if aiguille in fenetre and motif.search(fenetre):
            raise refus


def controler_encodage(nom: str, bloc: bytes) -> None:
    """Every writer uses UTF-8; another encoding would hide from this guard what the parser sees."""
    tete = bloc[:200]
    declare = re.search(rb"encoding\s*=\s*[\"']([^\"']+)", tete)
    if b"\0" in tete or (declare and declare[1].lower() not in (b"utf-8", b"us-ascii", b"ascii")):
        raise Refus("FICHIER_XML_INTERDIT", f"La partie « {nom} » n’est pas en UTF-8.", COPIER)
