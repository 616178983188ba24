"""R3, what follows a proposal: days to answer, reminder, silence."""

from dataclasses import dataclass
from datetime import date, timedelta

from guichet.base.dates import jour as ecrire_jour
from publics.regles.codes import Code
from publics.regles.parametres import Parametres
from publics.regles.verdict import Gravite, Verdict


@dataclass(frozen=True)
class CalendrierDecision:
    """Days counted from the day the proposal was sent, that day not included.

    `reponses_jusqu_au`: last day for the structure and the titulaire · `relance_le`: reminder to the donneur
    d'ordre · `silence_le`: day from which its silence counts.
    """

    reponses_jusqu_au: date
    relance_le: date
    silence_le: date


def calendrier_decision(proposee_le: date, parametres: Parametres) -> CalendrierDecision:
    """Calendar of a proposal of maintien or invalidation sent on `proposee_le`."""
    return CalendrierDecision(
        *(
            proposee_le + timedelta(days=jours)
            for jours in (parametres.reponse_jours, parametres.relance_jours, parametres.silence_jours)
        )
    )


def suite_de_la_proposition(
    *, proposee_le: date, au: date, silence_vaut_accord: bool, parametres: Parametres
) -> Verdict:
    """Where a proposal without decision stands on the day `au`.

    Silence applies the proposal only if the agreement with that donneur d'ordre says so
    (`silence_vaut_accord`); otherwise the hours stay à décider.
    """
    dates = calendrier_decision(proposee_le, parametres)
    if au <= dates.reponses_jusqu_au:
        code, gravite, depuis = Code.R3_ATTENTE_REPONSES, Gravite.EN_ATTENTE, proposee_le
        phrase = (
            f"La structure et le titulaire peuvent répondre jusqu'au {ecrire_jour(dates.reponses_jusqu_au)}."
        )
    elif au < dates.relance_le:
        code, gravite, depuis = Code.R3_ATTENTE_DONNEUR_ORDRE, Gravite.A_DECIDER, proposee_le
        phrase = f"Le donneur d'ordre doit décider ; il sera relancé le {ecrire_jour(dates.relance_le)}."
    elif au < dates.silence_le:
        code, gravite, depuis = Code.R3_RELANCER, Gravite.A_DECIDER, dates.relance_le
        phrase = f"Le donneur d'ordre n'a pas répondu : relance du {ecrire_jour(dates.relance_le)}."
    elif silence_vaut_accord:
        code, gravite = Code.R3_SILENCE_PROPOSITION_APPLIQUEE, Gravite.CONFORME
        depuis = dates.silence_le
        phrase = f"Sans réponse au {ecrire_jour(depuis)}, la proposition s'applique, comme convenu."
    else:
        code, gravite, depuis = Code.R3_SILENCE_SANS_EFFET, Gravite.A_DECIDER, dates.silence_le
        phrase = (
            "Le donneur d'ordre n'a pas répondu et son silence ne décide pas : heures toujours à décider."
        )
    return Verdict(code=code, gravite=gravite, phrase=phrase, depuis=depuis)
