"""Rows under the header: data, totals, headings of a marché, remarks; each cell read once. Pure.

Called for every row of every file: the same cell text is read only once per column (a cache), and a row
without trouble creates nothing but its own values.
"""

import re
from collections.abc import Callable
from decimal import Decimal

from guichet.tableaux.champs import Champ, normaliser
from guichet.tableaux.classeur import Cellule, Feuille
from guichet.tableaux.noms import separer
from guichet.tableaux.reconnu import (
    A_CONFIRMER,
    BLOQUANT,
    INFORMATION,
    Colonne,
    LigneLue,
    Probleme,
    TableauReconnu,
)
from guichet.tableaux.valeurs import Illisible, texte_de

TOTAL = re.compile(r"(?:sous |s )?(?:total|totaux|soustotal|cumul|ensemble|somme)\b|total$")
SECTION = re.compile(r"\b(?:marche|lot|chantier|operation|projet)\b")
ETIQUETTE = re.compile(
    r"\s*(?:march[ée]s?|chantier|op[ée]ration|projet)\s*(?:public\s*)?(?:n\s*[°º]\s*)?[:\-–—]?\s+(?=\S)|\s*march[ée]\s*:\s*",
    re.IGNORECASE,
)
ETIQUETTES = {
    "marche",
    "chantier",
    "operation",
    "projet",
    "lot",
    "n marche",
    "n de marche",
    "numero de marche",
}
HAUTEUR_FUSION = 200
"""Rows over which a merged name is repeated, at most."""
MANQUE = object()
IDENTITE = ("personne", "nom", "prenom", "pass_iae", "personne_id")
REPRIS = ("marche", "lot")
CENTIEME = Decimal("0.01")
ZERO = Decimal(0)


