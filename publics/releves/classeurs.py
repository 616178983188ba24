"""Workbooks of a relevé: the template to fill in, and the file given back with its errors."""

from datetime import date
from io import BytesIO

from guichet.base.dates import de_mois, jour_long
from guichet.fichiers.services import ouvrir
from guichet.organisations.models import Acteur
from guichet.tableaux.ecriture import ecrire_erreurs
from guichet.tableaux.ecriture_modele import ColonneModele, Modele, ecrire_modele
from guichet.tableaux.lecture import lire_classeur
from guichet.tableaux.reconnu import A_CONFIRMER, BLOQUANT, INFORMATION, Probleme
from publics.models import LigneReleve, Mission, Releve
from publics.regles.calendrier import dernier_du_mois
from publics.regles.r5_echeances import echeance
from publics.releves.constats import constats_de
from publics.services.parametres import parametres

COLONNES = (
    ColonneModele("Identifiant", 12, aide="Ne pas modifier : il retrouve la personne."),
    ColonneModele("Nom", 22),
    ColonneModele("Prénom", 18),
    ColonneModele("Né(e) le", 12, "date"),
    ColonneModele("N° de marché", 18),
    ColonneModele("Lot", 8),
    ColonneModele("Intitulé du lot", 34),
    ColonneModele("Du", 12, "date", saisie=True),
    ColonneModele("Au", 12, "date", saisie=True),
    ColonneModele(
        "Heures", 12, "heures", saisie=True, aide="Heures travaillées sur le marché, 151,67 ou 151h40."
    ),
    ColonneModele("Observations", 30, saisie=True),
)
CONSIGNES = (
    "Écrivez les heures travaillées sur le marché. Congés, fériés, tutorat et PMSMP ne comptent pas.",
    "Laissez vide la ligne d’une personne qui n’a pas travaillé ce mois-ci.",
    "Si des heures précèdent la validation de la mission, mettez-les sur une ligne à part, avec leurs dates.",
    "Une personne qui manque s’ajoute sur une ligne vide, avec son nom, son prénom et sa date de naissance.",
)
GRAVITES = {"bloquant": BLOQUANT, "refusee": BLOQUANT, "a_confirmer": A_CONFIRMER, "a_decider": A_CONFIRMER}


def modele_du_mois(*, employeur: Acteur, mois: date, par) -> bytes:
    """Return the XLSX template of an employer's month: one row per mission that overlaps it."""
    missions = Mission.objects.visible_to(par).filter(employeur=employeur)
    missions = missions.actives_en(mois, dernier_du_mois(mois)).select_related("participant", "lot__marche")
    due = echeance(mois, parametres(par.territoire)).due_le
    modele = Modele(
        titre=f"Relevé d’heures {de_mois(mois)}",
        sous_titres=(employeur.nom, f"À déposer avant le {jour_long(due)}."),
        colonnes=COLONNES,
        lignes=[rangee(mission) for mission in missions.order_by("participant__cle_nom", "lot", "pk")],
        consignes=CONSIGNES,
    )
    return ecrire_modele(modele)


def rangee(mission: Mission) -> tuple:
    """Cells known of a mission."""
    personne, lot = mission.participant, mission.lot
    connus = (personne.pk, personne.nom, personne.prenom, personne.ne_le)
    return (*connus, lot.marche.numero, lot.numero, lot.intitule, None, None, None, None)


def classeur_des_erreurs(releve: Releve, *, jour: date) -> bytes:
    """Return the deposited workbook as XLSX, its problem cells coloured, one more column *Erreur*."""
    with ouvrir(releve.fichier) as flux:
        classeur = lire_classeur(BytesIO(flux.read()), releve.fichier.nom)
    regles = parametres(releve.territoire)
    lignes = LigneReleve.objects.filter(releve=releve).exclude(etat="sans_anomalie").order_by("pk")
    problemes = [
        en_probleme(constat, ligne)
        for ligne in lignes
        for constat in constats_de(ligne, releve.lecture, regles, jour)
        if constat.gravite in GRAVITES
    ]
    entetes = {feuille["nom"]: feuille["entete"] for feuille in releve.lecture["feuilles"]}
    return ecrire_erreurs(classeur, problemes, entetes=entetes)


def en_probleme(constat, ligne: LigneReleve) -> Probleme:
    """What is said of a line, as the writer of workbooks expects it."""
    return Probleme(
        code=constat.code,
        gravite=GRAVITES.get(constat.gravite, INFORMATION),
        ligne=ligne.numero,
        colonne=constat.colonne,
        champ=constat.champ,
        trouve=constat.trouve,
        cause=constat.phrase.rstrip("."),
        attendu=constat.attendu,
        que_faire=constat.que_faire,
        feuille=ligne.feuille,
    )
