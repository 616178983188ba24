"""Published texts to lines that a person can read and that the database accepts."""

import html
import re
from decimal import Decimal

from marches.decp.accents import PERDU, proposer_texte
from marches.decp.anomalies import Constats, apercu

VIDES = {
    "",
    "nc",
    "n/c",
    "nr",
    "na",
    "n/a",
    "null",
    "none",
    "néant",
    "neant",
    "non communiqué",
    "inx nc",
    "-",
    ".",
}
BALISE = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
DOUBLE = re.compile("[ÃÂâ][\u0080-\u00bf€-™]")
# Windows-1252 signs that passed for control characters (’ « œ …).
C1 = {code: bytes([code]).decode("cp1252", "ignore") or " " for code in range(0x80, 0xA0)}


def est_vide(valeur: object) -> bool:
    """True for nothing and for the many ways of writing « non communiqué »."""
    return valeur is None or (isinstance(valeur, str) and valeur.strip().lower() in VIDES)


def en_texte(valeur: object) -> str | None:
    """A scalar as one line of text without control characters, or None (objects and lists are no text)."""
    if isinstance(valeur, Decimal):
        valeur = (
            format(valeur, "f")
            if valeur.adjusted() < 30 and valeur == valeur.to_integral_value()
            else str(valeur)
        )
    if not isinstance(valeur, str):
        return None
    sain = valeur.translate(C1)
    return " ".join("".join(signe if signe.isprintable() else " " for signe in sain).split()) or None


def lire_texte(valeur: object, champ: str, constats: Constats) -> str | None:
    """A sentence for people: HTML removed, double encoding undone, lost accents told."""
    texte = en_texte(valeur)
    if texte is None or est_vide(texte):
        return None
    sans_html = en_texte(BALISE.sub(" ", html.unescape(texte)))
    if sans_html != texte:
        constats.signaler("DECP_BALISES", champ, texte)
        texte = sans_html or ""
    if texte != (redresse := _redresser(texte)):
        constats.signaler("DECP_ENCODAGE_DOUBLE", champ, texte, lu=redresse)
        texte = redresse
    if PERDU in texte:
        propose = proposer_texte(texte)
        lu = f" Lecture proposée : « {apercu(propose)} »." if propose else ""
        constats.signaler("DECP_CARACTERES_PERDUS", champ, texte, lu=lu)
    return texte or None


def _redresser(texte: str) -> str:
    """« MarchÃ© » is UTF-8 read as Windows-1252: read it back, or leave the text alone."""
    if not DOUBLE.search(texte):
        return texte
    try:
        return en_texte(texte.encode("cp1252").decode("utf-8")) or texte
    except UnicodeError:
        return texte
