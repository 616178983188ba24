"""Hostile texts and cells: what is not a CSV, CSV out of measure, values that no month holds."""

from tests.tableaux.fabrique.grille import Onglet, en_csv, en_xlsx
from tests.tableaux.hostiles.atelier import (
    LU,
    Hostile,
    bon_csv,
    bon_onglet,
    famille,
    feuille_xlsx,
    hasard,
)


@famille
def vide(graine: int) -> Hostile:
    octets = (b"", b"\xef\xbb\xbf", b"\n\n\n", b"   ", b"\xff\xfe")[graine % 5]
    return Hostile("vide.csv", octets, ("FICHIER_VIDE", "FICHIER_INCONNU"))


@famille
def classeur_vide(graine: int) -> Hostile:
    onglets = [Onglet(f"Feuil{n}", []) for n in range(1, graine + 1)]
    return Hostile("vide.xlsx", en_xlsx(onglets), ("FICHIER_VIDE",))


@famille
def entete_seul(graine: int) -> Hostile:
    onglet = Onglet("Feuil1", [bon_onglet(graine).lignes[0]])
    return Hostile("entete.xlsx", en_xlsx([onglet]) if graine % 2 else en_csv([onglet]), (LU,))


@famille
def page_web(graine: int) -> Hostile:
    tete = (
        b"<html>",
        b"<!DOCTYPE html>",
        b"\xef\xbb\xbf<table>",
        b"\r\n <HTML xmlns:x='x'>",
        b"<?xml version='1.0'?><html>",
    )
    return Hostile(
        "export.xls", tete[graine % 5] + b"<table><tr><td>Nom</td></tr></table>", ("FICHIER_TYPE",)
    )


@famille
def autre_format(graine: int) -> Hostile:
    tete = (b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"{\\rtf1", b'{"a": 1}', b"\x7fELF\x02")[graine % 5]
    return Hostile("releve.xlsx", tete + b"x" * 500, ("FICHIER_TYPE",))


@famille
def tableur_xml_2003(graine: int) -> Hostile:
    octets = b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>' + b" " * graine
    return Hostile("releve.xml", octets, ("FICHIER_TYPE",))


@famille
def octets_au_hasard(graine: int) -> Hostile:
    return Hostile(
        "hasard.xlsx", hasard(graine).randbytes(5000), ("FICHIER_INCONNU", "FICHIER_TYPE", "FICHIER_TRONQUE")
    )


@famille
def trop_gros(graine: int) -> Hostile:
    octets = bon_csv(graine) + b"x;y\r\n" * (2_200_000 + graine)
    return Hostile("gros.csv", octets, ("FICHIER_TROP_GROS",))


@famille
def csv_avec_nuls(graine: int) -> Hostile:
    octets = bytearray(bon_csv(graine) * 60)
    octets[5000 + graine] = 0
    if graine % 2:
        octets[50 + graine] = 0
    return Hostile("nuls.csv", bytes(octets), ("FICHIER_ILLISIBLE", "FICHIER_INCONNU", "FICHIER_ENCODAGE"))


