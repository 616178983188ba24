"""Writing what follows past missions: evaluations, exits, situation at 6 and 12 months."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from guichet.entree.demo.noms import draw
from guichet.entree.demo.parcours_passes import Passe
from guichet.territoires.acces import Acces
from publics.models import Evaluation, Mission, Participant, Sortie, Suivi
from publics.regles.calendrier import ajouter_mois

# (where to, contract): weight. Half of those who leave find a job or a training.
SORTIES = {
    ("titulaire", "cdi"): 5,
    ("titulaire", "cdd6"): 6,
    ("autre", "cdi"): 8,
    ("autre", "cdd6"): 12,
    ("autre", "cdd"): 9,
    ("autre", "interim"): 7,
    ("formation", ""): 13,
    ("sans", ""): 30,
    ("inconnue", ""): 10,
}
SITUATIONS = {
    "En emploi durable": 22,
    "En emploi de moins de six mois": 18,
    "En parcours d’insertion": 16,
    "En formation": 12,
    "Sans emploi, inscrite à France Travail": 32,
}
GESTES = ("Acquis", "En cours d’acquisition", "Autonome", "Autonome en finition")
SUITES = ("Nouvelle mission", "Formation qualifiante", "Recherche d’emploi accompagnée", "Second œuvre")


def ecrire_suites(
    passe: Passe, personnes: list[Participant], missions: list[Mission], par: Acces, jour: date
):
    """Write evaluations of missions over, exits of those who left, and situations known by `jour`."""
    hasard = Random("suites")
    bornes: dict[int, tuple[date, date]] = {}
    for m in passe.missions:
        debut, fin = bornes.get(m.personne, (m.debut, m.debut))
        bornes[m.personne] = (min(debut, m.debut), max(fin, m.fin or jour))
    Evaluation.objects.bulk_create(_evaluations(hasard, missions, par, jour))
    Sortie.objects.bulk_create(_exits(hasard, personnes, bornes, par, jour))
    Suivi.objects.bulk_create(_situations(hasard, personnes, bornes, par, jour))


def _evaluations(hasard: Random, missions, par: Acces, jour: date) -> Iterable[Evaluation]:
    for mission in missions:
        if mission.fin is None:
            continue
        le = mission.fin + timedelta(days=hasard.randint(0, 8))
        if le < jour and hasard.random() < 0.7:
            yield Evaluation(
                territoire=par.territoire,
                mission=mission,
                le=le,
                assiduite=hasard.choices(("Bonne", "Irrégulière", "Très bonne"), (60, 14, 26))[0],
                gestes=hasard.choice(GESTES),
                suite=hasard.choice(SUITES),
                auteur=mission.employeur.nom,
            )


def _exits(hasard: Random, personnes, bornes, par: Acces, jour: date) -> Iterable[Sortie]:
    for rang, personne in enumerate(personnes):
        le = bornes[rang][1] + timedelta(days=hasard.randint(5, 70))
        vers, contrat = draw(hasard, SORTIES)
        if le > jour - timedelta(days=60) or hasard.random() < 0.25:
            continue
        debut = le if contrat else None
        duree = {"cdd6": 8, "cdd": 3}.get(contrat)
        yield Sortie(
            territoire=par.territoire,
            participant=personne,
            le=le,
            vers=vers,
            type_contrat=contrat,
            debut=debut,
            fin=ajouter_mois(debut, duree) - timedelta(days=1) if duree else None,
        )


def _situations(hasard: Random, personnes, bornes, par: Acces, jour: date) -> Iterable[Suivi]:
    for rang, personne in enumerate(personnes):
        for echeance in (6, 12):
            le = ajouter_mois(bornes[rang][0], echeance) + timedelta(days=hasard.randint(0, 12))
            if le < jour and hasard.random() < 0.62:
                yield Suivi(
                    territoire=par.territoire,
                    participant=personne,
                    echeance=echeance,
                    le=le,
                    situation=draw(hasard, SITUATIONS),
                    source=hasard.choice(("Appel", "Questionnaire", "Prescripteur")),
                )