class Lecteur:
    """Reads the rows of one sheet into its `TableauReconnu`."""

    def __init__(self, tableau: TableauReconnu, feuille: Feuille, champs: tuple[Champ, ...], epoque: int):
        self.tableau, self.feuille = tableau, feuille
        par_cle = {champ.cle: champ for champ in champs}
        self.champs = par_cle
        self.colonnes = [
            (colonne.cle, colonne.rang, {}, lecteur_de(par_cle[colonne.cle], epoque), colonne)
            for colonne in tableau.colonnes.values()
        ]
        self.semaines = [
            (f"semaine_{numero}", colonne.rang, {}, lecteur_de(par_cle["semaine"], epoque), colonne)
            for numero, colonne in enumerate(tableau.semaines, 1)
        ]
        self.identites = [colonne.rang for cle, colonne in tableau.colonnes.items() if cle in IDENTITE]
        self.rang_heures = [c.rang for c in tableau.semaines]
        if "heures" in tableau.colonnes:
            self.rang_heures.insert(0, tableau.colonnes["heures"].rang)
        self.entetes = {entete for entete in tableau.entetes if entete}
        self.fusionnees = {haut for haut, gauche, _, droite in feuille.fusions if droite > gauche}
        self.noms_lus: dict[str, tuple[str, str, bool]] = {}
        self.plusieurs = False
        """True when other sheets are read too."""
        self.largeur = 0
        """Number of titles of a delimited text, where a row cannot have more values; 0 otherwise."""
        self.section: dict[str, str] = {}
        """Marché, or lot of the title's marché, named by the last heading."""
        self.precedente: LigneLue | None = None
        self.depuis_total = ZERO

    def lire(self, depart: int) -> None:
        """Read every row from the rank `depart` (from 0)."""
        lignes = etendre_fusions(self.feuille, depart, self.colonnes)
        for rang in range(depart, len(lignes)):
            ligne = lignes[rang]
            if any(valeur != "" for valeur in ligne):
                self.lire_ligne(rang + 1, ligne)

    def lire_ligne(self, numero: int, ligne: list[Cellule]) -> None:
        """One row that is not empty."""
        largeur = len(ligne)
        avec_heures = False
        for rang in self.rang_heures:
            if rang < largeur and ligne[rang] not in ("", 0):
                avec_heures = True
                break
        nommee = False
        for rang in self.identites:
            if rang < largeur and ligne[rang] != "":
                nommee = True
                break
        # Words are looked at only where they may change the kind of the row: data rows stay cheap.
        ordinaire = avec_heures and nommee and not self.douteuse(ligne)
        if ordinaire or not self.classer(numero, ligne, avec_heures, nommee):
            self.ajouter(numero, ligne)

    def douteuse(self, ligne: list[Cellule]) -> bool:
        """True when the first word of the row may be a total or a header printed again."""
        premier = next((valeur for valeur in ligne if valeur != ""), "")
        if not isinstance(premier, str):
            return False
        if premier.lstrip()[:1] in "TtSsCcEe" and TOTAL.match(normaliser(premier)):
            return True
        return premier in self.entetes

    def classer(self, numero: int, ligne: list[Cellule], avec_heures: bool, nommee: bool) -> bool:
        """Put aside a row that is not data; False when it must be read as data."""
        textes = [texte_de(valeur) for valeur in ligne if isinstance(valeur, str) and valeur.strip()]
        if self.est_entete_repete(ligne):
            return True
        if self.est_total(textes, ligne, avec_heures, nommee):
            self.noter_total(numero, ligne)
            return True
        if avec_heures:
            return False
        if self.est_section(numero, textes, ligne):
            self.ouvrir_section(sans_etiquette(" ".join(textes)))
        elif nommee and (len(textes) > 1 or "prenom" not in self.tableau.colonnes):
            self.tableau.sans_heures.append(numero)
        else:
            self.tableau.remarques.append((numero, " ".join(textes)[:200]))
        return True

    def est_entete_repete(self, ligne: list[Cellule]) -> bool:
        paires = zip(ligne, self.tableau.entetes, strict=False)
        return sum(1 for valeur, entete in paires if entete and valeur == entete) >= 2

    def est_total(self, textes: list[str], ligne: list[Cellule], avec_heures: bool, nommee: bool) -> bool:
        """A row that says total, or hours alone equal to what was read since the last total."""
        if textes and TOTAL.match(normaliser(textes[0])):
            prenom = self.tableau.colonnes.get("prenom")
            return len(textes) <= 3 and not (
                prenom and len(textes) > 1 and ligne[prenom.rang : prenom.rang + 1] > [""]
            )
        if nommee or not avec_heures or len([v for v in ligne if v != ""]) > 1 + len(self.rang_heures):
            return False
        total = self.heures_de(ligne)
        return total is not None and self.depuis_total > 0 and total == self.depuis_total

    def est_section(self, numero: int, textes: list[str], ligne: list[Cellule]) -> bool:
        """A heading that names the marché of the rows below: « Lot 3 – Peinture », a merged row, a label
        and a value.
        """
        if "marche" in self.tableau.colonnes or "marche" not in self.champs or sum(map(len, textes)) > 200:
            return False
        if len(textes) == 2:
            return normaliser(textes[0]) in ETIQUETTES
        if len(textes) != 1:
            return False
        if SECTION.search(normaliser(textes[0])) or numero - 1 in self.fusionnees:
            return True
        return any(signe.isdigit() for signe in textes[0]) and ligne[0] != ""

    def ouvrir_section(self, texte: str) -> None:
        """The rows below belong to this marché, or to this lot of the marché of the title."""
        if normaliser(texte).startswith("lot") and "marche" in self.tableau.titre:
            self.section = {"marche": self.tableau.titre["marche"], "lot": texte}
        else:
            self.section = {"marche": texte}

    def heures_de(self, ligne: list[Cellule]) -> Decimal | None:
        """Hours of a row that is not data: the monthly cell, else the sum of the weeks."""
        trouvees = []
        for rang in self.rang_heures:
            if rang < len(ligne) and ligne[rang] != "":
                try:
                    trouvees.append(self.champs["heures"].lire(ligne[rang]))
                except Illisible:
                    return None
        trouvees = [heures for heures in trouvees if heures is not None]
        if "heures" in self.tableau.colonnes:
            return trouvees[0] if trouvees else None
        return sum(trouvees, ZERO) if trouvees else None

    def noter_total(self, numero: int, ligne: list[Cellule]) -> None:
        total = self.heures_de(ligne)
        if total is not None:
            self.tableau.totaux.append((numero, total))
        self.depuis_total = ZERO

    def ajouter(self, numero: int, ligne: list[Cellule]) -> None:
        """Read the cells of a data row."""
        lue = LigneLue(numero, {}, ligne, [])
        valeurs, largeur = lue.valeurs, len(ligne)
        for cle, rang, lus, lire, colonne in self.colonnes:
            if rang >= largeur or (valeur := ligne[rang]) == "":
                continue
            resultat = lus.get(valeur, MANQUE)
            if resultat is MANQUE or valeur is True or valeur is False:
                resultat = lus[valeur] = lire(valeur)
            if resultat.__class__ is Illisible:
                self.signaler(lue, colonne, valeur, resultat)
            elif resultat is not None:
                valeurs[cle] = resultat
        if self.semaines:
            self.additionner(lue)
        if self.largeur and any(valeur != "" for valeur in ligne[self.largeur :]):
            self.signaler_debordement(lue)
        self.completer(lue)
        if not valeurs.get("heures") and not lue.problemes:
            self.tableau.sans_heures.append(numero)
            return
        self.depuis_total += valeurs.get("heures") or ZERO
        self.tableau.lignes.append(lue)
        self.precedente = lue

    def signaler_debordement(self, lue: LigneLue) -> None:
        """More values than titles: a comma that was a decimal one has cut a number in two."""
        cause = f"{len(lue.brut)} valeurs pour {self.largeur} titres, une virgule a dû couper un nombre"
        agir = (
            "Enregistrez le fichier au format XLSX, ou avec des points-virgules, puis déposez-le à nouveau."
        )
        self.poser(lue, "VALEURS_EN_TROP", BLOQUANT, None, cause, f"{self.largeur} valeurs", agir)

    def signaler(self, lue: LigneLue, colonne: Colonne, valeur: Cellule, illisible: Illisible) -> None:
        bloque = colonne.cle not in (
            "siret",
            "observation",
            "poste",
            "contrat",
            "entreprise",
            "donneur_ordre",
        )
        self.poser(
            lue,
            illisible.code,
            BLOQUANT if bloque else INFORMATION,
            colonne,
            illisible.cause,
            illisible.attendu,
            "Corrigez la cellule.",
            trouve=texte_de(valeur)[:80],
        )

    def poser(self, lue, code, gravite, colonne, cause, attendu, que_faire, *, trouve="") -> None:
        """Add a problem to a row; `colonne` may be None when no cell holds it."""
        lettre, champ = (colonne.lettre, colonne.cle) if colonne else ("", "")
        probleme = Probleme(code, gravite, lue.numero, lettre, champ, trouve, cause, attendu, que_faire)
        probleme.feuille, probleme.nommer_feuille = self.feuille.nom, self.plusieurs
        lue.problemes.append(probleme)

    def additionner(self, lue: LigneLue) -> None:
        """Weeks: their sum is the month, or must be equal to it within a cent of hour per week."""
        somme, nombre = ZERO, 0
        for cle, rang, lus, lire, colonne in self.semaines:
            if rang >= len(lue.brut) or (valeur := lue.brut[rang]) == "":
                continue
            resultat = lus.get(valeur, MANQUE)
            if resultat is MANQUE:
                resultat = lus[valeur] = lire(valeur)
            if isinstance(resultat, Illisible):
                self.signaler(lue, colonne, valeur, resultat)
                return
            if resultat is not None:
                lue.valeurs[cle] = resultat
                somme, nombre = somme + resultat, nombre + 1
        mois = lue.valeurs.get("heures")
        if mois is None:
            if nombre and not any(probleme.champ == "heures" for probleme in lue.problemes):
                lue.valeurs["heures"] = somme
        elif nombre and abs(somme - mois) > CENTIEME * nombre:
            colonne = self.tableau.colonnes["heures"]
            cause = f"les semaines font {somme} h".replace(".", ",")
            attendu = "un total du mois égal à la somme des semaines"
            agir = "Corrigez le total ou la semaine en cause, ou confirmez le total du mois."
            trouve = f"{mois} h".replace(".", ",")
            self.poser(lue, "SOMME_SEMAINES", A_CONFIRMER, colonne, cause, attendu, agir, trouve=trouve)

    def completer(self, lue: LigneLue) -> None:
        """Person in one cell, marché of a heading, blanks that repeat the row above, dates in order."""
        valeurs = lue.valeurs
        if (entier := valeurs.get("personne")) is not None:
            lu = self.noms_lus.get(entier)
            if lu is None:
                lu = self.noms_lus[entier] = separer(entier)
            valeurs["nom"], valeurs["prenom"], valeurs["ordre_sur"] = lu
        elif "nom" not in valeurs and "pass_iae" not in valeurs and "personne_id" not in valeurs:
            self.reprendre_personne(lue)
        if "marche" not in valeurs and "marche" in self.champs:
            self.trouver_marche(lue)
        debut, fin = valeurs.get("debut"), valeurs.get("fin")
        if debut is not None and fin is not None and fin < debut:
            colonne = self.tableau.colonnes["fin"]
            trouve = f"{fin:%d/%m/%Y}"
            attendu = f"une date à partir du {debut:%d/%m/%Y}"
            agir = "Corrigez l’une des deux dates."
            self.poser(
                lue,
                "DATES_INVERSEES",
                BLOQUANT,
                colonne,
                "la fin précède le début",
                attendu,
                agir,
                trouve=trouve,
            )

    def reprendre_personne(self, lue: LigneLue) -> None:
        """No name on this row: the row above may hold it, but somebody must say so."""
        if any(probleme.champ in IDENTITE for probleme in lue.problemes) or not self.identites:
            return
        colonne = next(c for cle, c in self.tableau.colonnes.items() if cle in IDENTITE)
        avant = self.precedente
        if avant is not None and avant.numero == lue.numero - 1 and "nom" in avant.valeurs:
            for cle in ("nom", "prenom", "naissance", "ordre_sur"):
                if cle in avant.valeurs:
                    lue.valeurs.setdefault(cle, avant.valeurs[cle])
            cause = f"le nom manque, celui de la ligne {avant.numero} est proposé"
            agir = "Confirmez que ce sont les heures de la même personne, ou écrivez le nom."
            self.poser(lue, "PERSONNE_DE_LA_LIGNE_PRECEDENTE", A_CONFIRMER, colonne, cause, "un nom", agir)
        else:
            cause = "des heures sans personne"
            self.poser(
                lue, "PERSONNE_ABSENTE", BLOQUANT, colonne, cause, "un nom", "Écrivez le nom de la personne."
            )

    def trouver_marche(self, lue: LigneLue) -> None:
        """Marché of a row whose own cell says nothing: heading, row above, title, sheet; else it is
        missing.
        """
        titre = self.tableau.titre
        colonne = self.tableau.colonnes.get("marche") or self.tableau.colonnes.get("lot")
        if any(probleme.champ in REPRIS for probleme in lue.problemes):
            return
        avant = self.precedente
        if "intitule" in lue.valeurs:
            lue.valeurs["marche"], lue.valeurs["marche_origine"] = lue.valeurs["intitule"], "intitule"
        elif self.section:
            lue.valeurs |= {**self.section, "marche_origine": "section"}
        elif "marche" in titre:
            lue.valeurs["marche"], lue.valeurs["marche_origine"] = titre["marche"], "titre"
            if "lot" in titre:
                lue.valeurs.setdefault("lot", titre["lot"])
        elif "feuille" in titre:
            lue.valeurs["marche"], lue.valeurs["marche_origine"] = titre["feuille"], "feuille"
        elif "lot" in lue.valeurs:
            return
        elif colonne and avant is not None and "marche" in avant.valeurs:
            lue.valeurs.update({cle: avant.valeurs[cle] for cle in REPRIS if cle in avant.valeurs})
            cause = f"le marché manque, celui de la ligne {avant.numero} est proposé"
            agir = "Confirmez le marché, ou écrivez-le."
            self.poser(lue, "MARCHE_DE_LA_LIGNE_PRECEDENTE", A_CONFIRMER, colonne, cause, "un marché", agir)
        elif "lot" in titre:
            lue.valeurs["lot"], lue.valeurs["marche_origine"] = titre["lot"], "titre"
        else:
            cause = "des heures sans marché"
            agir = "Écrivez le numéro ou le nom du marché."
            self.poser(lue, "MARCHE_ABSENT", BLOQUANT, colonne, cause, "un marché", agir)


