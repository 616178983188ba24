"""Hostile archives: bombs, lies of the directory, tricks of names, containers that are something else."""

import struct
import zlib

from tests.tableaux.hostiles.atelier import (
    Hostile,
    bon_csv,
    bon_ods,
    bon_xlsx,
    degonfler,
    famille,
    hasard,
    parties,
    refaire,
    zip_brut,
)

FEUILLE = "xl/worksheets/sheet1.xml"


@famille
def bombe_plate(graine: int) -> Hostile:
    taille = (20 + 8 * graine) * 1024 * 1024
    octets = refaire(bon_xlsx(graine), {FEUILLE: lambda c: c + b" " * taille})
    return Hostile("bombe.xlsx", octets, ("FICHIER_BOMBE",))


@famille
def bombe_ods(graine: int) -> Hostile:
    taille = (20 + 8 * graine) * 1024 * 1024
    octets = refaire(bon_ods(graine), {"content.xml": lambda c: c + b"<!-- " + b"a" * taille})
    return Hostile("bombe.ods", octets, ("FICHIER_BOMBE",))


@famille
def bombe_imbriquee(graine: int) -> Hostile:
    interieur = zip_brut([{"nom": "a", "donnees": degonfler(b"\0" * 5_000_000), "taille": 5_000_000}])
    nom = ("xl/media/a.zip", "xl/embeddings/b.xlsx", "c.7z", "d.gz", "xl/media/image1.png")[graine % 5]
    return Hostile("poupee.xlsx", refaire(bon_xlsx(graine), {}, {nom: interieur}), ("FICHIER_ARCHIVE",))


@famille
def bombe_recouvrante(graine: int) -> Hostile:
    """Many directory entries on one compressed part."""
    entrees = parties(bon_xlsx(graine))
    noyau = degonfler(b"\0" * 3_000_000)
    place = sum(30 + len(e["nom"]) + len(e["donnees"]) for e in entrees)
    entrees.append({"nom": "n0", "donnees": noyau, "taille": 3_000_000})
    for rang in range(1, 20 + graine):
        entrees.append({"nom": f"n{rang}", "donnees": noyau, "taille": 3_000_000, "debut": place})
    return Hostile("recouvre.xlsx", zip_brut(entrees), ("FICHIER_BOMBE",))


@famille
def taille_mensongere(graine: int) -> Hostile:
    entrees = parties(bon_xlsx(graine))
    entrees.append(
        {"nom": "xl/x.xml", "donnees": degonfler(b"<a>" + b" " * (graine * 1_000_000)), "taille": 100}
    )
    return Hostile("menteur.xlsx", zip_brut(entrees), ("FICHIER_TRONQUE", "FICHIER_BOMBE"))


@famille
def taille_annoncee_demesuree(graine: int) -> Hostile:
    entrees = parties(bon_xlsx(graine))
    for entree in entrees:
        if entree["nom"] == FEUILLE:
            entree["taille"] = (0xFFFFFFF0, 0x7FFFFFFF, 10**9, 5 * 10**8, 2 * 10**8)[graine % 5]
    return Hostile("annonce.xlsx", zip_brut(entrees), ("FICHIER_BOMBE",))


@famille
def entrees_innombrables(graine: int) -> Hostile:
    entrees = parties(bon_xlsx(graine))
    entrees += [{"nom": f"x{n}", "donnees": b"\x03\0", "taille": 0} for n in range(2000 * graine)]
    return Hostile("foule.xlsx", zip_brut(entrees), ("FICHIER_BOMBE",))


@famille
def chemin_traversant(graine: int) -> Hostile:
    nom = ("../../etc/cron.d/x", "/etc/passwd", "..\\..\\x", "C:\\x.xml", "xl/../../../x")[graine % 5]
    return Hostile("chemin.xlsx", refaire(bon_xlsx(graine), {}, {nom: b"x"}), ("FICHIER_ARCHIVE",))


@famille
def entree_en_double(graine: int) -> Hostile:
    entrees = parties(bon_xlsx(graine))
    double = dict(entrees[graine % len(entrees)])
    if graine % 2:
        double["nom"] = double["nom"].upper()
    return Hostile("double.xlsx", zip_brut([*entrees, double]), ("FICHIER_ARCHIVE",))


@famille
def nom_local_different(graine: int) -> Hostile:
    entrees = parties(bon_xlsx(graine))
    entrees[graine % len(entrees)]["nom_local"] = "xl/autre.xml"
    return Hostile("deux-noms.xlsx", zip_brut(entrees), ("FICHIER_ARCHIVE",))


