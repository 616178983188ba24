"""R5, calendar of a relevé: expected or not, due date, reminders, delay."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from guichet.base.dates import de_mois
from guichet.base.dates import jour as ecrire_jour
from publics.regles.calendrier import ajouter_mois, dernier_du_mois, premier_du_mois
from publics.regles.codes import Code
from publics.regles.faits import Periode
from publics.regles.jours_feries import premier_jour_ouvre
from publics.regles.parametres import Parametres
from publics.regles.verdict import Gravite, Verdict


@dataclass(frozen=True)
class Echeance:
    """Calendar of the relevé of a month: last day on time, first day late, reminders."""

    mois: date
    due_le: date
    en_retard_le: date
    rappels: tuple[date, ...]


def echeance(mois: date, parametres: Parametres) -> Echeance:
    """Calendar of the relevé of the month that holds `mois`.

    Due on `jour_echeance` of the next month, or the next working day. Reminders set on that day or later move
    with it: nobody is told late before being late.
    """
    suivant = ajouter_mois(premier_du_mois(mois), 1)
    prevue = _quantieme(suivant, parametres.jour_echeance)
    due = premier_jour_ouvre(prevue, parametres.zone_feriee, parametres.feries_locaux)
    rappels = (_quantieme(suivant, rang) for rang in parametres.jours_rappels)
    return Echeance(
        mois=premier_du_mois(mois),
        due_le=due,
        en_retard_le=due + timedelta(days=1),
        rappels=tuple(jour + (due - prevue) if jour >= prevue else jour for jour in rappels),
    )


def _quantieme(mois: date, rang: int) -> date:
    return mois.replace(day=min(rang, dernier_du_mois(mois).day))


def releve_attendu(mois: date, missions: Iterable[Periode]) -> bool:
    """Is a relevé expected from an employer? Only if one of its missions overlaps the month."""
    premier, dernier = premier_du_mois(mois), dernier_du_mois(mois)
    return any(mission.debut <= dernier and mission.dernier >= premier for mission in missions)


def ponctualite(echeance: Echeance, au: date, depose_le: date | None = None) -> Verdict:
    """To come, lodged on time, or late by `valeurs["jours_de_retard"]`, seen from the day `au`."""
    nom = f"Relevé {de_mois(echeance.mois)}"
    retard = max(0, ((depose_le or au) - echeance.due_le).days)
    if retard:
        suite = f"déposé le {ecrire_jour(depose_le)}" if depose_le else "pas encore déposé"
        return Verdict(
            code=Code.R5_EN_RETARD,
            gravite=Gravite.INFORMATION if depose_le else Gravite.A_CONFIRMER,
            phrase=f"{nom} attendu le {ecrire_jour(echeance.due_le)}, {suite}.",
            que_faire="" if depose_le else "Déposez le relevé, ou indiquez « Aucune heure ce mois-ci ».",
            depuis=echeance.en_retard_le,
            valeurs={"jours_de_retard": retard},
        )
    if depose_le:
        phrase = f"{nom} déposé à temps le {ecrire_jour(depose_le)}."
        return Verdict(code=Code.R5_DEPOSE_A_TEMPS, gravite=Gravite.CONFORME, phrase=phrase)
    return Verdict(
        code=Code.R5_A_VENIR,
        gravite=Gravite.INFORMATION,
        phrase=f"{nom} attendu le {ecrire_jour(echeance.due_le)}.",
        jusqu_au=echeance.due_le,
        valeurs={"jours_de_retard": 0},
    )
