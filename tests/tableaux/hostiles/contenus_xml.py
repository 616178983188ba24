"""Hostile XML inside sound archives: entities, links, positions, counts and repetitions that amplify."""

from tests.tableaux.fabrique.grille import Onglet, en_xlsx
from tests.tableaux.hostiles.atelier import (
    LU,
    Hostile,
    bon_ods,
    bon_onglet,
    bon_xlsx,
    famille,
    feuille_xlsx,
    refaire,
    remplacer,
)

FEUILLE, CHAINES, CLASSEUR = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
TEXTE = b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>'
ENTETE = b'<row r="1">' + TEXTE % (b"A1", b"Nom") + TEXTE % (b"B1", b"Heures") + b"</row>"
TROP = ("FICHIER_TROP_GRAND", "FICHIER_TROP_LOURD", "FICHIER_TROP_LONG", "FICHIER_ILLISIBLE", "FICHIER_BOMBE")


def apres_declaration(ajout: bytes):
    def changer(contenu: bytes) -> bytes:
        place = contenu.index(b"?>") + 2
        return contenu[:place] + ajout + contenu[place:]

    return changer


@famille
def xxe(graine: int) -> Hostile:
    cible = (
        b"file:///etc/passwd",
        b"http://127.0.0.1/",
        b"php://filter",
        b"file:///dev/random",
        b"\\\\x\\y",
    )[graine % 5]
    dtd = b'<!DOCTYPE a [<!ENTITY x SYSTEM "' + cible + b'">]>'
    partie = (FEUILLE, CHAINES, CLASSEUR, "[Content_Types].xml", "xl/styles.xml")[graine % 5]
    return Hostile(
        "xxe.xlsx", refaire(bon_xlsx(graine), {partie: apres_declaration(dtd)}), ("FICHIER_XML_INTERDIT",)
    )


@famille
def bombe_d_entites(graine: int) -> Hostile:
    entites = b'<!ENTITY a0 "lol">' + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 9 + graine)
    )
    dtd = b"<!DOCTYPE lolz [" + entites + b"]>"
    octets = refaire(bon_ods(graine), {"content.xml": apres_declaration(dtd)})
    if graine % 2:
        octets = refaire(bon_xlsx(graine), {CHAINES: apres_declaration(dtd)})
    return Hostile("rires.xlsx", octets, ("FICHIER_XML_INTERDIT",))


@famille
def xml_utf16(graine: int) -> Hostile:
    encodage = ("utf-16", "utf-16-le", "utf-16-be", "utf-16", "utf-16")[graine % 5]
    partie = (FEUILLE, CHAINES)[graine % 2]
    dtd = '<!DOCTYPE a [<!ENTITY x "y">]>'
    octets = refaire(bon_xlsx(graine), {partie: lambda c: (dtd + c.decode()).encode(encodage)})
    return Hostile("utf16.xlsx", octets, ("FICHIER_XML_INTERDIT",))


@famille
def dde(graine: int) -> Hostile:
    formule = (
        b"cmd|'/c calc'!A0",
        b"MSEXCEL|'\\..\\x'!A1",
        b"DDE|x!y",
        b"rundll32|'a'!_xlbgnm.A1",
        b"cmd |' /c x'!a",
    )[graine % 5]
    ligne = b'<row r="2"><c r="A2"><f>' + formule + b"</f><v>0</v></c></row>"
    return Hostile("dde.xlsx", feuille_xlsx(ENTETE + ligne), ("FICHIER_LIEN_EXTERNE",))


@famille
def lien_externe(graine: int) -> Hostile:
    nom = ("xl/externalLinks/externalLink1.xml", "xl/connections.xml", "xl/queryTables/q1.xml")[graine % 3]
    contenu = b"<externalLink><ddeLink ddeService='cmd'/></externalLink>"
    if graine > 3:
        nom = "xl/autre.xml"
    return Hostile("liens.xlsx", refaire(bon_xlsx(graine), {}, {nom: contenu}), ("FICHIER_LIEN_EXTERNE",))


@famille
def lien_ods(graine: int) -> Hostile:
    ajout = (
        b'<table:table-source xlink:href="http://127.0.0.1/x.ods"/>',
        b'<table:dde-link office:dde-application="cmd"/>',
        b'<table:table-cell table:formula="of:=DDE(&quot;cmd&quot;;&quot;x&quot;)"/>',
        b"<office:dde-source office:dde-application='cmd'/>",
        b"<table:table-cell table:formula=\"of:='file:///tmp/x.ods'#$A.A1\"/>",
    )[graine % 5]
    octets = refaire(
        bon_ods(graine), {"content.xml": remplacer(b"<table:table-row", ajout + b"<table:table-row")}
    )
    return Hostile("liens.ods", octets, ("FICHIER_LIEN_EXTERNE",))


@famille
def dimension_mensongere(graine: int) -> Hostile:
    """The announced area is a lie in itself harmless: the rows are read as they are."""
    dimension = (b"A1:XFD1048576", b"A1", b"ZZ99999:A1", b"A1:A4294967296", b"")[graine % 5]
    ligne = b'<row r="2"><c r="A2" t="inlineStr"><is><t>Roy Zoe</t></is></c><c r="B2"><v>7.5</v></c></row>'
    return Hostile("dimension.xlsx", feuille_xlsx(ENTETE + ligne, dimension), (LU, *TROP))


