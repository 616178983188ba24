"""From the rows to the facts that the pure rules read. Nothing is decided here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from guichet.organisations.models import Acteur
from publics.models import Contrat, EtatMission, GenreTitre, Mission, Participant, Titre
from publics.querysets.missions import SANS_EFFET
from publics.regles import faits
from publics.regles.journee import Dossier, Poste, verifier_debut
from publics.regles.parametres import Parametres
from publics.regles.verdict import Verdict

NATURES = {
    Contrat.Genre.CDDI: faits.NatureContrat.CDDI,
    Contrat.Genre.CDD: faits.NatureContrat.CDD,
    Contrat.Genre.CDI: faits.NatureContrat.CDI,
    Contrat.Genre.INTERIM: faits.NatureContrat.CTT,
    Contrat.Genre.USAGE: faits.NatureContrat.CDD,
    Contrat.Genre.ALTERNANCE: faits.NatureContrat.APPRENTISSAGE,
}


def type_employeur(acteur: Acteur) -> faits.TypeEmployeur | None:
    """Return what an actor is on a lot: its kind of structure, else the company that holds it."""
    if acteur.genre:
        return faits.TypeEmployeur(acteur.genre.upper())
    return faits.TypeEmployeur.TITULAIRE if acteur.est_titulaire else None


def titre_en_faits(titre: Titre) -> faits.Titre:
    """Return a stored title as the rules read it."""
    if titre.genre == GenreTitre.FICHE:
        return faits.Fiche(signee_le=titre.debut, situation_changee_le=titre.situation_changee_le)
    if titre.genre == GenreTitre.PASS_IAE:
        return faits.PassIae(
            debut=titre.debut,
            fin=titre.fin,
            suspensions=_periodes(titre.interruptions),
            prolongations=_periodes(titre.prolongations),
        )
    return faits.Statut(
        statut=faits.StatutTitre(titre.genre.upper()),
        debut=titre.debut,
        fin=titre.fin,
        employeur=str(titre.structure_id) if titre.structure_id else None,
    )


def _periodes(bornes) -> tuple[faits.Periode, ...]:
    return tuple(
        faits.Periode(date.fromisoformat(du), date.fromisoformat(au) if au else None) for du, au in bornes
    )


@dataclass(frozen=True)
class DossierLu:
    """Facts of one person, and the rows they come from, oldest first.

    `toutes`: missions of any state, with what a list shows. `titres`: with the structure and the fiche.
    """

    faits: Dossier
    toutes: tuple[Mission, ...]
    titres: tuple[Titre, ...]

    @property
    def missions(self) -> list[Mission]:
        """Missions neither refused nor cancelled."""
        return [mission for mission in self.toutes if mission.etat not in SANS_EFFET]


def dossiers_de(personnes: Iterable) -> dict[int, DossierLu]:
    """Return the facts of several persons by primary key: titles, missions, extensions.

    Two queries for rows read with `with_facts`, three for others.
    """
    personnes = list(personnes)
    if not all(hasattr(personne, "fiches_sans_titre") for personne in personnes):
        ids = [personne.pk for personne in personnes]
        personnes = list(Participant.objects.filter(pk__in=ids).with_facts())
    titres, missions = defaultdict(list), defaultdict(list)
    for titre in Titre.objects.filter(participant__in=personnes).select_related("structure", "prescription"):
        titres[titre.participant_id].append(titre)
    lues = Mission.objects.filter(participant__in=personnes).with_list_data()
    for mission in lues.order_by("debut", "pk"):
        missions[mission.participant_id].append(mission)
    return {
        personne.pk: DossierLu(
            faits=_dossier(personne, titres[personne.pk], missions[personne.pk]),
            toutes=tuple(missions[personne.pk]),
            titres=tuple(titres[personne.pk]),
        )
        for personne in personnes
    }


def _dossier(personne: Participant, titres: list[Titre], missions: list[Mission]) -> Dossier:
    fiches = [
        faits.Fiche(signee_le=date.fromisoformat(lue["signee_le"]), etat=faits.EtatFiche(lue["etat"]))
        for lue in personne.fiches_sans_titre
    ]
    effectives = [mission for mission in missions if mission.etat not in SANS_EFFET]
    return Dossier(
        titres=(*map(titre_en_faits, titres), *fiches),
        missions=tuple(faits.Periode(mission.debut, mission.fin) for mission in effectives),
        premiere_mission_connue=personne.entree_ailleurs,
        prolongation_mois=personne.mois_prolonges,
    )


def contrats_en_faits(mission: Mission, contrats: Iterable[Contrat]) -> tuple[faits.Contrat, ...]:
    """Return the contracts of a mission as facts; its own dates when none is declared yet.

    The first declared one is taken back to the mission's first day: what came before was not declared here.
    """
    lus = [
        faits.Contrat(
            debut=c.debut, fin=c.fin, nature=NATURES[Contrat.Genre(c.genre)], permanent=mission.permanent
        )
        for c in sorted(contrats, key=lambda contrat: contrat.debut)
    ]
    if not lus:
        return (faits.Contrat(debut=mission.debut, fin=mission.fin, permanent=mission.permanent),)
    return (replace(lus[0], debut=min(mission.debut, lus[0].debut)), *lus[1:])


def demande_en_faits(mission: Mission) -> faits.Demande:
    """Return the request of a mission as a fact; a mission never requested has none (do not call)."""
    decisions = {
        EtatMission.A_VALIDER: faits.Decision.EN_ATTENTE,
        EtatMission.REFUSEE: faits.Decision.REFUSEE,
    }
    return faits.Demande(
        deposee_le=mission.demandee_le,
        complete_le=mission.complete_le,
        decision=decisions.get(EtatMission(mission.etat), faits.Decision.VALIDEE),
        decidee_le=mission.validee_le,
        debut_prevu=mission.debut,
    )


def postes_de(cles: Iterable[tuple[int, int, int]], *, avec_demandes: bool = True) -> dict[tuple, Poste]:
    """Return the facts of posts by (participant, lot, employer), in two queries.

    A refused mission keeps its request (R3 says why) but not its contracts; a cancelled one says nothing.
    """
    cles = set(cles)
    lignes = (
        Mission.objects.select_related("lot", "employeur")
        .filter(
            participant__in={p for p, _, _ in cles},
            lot__in={lot for _, lot, _ in cles},
            employeur__in={e for _, _, e in cles},
        )
        .exclude(etat="annulee")
    )
    par_cle, contrats = defaultdict(list), defaultdict(list)
    for mission in lignes:
        par_cle[mission.participant_id, mission.lot_id, mission.employeur_id].append(mission)
    ids = {m.pk for cle in cles for m in par_cle[cle] if m.etat != "refusee"}
    for contrat in Contrat.objects.filter(mission__in=ids):
        contrats[contrat.mission_id].append(contrat)
    return {
        cle: Poste(
            lot=str(cle[1]),
            employeur=str(cle[2]),
            contrats=tuple(
                c for m in par_cle[cle] if m.pk in ids for c in contrats_en_faits(m, contrats[m.pk])
            ),
            demandes=tuple(demande_en_faits(m) for m in par_cle[cle] if m.demandee_le)
            if avec_demandes
            else None,
            type_employeur=type_employeur(par_cle[cle][0].employeur) if par_cle[cle] else None,
            notifie_le=par_cle[cle][0].lot.notifie_le if par_cle[cle] else None,
        )
        for cle in cles
    }


def droit_sur_un_lot(
    *, participant, lot, employeur, jour: date, parametres: Parametres, permanent: bool = False
) -> Verdict:
    """Verdict of R2, R4 and R6 before a request: may this person start that day on this lot, there?

    `participant` None is a person unknown to the guichet: she has no title.
    """
    cle = (participant.pk if participant else 0, lot.pk, employeur.pk)
    poste = postes_de([cle], avec_demandes=False)[cle] if participant else None
    contrats = poste.contrats if poste else ()
    if permanent:
        contrats = (faits.Contrat(debut=jour, fin=jour, permanent=True),)
    return verifier_debut(
        jour=jour,
        poste=Poste(
            lot=str(lot.pk),
            employeur=str(employeur.pk),
            contrats=contrats,
            type_employeur=type_employeur(employeur),
            notifie_le=lot.notifie_le,
        ),
        dossier=dossiers_de([participant])[participant.pk].faits if participant else Dossier(titres=()),
        parametres=parametres,
    )
