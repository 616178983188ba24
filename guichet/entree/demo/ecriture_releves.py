"""Writing past relevés, validated, with their lines, in bulk."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from guichet.entree.demo.ecriture_lots import at
from guichet.entree.demo.parcours_passes import QUART, Passe
from guichet.territoires.acces import Acces
from publics.models import ClotureMois, LigneReleve, Mission, Releve
from publics.regles.calendrier import ajouter_mois


def ecrire_releves(passe: Passe, missions: list[Mission], par: Acces) -> None:
    """Write a validated relevé an employer and month, a line a mission; close every month but the last."""
    lignes: dict[tuple[date, int], list] = defaultdict(list)
    for prevue, mission in zip(passe.missions, missions, strict=True):
        for mois, quarts in prevue.heures.items():
            lignes[mois, mission.employeur_id].append((mission, Decimal(quarts) / QUART, Decimal(0)))
        if prevue.a_decider:
            mois, attente = min(prevue.heures), Decimal(prevue.a_decider) / QUART
            lignes[mois, mission.employeur_id].append((mission, Decimal(0), attente))
    cles = sorted(lignes)
    releves = Releve.objects.bulk_create(_releve(mois, employeur, par) for mois, employeur in cles)
    LigneReleve.objects.bulk_create(
        (
            _ligne(releve, *ligne, numero, par)
            for releve, cle in zip(releves, cles, strict=True)
            for numero, ligne in enumerate(lignes[cle], start=2)
        ),
        batch_size=2000,
    )
    ClotureMois.objects.bulk_create(
        ClotureMois(
            territoire=par.territoire, mois=mois, clos_le=at(_day(mois, 20)), clos_par=par.utilisateur
        )
        for mois in sorted({mois for mois, _ in cles})[:-1]
    )


def _day(mois: date, jour: int) -> date:
    return ajouter_mois(mois, 1) + timedelta(days=jour - 1)


def _releve(mois: date, employeur: int, par: Acces) -> Releve:
    return Releve(
        territoire=par.territoire,
        employeur_id=employeur,
        mois=mois,
        etat="valide",
        origine=Releve.Origine.COURRIEL,
        attendu_le=_day(mois, 10),
        depose_le=at(_day(mois, 6)),
        depose_par=par.utilisateur,
        valide_le=at(_day(mois, 15)),
    )


def _ligne(
    releve: Releve, mission: Mission, validees: Decimal, attente: Decimal, numero: int, par: Acces
) -> LigneReleve:
    """A line: validated hours, or hours that wait for the buyer, worked from the first day (R3)."""
    return LigneReleve(
        territoire=par.territoire,
        releve=releve,
        employeur_id=releve.employeur_id,
        mission=mission,
        participant_id=mission.participant_id,
        lot_id=mission.lot_id,
        mois=releve.mois,
        numero=numero,
        debut=mission.debut if attente else None,
        fin=mission.demandee_le - timedelta(days=1) if attente else None,
        heures=validees + attente,
        heures_validees=validees,
        heures_a_decider=attente,
        etat="a_decider" if attente else "validee",
        envoyee_le=releve.depose_le,
        decidee_le=None if attente else releve.valide_le,
        decidee_par=None if attente else par.utilisateur,
    )