@famille
def ligne_de_dix_megaoctets(graine: int) -> Hostile:
    motif = (b"a", b"a b ", b'"a', b"1;", b"\xe9")[graine % 5]
    codes = ("FICHIER_TROP_GRAND", "FICHIER_ILLISIBLE", "FICHIER_TROP_LONG", "FICHIER_TROP_LOURD")
    return Hostile("ligne.csv", motif * (9_900_000 // len(motif)), codes)


@famille
def colonnes_par_millions(graine: int) -> Hostile:
    separateur = (b";", b",", b"\t", b"|", b";")[graine % 5]
    octets = b"Nom" + separateur * (1_000_000 * graine) + b"Heures\r\n"
    return Hostile("large.csv", octets, ("FICHIER_TROP_GRAND", "FICHIER_TROP_LOURD", "FICHIER_TROP_LONG"))


@famille
def lignes_par_millions(graine: int) -> Hostile:
    ligne = (b"\n", b"a;1\n", b"\r\n", b";\n", b"a\n")[graine % 5]
    codes = ("FICHIER_TROP_GRAND", "FICHIER_TROP_LOURD", "FICHIER_TROP_LONG")
    return Hostile("haut.csv", b"Nom;Heures\n" + ligne * (9_000_000 // len(ligne)), codes)


@famille
def guillemet_jamais_ferme(graine: int) -> Hostile:
    octets = b'Nom;Heures\r\n"Roy;7,5\r\n' + b"Petit;7,5\r\n" * (4000 * graine)
    return Hostile("guillemet.csv", octets, ("FICHIER_TROP_GRAND",))


@famille
def utf16_coupe(graine: int) -> Hostile:
    octets = bon_csv(graine).decode().encode(("utf-16", "utf-16-le")[graine % 2])
    return Hostile(
        "coupe.txt", octets[: -1 if graine % 3 else len(octets) // 2 * 2 - 3], ("FICHIER_ENCODAGE",)
    )


@famille
def utf16_insense(graine: int) -> Hostile:
    octets = b"\xff\xfe" + b"\x00\xd8" * (20 * graine)
    return Hostile("demi.txt", octets, ("FICHIER_ENCODAGE",))


def tableau(
    heures: object, nom: object = "Petit", naissance: object = "03/02/1990", siret: object = ""
) -> Onglet:
    entete = ["Nom", "Prénom", "Né le", "SIRET", "Marché", "Heures"]
    bonne = ["Roy", "Zoé", "12/05/1985", "", "2026-012", 7.5]
    return Onglet(
        "Feuil1",
        [["Relevé"], entete, bonne, [nom, "Inès", naissance, siret, "2026-012", heures], [*bonne[:5], 8]],
    )


@famille
def heures_impossibles(graine: int) -> Hostile:
    valeurs = ("NaN", "1e308", "inf", "-Infinity", "9" * 400, "151h75", "12:99", "abc", "1,2,3", "TRUE")
    octets = en_csv([tableau(valeurs[graine % 10])])
    if graine % 3 == 0:
        octets = en_xlsx([tableau(valeurs[graine % 10])])
    return Hostile(
        "heures." + ("xlsx" if graine % 3 == 0 else "csv"), octets, (LU,), (("FORMAT_HEURES", 4, "F"),)
    )


@famille
def nombres_xlsx_hors_bornes(graine: int) -> Hostile:
    valeur = (b"NaN", b"1e308", b"1E400", b"-1e300", b"INF")[graine % 5]
    entete = b"".join(
        b'<c r="%s1" t="inlineStr"><is><t>%s</t></is></c>' % couple
        for couple in ((b"A", b"Nom"), (b"B", b"Marche"), (b"C", b"Heures"))
    )
    ligne = (
        b'<row r="2"><c r="A2" t="inlineStr"><is><t>Roy Zoe</t></is></c><c r="B2"><v>12</v></c>'
        b'<c r="C2"><v>%s</v></c></row>'
    )
    octets = feuille_xlsx(b'<row r="1">' + entete + b"</row>" + ligne % valeur)
    return Hostile("bornes.xlsx", octets, (LU, "FICHIER_ILLISIBLE"), (("FORMAT_HEURES", 2, "C"),))


@famille
def injection_de_formule(graine: int) -> Hostile:
    nom = ("=cmd|'/c calc'!A0", "@SUM(1)", '+HYPERLINK("x")', "-cmd", "=1+1")[graine % 5]
    ecrire = en_xlsx if graine % 2 else en_csv
    return Hostile("formule.csv", ecrire([tableau(7.5, nom=nom)]), (LU,), (("CELLULE_FORMULE", 4, "A"),))


@famille
def ecriture_inversee(graine: int) -> Hostile:
    signe = ("\u202e", "\u2066", "\u202d", "\u200f", "\u2067")[graine % 5]
    ecrire = en_xlsx if graine % 2 else en_csv
    return Hostile(
        "rtl.xlsx", ecrire([tableau(7.5, nom=f"Pe{signe}tit")]), (LU,), (("CELLULE_TROMPEUSE", 4, "A"),)
    )


@famille
def date_inexistante(graine: int) -> Hostile:
    jour = ("31/09/1990", "29/02/1991", "00/01/1990", "12/13/1990", "1990-02-30")[graine % 5]
    ecrire = en_xlsx if graine % 2 else en_csv
    return Hostile("date.xlsx", ecrire([tableau(7.5, naissance=jour)]), (LU,), (("FORMAT_DATE", 4, "C"),))


@famille
def siret_abrege(graine: int) -> Hostile:
    siret = ("1.23E+13", "2,18E+13", "21790191700014", "123", "2179O191700013")[graine % 5]
    ecrire = en_xlsx if graine % 2 else en_csv
    return Hostile("siret.xlsx", ecrire([tableau(7.5, siret=siret)]), (LU,), (("FORMAT_SIRET", 4, "D"),))
