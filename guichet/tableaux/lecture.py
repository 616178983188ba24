"""Read any monthly file: XLSX, XLS, ODS or CSV → `Classeur`, through the guarded and limited child."""

import json
import signal
import tempfile
from datetime import date, datetime, timedelta
from typing import BinaryIO

from guichet.base.erreurs import Refus
from guichet.fichiers import enfant
from guichet.fichiers.garde import TAILLE_MAX
from guichet.tableaux.classeur import Cellule, Classeur, Feuille

MODULE = "guichet.tableaux.lecteur"
ENCODAGES = ("cp1252", "mac_roman", "cp850", "utf-8")
"""Encodings that a person may impose on a CSV."""


def lire_classeur(
    fichier: BinaryIO,
    nom: str = "",
    *,
    encodage: str = "",
    delai: float = enfant.DELAI,
    memoire: int = enfant.MEMOIRE,
) -> Classeur:
    """Read the binary file `fichier` and return its `Classeur`.

    `nom` is the name given by the sender, used for warnings only. `encodage` (one of ENCODAGES) answers the
    question asked by the warning ENCODAGE_A_CONFIRMER. `delai` is in seconds, `memoire` in bytes. Raise
    `Refus` with one of `guichet.fichiers.garde.CODES`, whatever the file contains.
    """
    if encodage and encodage not in ENCODAGES:
        raise Refus(
            "FICHIER_ENCODAGE", f"Encodage « {encodage} » inconnu.", "Choisissez-en un dans la liste."
        )
    with avec_descripteur(fichier) as source:
        arguments = (nom.replace("\0", "")[-200:], encodage)
        sortie = enfant.executer(MODULE, source, arguments=arguments, delai=delai, memoire=memoire)
    with sortie.flux:
        if sortie.code or sortie.hors_delai:
            raise refus_de_fin(sortie)
        try:
            classeur = recomposer(sortie.flux)
        except (ValueError, KeyError, TypeError, RecursionError):
            raise illisible() from None
    classeur.memoire_max = sortie.memoire_max
    return classeur


def avec_descripteur(fichier: BinaryIO) -> BinaryIO:
    """A real file for the child: a copy, at most one byte over the limit so that the guard sees the
    excess.
    """
    copie = tempfile.TemporaryFile()  # noqa: SIM115 (closed by the caller)
    fichier.seek(0)
    reste = TAILLE_MAX + 1
    while reste > 0 and (bloc := fichier.read(min(reste, 1024 * 1024))):
        copie.write(bloc)
        reste -= len(bloc)
    copie.flush()
    return copie


def illisible() -> Refus:
    return Refus(
        "FICHIER_ILLISIBLE",
        "Le fichier est abîmé : sa lecture s’est arrêtée.",
        "Ouvrez-le dans votre tableur, enregistrez-le au format XLSX, puis déposez ce nouveau fichier.",
    )


def refus_de_fin(sortie: enfant.Sortie) -> Refus:
    """Refusal for a child that did not end by itself."""
    if sortie.epuise:
        return Refus(
            "FICHIER_TROP_LONG",
            "La lecture du fichier a dépassé le temps accordé.",
            "Réessayez ; si cela se répète, déposez-le en plusieurs parties.",
        )
    if sortie.code == -signal.SIGXFSZ:
        return Refus(
            "FICHIER_TROP_GRAND", "Le fichier contient trop de texte.", "Déposez-le en plusieurs parties."
        )
    if sortie.sans_memoire:
        return Refus(
            "FICHIER_TROP_LOURD",
            "La lecture du fichier a demandé trop de mémoire : son contenu est démesuré ou abîmé.",
            "Copiez les valeurs dans un classeur neuf (collage spécial, valeurs), puis déposez ce classeur.",
        )
    return illisible()


def recomposer(flux: BinaryIO) -> Classeur:
    """Workbook from the JSON lines of the child; raise `Refus` if it refused, ValueError if lines are
    missing.
    """
    classeur, fini = Classeur("", []), False
    for ligne in flux:
        if ligne[:1] == b"[":
            classeur.feuilles[-1].lignes += json.loads(ligne, object_hook=valeur_datee)
            continue
        if ligne == b"\n":
            continue
        objet = json.loads(ligne)
        if "refus" in objet:
            raise Refus(*objet["refus"])
        if "feuille" in objet:
            fusions = [tuple(zone) for zone in objet["fusions"]]
            classeur.feuilles.append(Feuille(objet["feuille"], [], objet["visible"], fusions))
        elif "fin" in objet:
            fini = True
        else:
            objet["avertissements"] = [tuple(paire) for paire in objet["avertissements"]]
            for cle, valeur in objet.items():
                setattr(classeur, cle, valeur)
    if not fini:
        raise ValueError("incomplete output")
    return classeur


def valeur_datee(objet: dict) -> Cellule:
    """Inverse of `lecteur.transcrire`."""
    if "t" in objet:
        return timedelta(seconds=objet["t"])
    texte = objet["d"]
    return date.fromisoformat(texte) if len(texte) == 10 else datetime.fromisoformat(texte)
