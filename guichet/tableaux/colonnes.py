"""Give each column its field: by header, checked against the content; what is not sure becomes a question.
Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from guichet.tableaux.champs import Champ, champs_probables, normaliser
from guichet.tableaux.classeur import Cellule, Feuille, lettre
from guichet.tableaux.dates import lire_mois, lire_naissance, rang_du_mois
from guichet.tableaux.entete import Entete, forme_durable
from guichet.tableaux.reconnu import Colonne, Question
from guichet.tableaux.valeurs import Illisible, lire_heures, lire_pass_iae, texte_de

ECHANTILLON = 200
SEUIL = 0.5
"""Confidence under which a column is not taken."""
EXACT = 0.95
"""Note of a title that says the field by itself: bad cells under it are errors, not a reason to look
elsewhere.
"""
SUR = 0.75
"""Confidence from which nothing is asked."""
TYPES = ("naissance", "pass_iae", "siret", "mois", "debut", "fin", "heures", "semaine", "heures_formation")
NOMS = ("nom", "prenom", "personne")


@dataclass(slots=True)
class Attribution:
    """Columns by field, weekly columns, questions."""

    colonnes: dict[str, Colonne] = field(default_factory=dict)
    semaines: list[Colonne] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    prises: set[int] = field(default_factory=set)
    fixees: set[int] = field(default_factory=set)
    """Columns chosen by a person, now or an earlier time: nothing more is asked about them."""

    def prendre(self, champ: Champ, rang: int, entete: str, confiance: float) -> None:
        colonne = Colonne(champ.cle, rang, lettre(rang), entete, round(confiance, 2))
        self.prises.add(rang)
        if champ.ecarte:
            return
        if champ.multiple:
            self.semaines.append(colonne)
        else:
            self.colonnes[champ.cle] = colonne


def attribuer(
    feuille: Feuille,
    entete: Entete,
    champs: tuple[Champ, ...],
    *,
    epoque: int = 1900,
    mois: date | None = None,
    memoire: dict | None = None,
    choix: dict | None = None,
) -> Attribution:
    """Columns of a sheet: first what the person chose, then what is remembered, then what is recognised."""
    attribution = Attribution()
    contenus = Contenus(feuille, entete.bas + 1, epoque)
    par_cle = {champ.cle: champ for champ in champs}
    imposer(attribution, entete, par_cle, choix or {})
    rappeler(attribution, entete, par_cle, memoire or {})
    notes = list(candidatures(entete, champs, contenus, mois, attribution.prises))
    for note, rang, champ in sorted(notes, key=lambda c: (-c[0], c[1])):
        libre = champ.multiple or champ.cle not in attribution.colonnes
        if note >= SEUIL and libre and rang not in attribution.prises:
            attribution.prendre(champ, rang, entete.textes[rang], note)
    decouvrir(attribution, entete, par_cle, contenus)
    if "intitule" in attribution.colonnes and "marche" not in attribution.colonnes:
        attribution.colonnes["marche"] = attribution.colonnes.pop("intitule")
        attribution.colonnes["marche"].cle = "marche"
    ajuster_noms(attribution, entete, par_cle, contenus)
    preferer_hors_formation(attribution, entete, par_cle, contenus, notes)
    attribution.semaines.sort(key=lambda colonne: colonne.rang)
    questionner(attribution, feuille, entete, par_cle, contenus, notes)
    return attribution


class Contenus:
    """Samples of the columns under the header."""

    def __init__(self, feuille: Feuille, depart: int, epoque: int):
        self.lignes = feuille.lignes[depart : depart + ECHANTILLON]
        self.epoque = epoque
        self.memoire: dict[int, list[Cellule]] = {}

    def valeurs(self, rang: int) -> list[Cellule]:
        """Non-empty cells of a column, at most ECHANTILLON."""
        if rang not in self.memoire:
            cellules = (ligne[rang] for ligne in self.lignes if rang < len(ligne))
            self.memoire[rang] = [valeur for valeur in cellules if valeur != ""]
        return self.memoire[rang]

    def part(self, rang: int, lire) -> float:
        """Share of the cells that a reader accepts; 1 for an empty column."""
        valeurs = self.valeurs(rang)
        return sum(map(lire, valeurs)) / len(valeurs) if valeurs else 1.0

    def accepte(self, champ: Champ):
        """Test of one cell for a field."""

        def test(valeur: Cellule) -> bool:
            try:
                lu = champ.lire(valeur, epoque=self.epoque) if champ.date else champ.lire(valeur)
            except Illisible:
                return False
            return lu is not None

        return test

    def heures(self, rang: int) -> list[Decimal]:
        """Hours of a column, row by row; 0 for what is empty or unreadable."""
        lues = []
        for ligne in self.lignes:
            try:
                lues.append(lire_heures(ligne[rang]) or Decimal(0) if rang < len(ligne) else Decimal(0))
            except Illisible:
                lues.append(Decimal(0))
        return lues

    def exemples(self, rang: int) -> list[str]:
        return [texte_de(valeur)[:40] for valeur in self.valeurs(rang)[:3]]


def a_des_lettres(valeur: Cellule) -> bool:
    return isinstance(valeur, str) and any(signe.isalpha() for signe in valeur)


def est_nom(valeur: Cellule) -> bool:
    return a_des_lettres(valeur) and not any(signe.isdigit() for signe in valeur)


def candidatures(entete, champs, contenus, mois, prises) -> Iterator[tuple[float, int, Champ]]:
    """(confidence, column, field) of every possible meaning of every column with a header.

    A table with a column per month has its hours in the column of the month, whatever its total says.
    """
    heures = next((champ for champ in champs if champ.cle == "heures"), None)
    mensuelles = {rang: mois_d_entete(texte) for rang, texte in enumerate(entete.textes) if texte}
    grille = heures is not None and sum(map(bool, mensuelles.values())) > 1
    for rang, texte in enumerate(entete.textes):
        if not texte or rang in prises:
            continue
        if mensuelles[rang] and heures:
            if mois and mensuelles[rang] in ((mois.month, mois.year), (mois.month, 0)):
                yield (1.0 if grille else 0.9), rang, heures
            continue
        for note, champ in champs_probables(normaliser(texte), champs):
            if not (grille and champ is heures):
                yield ponderer(note, champ, rang, contenus), rang, champ


def ponderer(note: float, champ: Champ, rang: int, contenus: Contenus) -> float:
    """Header note corrected by the content: a column of words is not a column of hours, whatever it says."""
    if champ.cle in TYPES:
        part = contenus.part(rang, contenus.accepte(champ))
    elif champ.cle in NOMS:
        part = contenus.part(rang, a_des_lettres)
    else:
        return note
    if part < 0.3 and note < EXACT and len(contenus.valeurs(rang)) >= 4:
        return note * 0.4
    return note * (0.8 + 0.2 * part)


def mois_d_entete(texte: str) -> tuple[int, int] | None:
    """(month, year or 0) when the header is nothing but a month: « sept. 2026 », « Août », 09/2026."""
    mots = normaliser(texte).split()
    if len(mots) == 1:
        return (rang_du_mois(mots[0]), 0) if rang_du_mois(mots[0]) else None
    if len(mots) != 2 or not mots[1].isdigit():
        return None
    try:
        lu = lire_mois(texte)
    except Illisible:
        return None
    return (lu.month, lu.year) if lu else None


def imposer(attribution: Attribution, entete: Entete, par_cle: dict, choix: dict) -> None:
    """Answers of a person: field → letter (or list of letters for the weeks)."""
    rangs = {lettre(rang): rang for rang in range(len(entete.textes))}
    for cle in par_cle.keys() & choix.keys():
        lettres = choix[cle]
        for une in [lettres] if isinstance(lettres, str) else lettres:
            if une in rangs:
                attribution.prendre(par_cle[cle], rangs[une], entete.textes[rangs[une]], 1.0)
                attribution.fixees.add(rangs[une])


def reperes(entetes: list[str]) -> dict[str, int]:
    """Lasting name of each column → its rank: two equal headers are told apart by their order."""
    noms: dict[str, int] = {}
    comptes: dict[str, int] = {}
    for rang, texte in enumerate(entetes):
        forme = forme_durable(texte)
        comptes[forme] = comptes.get(forme, 0) + 1
        noms[f"{forme}#{comptes[forme]}"] = rang
    return noms


def rappeler(attribution: Attribution, entete: Entete, par_cle: dict, memoire: dict) -> None:
    """What was learnt from the structure's earlier files, by header text."""
    rangs = reperes(entete.textes)
    for cle, noms in memoire.get("colonnes", {}).items():
        champ = par_cle.get(cle)
        if champ is None or cle in attribution.colonnes:
            continue
        for nom in noms:
            rang = rangs.get(nom)
            if rang is not None and rang not in attribution.prises:
                attribution.prendre(champ, rang, entete.textes[rang], 1.0)
                attribution.fixees.add(rang)


