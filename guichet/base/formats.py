"""French writing of figures: hours, money, rates, counts, identifiers.

Pure functions. Thousands and units are preceded by U+00A0 (the web font has no U+202F), the minus
sign is U+2212, and an absent value is an en dash. Rounding is half-up.
"""

from decimal import ROUND_HALF_UP, Decimal

ESPACE = "\u00a0"
MOINS = "\u2212"
VIDE = "–"


def arrondir(valeur, decimales: int) -> Decimal:
    """`valeur` rounded half-up to `decimales` places (0 or more)."""
    return Decimal(valeur).quantize(Decimal(1).scaleb(-decimales), rounding=ROUND_HALF_UP)


def nombre(valeur, decimales: int | None = None) -> str:
    """A number in French: « 1 412,5 », « −3 ».

    `decimales` fixed for a column; without it two places at most and no useless zero, for a sentence.
    None or an empty text gives the dash of absent values.
    """
    if valeur is None or valeur == "":
        return VIDE
    arrondi = arrondir(valeur, 2 if decimales is None else decimales)
    signe = MOINS if arrondi < 0 else ""
    texte = f"{abs(arrondi):,f}".replace(",", ESPACE).replace(".", ",")
    if decimales is None and "," in texte:
        texte = texte.rstrip("0").rstrip(",")
    return signe + texte


def _avec_unite(texte: str, unite: str) -> str:
    return texte if texte == VIDE else f"{texte}{ESPACE}{unite}"


def heures(valeur, decimales: int | None = None) -> str:
    """Hours with their unit: « 1 412,5 h » in a sentence, « 1 412,50 h » with `decimales=2`."""
    return _avec_unite(nombre(valeur, decimales), "h")


def montant(valeur, decimales: int | None = None) -> str:
    """Euros: « 1 024 000 € », « 11 901,37 € »; cents are written in full or not at all."""
    if valeur is None or valeur == "":
        return VIDE
    if decimales is None:
        decimales = 0 if arrondir(valeur, 2) == arrondir(valeur, 0) else 2
    return _avec_unite(nombre(valeur, decimales), "€")


def taux(ratio, decimales: int | None = None) -> str:
    """A ratio (1 = 100 %) as a percentage: 1.025 → « 102,5 % », one place at most unless fixed."""
    if ratio is None or ratio == "":
        return VIDE
    pourcent = Decimal(ratio) * 100
    if decimales is None:
        pourcent = arrondir(pourcent, 1)
    return _avec_unite(nombre(pourcent, decimales), "%")


def evolution(ratio, decimales: int | None = None) -> str:
    """A change (0.12 = twelve per cent more) with its sign: « +12 % », « −3 % », « 0 % »."""
    texte = taux(ratio, decimales)
    positif = texte != VIDE and Decimal(ratio) > 0 and any(c in "123456789" for c in texte)
    return f"+{texte}" if positif else texte


def etp(valeur) -> str:
    """Full-time equivalents, one place: « 17,7 ». The base is always printed beside it (R9)."""
    return nombre(valeur, 1)


def siret(valeur) -> str:
    """SIRET (14 digits) in groups: « 217 901 917 00013 »; another text is left as it is."""
    texte = "".join(str(valeur or "").split())
    if not texte:
        return VIDE
    if len(texte) != 14 or not texte.isdigit():
        return texte
    return ESPACE.join((texte[:3], texte[3:6], texte[6:9], texte[9:]))


def telephone(valeur) -> str:
    """A French number in pairs: « 05 49 00 00 14 »; another form is left as it is."""
    texte = "".join(c for c in str(valeur or "") if c not in " .-\u00a0")
    if not texte:
        return VIDE
    if len(texte) != 10 or not texte.isdigit():
        return str(valeur).strip()
    return ESPACE.join(texte[i : i + 2] for i in range(0, 10, 2))


def taille(octets) -> str:
    """Size of a file (bytes) as people read it: « 812 octets », « 42 ko », « 1,3 Mo »."""
    if octets is None or octets == "":
        return VIDE
    quantite = Decimal(octets)
    if quantite < 1000:
        return _avec_unite(nombre(quantite, 0), "octets" if quantite > 1 else "octet")
    if quantite < 1_000_000:
        return _avec_unite(nombre(quantite / 1000, 0), "ko")
    return _avec_unite(nombre(arrondir(quantite / 1_000_000, 1)), "Mo")