def lecteur_de(champ: Champ, epoque: int) -> Callable[[Cellule], object]:
    """Cell → value or the `Illisible` itself, so that a refusal is cached like a value."""
    brut = champ.lire

    def lire(valeur: Cellule) -> object:
        try:
            return brut(valeur, epoque=epoque) if champ.date else brut(valeur)
        except Illisible as illisible:
            # Without its frames: it stays in the cache as long as the file is read.
            return illisible.with_traceback(None)

    return lire


def sans_etiquette(texte: str) -> str:
    """« Marché : 2026-012 » → 2026-012; other texts as they are."""
    return ETIQUETTE.sub("", texte, count=1).strip() or texte


def etendre_fusions(feuille: Feuille, depart: int, colonnes: list) -> list[list[Cellule]]:
    """Rows with vertically merged cells repeated downwards, for words only: hours are never repeated."""
    rangs = {rang for cle, rang, *_ in colonnes if cle not in ("heures", "heures_formation")}
    lignes = feuille.lignes
    for haut, gauche, bas, _ in feuille.fusions:
        if bas > haut >= depart and gauche in rangs and haut < len(lignes) and gauche < len(lignes[haut]):
            for rang in range(haut + 1, min(bas + 1, len(lignes), haut + HAUTEUR_FUSION)):
                if gauche < len(lignes[rang]) and lignes[rang][gauche] == "":
                    lignes[rang][gauche] = lignes[haut][gauche]
    return lignes