@famille
def archive_chiffree(graine: int) -> Hostile:
    entrees = parties(bon_xlsx(graine))
    for entree in entrees[: 1 + graine]:
        entree["drapeaux"] = 1
    return Hostile("secret.xlsx", zip_brut(entrees), ("FICHIER_CHIFFRE",))


@famille
def compression_inconnue(graine: int) -> Hostile:
    entrees = parties(bon_xlsx(graine))
    entrees[graine % len(entrees)]["methode"] = (12, 14, 9, 93, 99)[graine % 5]
    return Hostile("methode.xlsx", zip_brut(entrees), ("FICHIER_ARCHIVE",))


@famille
def archive_tronquee(graine: int) -> Hostile:
    octets = (bon_xlsx, bon_ods)[graine % 2](graine)
    coupe = hasard(graine).randint(len(octets) // 4, len(octets) - 1)
    return Hostile("coupe.xlsx", octets[:coupe], ("FICHIER_TRONQUE",))


@famille
def archive_suivie_de_donnees(graine: int) -> Hostile:
    suite = (b"<html><script>", b"%PDF-1.7", b"MZ\x90\0", b"\0" * 70_000, b"PK\x03\x04")[graine % 5]
    return Hostile("suite.xlsx", bon_xlsx(graine) + suite, ("FICHIER_COMPOSITE", "FICHIER_TRONQUE"))


@famille
def polyglotte(graine: int) -> Hostile:
    tete = (b"%PDF-1.4\n", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"Nom;Heures\r\n")[
        graine % 5
    ]
    return Hostile(
        "double-visage.xlsx",
        tete + bon_xlsx(graine),
        ("FICHIER_TYPE", "FICHIER_INCONNU", "FICHIER_COMPOSITE"),
    )


@famille
def prefixe_cache(graine: int) -> Hostile:
    """A second archive stands before the first: two readers would not see the same workbook."""
    octets = zip_brut([{"nom": "a", "donnees": b"\x03\0", "taille": 0}]) + bon_xlsx(graine)
    return Hostile("prefixe.xlsx", octets, ("FICHIER_COMPOSITE", "FICHIER_TRONQUE", "FICHIER_ARCHIVE"))


@famille
def classeur_double(graine: int) -> Hostile:
    octets = refaire(bon_xlsx(graine), {}, {"content.xml": b"<office:document-content/>"})
    return Hostile("chimere.xlsx", octets, ("FICHIER_COMPOSITE",))


@famille
def autre_archive(graine: int) -> Hostile:
    noms = ("word/document.xml", "xl/workbook.bin", "lisez-moi.txt", "META-INF/MANIFEST.MF", "word/x.xml")
    contenu = b"<a/>"
    entree = {"nom": noms[graine % 5], "donnees": degonfler(contenu), "taille": 4, "crc": zlib.crc32(contenu)}
    return Hostile("releve.xlsx", zip_brut([entree]), ("FICHIER_TYPE",))


@famille
def macros(graine: int) -> Hostile:
    nom = (
        "xl/vbaProject.bin",
        "xl/activeX/activeX1.bin",
        "xl/macrosheets/sheet1.xml",
        "xl/vbaProject.bin",
        "Basic/m.xml",
    )
    octets = bon_ods(graine) if graine % 5 == 4 else bon_xlsx(graine)
    return Hostile("macro.xlsm", refaire(octets, {}, {nom[graine % 5]: b"\x01\x02"}), ("FICHIER_MACRO",))


@famille
def extension_trompeuse(graine: int) -> Hostile:
    octets, nom = (
        (bon_xlsx, "a.csv"),
        (bon_ods, "a.xlsx"),
        (bon_csv, "a.xls"),
        (bon_xlsx, "a.pdf"),
        (bon_ods, "a.exe"),
    )[graine % 5]
    return Hostile(nom, octets(graine), ("LU",))


@famille
def repertoire_incoherent(graine: int) -> Hostile:
    octets = bytearray(bon_xlsx(graine))
    fin = octets.rfind(b"PK\x05\x06")
    decalage, valeur = ((10, 60_000), (16, 5), (12, 7), (16, 0xFFFFFF), (12, 0xFFFFFF))[graine % 5]
    struct.pack_into("<H" if decalage == 10 else "<I", octets, fin + decalage, valeur)
    return Hostile(
        "repertoire.xlsx", bytes(octets), ("FICHIER_TRONQUE", "FICHIER_BOMBE", "FICHIER_COMPOSITE")
    )