@famille
def coin_lointain(graine: int) -> Hostile:
    place = (b"XFD1048576", b"A1048576", b"AAA2", b"ZZ99999", b"XFD2")[graine % 5]
    rang = place.lstrip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    ligne = b'<row r="%s"><c r="%s"><v>1</v></c></row>' % (rang, place)
    return Hostile("coin.xlsx", feuille_xlsx(ENTETE + ligne), TROP)


@famille
def rangee_pres_de_2_32(graine: int) -> Hostile:
    rang = str((2**32 - 1, 2**32, 2**32 - 2, 2**64, 2**31)[graine % 5]).encode()
    ligne = b'<row r="%s"><c r="A%s"><v>1</v></c></row>' % (rang, rang)
    if graine % 2:
        ligne = b'<row r="%s"><c><v>1</v></c></row>' % rang
    return Hostile("rangee.xlsx", feuille_xlsx(ENTETE + ligne), TROP)


@famille
def colonnes_16384(graine: int) -> Hostile:
    largeur = (16_384, 10_000, 5_000, 2_000, 1_000)[graine % 5]
    onglet = bon_onglet(graine)
    onglet.lignes[0] = onglet.lignes[0] + [f"c{n}" for n in range(largeur)]
    return Hostile("large.xlsx", en_xlsx([onglet]), ("FICHIER_TROP_GRAND",))


@famille
def feuilles_innombrables(graine: int) -> Hostile:
    onglets = [Onglet(f"F{n}", [["Nom", "Heures"], ["a", 1]]) for n in range(100 + 20 * graine)]
    return Hostile("feuilles.xlsx", en_xlsx(onglets), ("FICHIER_TROP_GRAND",))


@famille
def compte_de_textes_mensonger(graine: int) -> Hostile:
    compte = str((4_294_967_295, 10**12, 99_999_999, 2**63, 10**9)[graine % 5]).encode()
    octets = refaire(
        bon_xlsx(graine), {CHAINES: lambda c: c.replace(b'uniqueCount="', b'uniqueCount="' + compte)}
    )
    return Hostile("compte.xlsx", octets, (*TROP,))


@famille
def texte_partage_amplifie(graine: int) -> Hostile:
    """One long shared text, shown by very many cells."""
    texte = b"<si><t>" + b"x" * (30_000 + graine) + b"</t></si>"
    chaines = (
        b'<?xml version="1.0" encoding="UTF-8"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        + texte
        + b"</sst>"
    )
    cellules = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(1, 20_000))
    return Hostile("echo.xlsx", refaire(feuille_xlsx(cellules), {CHAINES: lambda _: chaines}), TROP)


@famille
def texte_demesure(graine: int) -> Hostile:
    hasard_texte = bytes(97 + (n * graine * 7919 >> 3) % 26 for n in range(200_000 + graine))
    octets = refaire(bon_xlsx(graine), {CHAINES: remplacer(b"<si><t>", b"<si><t>" + hasard_texte)})
    return Hostile("long.xlsx", octets, TROP)


@famille
def espaces_ods_amplifies(graine: int) -> Hostile:
    compte = str((10**9, 10**6, 2**32 - 1, 10**12, 10**5)[graine % 5]).encode()
    cellule = (
        b'<table:table-cell office:value-type="string"><text:p>a'
        b'<text:s text:c="' + compte + b'"/></text:p></table:table-cell>'
    )
    octets = refaire(
        bon_ods(graine), {"content.xml": remplacer(b"<table:table-row>", b"<table:table-row>" + cellule)}
    )
    return Hostile("espaces.ods", octets, TROP)


@famille
def cellules_ods_repetees(graine: int) -> Hostile:
    colonnes, lignes = ((16_384, 1), (1, 1_048_576), (16_384, 1_048_576), (1_000, 70_000), (703, 2))[
        graine % 5
    ]
    rangee = (
        b'<table:table-row table:number-rows-repeated="%d">'
        b'<table:table-cell table:number-columns-repeated="%d"'
        b' office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row>'
    ) % (lignes, colonnes)
    octets = refaire(
        bon_ods(graine), {"content.xml": remplacer(b"<table:table-row>", rangee + b"<table:table-row>")}
    )
    return Hostile("repete.ods", octets, TROP)


@famille
def xml_illisible(graine: int) -> Hostile:
    contenu = (b"", b"<a", b"\xff\xfe\xfa", b"<worksheet><sheetData><row><c>", b"{}")[graine % 5]
    octets = refaire(bon_xlsx(graine), {(FEUILLE, CLASSEUR)[graine % 2]: lambda _: contenu})
    return Hostile("casse.xlsx", octets, ("FICHIER_ILLISIBLE", "FICHIER_VIDE", "FICHIER_XML_INTERDIT", *TROP))


@famille
def profondeur_xml(graine: int) -> Hostile:
    profondeur = 50_000 * graine
    octets = refaire(bon_xlsx(graine), {CHAINES: lambda _: b"<sst>" + b"<si>" * profondeur})
    return Hostile("profond.xlsx", octets, (LU, "FICHIER_ILLISIBLE", *TROP))