def decouvrir(attribution: Attribution, entete: Entete, par_cle: dict, contenus: Contenus) -> None:
    """Columns whose content speaks alone: PASS IAE numbers, dates of birth."""
    for rang in range(len(entete.textes)):
        if rang in attribution.prises or len(contenus.valeurs(rang)) < 3:
            continue
        for cle, test, confiance in (("pass_iae", est_pass, 0.8), ("naissance", est_naissance, 0.7)):
            libre = cle in par_cle and cle not in attribution.colonnes and rang not in attribution.prises
            if libre and contenus.part(rang, test) > 0.8:
                attribution.prendre(par_cle[cle], rang, entete.textes[rang], confiance)


def est_pass(valeur: Cellule) -> bool:
    try:
        return lire_pass_iae(valeur) is not None
    except Illisible:
        return False


def est_naissance(valeur: Cellule) -> bool:
    """A date, not a bare number, of somebody born between 1930 and 2012."""
    if not isinstance(valeur, str | date):
        return False
    try:
        jour = lire_naissance(valeur)
    except Illisible:
        return False
    return jour is not None and 1930 <= jour.year <= 2012 and (not isinstance(valeur, str) or len(valeur) > 5)


def ajuster_noms(attribution: Attribution, entete: Entete, par_cle: dict, contenus: Contenus) -> None:
    """One cell or two: the header alone does not tell (« Nom » over both, « Salarié » beside « Prénom »)."""
    colonnes = attribution.colonnes
    if "personne" not in par_cle:
        return
    if "personne" in colonnes and "prenom" in colonnes and "nom" not in colonnes:
        colonnes["nom"] = colonnes.pop("personne")
        colonnes["nom"].cle = "nom"
    if "nom" not in colonnes or "prenom" in colonnes:
        return
    voisin = colonnes["nom"].rang + 1
    sans_titre = voisin < len(entete.textes) and not entete.textes[voisin]
    if sans_titre and contenus.valeurs(voisin) and contenus.part(voisin, est_nom) > 0.8:
        attribution.prendre(par_cle["prenom"], voisin, "", 0.8)
    elif "personne" not in colonnes and contenus.part(colonnes["nom"].rang, a_deux_mots) > 0.6:
        colonnes["personne"] = colonnes.pop("nom")
        colonnes["personne"].cle = "personne"


