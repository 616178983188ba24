"""From a `Classeur` to rows that mean something, whatever its layout. Pure.

The layout learnt from a structure comes in as `memoire` and goes out in `Reconnaissance.memoire` (plain
JSON).
"""

import hashlib
import re
from datetime import date
from decimal import Decimal

from guichet.tableaux.champs import Champ, champs_probables, normaliser
from guichet.tableaux.champs_releve import RELEVE
from guichet.tableaux.classeur import Classeur, Feuille
from guichet.tableaux.colonnes import attribuer, reperes
from guichet.tableaux.dates import lire_mois, rang_du_mois
from guichet.tableaux.entete import Entete, empreinte_de, texte_entete, trouver_entete
from guichet.tableaux.rangees import Lecteur, sans_etiquette
from guichet.tableaux.reconnu import Question, Reconnaissance, TableauReconnu
from guichet.tableaux.valeurs import Illisible, texte_de

RECAPITULATIF = re.compile(r"^(?:recap|synthese|total|cumul|bilan|ensemble|recapitulatif)")
FEUILLE_ORDINAIRE = re.compile(
    r"^(?:feuil|feuille|sheet|tableau|releve|heures|page|export|data|donnees|saisie)\b|^(?:feuil|sheet)\d"
)
NUMEROTE = re.compile(r"(?:marche|chantier|operation|lot)\b")
TITRES = ("marche", "intitule", "lot", "mois", "siret", "entreprise", "donneur_ordre")


def reconnaitre(
    classeur: Classeur,
    *,
    champs: tuple[Champ, ...] = RELEVE,
    mois: date | None = None,
    memoire: dict | None = None,
    choix: dict | None = None,
) -> Reconnaissance:
    """Understand a workbook: tables, rows, problems of the cells, and what must be asked once.

    `mois` (any day of it) chooses among sheets or columns named by month. `memoire` is what an earlier
    `Reconnaissance.memoire` held for the same structure. `choix` answers the questions: field → column letter
    (a list of letters for `semaine`), and `entete` → row of the header, from 1, 0 if there is none. Never
    raises.
    """
    memoire, choix = memoire or {}, choix or {}
    resultat = Reconnaissance()
    trouvees: list[tuple[Feuille, Entete]] = []
    for feuille in classeur.feuilles:
        entete = entete_choisie(feuille, choix) or trouver_entete(feuille, champs)
        if entete is None or not feuille.visible:
            raison = "feuille masquée" if not feuille.visible else "aucun en-tête reconnu"
            resultat.feuilles_ecartees.append((feuille.nom, raison))
        else:
            trouvees.append((feuille, entete))
    plusieurs = len(trouvees) > 1
    for feuille, entete in choisir_feuilles(trouvees, mois, resultat):
        tableau = lire_tableau(classeur, feuille, entete, champs, mois, memoire, choix, plusieurs)
        resultat.tableaux.append(tableau)
        resultat.questions += tableau.questions
    if not resultat.tableaux:
        resultat.questions.append(question_d_entete(classeur))
    conclure(resultat, memoire)
    return resultat


def entete_choisie(feuille: Feuille, choix: dict) -> Entete | None:
    """Header row that a person pointed at; a row of empty titles if there is none."""
    if "entete" not in choix:
        return None
    rang = choix["entete"] - 1
    largeur = max((len(ligne) for ligne in feuille.lignes), default=0)
    if rang < 0:
        return Entete(-1, -1, [""] * largeur, 0.0)
    if rang >= len(feuille.lignes):
        return None
    return Entete(rang, rang, [texte_entete(valeur) for valeur in feuille.lignes[rang]], 0.0)


