"""What is said of a line by the reading, the matching and R2–R7, ready for the screen and for JSON."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from guichet.base.formats import heures as ecrire_heures
from publics.regles.codes import Code
from publics.regles.parametres import Parametres
from publics.regles.r7_controles_de_ligne import Ligne, controler_ligne
from publics.releves.rapprochement import lot_lu, nom_lu, valeur_texte

ORDRE = ("bloquant", "refusee", "a_decider", "a_confirmer", "en_attente", "mise_de_cote", "information")
CHAMPS = {
    Code.R7_PERSONNE_INCONNUE: "personne",
    Code.R7_LOT_INCONNU: "marche",
    Code.R7_LOT_CLOS: "marche",
    Code.R7_LOT_RECEPTIONNE: "marche",
    Code.R7_HORS_DATES_LOT: "marche",
    Code.R7_AUTRE_GUICHET: "marche",
    Code.R7_EMPLOYEUR_NON_HABILITE: "marche",
    Code.R7_MOIS_FUTUR: "mois",
    Code.R7_MOIS_CLOTURE: "mois",
    Code.R7_CONTRAT_ABSENT: "debut",
}
"""Cell that a code of R7 is about; the hours otherwise."""
ATTENDUS = {
    Code.R7_PERSONNE_INCONNUE: "une personne connue du guichet",
    Code.R7_LOT_INCONNU: "un marché notifié du territoire",
    Code.R7_LOT_CLOS: "un lot ouvert",
    Code.R7_LOT_RECEPTIONNE: "un lot en cours",
    Code.R7_HORS_DATES_LOT: "un mois entre le début et la fin du lot",
    Code.R7_DOUBLON_EXACT: "une seule ligne",
    Code.R7_MOIS_FUTUR: "un mois commencé",
    Code.R7_MOIS_CLOTURE: "un mois ouvert",
    Code.R7_HEURES_NEGATIVES: "un nombre positif",
    Code.R7_SOMME_SEMAINES: "un total égal à la somme des semaines",
    Code.R7_DEJA_DECLARE: "des heures nouvelles",
    Code.R7_EMPLOYEUR_NON_HABILITE: "une convention en vigueur",
}
VOISINS = {
    "personne": ("personne", "nom", "prenom", "pass_iae", "personne_id"),
    "marche": ("marche", "intitule", "lot"),
    "debut": ("debut",),
    "mois": ("mois",),
    "heures": ("heures",),
}
PROPOSES = {
    "PERSONNE_A_CONFIRMER": ("personne proche de personnes connues", "une des personnes proposées"),
    "LOT_A_CONFIRMER": ("marché proche de marchés connus", "un des marchés proposés"),
}


@dataclass(frozen=True, kw_only=True)
class Constat:
    """One thing said of a line: where (`champ`, `colonne` a letter or empty), what, and what to do."""

    code: str
    gravite: str
    champ: str
    colonne: str
    trouve: str
    phrase: str
    attendu: str
    que_faire: str
    choix: tuple = field(default=())

    @property
    def texte(self) -> str:
        """Whole sentence and what to do, for the column beside the cells."""
        return f"{self.phrase[:1].upper()}{self.phrase[1:].rstrip('.')}. {self.que_faire}".strip()

    @property
    def cellule(self) -> str:
        """Sentence under the cell: column, cause, expected."""
        lieu = f"Colonne {self.colonne}, " if self.colonne else ""
        premiere = self.phrase[:1].lower() if lieu else self.phrase[:1].upper()
        attendu = f" Attendu : {self.attendu}." if self.attendu else ""
        return f"{lieu}{premiere}{self.phrase[1:].rstrip('.')}.{attendu}"


def constats_de(ligne, lecture: dict, parametres: Parametres, mois_du_jour: date) -> list[Constat]:
    """Return everything said of a stored line, gravest first. `lecture` is that of its relevé."""
    colonnes = colonnes_de(lecture, ligne.feuille)
    tous = [_de_lecture(anomalie, ligne, colonnes) for anomalie in ligne.anomalies]
    faits = faits_de(ligne, mois_du_jour)
    for verdict in controler_ligne(faits, parametres):
        champ = CHAMPS.get(verdict.code, "heures")
        tous.append(
            Constat(
                code=verdict.code.value,
                gravite=verdict.gravite.value,
                champ=champ,
                colonne=colonne_de(champ, colonnes),
                trouve=trouve(champ, ligne),
                phrase=verdict.phrase,
                attendu=_attendu(verdict.code, parametres),
                que_faire=verdict.que_faire,
            )
        )
    codes = {constat.code for constat in tous}
    proposes = {"R7_AUTRE_GUICHET"} & codes
    tous = [c for c in tous if not (proposes and c.code == "AUTRE_GUICHET")]
    return sorted(tous, key=lambda constat: ORDRE.index(constat.gravite))


def _attendu(code: Code, p: Parametres) -> str:
    seuils = {
        Code.R7_HEURES_IMPOSSIBLES: p.seuil_ligne_heures,
        Code.R7_MOIS_LONG: p.seuil_mois_heures,
        Code.R7_SEMAINE_LONGUE: p.seuil_semaine_heures,
    }
    return f"{ecrire_heures(seuils[code])} au plus" if code in seuils else ATTENDUS.get(code, "")


def colonnes_de(lecture: dict, feuille: str) -> dict[str, str]:
    """Letter of each field's column in the sheet of a line."""
    for une in lecture.get("feuilles", ()):
        if une["nom"][:80] == feuille:
            colonnes = {cle: lettre for cle, (lettre, _) in une["colonnes"].items()}
            if une["semaines"]:
                colonnes.setdefault("heures", une["semaines"][0][0])
            return colonnes
    return {}


