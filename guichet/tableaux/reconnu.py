"""What recognition gives: columns, rows read, problems and questions. Plain data, no Django."""

from dataclasses import dataclass, field
from decimal import Decimal

from guichet.tableaux.classeur import Cellule

BLOQUANT, A_CONFIRMER, INFORMATION = "bloquant", "a_confirmer", "information"

CODES = {
    "FORMAT_HEURES": "hours that cannot be read",
    "FORMAT_DATE": "date that cannot be read or does not exist",
    "FORMAT_MOIS": "month that cannot be read",
    "FORMAT_SIRET": "SIRET cut, abridged or with a wrong key",
    "FORMAT_PASS_IAE": "not a PASS IAE number",
    "CELLULE_FORMULE": "text that a spreadsheet would run",
    "CELLULE_TROMPEUSE": "text with reversed writing",
    "PERSONNE_ABSENTE": "hours without anybody",
    "PERSONNE_DE_LA_LIGNE_PRECEDENTE": "name left empty, taken from the row above",
    "MARCHE_DE_LA_LIGNE_PRECEDENTE": "marché left empty, taken from the row above",
    "MARCHE_ABSENT": "hours without any marché",
    "SOMME_SEMAINES": "the weeks do not add up to the month",
    "ORDRE_DES_NOMS": "which word is the name is not sure",
    "VALEURS_EN_TROP": "more values than titles in a delimited text",
    "DATES_INVERSEES": "end before beginning",
}
"""Codes of the problems of a row."""


@dataclass(slots=True)
class Colonne:
    """A column recognised: field `cle`, `rang` from 0, its letter, its header as written, confidence 0 to
    1.
    """

    cle: str
    rang: int
    lettre: str
    entete: str
    confiance: float


@dataclass(slots=True)
class Probleme:
    """What is wrong in one cell. `ligne` from 1 and `colonne` a letter, as in the spreadsheet."""

    code: str
    gravite: str
    ligne: int
    colonne: str
    champ: str
    trouve: str
    cause: str
    attendu: str
    que_faire: str
    feuille: str = ""
    nommer_feuille: bool = False
    """True when several sheets are read: the sentence then says which."""

    @property
    def phrase(self) -> str:
        """Whole French sentence: where, what was found, what was expected."""
        lieu = f"Ligne {self.ligne}" + (f", colonne {self.colonne}" if self.colonne else "")
        lieu = f"Feuille « {self.feuille} », l{lieu[1:]}" if self.nommer_feuille else lieu
        trouve = f"« {self.trouve} », " if self.trouve else ""
        attendu = f" Attendu : {self.attendu}." if self.attendu else ""
        return f"{lieu} : {trouve}{self.cause}.{attendu}"


@dataclass(slots=True)
class LigneLue:
    """A data row: `numero` as in the spreadsheet, `valeurs` by field, `brut` the cells as they came."""

    numero: int
    valeurs: dict[str, object]
    brut: list[Cellule]
    problemes: list[Probleme]


@dataclass(slots=True)
class Question:
    """Something asked once: `champ` and the columns that may answer, as (letter, header, examples)."""

    code: str
    feuille: str
    champ: str
    phrase: str
    candidats: list[tuple[str, str, list[str]]] = field(default_factory=list)


@dataclass(slots=True)
class TableauReconnu:
    """One sheet understood. `ligne_entete` from 1, 0 without header; hours are Decimal."""

    feuille: str
    ligne_entete: int
    colonnes: dict[str, Colonne] = field(default_factory=dict)
    semaines: list[Colonne] = field(default_factory=list)
    lignes: list[LigneLue] = field(default_factory=list)
    totaux: list[tuple[int, Decimal]] = field(default_factory=list)
    """(row, hours) of the total and subtotal rows of the file."""
    sans_heures: list[int] = field(default_factory=list)
    """Rows that name somebody without hours: not kept, only counted."""
    remarques: list[tuple[int, str]] = field(default_factory=list)
    """(row, text) of rows that are neither data, nor total, nor heading."""
    titre: dict[str, str] = field(default_factory=dict)
    """What the rows above the header say: marche, lot, mois, structure, siret."""
    entetes: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    avertissements: list[tuple[str, str]] = field(default_factory=list)
    empreinte: str = ""

    @property
    def heures_lues(self) -> Decimal:
        """Sum of the hours of the rows read."""
        return sum((ligne.valeurs.get("heures") or Decimal(0) for ligne in self.lignes), Decimal(0))

    @property
    def total_annonce(self) -> Decimal | None:
        """Hours that the file itself announces: its last total, or the sum of its subtotals; None without
        total.
        """
        if not self.totaux:
            return None
        dernier = self.totaux[-1][1]
        sous_totaux = sum((heures for _, heures in self.totaux), Decimal(0))
        return min(dernier, sous_totaux, key=lambda heures: abs(heures - self.heures_lues))


@dataclass(slots=True)
class Reconnaissance:
    """A workbook understood: its tables, the sheets left aside with the reason, what must be asked."""

    tableaux: list[TableauReconnu] = field(default_factory=list)
    feuilles_ecartees: list[tuple[str, str]] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    avertissements: list[tuple[str, str]] = field(default_factory=list)
    empreinte: str = ""
    memoire: dict = field(default_factory=dict)
    """To keep per structure and give back next time (JSON)."""
    connue: bool = False
    """True when the layout is the one remembered."""

    @property
    def entetes(self) -> dict[str, int]:
        """Sheet → row of its header, from 1: what `ecriture.ecrire_erreurs` needs."""
        return {tableau.feuille: tableau.ligne_entete for tableau in self.tableaux}
