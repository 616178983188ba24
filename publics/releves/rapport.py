"""A file checked as if it were deposited, told as JSON; nothing is stored.

Shape: docs/schemas/releve-controler.json.
"""

import hashlib
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from django.db import transaction

from guichet.base.erreurs import Refus
from guichet.base.horloge import aujourdhui
from guichet.models import Acteur, Territoire
from guichet.territoires.acces import acces_systeme
from guichet.territoires.contexte import contexte
from publics.models import LigneReleve
from publics.releves.constats import Constat, constats_de
from publics.releves.lecture import FichierLu, lire_releve, memoire_de
from publics.services.parametres import parametres
from publics.services.releves import controler_lecture, preparer_releve
from publics.services.releves_resume import resume_de

VERSION = 1
USAGE = frozenset(
    {
        "FICHIER_INTROUVABLE",
        "STRUCTURE_INCONNUE",
        "STRUCTURE_DANS_PLUSIEURS_TERRITOIRES",
        "TERRITOIRE_INCONNU",
        "MOIS_ILLISIBLE",
    }
)
"""Refusals of the arguments, before any file is read."""


def controler_fichier(chemin: str, *, structure: str, mois: date, territoire: str = "") -> dict:
    """Return the report of a file, as if `structure` (SIRET or name) deposited it for the month.

    Never raises on the content of the file: a file that cannot be read gives `statut` = « refuse ».
    """
    try:
        octets = _lire(chemin)
        employeur = trouver_structure(structure, territoire)
        with contexte(employeur.territoire_id), transaction.atomic():
            rapport = _controler(Path(chemin).name, octets, employeur, mois)
            transaction.set_rollback(True)
    except Refus as refus:
        return {
            "version": VERSION,
            "statut": "refuse",
            "refus": {"code": refus.code, "phrase": refus.phrase, "que_faire": refus.que_faire},
        }
    return rapport


def _lire(chemin: str) -> bytes:
    try:
        return Path(chemin).read_bytes()
    except OSError as erreur:
        raise Refus(
            "FICHIER_INTROUVABLE", f"Le fichier {chemin} ne peut pas être ouvert.", "Vérifiez son chemin."
        ) from erreur


def trouver_structure(structure: str, slug: str = "") -> Acteur:
    """Return the employer of a SIRET or a name, in one territoire; raise Refus otherwise."""
    territoires = Territoire.objects.order_by("pk")
    if slug:
        territoires = territoires.filter(slug=slug)
        if not territoires:
            raise Refus("TERRITOIRE_INCONNU", f"Aucun territoire « {slug} ».", "Donnez son adresse courte.")
    siret = "".join(structure.split())
    trouves = []
    for un in territoires:
        with contexte(un.pk), transaction.atomic():
            acteurs = Acteur.objects.select_related("organisation", "territoire")
            champ = {"organisation__siret": siret} if siret.isdigit() else {"nom__iexact": structure.strip()}
            trouves += acteurs.filter(**champ).order_by("pk")[:1]
    if not trouves:
        raise Refus(
            "STRUCTURE_INCONNUE", f"Aucune structure « {structure} ».", "Donnez son SIRET ou son nom exact."
        )
    if len(trouves) > 1:
        slugs = ", ".join(acteur.territoire.slug for acteur in trouves)
        raise Refus(
            "STRUCTURE_DANS_PLUSIEURS_TERRITOIRES",
            f"La structure « {structure} » travaille dans plusieurs territoires : {slugs}.",
            "Précisez --territoire.",
        )
    return trouves[0]


def _controler(nom: str, octets: bytes, employeur: Acteur, mois: date) -> dict:
    par = acces_systeme(employeur.territoire)
    lu = lire_releve(BytesIO(octets), nom, mois=mois, memoire=memoire_de(employeur))
    releve = preparer_releve(employeur=employeur, mois=mois, par=par)
    LigneReleve.objects.filter(releve=releve, envoyee_le__isnull=True).delete()
    releve.lecture, releve.total_fichier = lu.resume({}), lu.total
    controler_lecture(releve=releve, lu=lu)
    regles, jour = parametres(employeur.territoire), aujourdhui(employeur.territoire)
    lignes = LigneReleve.objects.filter(releve=releve, envoyee_le__isnull=True)
    dites = [
        en_json(ligne, constats_de(ligne, releve.lecture, regles, jour))
        for ligne in lignes.select_related("participant", "lot__marche").order_by("pk")
    ]
    bloque = any(ligne["etat"] == "a_corriger" for ligne in dites)
    statut = "questions" if lu.reconnu.questions else "a_corriger" if bloque else "lu"
    return {
        "version": VERSION,
        "statut": statut,
        "fichier": {
            "nom": nom,
            "nature": lu.classeur.nature,
            "taille": len(octets),
            "sha256": hashlib.sha256(octets).hexdigest(),
        },
        "structure": {"nom": employeur.nom, "territoire": employeur.territoire.slug},
        "mois": f"{mois:%Y-%m}",
        **_lecture(lu, releve.lecture),
        "synthese": _synthese(releve),
        "lignes": dites,
    }


