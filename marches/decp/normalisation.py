"""A raw notice (any JSON value) to a `NoticeDecp`: never raises, tells all it did not take as published."""

from marches.decp.anomalies import Constats
from marches.decp.considerations import lire_considerations
from marches.decp.entreprises import lire_sous_traitances, lire_titulaires
from marches.decp.lecture import NoticeBrute
from marches.decp.modifications import lire_modifications
from marches.decp.nettoyage import (
    lire_booleen,
    lire_cpv,
    lire_date,
    lire_duree,
    lire_liste,
    lire_montant,
    lire_siret,
)
from marches.decp.notices import Lieu, NoticeDecp
from marches.decp.textes import en_texte, est_vide, lire_texte

MARQUES_V2 = {
    "considerationsSociales",
    "considerationsEnvironnementales",
    "techniques",
    "modalitesExecution",
    "typesPrix",
    "ccag",
    "offresRecues",
    "marcheInnovant",
    "attributionAvance",
    "typeGroupementOperateurs",
    "sousTraitanceDeclaree",
}
IDENTIFIANT_MAX, IDENTIFIANT_LIMITE = 16, 60  # of the format, of what we keep
OBJET_MAX = {"v1": (255, 256), "v2": (1000,)}


def normaliser(brute: NoticeBrute, rang: int, *, format: str = "json") -> NoticeDecp:
    """Interpret one raw notice; `format` is `json` or `xml` (a boolean is text in XML)."""
    constats = Constats()
    contenu = brute.contenu
    genre = "concession" if brute.liste == "contrat-concession" else "marche"
    if not isinstance(contenu, dict):
        constats.signaler("DECP_NOTICE_ILLISIBLE", "notice", contenu)
        return NoticeDecp(rang=rang, version="v2", genre=genre, anomalies=tuple(constats))
    if contenu.get("_type") == "Contrat de concession" or "concessionnaires" in contenu:
        genre = "concession"
    version = _version(brute, format)
    champs = _identite(contenu, genre, constats)
    champs |= _description(contenu, version, constats)
    champs |= _execution(contenu, genre, version, constats)
    if version == "v2":
        champs |= _v2(contenu, format, constats)
    champs["modifications"] = lire_modifications(contenu, champs, constats)
    return NoticeDecp(rang=rang, version=version, genre=genre, anomalies=tuple(constats), **champs)


def _version(brute: NoticeBrute, format: str) -> str:
    if MARQUES_V2 & brute.contenu.keys():
        return "v2"
    return "v1" if brute.liste == "marches" or format == "xml" else "v2"


def _identite(contenu: dict, genre: str, constats: Constats) -> dict:
    champ = "autoriteConcedante" if genre == "concession" and "acheteur" not in contenu else "acheteur"
    acheteur = contenu.get(champ)
    acheteur = acheteur if isinstance(acheteur, dict) else {"id": acheteur}
    siret = lire_siret(acheteur.get("id"), f"{champ}.id", constats)
    if siret is None:
        constats.signaler("DECP_ACHETEUR_ABSENT", f"{champ}.id", acheteur.get("id"))
    identifiant = "".join((en_texte(contenu.get("id")) or "").split())
    if est_vide(identifiant):
        constats.signaler("DECP_IDENTIFIANT_ABSENT", "id", contenu.get("id"))
        identifiant = None
    elif len(identifiant) > IDENTIFIANT_LIMITE:
        constats.signaler("DECP_IDENTIFIANT_INUTILISABLE", "id", identifiant)
        identifiant = None
    elif len(identifiant) > IDENTIFIANT_MAX:
        constats.signaler("DECP_IDENTIFIANT_TROP_LONG", "id", identifiant)
    return {
        "acheteur_siret": siret,
        "acheteur_nom": lire_texte(acheteur.get("nom"), f"{champ}.nom", constats),
        "identifiant": identifiant,
        "uid": siret + identifiant if siret and identifiant else None,
    }


def _description(contenu: dict, version: str, constats: Constats) -> dict:
    objet = lire_texte(contenu.get("objet"), "objet", constats)
    if objet is None:
        constats.signaler("DECP_OBJET_ABSENT", "objet", contenu.get("objet"))
    elif len(str(contenu["objet"])) in OBJET_MAX[version]:
        constats.signaler("DECP_OBJET_TRONQUE", "objet", objet[-40:])
    lieu = contenu.get("lieuExecution")
    lieu = lieu if isinstance(lieu, dict) else {}
    lu = Lieu(
        en_texte(lieu.get("code")),
        en_texte(lieu.get("typeCode")),
        lire_texte(lieu.get("nom"), "lieuExecution.nom", constats),
    )
    return {
        "objet": objet,
        "nature": lire_texte(contenu.get("nature"), "nature", constats),
        "procedure": lire_texte(contenu.get("procedure"), "procedure", constats),
        "forme_prix": lire_texte(contenu.get("formePrix"), "formePrix", constats),
        "source": lire_texte(contenu.get("source"), "source", constats),
        "lieu": lu if lu != Lieu(None, None, None) else None,
    }


def _execution(contenu: dict, genre: str, version: str, constats: Constats) -> dict:
    concession = genre == "concession"
    montant = "valeurGlobale" if concession and "montant" not in contenu else "montant"
    notification = "dateSignature" if concession and "dateNotification" not in contenu else "dateNotification"
    titulaires = "concessionnaires" if concession and "titulaires" not in contenu else "titulaires"
    return {
        "cpv": None
        if concession and "codeCPV" not in contenu
        else lire_cpv(contenu.get("codeCPV"), "codeCPV", constats),
        "montant": lire_montant(contenu.get(montant), montant, constats),
        "duree_mois": lire_duree(contenu.get("dureeMois"), "dureeMois", constats),
        "date_notification": lire_date(contenu.get(notification), notification, constats),
        "date_publication": lire_date(
            contenu.get("datePublicationDonnees"), "datePublicationDonnees", constats, facultative=True
        ),
        "titulaires": lire_titulaires(contenu.get(titulaires), titulaires, version, constats),
    }


def _v2(contenu: dict, format: str, constats: Constats) -> dict:
    texte_admis = format == "xml"
    for champ in ("marcheInnovant", "attributionAvance"):
        lire_booleen(contenu.get(champ), champ, constats, texte_admis=texte_admis)
    declaree = lire_booleen(
        contenu.get("sousTraitanceDeclaree"), "sousTraitanceDeclaree", constats, texte_admis=texte_admis
    )
    techniques = (en_texte(brut) for brut in lire_liste(contenu.get("techniques"), "technique"))
    return {
        "considerations_sociales": lire_considerations(contenu.get("considerationsSociales"), constats),
        "techniques": tuple(technique for technique in techniques if not est_vide(technique)),
        "accord_cadre": en_texte(contenu.get("idAccordCadre")),
        "sous_traitance_declaree": declaree,
        "sous_traitances": lire_sous_traitances(contenu.get("actesSousTraitance"), constats),
    }
