"""Text of a CSV: its encoding, its delimiter, its rows. Standard library only."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from guichet.base.erreurs import Refus

CELLULE_MAX = 32_767
ECHANTILLON = 200_000
HORS_ASCII = re.compile(r"[^\x00-\x7f]")
USUELS = re.compile(r"[éèêëàâçîïôûùü’°«»€]|(?<![a-zé])[ÉÈÊÀÇÔÎŒ]|œ")
"""Characters that a French table has where French has them; their count tells an old encoding from another.
"""
ANNONCE = re.compile(r"\ufeff?sep=(.)\r?\n")
"""First line by which some programs tell the delimiter; spreadsheets do not count it as a row."""
ANCIENS = ("cp1252", "mac_roman", "cp850")
NOMS_ENCODAGES = {"cp1252": "Windows", "mac_roman": "Mac", "cp850": "DOS"}
DELIMITEURS = ";\t,|"


def decoder(octets: bytes, impose: str = "") -> tuple[str, str, list[tuple[str, str]]]:
    """Return (text, encoding, warnings): byte order mark, UTF-16 without mark, strict UTF-8, then cp1252.

    When another old encoding explains the accents as well, the warning `ENCODAGE_A_CONFIRMER` carries the
    question; the answer comes back as `impose`. Raise `Refus` FICHIER_ENCODAGE when nothing fits.
    """
    if impose:
        return octets.decode(impose, "replace"), impose, []
    for marque, encodage in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if octets.startswith(marque):
            return decoder_strictement(octets, encodage), encodage, []
    if b"\0" in octets[:4096]:
        grand = octets[:4096:2].count(0) > octets[1:4096:2].count(0)
        encodage = "utf-16-be" if grand else "utf-16-le"
        return decoder_strictement(octets, encodage), encodage, []
    try:
        texte = octets.decode("utf-8")
    except UnicodeDecodeError:
        return decoder_ancien(octets)
    return reparer(texte)


def reparer(texte: str) -> tuple[str, str, list[tuple[str, str]]]:
    """UTF-8 text that a program took for Windows and wrote again (« PrÃ©nom »): undone if the whole text
    allows.
    """
    if "Ã" in texte:
        try:
            clair = texte.encode("cp1252").decode("utf-8")
        except UnicodeError:
            return texte, "utf-8", []
        phrase = "Les accents du fichier étaient abîmés (« Ã© » pour « é ») : ils ont été rétablis."
        return clair, "utf-8", [("ACCENTS_RETABLIS", phrase)]
    return texte, "utf-8", []


def decoder_strictement(octets: bytes, encodage: str) -> str:
    try:
        return octets.decode(encodage)
    except UnicodeDecodeError as erreur:
        raise Refus(
            "FICHIER_ENCODAGE",
            f"Le texte s’annonce en {encodage.upper()} mais l’octet {erreur.start + 1} ne l’est pas.",
            "Enregistrez le fichier au format XLSX, ou CSV UTF-8, puis déposez-le à nouveau.",
        ) from None


def decoder_ancien(octets: bytes) -> tuple[str, str, list[tuple[str, str]]]:
    """One-byte encodings: the one that gives the most French accents; a doubt becomes a question."""
    notes = {encodage: note_francaise(octets[:ECHANTILLON], encodage) for encodage in ANCIENS}
    retenu = max(ANCIENS, key=lambda encodage: notes[encodage])
    texte = octets.decode(retenu, "replace")
    autre = max((e for e in ANCIENS if e != retenu), key=lambda encodage: notes[encodage])
    if retenu == "cp1252" and notes["cp1252"] > 0.5 and notes[autre] < 0.8 * notes["cp1252"]:
        return texte, retenu, []
    exemple = next((mot for mot in re.findall(r"\w*[^\x00-\x7f]\w*", texte) if len(mot) > 2), "")
    lu = octets.decode(autre, "replace")
    place = texte.find(exemple)
    phrase = (
        f"Les accents ont été lus comme ceux d’un fichier {NOMS_ENCODAGES[retenu]} : « {exemple} ». "
        f"Lus comme {NOMS_ENCODAGES[autre]}, ce serait « {lu[place : place + len(exemple)]} »."
    )
    return texte, retenu, [("ENCODAGE_A_CONFIRMER", phrase)]


def note_francaise(octets: bytes, encodage: str) -> float:
    """Share, 0 to 1, of the characters above 127 that are French ones in a usual place with this encoding."""
    texte = octets.decode(encodage, "replace")
    return len(USUELS.findall(texte)) / max(len(HORS_ASCII.findall(texte)), 1)


def deviner_delimiteur(texte: str) -> str:
    """Delimiter among ; tab , | whose count per row is the most regular over the first 40 rows; else `;`."""
    debut = texte[:65_536]
    if annonce := ANNONCE.match(texte):
        return annonce[1]
    meilleur, note_max = ";", 0.0
    for delimiteur in DELIMITEURS:
        try:
            lignes = list(islice(csv.reader(StringIO(debut, newline=""), delimiter=delimiteur), 40))
        except csv.Error:
            continue
        largeurs = sorted(len(ligne) for ligne in lignes if any(ligne))
        if not largeurs or largeurs[-1] < 2:
            continue
        usuelle = max(set(largeurs), key=lambda n: (largeurs.count(n), n) if n > 1 else (0, 0))
        note = largeurs.count(usuelle) / len(largeurs) + min(usuelle, 12) / 100
        if usuelle > 1 and note > note_max:
            meilleur, note_max = delimiteur, note
    return meilleur


def lignes_de_texte(texte: str, delimiteur: str) -> Iterator[list[str]]:
    """Rows of a CSV text, counted as a spreadsheet counts them; raise `Refus` on what is not text or too
    long.
    """
    if "\0" in texte:
        ligne = texte.count("\n", 0, texte.index("\0")) + 1
        raise Refus(
            "FICHIER_ILLISIBLE",
            f"Ligne {ligne} : le texte contient des caractères nuls, ce n’est pas un CSV.",
            "Refaites l’export au format XLSX ou CSV UTF-8.",
        )
    texte = ANNONCE.sub("", texte, count=1)
    csv.field_size_limit(CELLULE_MAX)
    lecteur = csv.reader(StringIO(texte, newline=""), delimiter=delimiteur)
    rang = 0
    try:
        for ligne in lecteur:
            rang += 1
            yield ligne
    except csv.Error:
        raise Refus(
            "FICHIER_TROP_GRAND",
            f"Ligne {rang + 1} : une cellule dépasse {CELLULE_MAX} caractères "
            "(un guillemet n’est peut-être pas refermé).",
            "Corrigez cette ligne, ou enregistrez le fichier au format XLSX.",
        ) from None