def _lecture(lu: FichierLu, lecture: dict) -> dict:
    return {
        "feuilles": [
            {
                "nom": feuille["nom"],
                "entete": feuille["entete"],
                "colonnes": {
                    cle: {"lettre": lettre, "titre": titre}
                    for cle, (lettre, titre) in feuille["colonnes"].items()
                },
                "semaines": [{"lettre": lettre, "titre": titre} for lettre, titre in feuille["semaines"]],
                "lignes": feuille["lignes"],
                "sans_heures": feuille["sans_heures"],
            }
            for feuille in lecture["feuilles"]
        ],
        "feuilles_ecartees": [{"nom": nom, "raison": raison} for nom, raison in lecture["ecartees"]],
        "avertissements": [{"code": code, "phrase": phrase} for code, phrase in lecture["avertissements"]],
        "questions": [
            {
                "code": question["code"],
                "feuille": question["feuille"],
                "champ": question["champ"],
                "phrase": question["phrase"],
                "candidats": [
                    {"lettre": lettre, "titre": titre, "exemples": exemples}
                    for lettre, titre, exemples in question["candidats"]
                ],
            }
            for question in lecture["questions"]
        ],
    }


def _synthese(releve) -> dict:
    resume = resume_de(releve)
    return {
        "phrase": resume.phrase,
        "lignes": resume.lignes,
        "heures": _nombre(resume.heures),
        "marches": resume.marches,
        "sans_anomalie": resume.sans_anomalie,
        "a_confirmer": resume.a_confirmer,
        "a_corriger": resume.a_corriger,
        "a_decider": resume.a_decider,
        "mises_de_cote": resume.de_cote,
        "total_du_fichier": _nombre(resume.total_fichier),
        "ecart_avec_le_total": _nombre(resume.ecart_total),
    }


def _nombre(valeur: Decimal | None) -> str | None:
    return None if valeur is None else f"{valeur:.2f}"


def _jour(valeur: date | None) -> str | None:
    return valeur.isoformat() if valeur else None


def en_json(ligne: LigneReleve, constats: list[Constat]) -> dict:
    """Return a line and its verdicts; hours are strings with two decimals, dates ISO."""
    brut, lot = ligne.brut, ligne.lot
    return {
        "feuille": ligne.feuille,
        "ligne": ligne.numero,
        "etat": ligne.etat,
        "personne": {
            "nom": brut.get("nom", ""),
            "prenom": brut.get("prenom", ""),
            "naissance": brut.get("naissance", ""),
            "pass_iae": brut.get("pass_iae", ""),
            "connue": str(ligne.participant) if ligne.participant else None,
        },
        "marche": {
            "lu": brut.get("marche") or brut.get("intitule", ""),
            "lot_lu": brut.get("lot", ""),
            "numero": lot.marche.numero if lot else None,
            "lot": lot.numero if lot else None,
        },
        "mois": f"{ligne.mois:%Y-%m}",
        "debut": _jour(ligne.debut),
        "fin": _jour(ligne.fin),
        "nature": ligne.nature,
        "heures": _nombre(ligne.heures),
        "heures_a_decider": _nombre(ligne.heures_a_decider),
        "semaines": ligne.semaines,
        "verdicts": [
            {
                "code": constat.code,
                "gravite": constat.gravite,
                "champ": constat.champ,
                "ligne": ligne.numero,
                "colonne": constat.colonne,
                "trouve": constat.trouve,
                "attendu": constat.attendu,
                "phrase": phrase(ligne, constat),
                "que_faire": constat.que_faire,
            }
            for constat in constats
        ],
    }


def phrase(ligne: LigneReleve, constat: Constat) -> str:
    """« Ligne 7, colonne E : marché « X » introuvable. »."""
    lieu = f"Ligne {ligne.numero}" + (f", colonne {constat.colonne}" if constat.colonne else "")
    dite = constat.phrase[:1].lower() + constat.phrase[1:]
    return f"{lieu} : {dite}" if dite.endswith(".") else f"{lieu} : {dite}."
