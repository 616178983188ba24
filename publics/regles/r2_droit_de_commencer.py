"""R2, right to start: on the first day of a mission the person holds a title accepted by the guichet."""

from collections.abc import Iterable
from datetime import date

from publics.regles.codes import Code
from publics.regles.faits import Titre
from publics.regles.parametres import Parametres
from publics.regles.titres import examiner
from publics.regles.verdict import Gravite, Verdict

# The refusal shown is the one closest to a green light: what the reader can act on.
ORDRE_DES_MOTIFS = (
    Code.R2_FICHE_A_VALIDER,
    Code.R2_SITUATION_CHANGEE,
    Code.R2_PASS_SUSPENDU,
    Code.R2_FICHE_PERIMEE,
    Code.R2_PASS_TERMINE,
    Code.R2_STATUT_TERMINE,
    Code.R2_FICHE_PAS_SIGNEE,
    Code.R2_PASS_PAS_COMMENCE,
    Code.R2_STATUT_PAS_COMMENCE,
    Code.R2_STATUT_AUTRE_EMPLOYEUR,
    Code.R2_FICHE_REFUSEE,
    Code.R2_TITRE_NON_ACCEPTE,
)

SANS_TITRE = Verdict(
    code=Code.R2_SANS_TITRE,
    gravite=Gravite.BLOQUANT,
    phrase="Aucun titre d'éligibilité n'est connu pour cette personne.",
    que_faire="Demandez une fiche de prescription.",
)


def droit_de_commencer(
    *, jour: date, titres: Iterable[Titre], parametres: Parametres, employeur: str | None = None
) -> Verdict:
    """May a mission start that day with that employer? Title only: length (R4) and request (R3) apart.

    Conforme with the title that runs longest; otherwise the refusal closest to a green light, the latest if
    several.
    """
    verdicts = [examiner(titre, jour, employeur, parametres) for titre in titres]
    conformes = [verdict for verdict in verdicts if verdict.gravite is Gravite.CONFORME]
    if conformes:
        return max(conformes, key=lambda verdict: verdict.jusqu_au or date.max)
    if verdicts:
        return min(verdicts, key=_rang_du_motif)
    return SANS_TITRE


def _rang_du_motif(verdict: Verdict) -> tuple[int, int]:
    return ORDRE_DES_MOTIFS.index(verdict.code), -(verdict.depuis or date.min).toordinal()
