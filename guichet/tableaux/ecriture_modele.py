"""The template of the month: what is known is already there, what is typed is checked by the spreadsheet
itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

import xlsxwriter

from guichet.tableaux.ecriture import CREATION, OPTIONS, Palette, ecrire_jour, ecrire_nombre, nom_d_onglet


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


def ecrire_modele(modele: Modele) -> bytes:
    """A workbook to fill in: what is known is already there and locked, the typed cells are open and
    checked.
    """
    tampon = BytesIO()
    with xlsxwriter.Workbook(tampon, OPTIONS) as sortie:
        sortie.set_properties({"title": modele.titre, "keywords": modele.mots_cles, "created": CREATION})
        palette = Palette(sortie)
        onglet = sortie.add_worksheet(nom_d_onglet(modele.feuille, set()))
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
