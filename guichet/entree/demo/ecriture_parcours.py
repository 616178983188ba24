"""Writing past persons, their fiches and titles, and their missions in bulk."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from guichet.entree.demo.ecriture_lots import at
from guichet.entree.demo.parcours_passes import MissionPassee, Passe
from guichet.models import Acteur
from guichet.territoires.acces import Acces
from publics.models import Contrat, Critere, Mission, Participant, Prescription, Titre
from publics.regles.calendrier import ajouter_mois

FIN_DE_FICHE = 2  # months (R2)
CONTRATS = {"etti": "interim", "ai": "usage", "geiq": "cdd", "ei": "cddi", "aci": "cddi", "ea": "cdd"}
POSTES = {
    "peinture": "F1606",
    "maconnerie": "F1704",
    "voirie": "F1702",
    "proprete": "K2204",
    "espaces_verts_entretien": "A1203",
    "espaces_verts_travaux": "A1203",
    "restauration": "G1603",
    "charpente_bois": "F1503",
    "couverture": "F1610",
    "electricite": "F1602",
    "menuiserie_interieure": "F1607",
}


def ecrire_personnes(passe: Passe, acteurs: dict[str, Acteur], par: Acces) -> list[Participant]:
    """Write the persons with their criterion; the order is that of the plan."""
    entrees: dict[int, date] = {}
    for mission in passe.missions:
        entrees[mission.personne] = min(mission.debut, entrees.get(mission.personne, mission.debut))
    personnes = Participant.objects.bulk_create(
        Participant(
            territoire=par.territoire,
            nom=p.nom,
            prenom=p.prenom,
            cle_nom=Participant.key_of(p.nom, p.prenom),
            ne_le=p.ne_le,
            sexe=p.sexe,
            telephone="06 00 00 00 00",
            commune=p.commune,
            code_postal=p.code_postal,
            qpv=p.qpv,
            niveau=p.niveau,
            mois_chomage=p.mois_chomage,
            prescripteur=acteurs[p.prescripteur],
            cree_le=at(entrees[rang] - timedelta(days=30)),
            modifie_le=at(entrees[rang]),
        )
        for rang, p in enumerate(passe.personnes)
    )
    Critere.objects.bulk_create(
        Critere(
            territoire=par.territoire,
            participant=personne,
            code=p.critere,
            date_preuve=entrees[rang] - timedelta(days=40),
            retenu=True,
            cree_le=at(entrees[rang] - timedelta(days=30)),
        )
        for rang, (p, personne) in enumerate(zip(passe.personnes, personnes, strict=True))
    )
    return personnes


def ecrire_missions(passe: Passe, personnes, lots, acteurs, par: Acces, jour: date) -> list[Mission]:
    """Write the missions, each with the fiche and title it began under, and its contract."""
    titres = _titles(passe, personnes, acteurs, par)
    missions = Mission.objects.bulk_create(
        Mission(
            territoire=par.territoire,
            participant=personnes[m.personne],
            lot=lots[m.lot],
            employeur=acteurs[m.employeur],
            modalite=m.modalite,
            etat=m.etat,
            poste=POSTES.get(m.lot.metier, ""),
            debut=m.debut,
            fin=m.fin,
            demandee_le=_request(m),
            complete_le=_request(m),
            couverte_depuis=_request(m),
            validee_le=_request(m) + timedelta(days=2),
            validee_par=par.utilisateur,
            titre=titre,
            motif_fin="Abandon ou absence" if m.etat == "rompue" else "",
            cree_le=at(_request(m)),
            modifie_le=at(m.fin or _request(m) + timedelta(days=2)),
        )
        for m, titre in zip(passe.missions, titres, strict=True)
    )
    Contrat.objects.bulk_create(_contracts(passe.missions, missions, par, jour))
    return missions


def _request(m: MissionPassee) -> date:
    """The day a mission was asked for: before it began, or a fortnight late when hours wait (R3)."""
    return m.debut + timedelta(days=14 if m.a_decider else -6)


def _titles(passe: Passe, personnes, acteurs, par: Acces) -> Iterable[Titre]:
    """Write a validated fiche and its title before each mission (R2)."""
    hasard = Random("fiches")
    signees = [m.debut - timedelta(days=hasard.randint(8, 45)) for m in passe.missions]
    fiches = Prescription.objects.bulk_create(
        Prescription(
            territoire=par.territoire,
            participant=personnes[m.personne],
            prescripteur=acteurs[passe.personnes[m.personne].prescripteur],
            etat="validee",
            signee_le=signee,
            transmise_le=at(signee),
            complete_le=signee,
            decidee_le=at(signee + timedelta(days=2)),
            decidee_par=par.utilisateur,
            cree_le=at(signee),
        )
        for m, signee in zip(passe.missions, signees, strict=True)
    )
    return Titre.objects.bulk_create(
        Titre(
            territoire=par.territoire,
            participant=fiche.participant,
            genre="fiche",
            debut=signee,
            fin=ajouter_mois(signee, FIN_DE_FICHE),
            prescription=fiche,
            cree_le=at(signee + timedelta(days=2)),
        )
        for fiche, signee in zip(fiches, signees, strict=True)
    )


def _contracts(
    prevues: list[MissionPassee], missions: list[Mission], par: Acces, jour: date
) -> Iterable[Contrat]:
    """A contract for each mission; a running one of a temp agency has one a week, up to last week."""
    for prevue, mission in zip(prevues, missions, strict=True):
        genre = CONTRATS.get(prevue.modalite, "cdd")
        semaines = [(prevue.debut, prevue.fin)]
        if prevue.etat == "en_cours" and genre == "interim":
            semaines = list(_weeks(prevue.debut, jour))
        for debut, fin in semaines:
            yield Contrat(
                territoire=par.territoire,
                mission=mission,
                genre=genre,
                debut=debut,
                fin=fin,
                heures_semaine=28 if fin else None,
                cree_le=at(debut),
            )


def _weeks(debut: date, jour: date) -> Iterable[tuple[date, date]]:
    """Monday to Friday of each week from the one of `debut` to the one before `jour`."""
    lundi = debut - timedelta(days=debut.weekday())
    while lundi + timedelta(days=7) <= jour - timedelta(days=jour.weekday()):
        yield max(lundi, debut), max(lundi + timedelta(days=4), debut)
        lundi += timedelta(days=7)