def choisir_feuilles(trouvees: list, mois: date | None, resultat: Reconnaissance) -> list:
    """Sheets to read: the one of the month if they are named by month, without those that only sum up
    others.
    """
    if len(trouvees) < 2:
        return trouvees
    mensuelles = {feuille.nom: rang_du_mois(normaliser(feuille.nom).split(" ")[0]) for feuille, _ in trouvees}
    gardees = []
    for feuille, entete in trouvees:
        if mois and mensuelles[feuille.nom] not in (0, mois.month):
            resultat.feuilles_ecartees.append((feuille.nom, "autre mois"))
        elif RECAPITULATIF.match(normaliser(feuille.nom)):
            resultat.feuilles_ecartees.append((feuille.nom, "récapitulatif des autres feuilles"))
        else:
            gardees.append((feuille, entete))
    return gardees


def lire_tableau(classeur, feuille, entete, champs, mois, memoire, choix, plusieurs) -> TableauReconnu:
    """Columns then rows of one sheet."""
    titres = max((rang for rang, texte in enumerate(entete.textes, 1) if texte), default=0)
    largeur = max(map(len, feuille.lignes), default=0)
    entete.textes = entete.textes + [""] * (largeur - len(entete.textes))
    attribution = attribuer(
        feuille, entete, champs, epoque=classeur.epoque, mois=mois, memoire=memoire, choix=choix
    )
    tableau = TableauReconnu(feuille.nom, entete.bas + 1, attribution.colonnes, attribution.semaines)
    tableau.entetes = entete.textes
    tableau.questions = attribution.questions
    tableau.empreinte = empreinte_de(entete.textes)
    tableau.titre = lire_titre(feuille, entete, champs)
    if plusieurs and "marche" not in tableau.titre and nom_parlant(feuille.nom):
        tableau.titre["feuille"] = feuille.nom
    lecteur = Lecteur(tableau, feuille, champs, classeur.epoque)
    lecteur.plusieurs = plusieurs
    if classeur.nature == "csv":
        lecteur.largeur = titres
    lecteur.lire(entete.bas + 1)
    demander_le_marche(tableau, champs)
    verifier_totaux(tableau)
    return tableau


def nom_parlant(nom: str) -> bool:
    """False for the names that spreadsheets give (« Feuil1 ») and for months."""
    forme = normaliser(nom)
    return bool(forme) and not FEUILLE_ORDINAIRE.match(forme) and not rang_du_mois(forme.split(" ")[0])


def lire_titre(feuille: Feuille, entete: Entete, champs: tuple[Champ, ...]) -> dict[str, str]:
    """What the rows above the header say: « Marché : 2026-012 », a label and its value side by side, a
    month.
    """
    titre: dict[str, str] = {}
    for ligne in feuille.lignes[: max(entete.haut, 0)]:
        cellules = [valeur for valeur in ligne if valeur != ""]
        for rang, valeur in enumerate(cellules):
            if isinstance(valeur, str):
                suivante = texte_de(cellules[rang + 1]) if rang + 1 < len(cellules) else ""
                noter_etiquette(texte_de(valeur), suivante, champs, titre)
        for valeur in cellules:
            noter_mois(valeur, titre)
    if "intitule" in titre:
        titre.setdefault("marche", titre["intitule"])
    return titre


def noter_etiquette(texte: str, suivante: str, champs: tuple[Champ, ...], titre: dict[str, str]) -> None:
    """Keep « label : value », a label followed by its value, or « Marché 2026-012 – Lot 3 » as it is."""
    gauche, _, droite = texte.partition(":")
    probables = champs_probables(normaliser(gauche), champs)
    numerote = any(signe.isdigit() for signe in gauche)
    if NUMEROTE.match(normaliser(texte)) and numerote and len(texte) < 150:
        titre.setdefault("lot" if normaliser(texte).startswith("lot") else "marche", sans_etiquette(texte))
    elif (
        probables
        and probables[0][0] >= 0.7
        and probables[0][1].cle in TITRES
        and (droite.strip() or suivante)
    ):
        titre.setdefault(probables[0][1].cle, droite.strip() or suivante)


