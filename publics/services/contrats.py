"""Contracts of a mission, the 30-day rule, and last week's contracts repeated in one click (R2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from guichet.base.dates import jour as ecrire_jour
from guichet.base.erreurs import Refus
from guichet.base.horloge import maintenant
from guichet.journal.services import journaliser
from publics.models import Contrat, EtatMission, Mission
from publics.regles.missions import jours_d_ecart
from publics.services.parametres import parametres
from publics.services.transitions import MISSION, change_state, lock

OUVERTES = (EtatMission.A_VALIDER, EtatMission.VALIDEE, EtatMission.EN_COURS)
FINIES = (EtatMission.TERMINEE, EtatMission.ROMPUE)
SEMAINE = timedelta(days=7)


class NouvelleMission(Refus):
    """The contract comes after too long a gap: it needs a mission of its own. `debut` is its first day."""

    def __init__(self, dernier: date, debut: date, ecart: int, maximum: int):
        super().__init__(
            "R2_NOUVELLE_MISSION",
            f"{ecart} jours sans contrat depuis le {ecrire_jour(dernier)}, {maximum} au plus : "
            "c’est une nouvelle mission.",
            "Demandez une nouvelle mission ; le titre d’éligibilité sera vérifié à ce début.",
            champ="debut",
        )
        self.debut = debut


@transaction.atomic
def ajouter_contrat(
    *, mission: Mission, genre: str, debut: date, fin: date | None, heures_semaine=None, fichier=None, par
) -> Contrat:
    """Declare a contract of a mission; the mission lasts at least as long as its contracts.

    One that ended goes on again when the gap is within the setting: it is the same mission (R2).

    Raises Refus: MISSION_FERMEE, CONTRAT_AVANT_MISSION, CONTRAT_EN_DOUBLE, MISSION_CHEVAUCHE; NouvelleMission
    when the gap since the last contract exceeds the setting (R2).
    """
    vue = lock(Mission, mission.pk)
    if vue.etat not in (*OUVERTES, *FINIES):
        raise Refus(
            "MISSION_FERMEE",
            f"La mission est « {vue.get_etat_display()} ».",
            "Demandez une nouvelle mission, ou faites reprendre celle-ci.",
        )
    _check_place(vue, debut, par)
    if vue.etat in FINIES:
        change_state(vue, EtatMission.EN_COURS, MISSION)
        vue.motif_fin, vue.modifie_le = "", maintenant()
        vue.save(update_fields=["etat", "motif_fin", "modifie_le"])
    try:
        with transaction.atomic():
            contrat = Contrat.objects.create(
                territoire=par.territoire,
                mission=vue,
                genre=genre,
                debut=debut,
                fin=fin,
                heures_semaine=heures_semaine,
                fichier=fichier,
            )
            _extend(vue, contrat)
    except IntegrityError as erreur:
        raise _refusal(erreur) from erreur
    journaliser(
        par=par,
        verbe="ajouter_contrat",
        objet=vue,
        phrase=f"Contrat du {ecrire_jour(debut)} au {ecrire_jour(fin)} ajouté",
    )
    return contrat


def _check_place(mission: Mission, debut: date, par) -> None:
    if debut < mission.debut:
        raise Refus(
            "CONTRAT_AVANT_MISSION",
            f"Le contrat commence le {ecrire_jour(debut)}, avant la mission ({ecrire_jour(mission.debut)}).",
            "Demandez au guichet d’avancer le début de la mission.",
            champ="debut",
        )
    fins = list(Contrat.objects.filter(mission=mission, debut__lte=debut).values_list("fin", flat=True))
    if not fins and mission.etat in FINIES:
        fins = [mission.fin]
    if not fins or None in fins:
        return
    dernier = max(fins)
    maximum = parametres(par.territoire).ecart_mission_jours
    ecart = jours_d_ecart(dernier, debut)
    if ecart > maximum:
        raise NouvelleMission(dernier, debut, ecart, maximum)


def _extend(mission: Mission, contrat: Contrat) -> None:
    if mission.fin is not None and (contrat.fin is None or contrat.fin > mission.fin):
        mission.fin, mission.modifie_le = contrat.fin, maintenant()
        mission.save(update_fields=["fin", "modifie_le"])


def _refusal(erreur: IntegrityError) -> Refus:
    if "contrat_debut_unique" in str(erreur):
        return Refus(
            "CONTRAT_EN_DOUBLE",
            "Un contrat de cette mission commence déjà ce jour-là.",
            "Vérifiez la date de début.",
            champ="debut",
        )
    if "contrat_dates_ordonnees" in str(erreur):
        return Refus(
            "CONTRAT_DATES", "La fin du contrat précède son début.", "Corrigez la date.", champ="fin"
        )
    return Refus(
        "MISSION_CHEVAUCHE",
        "Ce contrat prolongerait la mission sur une autre, déjà demandée pour cette personne et ce lot.",
        "Ajoutez-le à l’autre mission.",
    )


@dataclass(frozen=True)
class Reconduction:
    """A contract of last week and the one that would follow it this week."""

    contrat: Contrat
    debut: date
    fin: date


def a_reconduire(missions, *, jour: date) -> list[Reconduction]:
    """Return what repeating last week's contracts would make in the week of `jour`, two queries.

    `missions`: a scoped queryset. Kept: open ones, whose contract ended last week without follower.
    """
    lundi = jour - timedelta(days=jour.weekday())
    ouvertes = missions.filter(etat__in=OUVERTES)
    contrats = Contrat.objects.filter(mission__in=ouvertes.values("pk"))
    suivis = set(contrats.en_cours_du(lundi, lundi + timedelta(days=6)).values_list("mission_id", flat=True))
    passes = contrats.filter(fin__gte=lundi - SEMAINE, fin__lt=lundi).select_related(
        "mission__participant", "mission__lot__marche"
    )
    derniers = {c.mission_id: c for c in passes.order_by("debut", "pk") if c.mission_id not in suivis}
    return [Reconduction(c, c.debut + SEMAINE, c.fin + SEMAINE) for c in derniers.values() if _weekly(c)]


def _weekly(contrat: Contrat) -> bool:
    return (contrat.fin - contrat.debut).days < 7


@transaction.atomic
def reconduire_semaine(*, contrats: Iterable[Contrat], par) -> list[Contrat]:
    """Repeat contracts one week later: same kind, same hours. All or nothing; see `ajouter_contrat`."""
    return [
        ajouter_contrat(
            mission=contrat.mission,
            genre=contrat.genre,
            debut=contrat.debut + SEMAINE,
            fin=contrat.fin + SEMAINE,
            heures_semaine=contrat.heures_semaine,
            par=par,
        )
        for contrat in contrats
    ]
