"""XLSX files given to people: the workbook returned with its errors, the template of the month. No formula
from data.

Every text is written as text: a cell that begins with = + - @ stays what somebody typed, never something to
run.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class ColonneModele:
    """A column of a template: title, width in characters, kind (`texte`, `date`, `heures`), filled by whom.

    `choix`: accepted values, offered in a list; `saisie`: True where the structure types; `aide`: one
    sentence.
    """

    titre: str
    largeur: int = 16
    nature: str = "texte"
    saisie: bool = False
    choix: tuple[str, ...] = ()
    aide: str = ""


@dataclass(slots=True)
class Modele:
    """A template to fill: title rows, columns, rows already known, instructions on a second sheet."""

    titre: str
    sous_titres: Sequence[str]
    colonnes: Sequence[ColonneModele]
    lignes: Iterable[Sequence[object]]
    consignes: Sequence[str] = ()
    lignes_vides: int = 10
    feuille: str = "Relevé"
    mots_cles: str = ""


def ecrire_erreurs(
    classeur: Classeur, problemes: Iterable[Probleme], *, entetes: dict[str, int] | None = None
) -> bytes:
    """The same workbook as XLSX, whatever came in: same cells, one more column *Erreur*, problem cells
    coloured.

    `entetes`: sheet name → row of its header, from 1 (the title of the new column goes there). A column
    *Erreur* left by an earlier correction is replaced, so that the file may go back and forth.
    """
    par_feuille: dict[str, dict[int, list[Probleme]]] = {}
    seule = classeur.feuilles[0].nom if classeur.feuilles else ""
    for probleme in problemes:
        lignes = par_feuille.setdefault(probleme.feuille or seule, {})
        lignes.setdefault(probleme.ligne, []).append(probleme)
    tampon = BytesIO()
    with xlsxwriter.Workbook(tampon, OPTIONS) as sortie:
        sortie.set_properties({"created": CREATION})
        palette = Palette(sortie)
        for rang, feuille in enumerate(classeur.feuilles, 1):
            onglet = sortie.add_worksheet(nom_d_onglet(feuille.nom, rang))
            ligne_entete = (entetes or {}).get(feuille.nom, 1)
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


def nom_d_onglet(nom: str, rang: int) -> str:
    """A sheet name that XLSX accepts: no forbidden sign, at most 31 characters."""
    propre = "".join("-" if signe in "[]:*?/\\" else signe for signe in nom).strip("' ")[:31]
    return propre or f"Feuille{rang}"


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
    titre = palette.format(bold=True, bottom=2)
    onglet.write_string(max(ligne_entete - 1, 0), place, TITRE_ERREUR, titre)
    onglet.set_column(place, place, 70)
    for numero, liste in problemes.items():
        onglet.write_string(numero - 1, place, phrases(liste), palette.format(text_wrap=True, valign="top"))
    if ligne_entete:
        onglet.freeze_panes(ligne_entete, 0)


def gravite(probleme: Probleme) -> int:
    return GRAVITES.index(probleme.gravite)


def lettre_de(rang: int) -> str:
    return xlsxwriter.utility.xl_col_to_name(rang)


def colonne_erreur(feuille: Feuille, ligne_entete: int) -> int:
    """Rank of the column *Erreur*: where an earlier one stands, else right of the widest row."""
    entete = feuille.lignes[ligne_entete - 1] if 0 < ligne_entete <= len(feuille.lignes) else []
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


def ecrire_modele(modele: Modele) -> bytes:
    """A workbook to fill in: what is known is already there and locked, the typed cells are open and
    checked.
    """
    tampon = BytesIO()
    with xlsxwriter.Workbook(tampon, OPTIONS) as sortie:
        sortie.set_properties({"title": modele.titre, "keywords": modele.mots_cles, "created": CREATION})
        palette = Palette(sortie)
        onglet = sortie.add_worksheet(nom_d_onglet(modele.feuille, 1))
        onglet.write_string(0, 0, modele.titre, palette.format(bold=True, font_size=14))
        for rang, texte in enumerate(modele.sous_titres, 1):
            onglet.write_string(rang, 0, texte, palette.format(font_color="#544F47"))
        depart = len(modele.sous_titres) + 2
        ecrire_entetes(onglet, modele, depart, palette)
        fin = ecrire_lignes(onglet, modele, depart + 1, palette)
        poser_validations(onglet, modele, depart + 1, fin)
        onglet.freeze_panes(depart + 1, 0)
        onglet.protect("", {"insert_rows": True, "format_columns": True, "sort": True, "autofilter": True})
        onglet.set_landscape()
        onglet.fit_to_pages(1, 0)
        onglet.repeat_rows(depart)
        if modele.consignes:
            ecrire_consignes(sortie.add_worksheet("Consignes"), modele.consignes, palette)
    return tampon.getvalue()


def ecrire_entetes(onglet, modele: Modele, ligne: int, palette: Palette) -> None:
    for rang, colonne in enumerate(modele.colonnes):
        fond = "#E6F0F0" if colonne.saisie else "#E9E5DD"
        forme = palette.format(bold=True, bottom=2, text_wrap=True, valign="top", bg_color=fond)
        onglet.write_string(ligne, rang, colonne.titre, forme)
        onglet.set_column(rang, rang, colonne.largeur)
        if colonne.aide:
            onglet.write_comment(ligne, rang, colonne.aide)


def ecrire_lignes(onglet, modele: Modele, depart: int, palette: Palette) -> int:
    """Known rows then blank ones; return the rank of the last row."""
    numero = depart
    for ligne in modele.lignes:
        for rang, (valeur, colonne) in enumerate(zip(ligne, modele.colonnes, strict=True)):
            forme = format_de(colonne, palette, colonne.saisie)
            if valeur is None or valeur == "":
                onglet.write_blank(numero, rang, None, forme)
            elif isinstance(valeur, date):
                ecrire_jour(onglet, numero, rang, valeur, forme)
            elif isinstance(valeur, int | float | Decimal) and not isinstance(valeur, bool):
                ecrire_nombre(onglet, numero, rang, valeur, forme)
            else:
                onglet.write_string(numero, rang, str(valeur)[:32_767], forme)
        numero += 1
    for _ in range(modele.lignes_vides):
        for rang, colonne in enumerate(modele.colonnes):
            onglet.write_blank(numero, rang, None, format_de(colonne, palette, True))
        numero += 1
    return max(numero - 1, depart)


def format_de(colonne: ColonneModele, palette: Palette, ouverte: bool) -> object:
    formes = {"date": "dd/mm/yyyy", "heures": "0.00", "texte": "@"}
    proprietes = {"num_format": formes[colonne.nature], "locked": not ouverte, "bottom": 1}
    return palette.format(
        **proprietes, bottom_color="#D3CDC2", **({} if ouverte else {"font_color": "#544F47"})
    )


def poser_validations(onglet, modele: Modele, premiere: int, derniere: int) -> None:
    """What the spreadsheet itself refuses: hours out of 0–350, dates that are not, values out of the list."""
    for rang, colonne in enumerate(modele.colonnes):
        if colonne.choix and sum(map(len, colonne.choix)) + len(colonne.choix) <= 255:
            regle = {"validate": "list", "source": list(colonne.choix), "error_type": "warning"}
        elif colonne.nature == "heures":
            regle = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 350}
            regle |= {
                "error_title": "Heures",
                "error_message": "Un nombre d’heures entre 0 et 350, par exemple 151,67.",
            }
        elif colonne.nature == "date":
            regle = {"validate": "date", "criteria": ">=", "value": date(1900, 1, 1), "error_type": "warning"}
            regle |= {"error_title": "Date", "error_message": "Une date, par exemple 03/02/2026."}
        else:
            continue
        onglet.data_validation(premiere, rang, derniere, rang, regle)


def ecrire_consignes(onglet, consignes: Sequence[str], palette: Palette) -> None:
    onglet.set_column(0, 0, 100)
    onglet.write_string(0, 0, "Comment remplir ce fichier", palette.format(bold=True, font_size=14))
    for rang, consigne in enumerate(consignes, 2):
        onglet.write_string(rang, 0, consigne, palette.format(text_wrap=True, valign="top"))