def a_deux_mots(valeur: Cellule) -> bool:
    return isinstance(valeur, str) and len(valeur.split()) > 1


def questionner(attribution, feuille, entete, par_cle, contenus, notes) -> None:
    """Ask what is missing, what is doubtful, and which of two equal columns holds the hours."""
    colonnes = attribution.colonnes
    decrire = lambda rang: (lettre(rang), entete.textes[rang], contenus.exemples(rang))  # noqa: E731
    for cle, colonne in colonnes.items():
        if colonne.confiance < SUR:
            phrase = f"La colonne {colonne.lettre} « {colonne.entete} » est-elle « {par_cle[cle].libelle} » ?"
            attribution.questions.append(
                Question("COLONNE_A_CONFIRMER", feuille.nom, cle, phrase, [decrire(colonne.rang)])
            )
    if "heures" in colonnes:
        if rivales := colonnes_rivales(attribution, contenus, notes):
            phrase = "Plusieurs colonnes peuvent être les heures du mois. Laquelle retenir ?"
            candidats = [decrire(rang) for rang in (colonnes["heures"].rang, *rivales)]
            attribution.questions.append(
                Question("COLONNE_A_CHOISIR", feuille.nom, "heures", phrase, candidats)
            )
    elif not attribution.semaines and "heures" in par_cle:
        attribution.questions.append(
            question_d_absence("heures", feuille, par_cle, decrire, contenus, attribution)
        )
    identifiants = {"personne", "nom", "pass_iae", "personne_id"}
    if identifiants & set(par_cle) and not identifiants & set(colonnes):
        attribution.questions.append(
            question_d_absence("personne", feuille, par_cle, decrire, contenus, attribution)
        )


def preferer_hors_formation(attribution, entete, par_cle, contenus, notes) -> None:
    """Company hours + training hours = total: the hours of the month are the first ones, shown apart (R6)."""
    if "heures" not in attribution.colonnes or "heures_formation" not in attribution.colonnes:
        return
    formation = contenus.heures(attribution.colonnes["heures_formation"].rang)
    choisie = attribution.colonnes["heures"].rang
    for rang in colonnes_rivales(attribution, contenus, notes):
        candidates, total = contenus.heures(rang), contenus.heures(choisie)
        if any(formation) and all(a + f == t for a, f, t in zip(candidates, formation, total, strict=True)):
            attribution.colonnes.pop("heures")
            attribution.prendre(par_cle["heures"], rang, entete.textes[rang], 0.95)
            return


def colonnes_rivales(attribution: Attribution, contenus: Contenus, notes: list) -> list[int]:
    """Columns left that are as good as the one taken for the hours, with other values; none if a person
    chose.
    """
    choisie = attribution.colonnes["heures"].rang
    if choisie in attribution.fixees:
        return []
    rangs = [rang for note, rang, champ in notes if champ.cle == "heures" and note >= SUR]
    libres = [rang for rang in rangs if rang not in attribution.prises and contenus.valeurs(rang)]
    return [rang for rang in libres if contenus.valeurs(rang) != contenus.valeurs(choisie)]


def question_d_absence(cle, feuille, par_cle, decrire, contenus, attribution) -> Question:
    """Ask for the column of a field that is needed, proposing those whose content would fit."""
    test = est_nom if cle == "personne" else contenus.accepte(par_cle[cle])
    largeur = max((len(ligne) for ligne in contenus.lignes), default=0)
    rangs = [
        rang
        for rang in range(largeur)
        if rang not in attribution.prises and contenus.valeurs(rang) and contenus.part(rang, test) > 0.5
    ]
    phrase = f"Quelle colonne contient « {par_cle[cle].libelle} » ?"
    return Question("COLONNE_ABSENTE", feuille.nom, cle, phrase, [decrire(rang) for rang in rangs])
