"""French typography of a sentence: no line break before : ; ? ! % € h », none after « n° lot ligne."""

import re

_AVANT = re.compile(r"[ \u202f\u2009](?=[:;?!%€»](?:\W|$))|(?<=\d)[ \u202f](?=h\b)")
_APRES = re.compile(r"(?<=«)[ \u202f]|(?<=n°)[ \u202f]|(?<=\b[Ll]ot)[ ](?=\d)|(?<=\b[Ll]igne)[ ](?=\d)")
_MILLIERS = re.compile(r"(?<=\d)[ \u202f](?=\d{3}(?!\d))")


def insecables(texte: str) -> str:
    """`texte` with U+00A0 where French keeps words together; apostrophes become typographic."""
    texte = _MILLIERS.sub("\u00a0", _APRES.sub("\u00a0", _AVANT.sub("\u00a0", texte)))
    return re.sub(r"(?<=\w)'(?=\w)", "’", texte)