def noter_mois(valeur, titre: dict[str, str]) -> None:
    """Keep the month that a title names, as MM/YYYY."""
    if "mois_lu" in titre or isinstance(valeur, int | float):
        return
    try:
        lu = lire_mois(valeur)
    except Illisible:
        return
    if lu:
        titre["mois_lu"] = f"{lu:%m/%Y}"


def demander_le_marche(tableau: TableauReconnu, champs: tuple[Champ, ...]) -> None:
    """One question for the sheet rather than one problem per row, when nothing names the marché."""
    sans = [ligne for ligne in tableau.lignes if any(p.code == "MARCHE_ABSENT" for p in ligne.problemes)]
    if not sans or "marche" in tableau.colonnes or "lot" in tableau.colonnes:
        return
    for ligne in sans:
        ligne.problemes = [p for p in ligne.problemes if p.code != "MARCHE_ABSENT"]
    phrase = "Aucune colonne ne dit le marché. De quel marché sont ces heures ?"
    tableau.questions.append(Question("MARCHE_A_PRECISER", tableau.feuille, "marche", phrase))


def verifier_totaux(tableau: TableauReconnu) -> None:
    """The file's last total against the rows read, within 0.01 h per row."""
    total, lues = tableau.total_annonce, tableau.heures_lues
    if total is not None and abs(total - lues) > Decimal("0.01") * len(tableau.lignes) and tableau.lignes:
        phrase = f"Ligne {tableau.totaux[-1][0]} : le fichier annonce {total} h, ses lignes font {lues} h."
        tableau.avertissements.append(("TOTAL_DIFFERENT", phrase.replace(".", ",", 2)))


def question_d_entete(classeur: Classeur) -> Question:
    """Ask where the header is, showing the first rows."""
    for feuille in classeur.feuilles:
        apercu = [
            (str(rang), "", [texte_de(valeur)[:40] for valeur in ligne[:12]])
            for rang, ligne in enumerate(feuille.lignes[:10], 1)
        ]
        if apercu:
            phrase = (
                "Aucune ligne d’en-tête n’a été reconnue. Sur quelle ligne sont les titres des colonnes ?"
            )
            return Question("ENTETE_INTROUVABLE", feuille.nom, "entete", phrase, apercu)
    return Question("ENTETE_INTROUVABLE", "", "entete", "Le fichier ne contient aucune ligne.")


def conclure(resultat: Reconnaissance, memoire: dict) -> None:
    """Fingerprint of the whole, memory to keep, and what changed since the layout was learnt."""
    empreintes = sorted({tableau.empreinte for tableau in resultat.tableaux})
    resultat.empreinte = hashlib.sha256("|".join(empreintes).encode()).hexdigest()[:32] if empreintes else ""
    entetes: dict[str, str] = {}
    colonnes: dict[str, list[str]] = {}
    for tableau in resultat.tableaux:
        noms = {rang: nom for nom, rang in reperes(tableau.entetes).items()}
        entetes |= {noms[rang]: texte for rang, texte in enumerate(tableau.entetes) if texte}
        for cle, colonne in tableau.colonnes.items():
            colonnes.setdefault(cle, [noms[colonne.rang]])
        if tableau.semaines:
            colonnes.setdefault("semaine", [noms[colonne.rang] for colonne in tableau.semaines])
    resultat.memoire = {"empreinte": resultat.empreinte, "colonnes": colonnes, "entetes": entetes}
    resultat.connue = bool(memoire) and memoire.get("empreinte") == resultat.empreinte
    if memoire and not resultat.connue and resultat.tableaux:
        avant = memoire.get("entetes", {})
        nouvelles = [texte for nom, texte in entetes.items() if nom not in avant]
        disparues = [texte for nom, texte in avant.items() if nom not in entetes]
        phrase = "La disposition du fichier a changé depuis la dernière fois."
        if nouvelles:
            phrase += f" Colonnes nouvelles : {', '.join(nouvelles)}."
        if disparues:
            phrase += f" Colonnes disparues : {', '.join(disparues)}."
        resultat.avertissements.append(("DISPOSITION_CHANGEE", phrase))
