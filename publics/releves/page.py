"""Lines as the pages show them: state in a word, what is said in each cell, what may be typed."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from publics.models import EtatLigne, LigneReleve, Releve
from publics.regles.parametres import Parametres
from publics.releves.constats import Constat, constats_de, trouve

ETATS = {
    EtatLigne.SANS_ANOMALIE: ("Sans anomalie", "valide"),
    EtatLigne.A_CONFIRMER: ("À confirmer", "surveiller"),
    EtatLigne.A_CORRIGER: ("À corriger", "corriger"),
    EtatLigne.A_DECIDER: ("À décider", "attente"),
    EtatLigne.VALIDEE: ("Validée", "valide"),
    EtatLigne.REFUSEE: ("Refusée", "refuse"),
    EtatLigne.INVALIDEE: ("Invalidée", "refuse"),
    EtatLigne.MISE_DE_COTE: ("Mise de côté", "arrete"),
    EtatLigne.IGNOREE: ("Ignorée", "arrete"),
}
SEVERITES = {
    "bloquant": "erreur",
    "refusee": "erreur",
    "a_decider": "alerte",
    "a_confirmer": "alerte",
    "en_attente": "alerte",
}
LIMITE = 200
"""Lines shown on one page."""
MOTS = {
    "R2_FICHE_PERIMEE": "Fiche périmée",
    "R2_SANS_TITRE": "Sans titre",
    "R4_DUREE_ATTEINTE": "Durée atteinte",
    "R6_SALARIE_PERMANENT": "Salarié permanent",
    "R3_DEMANDE_EN_COURS": "Mission à valider",
    "R6_HORS_CONTRAT": "Hors du contrat",
}


@dataclass(frozen=True)
class Cellule:
    """One cell: its text, its severity (erreur, alerte, succes or empty), what is said under it."""

    texte: str
    severite: str = ""
    constat: str = ""


@dataclass(frozen=True)
class LignePage:
    """A line ready to be shown."""

    ligne: LigneReleve
    constats: list[Constat]
    corrigee: bool

    @property
    def etat(self) -> tuple[str, str]:
        """Words and aspect of the state label."""
        ligne = self.ligne
        if ligne.etat == EtatLigne.A_CONFIRMER and ligne.confirmation:
            return "Confirmée par la structure", "confirme"
        if ligne.etat in (EtatLigne.SANS_ANOMALIE, EtatLigne.A_DECIDER):
            mot = next((MOTS[c.code] for c in self.constats if c.code in MOTS), None)
            if mot:
                return mot, "attente" if "R3_DEMANDE_EN_COURS" in self.codes else "corriger"
        if ligne.etat == EtatLigne.SANS_ANOMALIE and self.corrigee:
            return "Corrigée", "valide"
        if ligne.etat == EtatLigne.VALIDEE and ligne.heures_refusees:
            return "Validée en partie", "surveiller"
        return ETATS[EtatLigne(ligne.etat)]

    @property
    def a_voir(self) -> bool:
        """Something is said that asks for an answer."""
        return any(constat.gravite in SEVERITES for constat in self.constats)

    @property
    def principal(self) -> Constat | None:
        """The gravest thing said, None when the line is clean."""
        return next((constat for constat in self.constats if constat.gravite in SEVERITES), None)

    @property
    def codes(self) -> set[str]:
        """Codes of all that is said."""
        return {constat.code for constat in self.constats}

    def cellule(self, champ: str) -> Cellule:
        """What to show in the cell of a field."""
        ceux = [c for c in self.constats if c.champ == champ and c.gravite in SEVERITES]
        if ceux:
            texte = " ".join(c.cellule for c in ceux)
            return Cellule(trouve(champ, self.ligne), SEVERITES[ceux[0].gravite], texte)
        correction = next(
            (a for a in self.ligne.anomalies if a["code"] == "CORRIGEE" and a["champ"] == champ), None
        )
        if correction:
            ancien = correction["trouve"]
            texte = f"« {ancien} » est remplacé." if ancien else "Complété."
            if champ == "marche":
                texte = f"« {ancien} » était introuvable. Choix mémorisé pour vos prochains fichiers."
            return Cellule(trouve(champ, self.ligne), "succes", texte)
        return Cellule(trouve(champ, self.ligne))

    @property
    def personne(self) -> Cellule:
        """Cell of the person."""
        return self.cellule("personne")

    @property
    def marche(self) -> Cellule:
        """Cell of the marché."""
        return self.cellule("marche")

    @property
    def debut(self) -> Cellule:
        """Cell of the beginning."""
        return self.cellule("debut")

    @property
    def mois(self) -> Cellule:
        """Cell of the month."""
        return self.cellule("mois")

    @property
    def heures(self) -> Cellule:
        """Cell of the hours."""
        return self.cellule("heures")

    @property
    def nom(self) -> str:
        """Person known, else as the file writes it."""
        return str(self.ligne.participant) if self.ligne.participant_id else self.personne.texte or "–"

    @property
    def lot(self) -> str:
        """Marché and lot known, else as the file writes them."""
        lot = self.ligne.lot
        return f"{lot.marche.objet}, lot\u00a0{lot.numero}" if lot else self.marche.texte or "–"


def lignes_de_la_page(
    releve: Releve, *, parametres: Parametres, jour: date, toutes: bool = False
) -> list[LignePage]:
    """Return the lines of a relevé that somebody must look at, or all; one query."""
    lignes = LigneReleve.objects.filter(releve=releve).select_related("participant", "lot__marche")
    if not toutes:
        lignes = lignes.filter(
            Q(etat__in=[EtatLigne.A_CORRIGER, EtatLigne.A_CONFIRMER, EtatLigne.A_DECIDER, EtatLigne.REFUSEE])
            | Q(anomalies__contains=[{"origine": "correction"}])
            | Q(anomalies__contains=[{"gravite": "refusee"}])
            | Q(anomalies__contains=[{"gravite": "en_attente"}])
            | ~Q(choix="")
        )
    lignes = sorted(lignes.order_by("pk")[:LIMITE], key=lambda ligne: (RANGS.get(ligne.etat, 3), ligne.pk))
    return [page_de(ligne, releve, parametres, jour) for ligne in lignes]


RANGS = {EtatLigne.A_CORRIGER: 0, EtatLigne.A_CONFIRMER: 1, EtatLigne.A_DECIDER: 2}


def page_de(ligne: LigneReleve, releve: Releve, parametres: Parametres, jour: date) -> LignePage:
    """Return one line ready to be shown."""
    constats = constats_de(ligne, releve.lecture, parametres, jour)
    corrigee = any(anomalie["code"] == "CORRIGEE" for anomalie in ligne.anomalies)
    return LignePage(ligne, [c for c in constats if c.code != "CORRIGEE"], corrigee)
