"""XLSX files given to people: the workbook returned with its errors, the template of the month. No formula
from data.

Every text is written as text: a cell that begins with = + - @ stays what somebody typed, never something to
run.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import xlsxwriter

from guichet.tableaux.classeur import Cellule, Classeur, Feuille
from guichet.tableaux.reconnu import A_CONFIRMER, BLOQUANT, INFORMATION, Probleme

TITRE_ERREUR = "Erreur"
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "in_memory": True,
    "default_date_format": "dd/mm/yyyy",
}
COULEURS = {BLOQUANT: "#FCEFEC", A_CONFIRMER: "#FCF2E2", INFORMATION: "#EBF1F8"}
TRAITS = {BLOQUANT: "#A3261C", A_CONFIRMER: "#7F4700", INFORMATION: "#274E85"}
MOTS = {BLOQUANT: "À corriger", A_CONFIRMER: "À confirmer", INFORMATION: "Information"}
GRAVITES = (BLOQUANT, A_CONFIRMER, INFORMATION)
DUREE = "[h]:mm"
DATE_HEURE = "dd/mm/yyyy hh:mm"
NUMERO_MAX = 999_999_999_999_999
CREATION = datetime(2000, 1, 1)  # noqa: DTZ001 (a fixed date: the same data give the same file)


def ecrire_erreurs(
    classeur: Classeur, problemes: Iterable[Probleme], *, entetes: dict[str, int] | None = None
) -> bytes:
    """The same workbook as XLSX, whatever came in: same cells, one more column *Erreur*, problem cells
    coloured.

    `entetes`: sheet name → row of its header, from 1 (`Reconnaissance.entetes`): the title of the new column
    goes there and the other sheets get none; without it every sheet gets one in its first row. A column
    *Erreur* left by an earlier correction is replaced, so that the file may go back and forth.
    """
    par_feuille: dict[str, dict[int, list[Probleme]]] = {}
    for probleme in problemes:
        par_feuille.setdefault(probleme.feuille, {}).setdefault(probleme.ligne, []).append(probleme)
    tampon, pris = BytesIO(), set()
    with xlsxwriter.Workbook(tampon, OPTIONS) as sortie:
        sortie.set_properties({"created": CREATION})
        palette = Palette(sortie)
        for feuille in classeur.feuilles:
            onglet = sortie.add_worksheet(nom_d_onglet(feuille.nom, pris))
            ligne_entete = 1 if entetes is None else entetes.get(feuille.nom)
            ecrire_feuille(onglet, feuille, par_feuille.get(feuille.nom, {}), ligne_entete, palette)
            if not feuille.visible and len(classeur.feuilles) > 1:
                onglet.hide()
    return tampon.getvalue()


class Palette:
    """Formats made once each."""

    def __init__(self, sortie: xlsxwriter.Workbook):
        self.sortie = sortie
        self.faits: dict[tuple, object] = {}

    def format(self, **proprietes) -> object:
        cle = tuple(sorted(proprietes.items()))
        if cle not in self.faits:
            self.faits[cle] = self.sortie.add_format(proprietes)
        return self.faits[cle]


def nom_d_onglet(nom: str, pris: set[str]) -> str:
    """A sheet name that XLSX accepts: no forbidden sign, at most 31 characters, not taken yet."""
    propre = "".join("-" if signe in "[]:*?/\\" else signe for signe in nom).strip("' ")[:31] or "Feuille"
    candidat, rang = propre, 1
    while candidat.lower() in pris:
        rang += 1
        candidat = f"{propre[: 30 - len(str(rang))]} {rang}"
    pris.add(candidat.lower())
    return candidat


def ecrire_feuille(
    onglet, feuille: Feuille, problemes: dict[int, list[Probleme]], ligne_entete, palette
) -> None:
    """Cells of one sheet, then its column *Erreur*."""
    place = colonne_erreur(feuille, ligne_entete)
    for rang, ligne in enumerate(feuille.lignes):
        siens = {
            p.colonne: p for p in sorted(problemes.get(rang + 1, []), key=gravite, reverse=True) if p.colonne
        }
        for colonne, valeur in enumerate(ligne[:place] if place < len(ligne) else ligne):
            probleme = siens.get(lettre_de(colonne)) if siens else None
            ecrire_cellule(onglet, rang, colonne, valeur, palette, probleme)
    if ligne_entete is None and not problemes:
        return
    titre = palette.format(bold=True, bottom=2)
    onglet.write_string(max((ligne_entete or 1) - 1, 0), place, TITRE_ERREUR, titre)
    onglet.set_column(place, place, 70)
    for numero, liste in problemes.items():
        onglet.write_string(numero - 1, place, phrases(liste), palette.format(text_wrap=True, valign="top"))
    if ligne_entete:
        onglet.freeze_panes(ligne_entete, 0)


def gravite(probleme: Probleme) -> int:
    return GRAVITES.index(probleme.gravite)


def lettre_de(rang: int) -> str:
    return xlsxwriter.utility.xl_col_to_name(rang)


def colonne_erreur(feuille: Feuille, ligne_entete: int | None) -> int:
    """Rank of the column *Erreur*: where an earlier one stands, else right of the widest row."""
    entete = feuille.lignes[ligne_entete - 1] if ligne_entete and ligne_entete <= len(feuille.lignes) else []
    if TITRE_ERREUR in entete:
        return entete.index(TITRE_ERREUR)
    return max((len(ligne) for ligne in feuille.lignes), default=0)


def phrases(problemes: list[Probleme]) -> str:
    """Text of the *Erreur* cell: gravest first, each with what to do."""
    textes = []
    for probleme in sorted(problemes, key=gravite):
        lieu = f"colonne {probleme.colonne} : " if probleme.colonne else ""
        trouve = f"« {probleme.trouve} », " if probleme.trouve else ""
        attendu = f" Attendu : {probleme.attendu}." if probleme.attendu else ""
        textes.append(
            f"{MOTS[probleme.gravite]}, {lieu}{trouve}{probleme.cause}.{attendu} {probleme.que_faire}".strip()
        )
    return "\n".join(textes)[:32_767]


def ecrire_cellule(
    onglet, ligne: int, colonne: int, valeur: Cellule, palette: Palette, probleme=None
) -> None:
    """One cell with its own type; text stays text."""
    teinte = {}
    if probleme:
        trait = TRAITS[probleme.gravite]
        teinte = {
            "bg_color": COULEURS[probleme.gravite],
            "border": 1,
            "border_color": trait,
            "font_color": trait,
        }
    if valeur == "" and not probleme:
        return
    if isinstance(valeur, bool):
        onglet.write_boolean(ligne, colonne, valeur, palette.format(**teinte))
    elif isinstance(valeur, int | float | Decimal):
        ecrire_nombre(onglet, ligne, colonne, valeur, palette.format(**teinte) if teinte else None)
    elif isinstance(valeur, datetime):
        ecrire_jour(onglet, ligne, colonne, valeur, palette.format(num_format=DATE_HEURE, **teinte))
    elif isinstance(valeur, date):
        ecrire_jour(onglet, ligne, colonne, valeur, palette.format(num_format="dd/mm/yyyy", **teinte))
    elif isinstance(valeur, timedelta):
        nombre = valeur.total_seconds() / 86_400
        onglet.write_number(ligne, colonne, nombre, palette.format(num_format=DUREE, **teinte))
    else:
        onglet.write_string(
            ligne, colonne, str(valeur)[:32_767], palette.format(**teinte) if teinte else None
        )


def ecrire_nombre(onglet, ligne: int, colonne: int, valeur, forme) -> None:
    """A number, or its text when XLSX cannot hold it (NaN, more than 15 digits)."""
    if valeur != valeur or abs(valeur) > NUMERO_MAX:
        onglet.write_string(ligne, colonne, str(valeur), forme)
    else:
        onglet.write_number(ligne, colonne, valeur, forme)


def ecrire_jour(onglet, ligne: int, colonne: int, valeur: date, forme) -> None:
    """A date, or its text before 1900 where spreadsheets have none."""
    if valeur.year < 1900:
        onglet.write_string(ligne, colonne, valeur.isoformat(), forme)
    else:
        onglet.write_datetime(ligne, colonne, valeur, forme)
