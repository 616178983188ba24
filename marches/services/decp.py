"""Loading DECP: a file deposited and read by a job, then the notices picked become marchés, each once."""

import hashlib
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from guichet.base.erreurs import Refus
from guichet.base.horloge import maintenant
from guichet.base.saisie import lock
from guichet.fichiers.services import deposer_fichier
from guichet.journal.services import journaliser
from guichet.models import Travail
from guichet.travaux.services import demander_travail
from marches.decp.anomalies import A_CONFIRMER
from marches.models import Chargement, Marche, NoticeLue
from marches.services.decp_entreprises import donneur_ordre, poser_titulaires
from marches.services.marches import ajouter_lot

CREE, INCHANGE, MODIFIE, RAPPROCHE, ECARTE = "cree", "inchange", "modifie", "rapproche", "ecarte"
DISPOSITIFS = {
    frozenset({"clause"}): "condition",
    frozenset({"critere"}): "critere",
    frozenset({"clause", "critere"}): "condition_critere",
}
SUIVIS = {"montant": "montant", "duree_mois": "durée en mois", "notifie_le": "notification"}


@transaction.atomic
def deposer_decp(*, nom: str, contenu, par) -> tuple[Chargement, Travail]:
    """Keep a DECP file and ask for its reading; `contenu` is bytes or an upload."""
    fichier = deposer_fichier(nom=nom, contenu=contenu, type_mime="application/octet-stream", par=par)
    chargement = Chargement.objects.create(
        territoire=par.territoire, fichier=fichier, cree_par=par.utilisateur
    )
    travail = demander_travail(
        genre="decp_lire",
        cle=f"chargement-{chargement.pk}",
        titre=f"Lecture de {fichier.nom}",
        parametres={"chargement": chargement.pk},
        par=par,
    )
    journaliser(
        par=par, verbe="deposer_decp", objet=chargement, phrase=f"Données essentielles : {fichier.nom}"
    )
    return chargement, travail


@transaction.atomic
def demander_chargement(*, chargement: Chargement, notices: list[int], par) -> Travail:
    """Ask for the notices picked (primary keys) to become marchés; the same choice gives the same job.

    Raises Refus (DECP_RIEN_CHOISI).
    """
    if not notices:
        raise Refus("DECP_RIEN_CHOISI", "Aucune notice n’est choisie.", "Cochez celles à enregistrer.")
    choix = ",".join(map(str, sorted(notices)))
    return demander_travail(
        genre="decp_charger",
        cle=f"chargement-{chargement.pk}-{hashlib.sha256(choix.encode()).hexdigest()[:32]}",
        titre=f"Enregistrement de {len(notices)} {'marchés' if len(notices) > 1 else 'marché'}",
        parametres={"chargement": chargement.pk, "notices": sorted(notices)},
        par=par,
    )


@transaction.atomic
def charger_notice(*, notice: NoticeLue, par) -> str:
    """Make one notice a marché, known by its national identity (buyer's SIRET + number).

    Returns CREE, INCHANGE (already there, nothing moves), MODIFIE (a published modification, told in the
    journal), RAPPROCHE (typed before, now joined to its notice), ECARTE (not loadable).
    """
    if not notice.chargeable:
        return ECARTE
    connu = Marche.objects.du_territoire(par).filter(uid=notice.uid).first()
    if connu is not None:
        return _update(lock(Marche, connu.pk), notice, par)
    acheteur = donneur_ordre(notice, par)
    saisi = (
        Marche.objects.du_territoire(par)
        .filter(donneur_ordre=acheteur, numero=notice.contenu["identifiant"], uid="")
        .first()
    )
    if saisi is not None:
        return _join(lock(Marche, saisi.pk), notice, par)
    try:
        with transaction.atomic():
            return _create(acheteur, notice, par)
    except IntegrityError:  # loaded by somebody else meanwhile
        return INCHANGE


