"""A neutral grid of cells, written as XLSX, XLS, ODS or CSV with the libraries that people's tools
resemble.
"""

import csv
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO, StringIO

import xlsxwriter
import xlwt
from odf.namespaces import TABLENS
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

EPOQUES = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}


@dataclass(frozen=True)
class Serie:
    """A date written as a bare day number, without any format."""

    jour: date


@dataclass
class Onglet:
    nom: str
    lignes: list[list[object]]
    fusions: list[tuple[int, int, int, int]] = field(default_factory=list)


def en_xlsx(onglets: list[Onglet], epoque: int = 1900, forme_duree: str = "[h]:mm") -> bytes:
    tampon = BytesIO()
    with xlsxwriter.Workbook(tampon, {"date_1904": epoque == 1904}) as classeur:
        jour = classeur.add_format({"num_format": "dd/mm/yyyy"})
        duree = classeur.add_format({"num_format": forme_duree})
        for onglet in onglets:
            feuille = classeur.add_worksheet(onglet.nom)
            for haut, gauche, bas, droite in onglet.fusions:
                feuille.merge_range(haut, gauche, bas, droite, "")
            for rang, ligne in enumerate(onglet.lignes):
                for colonne, valeur in enumerate(ligne):
                    if isinstance(valeur, Serie):
                        feuille.write_number(rang, colonne, (valeur.jour - EPOQUES[epoque]).days)
                    elif isinstance(valeur, date):
                        feuille.write_datetime(rang, colonne, valeur, jour)
                    elif isinstance(valeur, timedelta):
                        feuille.write_number(rang, colonne, valeur.total_seconds() / 86_400, duree)
                    elif isinstance(valeur, str) and valeur:
                        feuille.write_string(rang, colonne, valeur)
                    elif valeur not in (None, ""):
                        feuille.write_number(rang, colonne, valeur)
    return tampon.getvalue()


def en_xls(onglets: list[Onglet]) -> bytes:
    classeur = xlwt.Workbook()
    jour, duree = xlwt.easyxf(num_format_str="DD/MM/YYYY"), xlwt.easyxf(num_format_str="[h]:mm")
    for onglet in onglets:
        feuille = classeur.add_sheet(onglet.nom)
        couvertes = set()
        for haut, gauche, bas, droite in onglet.fusions:
            feuille.write_merge(haut, bas, gauche, droite, onglet.lignes[haut][gauche])
            couvertes |= {(r, c) for r in range(haut, bas + 1) for c in range(gauche, droite + 1)}
        for rang, ligne in enumerate(onglet.lignes):
            for colonne, valeur in enumerate(ligne):
                if (rang, colonne) in couvertes or valeur in (None, ""):
                    continue
                if isinstance(valeur, Serie):
                    feuille.write(rang, colonne, (valeur.jour - EPOQUES[1900]).days)
                elif isinstance(valeur, date):
                    feuille.write(rang, colonne, valeur, jour)
                elif isinstance(valeur, timedelta):
                    feuille.write(rang, colonne, valeur.total_seconds() / 86_400, duree)
                else:
                    feuille.write(rang, colonne, valeur)
    tampon = BytesIO()
    classeur.save(tampon)
    return tampon.getvalue()


def cellule_ods(valeur: object) -> TableCell:
    if isinstance(valeur, date):
        return TableCell(valuetype="date", datevalue=valeur.isoformat())
    if isinstance(valeur, timedelta):
        minutes = round(valeur.total_seconds() / 60)
        return TableCell(valuetype="time", timevalue=f"PT{minutes // 60:02d}H{minutes % 60:02d}M00S")
    if isinstance(valeur, int | float):
        return TableCell(valuetype="float", value=str(valeur))
    cellule = TableCell(valuetype="string") if valeur else TableCell()
    if valeur:
        cellule.addElement(P(text=str(valeur)))
    return cellule


def en_ods(onglets: list[Onglet]) -> bytes:
    document = OpenDocumentSpreadsheet()
    for onglet in onglets:
        table = Table(name=onglet.nom)
        document.spreadsheet.addElement(table)
        couvertes = {
            (r, c): (haut, gauche, bas, droite)
            for haut, gauche, bas, droite in onglet.fusions
            for r in range(haut, bas + 1)
            for c in range(gauche, droite + 1)
        }
        for rang, ligne in enumerate(onglet.lignes):
            rangee = TableRow()
            table.addElement(rangee)
            for colonne, valeur in enumerate(ligne):
                zone = couvertes.get((rang, colonne))
                if zone and (rang, colonne) != zone[:2]:
                    rangee.addElement(CoveredTableCell())
                    continue
                if isinstance(valeur, Serie):
                    valeur = (valeur.jour - EPOQUES[1900]).days
                cellule = cellule_ods(valeur)
                if zone:
                    cellule.setAttrNS(TABLENS, "number-rows-spanned", str(zone[2] - zone[0] + 1))
                    cellule.setAttrNS(TABLENS, "number-columns-spanned", str(zone[3] - zone[1] + 1))
                rangee.addElement(cellule)
    tampon = BytesIO()
    document.write(tampon)
    return tampon.getvalue()


def texte_csv(valeur: object) -> str:
    if isinstance(valeur, Serie):
        return str((valeur.jour - EPOQUES[1900]).days)
    if isinstance(valeur, date):
        return f"{valeur:%d/%m/%Y}"
    if isinstance(valeur, timedelta):
        minutes = round(valeur.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(valeur, float):
        return f"{valeur:.2f}".replace(".", ",")
    return "" if valeur is None else str(valeur)


def en_csv(onglets: list[Onglet], delimiteur: str = ";", encodage: str = "utf-8") -> bytes:
    tampon = StringIO()
    plume = csv.writer(tampon, delimiter=delimiteur, lineterminator="\r\n")
    for ligne in onglets[0].lignes:
        plume.writerow([texte_csv(valeur) for valeur in ligne])
    # Old encodings do not know the typographic apostrophe nor every letter of the names.
    texte = tampon.getvalue()
    if encodage in ("cp1252", "mac_roman"):
        texte = texte.replace("ễ", "e").replace("ê", "ê")
    return texte.encode(encodage, "replace")
