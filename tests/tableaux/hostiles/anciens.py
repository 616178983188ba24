"""Hostile OLE containers: encrypted, with macros or links, looping or cut."""

import struct

from tests.tableaux.hostiles.atelier import Hostile, bon_xls, famille, hasard

SECTEUR = 512


def dans_le_flux(octets: bytes, avant: bytes, enregistrement: bytes) -> bytes:
    """Overwrite a record of the workbook stream in place, keeping the length of the file."""
    place = octets.index(avant)
    return octets[:place] + enregistrement + octets[place + len(enregistrement) :]


def renommer(octets: bytes, avant: str, apres: str) -> bytes:
    """Give another name to an entry of the OLE directory."""
    ancien = avant.encode("utf-16-le")
    place = octets.index(ancien)
    nouveau = apres.encode("utf-16-le")[:62]
    fiche = bytearray(octets[place : place + 128])
    fiche[:64] = nouveau.ljust(64, b"\0")
    fiche[64:66] = struct.pack("<H", len(nouveau) + 2)
    return octets[:place] + bytes(fiche) + octets[place + 128 :]


@famille
def xls_chiffre(graine: int) -> Hostile:
    octets = bon_xls(graine)
    debut = octets.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    chiffre = struct.pack("<HH", 0x2F, (6, 4, 54, 200, 6)[graine % 5])
    place = debut + 20
    return Hostile("secret.xls", octets[:place] + chiffre + octets[place + 4 :], ("FICHIER_CHIFFRE",))


@famille
def xlsx_chiffre(graine: int) -> Hostile:
    octets = renommer(bon_xls(graine), "Workbook", ("EncryptedPackage", "EncryptionInfo")[graine % 2])
    return Hostile("secret.xlsx", octets, ("FICHIER_CHIFFRE",))


@famille
def xls_avec_macros(graine: int) -> Hostile:
    nom = ("_VBA_PROJECT_CUR", "VBA", "_VBA_PROJECT", "Macros", "VBA")[graine % 5]
    return Hostile("macro.xls", renommer(bon_xls(graine), "Workbook", nom), ("FICHIER_MACRO",))


@famille
def xls_avec_liens(graine: int) -> Hostile:
    octets = bon_xls(graine)
    debut = octets.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    cible = (b"\x02\x00\x07\x00\x00cmd|/c!", b"\x01\x00\x05\x00\x00a.xls", b"\x00\x00\x03\x00\x00DDE")[
        graine % 3
    ]
    record = struct.pack("<HH", 0x1AE, len(cible)) + cible
    return Hostile(
        "liens.xls", octets[:debut] + record + octets[debut + len(record) :], ("FICHIER_LIEN_EXTERNE",)
    )


@famille
def autre_document_ole(graine: int) -> Hostile:
    nom = ("WordDocument", "PowerPoint Document", "__properties", "Contents", "WordDocument")[graine % 5]
    return Hostile("releve.xls", renommer(bon_xls(graine), "Workbook", nom), ("FICHIER_TYPE",))


@famille
def xls_tronque(graine: int) -> Hostile:
    octets = bon_xls(graine)
    coupe = (8, 511, 512, 600, len(octets) // 3)[graine % 5]
    codes = ("FICHIER_TRONQUE", "FICHIER_ILLISIBLE", "FICHIER_TYPE", "FICHIER_TROP_LOURD")
    return Hostile("coupe.xls", octets[:coupe], codes)


@famille
def xls_chaine_en_boucle(graine: int) -> Hostile:
    """Allocation table in which every sector leads to the same one."""
    octets = bytearray(bon_xls(graine))
    table = struct.unpack("<I", octets[76:80])[0]
    place = (table + 1) * SECTEUR
    boucle = hasard(graine).randint(0, 3)
    octets[place : place + SECTEUR] = struct.pack("<I", boucle) * (SECTEUR // 4)
    codes = (
        "FICHIER_TRONQUE",
        "FICHIER_ILLISIBLE",
        "FICHIER_TYPE",
        "FICHIER_TROP_LOURD",
        "FICHIER_TROP_LONG",
    )
    return Hostile("boucle.xls", bytes(octets), codes)
