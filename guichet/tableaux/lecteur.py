"""Child process: one untrusted file on standard input, JSON lines on standard output. No Django here.

First line `{"nature", "epoque", "encodage", "delimiteur", "avertissements"}`; then for each sheet
`{"feuille", "visible", "fusions"}` followed by blocks of rows (arrays); last line `{"fin": peak memory in
KiB}`. A refusal replaces whatever is left: `{"refus": [code, sentence, what to do]}`.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from itertools import islice

from guichet.base.erreurs import Refus
from guichet.fichiers.garde import ENREGISTRER, examiner

LIGNES_MAX = 65_536
COLONNES_MAX = 702
CELLULES_MAX = 2_000_000
FEUILLES_MAX = 100
FUSIONS_MAX = 20_000
BLOC = 500


def main(arguments: list[str]) -> int:
    """Read standard input; `arguments`: the file's name and the imposed encoding, both may be empty."""
    nom, encodage = arguments
    entree = os.fdopen(0, "rb", closefd=False)
    try:
        examen = examiner(entree, nom)
        lire = lire_texte if examen.nature == "csv" else lire_classeur
        for objet in lire(entree, examen, encodage):
            sys.stdout.write(json.dumps(objet, default=transcrire, separators=(",", ":")) + "\n")
        sys.stdout.write(json.dumps({"fin": True}) + "\n")
    except Refus as refus:
        sys.stdout.write("\n" + json.dumps({"refus": [refus.code, refus.phrase, refus.que_faire]}) + "\n")
    return 0


def transcrire(valeur: object) -> dict:
    """Dates as `{"d": ISO}`, times and durations as `{"t": seconds}`."""
    if isinstance(valeur, date):
        return {"d": valeur.isoformat()}
    if isinstance(valeur, time):
        return {"t": valeur.hour * 3600 + valeur.minute * 60 + valeur.second}
    if isinstance(valeur, timedelta):
        return {"t": round(valeur.total_seconds())}
    raise TypeError(type(valeur).__name__)


def trop_grand(detail: str) -> Refus:
    return Refus(
        "FICHIER_TROP_GRAND", f"Le classeur dépasse la limite : {detail}.", "Déposez-le en plusieurs parties."
    )


def lire_texte(entree, examen, impose: str) -> Iterator[object]:
    """Objects of a CSV file."""
    from guichet.tableaux.decodage import decoder, deviner_delimiteur, lignes_de_texte

    entree.seek(0)
    texte, encodage, avertissements = decoder(entree.read(), impose)
    delimiteur = deviner_delimiteur(texte)
    yield {
        "nature": "csv",
        "epoque": 1900,
        "encodage": encodage,
        "delimiteur": delimiteur,
        "avertissements": examen.avertissements + avertissements,
    }
    yield {"feuille": "", "visible": True, "fusions": []}
    compteur = Compteur()
    yield from par_blocs(lignes_de_texte(texte, delimiteur), compteur)
    compteur.conclure()


def lire_classeur(entree, examen, _impose: str) -> Iterator[object]:
    """Objects of an XLSX, XLS or ODS file."""
    import python_calamine as calamine

    entree.seek(0)
    try:
        classeur = calamine.CalamineWorkbook.from_filelike(entree)
        fiches = [
            fiche for fiche in classeur.sheets_metadata if fiche.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        if len(fiches) > FEUILLES_MAX:
            raise trop_grand(f"{len(fiches)} feuilles, {FEUILLES_MAX} au plus")
        yield {"nature": examen.nature, "epoque": examen.epoque, "avertissements": examen.avertissements}
        compteur = Compteur()
        for fiche in fiches:
            feuille = classeur.get_sheet_by_name(fiche.name)
            mesurer(feuille)
            visible = fiche.visible == calamine.SheetVisibleEnum.Visible
            yield {"feuille": fiche.name, "visible": visible, "fusions": fusions_de(feuille)}
            yield from par_blocs(feuille.iter_rows(), compteur)
    except calamine.PasswordError:
        raise Refus(
            "FICHIER_CHIFFRE", "Le classeur est protégé par un mot de passe.", "Retirez le mot de passe."
        ) from None
    except (calamine.CalamineError, OSError, ValueError, OverflowError):
        raise Refus("FICHIER_ILLISIBLE", "Le classeur est abîmé : il ne s’ouvre pas.", ENREGISTRER) from None
    if not compteur.valeurs:
        raise Refus(
            "FICHIER_VIDE", "Le classeur ne contient aucune valeur.", "Vérifiez l’export, puis déposez-le."
        )


def mesurer(feuille) -> None:
    """Refuse a sheet whose filled area is out of bounds, before its rows become Python objects."""
    if feuille.total_width > COLONNES_MAX:
        raise trop_grand(f"{feuille.total_width} colonnes, {COLONNES_MAX} au plus")
    if feuille.total_height > LIGNES_MAX:
        raise trop_grand(f"{feuille.total_height} lignes, {LIGNES_MAX} au plus")
    if feuille.total_width * feuille.total_height > CELLULES_MAX:
        raise trop_grand(f"plus de {CELLULES_MAX} cellules sur une feuille")


def fusions_de(feuille) -> list[tuple[int, int, int, int]]:
    zones = feuille.merged_cell_ranges or []
    return [(haut, gauche, bas, droite) for (haut, gauche), (bas, droite) in zones[:FUSIONS_MAX]]


class Compteur:
    """Counts rows and cells over all the sheets; `valeurs` tells whether anything was there."""

    def __init__(self):
        self.lignes = self.cellules = 0
        self.valeurs = False

    def ajouter(self, bloc: list[list]) -> None:
        self.lignes += len(bloc)
        self.cellules += sum(map(len, bloc))
        self.valeurs = self.valeurs or any(any(map(pleine, ligne)) for ligne in bloc)
        if self.lignes > LIGNES_MAX:
            raise trop_grand(f"plus de {LIGNES_MAX} lignes")
        if self.cellules > CELLULES_MAX:
            raise trop_grand(f"plus de {CELLULES_MAX} cellules")
        if max(map(len, bloc)) > COLONNES_MAX:
            raise trop_grand(f"plus de {COLONNES_MAX} colonnes")

    def conclure(self) -> None:
        """Refuse a file in which nothing was found."""
        if not self.valeurs:
            raise Refus(
                "FICHIER_VIDE", "Le fichier ne contient aucune valeur.", "Vérifiez l’export, puis déposez-le."
            )


def pleine(valeur: object) -> bool:
    return not isinstance(valeur, str) or not (valeur == "" or valeur.isspace())


def par_blocs(lignes: Iterable[list], compteur: Compteur) -> Iterator[list[list]]:
    """Rows in blocks: one JSON line each, so that neither side holds the whole sheet as text."""
    suite = iter(lignes)
    while bloc := list(islice(suite, BLOC)):
        compteur.ajouter(bloc)
        yield bloc
