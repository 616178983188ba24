"""A monthly file, read and recognised with what was learnt from the structure. Nothing is stored here."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import BinaryIO

from guichet.tableaux.classeur import Classeur
from guichet.tableaux.lecture import lire_classeur
from guichet.tableaux.models import MiseEnPageApprise
from guichet.tableaux.reconnaissance import reconnaitre
from guichet.tableaux.reconnu import Reconnaissance


@dataclass(frozen=True)
class FichierLu:
    """A workbook and what was understood of it."""

    classeur: Classeur
    reconnu: Reconnaissance

    @property
    def total(self) -> Decimal | None:
        """The file's own total in hours, None when it has none."""
        totaux = [tableau.total_annonce for tableau in self.reconnu.tableaux]
        annonces = [total for total in totaux if total is not None]
        return sum(annonces, Decimal(0)) if annonces else None

    def resume(self, choix: dict) -> dict:
        """What is kept of the reading: sheets, columns, questions, warnings, rows without hours (JSON)."""
        reconnu = self.reconnu
        return {
            "nature": self.classeur.nature,
            "feuilles": [
                {
                    "nom": tableau.feuille,
                    "entete": tableau.ligne_entete,
                    "lignes": len(tableau.lignes),
                    "colonnes": {cle: [c.lettre, c.entete] for cle, c in tableau.colonnes.items()},
                    "semaines": [[c.lettre, c.entete] for c in tableau.semaines],
                    "entetes": tableau.entetes,
                    "sans_heures": len(tableau.sans_heures),
                }
                for tableau in reconnu.tableaux
            ],
            "ecartees": [list(paire) for paire in reconnu.feuilles_ecartees],
            "questions": [
                {
                    "code": q.code,
                    "feuille": q.feuille,
                    "champ": q.champ,
                    "phrase": q.phrase,
                    "candidats": [[lettre, entete, exemples] for lettre, entete, exemples in q.candidats],
                }
                for q in reconnu.questions
            ],
            "avertissements": [
                *(list(paire) for paire in self.classeur.avertissements),
                *(list(paire) for paire in reconnu.avertissements),
                *(list(paire) for tableau in reconnu.tableaux for paire in tableau.avertissements),
            ],
            "connue": reconnu.connue,
            "choix": choix,
        }


def lire_releve(
    flux: BinaryIO, nom: str, *, mois: date, memoire: dict | None = None, choix: dict | None = None
) -> FichierLu:
    """Read a monthly file. `memoire` is the layout learnt, `choix` the answers given about this file.

    Raises Refus with a code FICHIER_… when no line can be read.
    """
    classeur = lire_classeur(flux, nom, encodage=(choix or {}).get("encodage", ""))
    reconnu = reconnaitre(classeur, mois=mois, memoire=memoire, choix=choix)
    return FichierLu(classeur, reconnu)


def memoire_de(employeur) -> dict:
    """Return the layout last seen from an employer, empty the first time."""
    apprise = MiseEnPageApprise.objects.filter(acteur=employeur).order_by("-vue_le", "-pk").first()
    return apprise.colonnes if apprise else {}


def retenir(employeur, lu: FichierLu, le) -> None:
    """Remember the layout of a file once its columns are settled; `le` is the instant."""
    if not lu.reconnu.empreinte or lu.reconnu.questions:
        return
    MiseEnPageApprise.objects.update_or_create(
        territoire_id=employeur.territoire_id,
        acteur=employeur,
        empreinte=lu.reconnu.empreinte,
        defaults={"colonnes": lu.reconnu.memoire, "vue_le": le},
        create_defaults={"colonnes": lu.reconnu.memoire, "vue_le": le, "apprise_le": le},
    )
