"""Answers of the JSON door: one function per question, each a call to the rules."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import singledispatch
from typing import Any

from publics.eligibilite.faits import Faits, HeuresPoste, somme
from publics.eligibilite.questions import (
    CumulMois,
    DebutMission,
    EcheanceReleve,
    FinEligibilite,
    Globalisation,
    HeuresDuMois,
    JourTravaille,
    PropositionDecision,
)
from publics.regles.codes import Code
from publics.regles.decision_donneur_ordre import calendrier_decision, suite_de_la_proposition
from publics.regles.faits import Contrat
from publics.regles.globalisation import controler_globalisation
from publics.regles.journee import juger, verifier_debut
from publics.regles.r5_echeances import echeance, ponctualite, releve_attendu
from publics.regles.r7_controles_de_ligne import Ligne, controler_ligne
from publics.regles.repartition import Sort, repartir, totaux
from publics.regles.verdict import Gravite, Verdict

DEBUT = {
    Gravite.CONFORME: "vert",
    Gravite.EN_ATTENTE: "en_attente",
    Gravite.A_DECIDER: "a_decider",
    Gravite.REFUSEE: "rouge",
    Gravite.BLOQUANT: "rouge",
}
JOURNEE = {
    Gravite.CONFORME: "compte",
    Gravite.EN_ATTENTE: "en_attente",
    Gravite.A_DECIDER: "a_decider",
    Gravite.REFUSEE: "refuse",
}
PARTAGE = {Gravite.CONFORME: "accepte", Gravite.EN_ATTENTE: "en_attente", Gravite.BLOQUANT: "refuse"}
RELEVE = {Code.R5_A_VENIR: "a_venir", Code.R5_DEPOSE_A_TEMPS: "a_temps", Code.R5_EN_RETARD: "en_retard"}
PROPOSITION = {
    Gravite.EN_ATTENTE: "en_attente",
    Gravite.A_DECIDER: "a_decider",
    Gravite.CONFORME: "appliquee",
}


def en_json(valeur: Any) -> Any:
    """Days as AAAA-MM-JJ, hours as numbers, codes as texts."""
    if isinstance(valeur, Decimal):
        return int(valeur) if valeur == valeur.to_integral_value() else float(valeur)
    if isinstance(valeur, date):
        return valeur.isoformat()
    if isinstance(valeur, Mapping):
        return {cle: en_json(element) for cle, element in valeur.items()}
    if isinstance(valeur, (list, tuple)):
        return [en_json(element) for element in valeur]
    return valeur


def _corps(verdict: Verdict) -> dict[str, Any]:
    return {
        "code": verdict.code,
        "phrase": verdict.phrase,
        "que_faire": verdict.que_faire,
        "depuis": verdict.depuis,
        "jusqu_au": verdict.jusqu_au,
    }


@singledispatch
def repondre_a(question: Any, faits: Faits) -> dict[str, Any]:
    """Answer to one question, its values still those of the rules."""
    raise TypeError(f"question inconnue : {question!r}")


@repondre_a.register
def _(question: DebutMission, faits: Faits) -> dict[str, Any]:
    poste = faits.poste(question.lot, question.employeur)
    if not any(question.date in contrat.periode for contrat in poste.contrats):
        prevu = Contrat(debut=question.date, fin=question.date, nature=question.contrat)
        poste = replace(poste, contrats=(*poste.contrats, prevu))
    verdict = verifier_debut(
        jour=question.date, poste=poste, dossier=faits.dossier(), parametres=faits.parametres
    )
    return {"reponse": DEBUT[verdict.gravite], **_corps(verdict), **verdict.valeurs}


@repondre_a.register
def _(question: JourTravaille, faits: Faits) -> dict[str, Any]:
    poste = faits.poste(question.lot, question.employeur)
    verdict = juger(
        jour=question.date, poste=poste, dossier=faits.dossier(), parametres=faits.parametres
    ).verdict
    return {"reponse": JOURNEE[verdict.gravite], **_corps(verdict)}


@repondre_a.register
def _(question: HeuresDuMois, faits: Faits) -> dict[str, Any]:
    sorts = [
        (fait, sort)
        for fait in faits.heures_de(question.mois, question.lot, question.employeur)
        for sort in repartir(
            [fait.saisie],
            poste=faits.poste(fait.lot, fait.employeur),
            dossier=faits.dossier(),
            parametres=faits.parametres,
        )
    ]
    cases = totaux(sort for _, sort in sorts)
    presentes = list(dict.fromkeys(sort.case for _, sort in sorts))
    verdicts = {sort.verdict.code: sort.verdict for _, sort in sorts if sort.case != "conformes"}
    premier = next(iter(verdicts.values()), sorts[0][1].verdict if sorts else None)
    return {
        "reponse": presentes[0] if len(presentes) == 1 else ("partage" if presentes else "aucune"),
        **(_corps(premier) if premier else {"code": None, "phrase": "Aucune heure ce mois-ci."}),
        "heures": {**cases, "total": sum(cases.values(), Decimal(0))},
        "lignes": [_ligne(fait, sort) for fait, sort in sorts],
    }


def _ligne(fait: HeuresPoste, sort: Sort) -> dict[str, Any]:
    return {
        "lot": fait.lot,
        "employeur": fait.employeur,
        "debut": sort.saisie.debut,
        "fin": sort.saisie.fin,
        "heures": sort.saisie.heures,
        "case": sort.case,
        "code": sort.verdict.code,
        "phrase": sort.verdict.phrase,
        "troncons": [
            {"debut": t.debut, "fin": t.fin, "code": t.verdict.code, "gravite": t.verdict.gravite}
            for t in sort.troncons
        ],
    }


@repondre_a.register
def _(question: FinEligibilite, faits: Faits) -> dict[str, Any]:
    poste = faits.poste(question.lot, question.employeur)
    duree = juger(jour=question.date, poste=poste, dossier=faits.dossier(), parametres=faits.parametres).duree
    eligible = duree.gravite is Gravite.CONFORME
    return {"reponse": "eligible" if eligible else "non_eligible", **_corps(duree)}


@repondre_a.register
def _(question: EcheanceReleve, faits: Faits) -> dict[str, Any]:
    dates = echeance(question.mois, faits.parametres)
    verdict = ponctualite(dates, question.au or question.depose_le or dates.due_le, question.depose_le)
    reponse = {
        "reponse": RELEVE[verdict.code],
        **_corps(verdict),
        "due_le": dates.due_le,
        "en_retard_le": dates.en_retard_le,
        "rappels": dates.rappels,
        "jours_de_retard": verdict.valeurs.get("jours_de_retard", 0),
    }
    if question.employeur:
        postes = [poste for poste in faits.postes() if poste[1] == question.employeur]
        missions = [contrat.periode for poste in postes for contrat in faits.poste(*poste).contrats]
        reponse["attendu"] = releve_attendu(question.mois, missions)
    return reponse


@repondre_a.register
def _(question: Globalisation, faits: Faits) -> dict[str, Any]:
    verdict = controler_globalisation(question.heures_du_mois, question.allocations)
    return {"reponse": PARTAGE[verdict.gravite], **_corps(verdict), **verdict.valeurs}


@repondre_a.register
def _(question: CumulMois, faits: Faits) -> dict[str, Any]:
    heures = faits.heures_de(question.mois)
    total = somme(heures)
    lignes = []
    for employeur in dict.fromkeys(fait.employeur for fait in heures):
        siennes = somme([fait for fait in heures if fait.employeur == employeur])
        ligne = Ligne(
            mois=question.mois, mois_du_jour=question.mois, heures=siennes, heures_autres=total - siennes
        )
        verdict = next(
            (v for v in controler_ligne(ligne, faits.parametres) if v.code is Code.R7_MOIS_LONG), None
        )
        lignes.append(
            {
                "employeur": employeur,
                "heures": siennes,
                "reponse": "a_confirmer" if verdict else "sans_anomalie",
                "code": verdict and verdict.code,
                "phrase": verdict.texte if verdict else "",
            }
        )
    a_confirmer = any(ligne["code"] for ligne in lignes)
    return {
        "reponse": "a_confirmer" if a_confirmer else "sans_anomalie",
        "code": Code.R7_MOIS_LONG if a_confirmer else None,
        "phrase": lignes[0]["phrase"] if a_confirmer else "",
        "total": total,
        "lignes": lignes,
    }


@repondre_a.register
def _(question: PropositionDecision, faits: Faits) -> dict[str, Any]:
    verdict = suite_de_la_proposition(
        proposee_le=question.proposee_le,
        au=question.au,
        silence_vaut_accord=question.silence_vaut_accord,
        parametres=faits.parametres,
    )
    dates = calendrier_decision(question.proposee_le, faits.parametres)
    return {
        "reponse": PROPOSITION[verdict.gravite],
        **_corps(verdict),
        "reponses_jusqu_au": dates.reponses_jusqu_au,
        "relance_le": dates.relance_le,
        "silence_le": dates.silence_le,
    }
