"""Guard of OLE containers: XLS 97-2003, and encrypted XLSX which hides in one.

Reads the directory and the first records of the workbook stream, nothing else; every chain is bounded.
"""

import struct
from typing import BinaryIO

from guichet.base.erreurs import Refus
from guichet.fichiers.garde import COPIER, ENREGISTRER, Examen, refus_de_type

FIN = 0xFFFFFFF8
"""Sector numbers from here on are marks, not places."""
GLOBAUX_MAX = 1024 * 1024
"""Bytes of the workbook stream looked at: its global part comes first."""
CODEPAGE_DATE, CHIFFRE, LIEN, FIN_GLOBALE, DEBUT = 0x22, 0x2F, 0x1AE, 0x0A, 0x809


def abime(detail: str) -> Refus:
    return Refus("FICHIER_TRONQUE", f"Le classeur est incomplet ou abîmé : {detail}.", ENREGISTRER)


def examiner_ole(flux: BinaryIO, taille: int) -> Examen:
    """Examine an OLE container of `taille` bytes; return its `Examen` (xls) or raise `Refus`."""
    conteneur = Conteneur(flux, taille)
    noms = conteneur.noms()
    if "encryptedpackage" in noms or "encryptioninfo" in noms:
        raise Refus(
            "FICHIER_CHIFFRE", "Le classeur est protégé par un mot de passe.", "Retirez le mot de passe."
        )
    if any("vba" in nom or nom in ("macros", "_vba_project_cur") for nom in noms):
        raise Refus("FICHIER_MACRO", "Le classeur contient des macros.", ENREGISTRER)
    if "worddocument" in noms:
        raise refus_de_type("docx")
    classeur = noms.get("workbook") or noms.get("book")
    if classeur is None:
        raise refus_de_type("ole")
    if any(nom.startswith("mbd") for nom in noms):
        raise Refus("FICHIER_ARCHIVE", "Le classeur contient un autre fichier, incorporé.", COPIER)
    return examiner_globaux(conteneur.debut_de(*classeur))


def examiner_globaux(donnees: bytes) -> Examen:
    """Walk the global records: encryption, links to other files, 1904 dates."""
    examen, place = Examen("xls"), 0
    if len(donnees) < 4 or struct.unpack("<H", donnees[:2])[0] not in (DEBUT, 0x409, 0x209, 0x009):
        raise abime("le début du classeur manque")
    while place + 4 <= len(donnees):
        sorte, longueur = struct.unpack("<HH", donnees[place : place + 4])
        corps = donnees[place + 4 : place + 4 + longueur]
        if sorte == CHIFFRE:
            raise Refus(
                "FICHIER_CHIFFRE", "Le classeur est protégé par un mot de passe.", "Retirez le mot de passe."
            )
        if sorte == LIEN and not lien_interne(corps):
            raise Refus("FICHIER_LIEN_EXTERNE", "Le classeur va chercher des données ailleurs.", COPIER)
        if sorte == CODEPAGE_DATE and corps[:2] == b"\x01\x00":
            examen.epoque = 1904
        if sorte == FIN_GLOBALE:
            break
        place += 4 + longueur
    return examen


def lien_interne(corps: bytes) -> bool:
    """True for a reference to the workbook itself or to the functions of an add-in."""
    return len(corps) >= 4 and corps[2:4] in (b"\x01\x04", b"\x01\x3a")


class Conteneur:
    """The few notions of the OLE format that the guard needs; sizes in bytes."""

    def __init__(self, flux: BinaryIO, taille: int):
        self.flux, self.taille = flux, taille
        self.racine = FIN
        flux.seek(0)
        self.tete = flux.read(512)
        if len(self.tete) < 512:
            raise abime("l’en-tête manque")
        puissance, self.petite = struct.unpack("<HH", self.tete[30:34])
        if puissance not in (9, 12):
            raise abime("l’en-tête est incohérent")
        self.secteur = 1 << puissance
        self.table = self.lire_table()

    def lire(self, numero: int) -> bytes:
        self.flux.seek((numero + 1) * self.secteur)
        return self.flux.read(self.secteur)

    def lire_table(self) -> list[int]:
        """Sector allocation table, at most what the file can hold."""
        places = [n for n in struct.unpack("<109I", self.tete[76:512]) if n < FIN]
        limite = self.taille // self.secteur + 1
        suivant = struct.unpack("<I", self.tete[68:72])[0]
        while suivant < FIN and len(places) < limite:
            bloc = self.lire(suivant)
            if len(bloc) < self.secteur:
                raise abime("la table manque")
            numeros = struct.unpack(f"<{self.secteur // 4}I", bloc)
            places += [n for n in numeros[:-1] if n < FIN]
            suivant = numeros[-1]
        table: list[int] = []
        for numero in places[:limite]:
            bloc = self.lire(numero)
            table += struct.unpack(f"<{len(bloc) // 4}I", bloc[: len(bloc) // 4 * 4])
            if len(table) > limite + self.secteur:
                break
        return table

    def chaine(self, numero: int, maximum: int) -> bytes:
        """Content of a chain of sectors, cut at `maximum` bytes; a loop is refused."""
        blocs, total, vus = [], 0, set()
        while numero < FIN and total < maximum:
            if numero in vus or numero >= len(self.table):
                raise abime("une chaîne se perd")
            vus.add(numero)
            bloc = self.lire(numero)
            blocs.append(bloc)
            total += len(bloc)
            numero = self.table[numero]
        return b"".join(blocs)

    def noms(self) -> dict[str, tuple[int, int]]:
        """Entries of the directory: lower-case name → (first sector, size)."""
        annuaire = self.chaine(struct.unpack("<I", self.tete[48:52])[0], 256 * 1024)
        noms = {}
        for place in range(0, len(annuaire) - 127, 128):
            fiche = annuaire[place : place + 128]
            longueur, sorte = struct.unpack("<HB", fiche[64:67])
            if sorte in (1, 2, 5) and 2 < longueur <= 64:
                nom = fiche[: longueur - 2].decode("utf-16-le", "replace").lower()
                noms[nom] = struct.unpack("<II", fiche[116:124])
                if sorte == 5:
                    self.racine = noms[nom][0]
        return noms

    def debut_de(self, premier: int, taille: int) -> bytes:
        """First bytes of a stream; small streams live in the root's own chain, in pieces of 64 bytes."""
        if taille >= 4096:
            return self.chaine(premier, min(taille, GLOBAUX_MAX))
        return self.chaine(self.racine, GLOBAUX_MAX)[premier * 64 : premier * 64 + taille]