def _create(acheteur, notice: NoticeLue, par) -> str:
    lue = notice.contenu
    marche = Marche.objects.create(
        territoire=par.territoire,
        donneur_ordre=acheteur,
        numero=lue["identifiant"],
        objet=notice.objet,
        nature=lue["type_achat"] or "services",
        concession=lue["genre"] == "concession",
        procedure=(lue["procedure"] or "")[:120],
        cpv=lue["cpv"] or "",
        lieu=_place(lue["lieu"]),
        source=Marche.Source.DECP,
        uid=notice.uid,
        notice=lue,
        anomalies=a_verifier(lue),
        **_followed(lue),
    )
    journaliser(
        par=par,
        verbe="charger_marche",
        objet=marche,
        phrase=f"Marché chargé des données essentielles, notice {notice.rang} de {notice.chargement}",
        details={"uid": notice.uid},
    )
    lot = ajouter_lot(
        marche=marche,
        valeurs={
            "numero": "1",
            "intitule": notice.objet[:200],
            "montant": marche.montant,
            "metier": lue["metier_propose"] or "",
            "dispositif": DISPOSITIFS.get(frozenset(lue["considerations_sociales"] or ()), ""),
        },
        par=par,
    )
    poser_titulaires(lot, lue["titulaires_courants"], marche.notifie_le, par)
    return CREE


def _update(marche: Marche, notice: NoticeLue, par) -> str:
    """Write what a later publication changes; a value that somebody corrected by hand is kept."""
    ancienne, lue = marche.notice or {}, notice.contenu
    if _essential(ancienne) == _essential(lue):
        return INCHANGE
    avant, apres = _followed(ancienne) if ancienne else {}, _followed(lue)
    changes = {
        champ: valeur
        for champ, valeur in apres.items()
        if valeur != avant.get(champ) and getattr(marche, champ) in (None, avant.get(champ))
    }
    details = {SUIVIS[c]: {"avant": getattr(marche, c), "apres": v} for c, v in changes.items()}
    for champ, valeur in changes.items():
        setattr(marche, champ, valeur)
    marche.notice, marche.anomalies = lue, a_verifier(lue)
    if ancienne and ancienne["titulaires_courants"] != lue["titulaires_courants"]:
        marche.anomalies.append(_holder_changed(lue))
        details["titulaires"] = lue["titulaires_courants"]
    marche.modifie_le = maintenant()
    marche.save()
    journaliser(
        par=par,
        verbe="mettre_a_jour_marche",
        objet=marche,
        phrase=f"Modification publiée : {', '.join(details) or 'notice corrigée'}",
        details=details,
    )
    return MODIFIE


def _join(marche: Marche, notice: NoticeLue, par) -> str:
    """A marché typed before its publication receives its identity; what was typed is kept."""
    marche.uid, marche.notice, marche.anomalies = notice.uid, notice.contenu, a_verifier(notice.contenu)
    for champ, valeur in _followed(notice.contenu).items():
        if getattr(marche, champ) is None:
            setattr(marche, champ, valeur)
    marche.modifie_le = maintenant()
    marche.save()
    journaliser(
        par=par,
        verbe="rapprocher_marche",
        objet=marche,
        phrase="Rapproché de sa notice publiée",
        details={"uid": notice.uid},
    )
    return RAPPROCHE


def a_verifier(lue: dict) -> list[dict]:
    """Return the anomalies of a notice that somebody must look at."""
    return [
        {"code": a["code"], "phrase": a["phrase"]} for a in lue["anomalies"] if a["gravite"] == A_CONFIRMER
    ]


def _holder_changed(lue: dict) -> dict:
    noms = ", ".join(t["nom"] or t["identifiant"] for t in lue["titulaires_courants"])
    return {
        "code": "DECP_TITULAIRE_CHANGE",
        "phrase": f"Une modification publiée change le titulaire : {noms}. Corrigez les entreprises du lot.",
    }


def est_modifiee(notice: NoticeLue) -> bool:
    """Tell whether a notice, loaded `with_marche`, differs from the one its marché was loaded from."""
    return notice.marche_id is not None and _essential(notice.marche_notice or {}) != _essential(
        notice.contenu
    )


def _essential(lue: dict) -> dict:
    """A notice without what depends on the file it came in."""
    return {cle: valeur for cle, valeur in lue.items() if cle not in ("rang", "source", "double_de")}


def _followed(lue: dict) -> dict:
    return {
        "montant": Decimal(lue["montant_courant"]) if lue["montant_courant"] else None,
        "duree_mois": lue["duree_courante"],
        "notifie_le": date.fromisoformat(lue["date_notification"]) if lue["date_notification"] else None,
    }


def _place(lieu: dict | None) -> str:
    if not lieu:
        return ""
    return " ".join(lieu[cle] for cle in ("code", "nom") if lieu[cle])[:160]