def colonne_de(champ: str, colonnes: dict[str, str]) -> str:
    """Letter of the cell that a field is in, empty when the file has none."""
    return next((colonnes[cle] for cle in VOISINS.get(champ, (champ,)) if cle in colonnes), "")


def trouve(champ: str, ligne) -> str:
    """Value of a field as the line now holds it."""
    if champ == "personne":
        return nom_lu(ligne.brut)
    if champ == "marche":
        return lot_lu(ligne.brut)
    if champ == "heures":
        return valeur_texte(ligne.heures) if ligne.heures is not None else ligne.brut.get("heures", "")
    valeur = getattr(ligne, champ, None)
    if champ == "mois":
        return f"{ligne.mois:%m/%Y}"
    return f"{valeur:%d/%m/%Y}" if valeur else ligne.brut.get(champ, "")


def _de_lecture(anomalie: dict, ligne, colonnes: dict) -> Constat:
    champ = anomalie.get("champ", "")
    cause, attendu = PROPOSES.get(anomalie["code"], (anomalie.get("cause", ""), anomalie.get("attendu", "")))
    propose = anomalie["code"] in PROPOSES
    return Constat(
        code=anomalie["code"],
        gravite=anomalie["gravite"],
        champ=champ,
        colonne=anomalie.get("colonne") or colonne_de(champ, colonnes),
        trouve=anomalie.get("trouve", "") or trouve(champ, ligne) if champ else "",
        phrase=f"« {anomalie['trouve']} », {cause}." if propose else cause,
        attendu=attendu,
        que_faire="Choisissez dans la liste, votre choix sera mémorisé."
        if anomalie["code"] == "LOT_A_CONFIRMER"
        else "Choisissez dans la liste."
        if propose
        else anomalie.get("que_faire", ""),
        choix=tuple(anomalie.get("choix", ())),
    )


def faits_de(ligne, mois_du_jour: date) -> Ligne:
    """Return a stored line as the pure rule of R7 reads it."""
    vus = ligne.faits
    codes = {anomalie["code"] for anomalie in ligne.anomalies}

    def jour(cle):
        return date.fromisoformat(vus[cle]) if vus.get(cle) else None

    def heures(cle):
        return Decimal(vus[cle]) if vus.get(cle) is not None else None

    return Ligne(
        mois=ligne.mois,
        heures=ligne.heures or Decimal(0),
        mois_du_jour=mois_du_jour,
        personne=nom_lu(ligne.brut),
        personne_connue=ligne.participant_id is not None or "PERSONNE_A_CONFIRMER" in codes,
        lot=lot_lu(ligne.brut),
        lot_connu=ligne.lot_id is not None or "LOT_A_CONFIRMER" in codes,
        autre_guichet="AUTRE_GUICHET" in codes,
        lot_etat=vus.get("lot_etat", "ouvert"),
        lot_debut=jour("lot_debut"),
        lot_fin=jour("lot_fin"),
        doublon_exact=vus.get("doublon", False),
        mois_cloture=vus.get("cloture", False),
        heures_autres=heures("autres") or Decimal(0),
        heures_deja_declarees=heures("deja"),
        heures_mois_precedent=heures("precedent"),
        semaines={cle: Decimal(valeur) for cle, valeur in ligne.semaines.items()},
        contrat_joint=vus.get("contrat", True),
        employeur_habilite=vus.get("habilite", True),
    )
