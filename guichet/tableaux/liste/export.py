"""Exports of a list: CSV, XLSX, ODS, with the totals of the screen as last row. No formula from data."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter
from django.http import Http404, HttpResponse

from guichet.tableaux.liste.colonne import Colonne, plain
from guichet.tableaux.liste.ods import write_ods

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
DANGEREUX = ("=", "+", "-", "@", "\t", "\r")


def answer(forme: str, titre: str, colonnes: list[Colonne], rangs: Iterable, totaux: dict) -> HttpResponse:
    """Return the file of a list. Raises Http404 for a format that does not exist."""
    if forme not in TYPES:
        raise Http404
    entetes = [c.libelle for c in colonnes]
    lignes = [[plain(c.lire(rang)) for c in colonnes] for rang in rangs]
    pied = [plain(totaux.get(c.cle_total)) for c in colonnes]
    if any(v is not None for v in pied):
        pied[0] = "Total" if pied[0] is None else pied[0]
        lignes.append(pied)
    contenu = {"csv": _csv, "xlsx": _xlsx, "ods": write_ods}[forme](titre, entetes, lignes)
    reponse = HttpResponse(contenu, content_type=TYPES[forme])
    reponse["Content-Disposition"] = f'attachment; filename="{file_name(titre)}.{forme}"'
    return reponse


def file_name(titre: str) -> str:
    """Return a plain ASCII file name for a French title."""
    sans = unicodedata.normalize("NFKD", titre).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", sans.lower()).strip("-") or "liste"


def _csv(titre: str, entetes, lignes) -> bytes:
    """Semicolons, decimal comma, BOM: what a French spreadsheet opens without a question."""
    tampon = io.StringIO()
    ecrivain = csv.writer(tampon, delimiter=";", lineterminator="\r\n")
    ecrivain.writerow(entetes)
    for ligne in lignes:
        ecrivain.writerow([_csv_cell(v) for v in ligne])
    return tampon.getvalue().encode("utf-8-sig")


def _csv_cell(valeur) -> str:
    if valeur is None:
        return ""
    if isinstance(valeur, Decimal):
        return str(valeur).replace(".", ",")
    if isinstance(valeur, datetime):
        return valeur.strftime("%d/%m/%Y %H:%M")
    if isinstance(valeur, date):
        return valeur.strftime("%d/%m/%Y")
    texte = str(valeur)
    # A leading quote keeps a spreadsheet from running what somebody typed.
    return f"'{texte}" if texte.startswith(DANGEREUX) and not isinstance(valeur, int) else texte


def _xlsx(titre: str, entetes, lignes) -> bytes:
    tampon = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "remove_timezone": True,
    }
    with xlsxwriter.Workbook(tampon, options) as classeur:
        feuille = classeur.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", titre)[:31])
        gras = classeur.add_format({"bold": True, "bottom": 2})
        jour = classeur.add_format({"num_format": "dd/mm/yyyy"})
        nombre = classeur.add_format({"num_format": "#,##0.00"})
        feuille.write_row(0, 0, entetes, gras)
        feuille.freeze_panes(1, 0)
        for rang, ligne in enumerate(lignes, start=1):
            for colonne, valeur in enumerate(ligne):
                _xlsx_cell(feuille, rang, colonne, valeur, jour, nombre)
        feuille.autofit()
    return tampon.getvalue()


def _xlsx_cell(feuille, rang, colonne, valeur, jour, nombre) -> None:
    if valeur is None:
        return
    if isinstance(valeur, date):
        feuille.write_datetime(rang, colonne, valeur, jour)
    elif isinstance(valeur, Decimal):
        feuille.write_number(rang, colonne, float(valeur), nombre)
    elif isinstance(valeur, int):
        feuille.write_number(rang, colonne, valeur)
    else:
        feuille.write_string(rang, colonne, valeur)
