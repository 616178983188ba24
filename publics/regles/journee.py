"""R2, R3, R4 and R6 together: may a mission start that day, and what happens to hours worked on it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from guichet.base.dates import jour as ecrire_jour
from publics.regles.codes import Code
from publics.regles.faits import Contrat, Demande, Mission, Periode, Titre, TypeEmployeur
from publics.regles.missions import situer
from publics.regles.parametres import Parametres
from publics.regles.r2_droit_de_commencer import SANS_TITRE
from publics.regles.r3_validation_en_amont import Couverture, couverture, demandes_de, verdict_du_jour
from publics.regles.r4_duree_eligibilite import Parcours, duree_eligibilite
from publics.regles.r6_heures_comptees import contrat_recevable
from publics.regles.verdict import Gravite, Verdict

A_VALIDER = "Faites valider la mission par le guichet avant son début."


@dataclass(frozen=True, kw_only=True)
class Poste:
    """One participant × lot × employer; `demandes` None: not communicated, not judged."""

    lot: str
    employeur: str
    contrats: tuple[Contrat, ...] = ()
    demandes: tuple[Demande, ...] | None = None
    type_employeur: TypeEmployeur | None = None
    notifie_le: date | None = None


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """One person: titles (None: not communicated, not judged), all missions, extensions."""

    titres: tuple[Titre, ...] | None = None
    missions: tuple[Periode, ...] = ()
    premiere_mission_connue: date | None = None
    prolongation_mois: int = 0

    def parcours(self, periode: Periode) -> Parcours:
        """What R4 reads, the mission being judged included."""
        return Parcours(
            missions=(*self.missions, periode),
            titres=self.titres or (),
            premiere_connue=self.premiere_mission_connue,
            prolongation_mois=self.prolongation_mois,
        )


@dataclass(frozen=True)
class Jugement:
    """All that the rules say of one day of one post, each rule apart."""

    mission: Mission
    couverture: Couverture
    demandes: tuple[Demande, ...] | None
    recevable: Verdict | None
    duree: Verdict
    amont: Verdict

    @property
    def verdict(self) -> Verdict:
        """Fate of hours worked that day: refusée first, then R3; conforme keeps the last eligible day."""
        if self.recevable:
            return self.recevable
        if self.duree.gravite is Gravite.REFUSEE:
            return self.duree
        if self.amont.gravite is Gravite.CONFORME:
            return replace(self.amont, jusqu_au=self.duree.jusqu_au)
        return self.amont


def juger(*, jour: date, poste: Poste, dossier: Dossier, parametres: Parametres) -> Jugement:
    """Judge one day of work of a person at a post."""
    missions, rang = situer(poste.contrats, jour, parametres.ecart_mission_jours)
    mission = missions[rang]
    contrats = sorted(mission.contrats_du(jour), key=lambda contrat: contrat.debut)
    demandes = None if poste.demandes is None else demandes_de(missions, poste.demandes, rang)
    couvert = couverture(
        debut=mission.periode.debut,
        demandes=demandes,
        titres=dossier.titres,
        parametres=parametres,
        employeur=poste.employeur,
    )
    return Jugement(
        mission=mission,
        couverture=couvert,
        demandes=demandes,
        recevable=contrat_recevable(contrats[-1], poste.type_employeur, poste.notifie_le),
        duree=duree_eligibilite(
            jour=jour,
            parcours=dossier.parcours(mission.periode),
            parametres=parametres,
            contrat=contrats[-1],
            type_employeur=poste.type_employeur,
            employeur=poste.employeur,
        ),
        amont=verdict_du_jour(jour, couvert),
    )


def verifier_debut(*, jour: date, poste: Poste, dossier: Dossier, parametres: Parametres) -> Verdict:
    """May a contract start that day? Conforme, en attente, à décider, refusée or bloquant.

    Without a request the title and the length answer alone: the check itself is the request, still to be
    lodged. `valeurs` gives `mission` ("meme" or "nouvelle"), `mission_debut` and `eligible_jusqu_au`.
    """
    jugement = juger(jour=jour, poste=poste, dossier=dossier, parametres=parametres)
    debut = jugement.mission.periode.debut
    verdict = jugement.recevable or _droit(jugement, nouvelle=debut == jour)
    if verdict.gravite is Gravite.CONFORME:
        verdict = _avec_duree(verdict, jugement.duree, nouvelle=debut == jour)
    valeurs = {
        "mission": "nouvelle" if debut == jour else "meme",
        "mission_debut": debut,
        "eligible_jusqu_au": jugement.duree.jusqu_au,
    }
    return replace(verdict, valeurs={**verdict.valeurs, **valeurs})


def _droit(jugement: Jugement, *, nouvelle: bool) -> Verdict:
    """R2 and R3 without the length: what stops the start, or the title that allows it."""
    titre, amont = jugement.couverture.titre, jugement.amont
    if titre is None:
        return amont if jugement.demandes else SANS_TITRE
    if titre.gravite is not Gravite.CONFORME and (nouvelle or not jugement.demandes):
        return titre
    if jugement.demandes is None and not nouvelle:
        return _meme_mission(jugement)
    if not jugement.demandes:
        return replace(titre, que_faire=A_VALIDER) if nouvelle else amont
    if amont.gravite is not Gravite.CONFORME:
        return amont
    if not nouvelle:
        return _meme_mission(jugement)
    return replace(amont, jusqu_au=titre.jusqu_au) if amont.code is Code.R3_DEMANDE_A_TEMPS else titre


def _meme_mission(jugement: Jugement) -> Verdict:
    phrase = f"Même mission depuis le {ecrire_jour(jugement.mission.periode.debut)} : pas de nouvelle fiche."
    return Verdict(code=Code.R2_MEME_MISSION, gravite=Gravite.CONFORME, phrase=phrase)


def _avec_duree(verdict: Verdict, duree: Verdict, *, nouvelle: bool) -> Verdict:
    """The length of eligibility bounds every green light."""
    if duree.gravite is not Gravite.CONFORME:
        return duree
    bornes: Sequence[date | None] = (verdict.jusqu_au if nouvelle else None, duree.jusqu_au)
    return replace(verdict, jusqu_au=min(filter(None, bornes), default=None))
