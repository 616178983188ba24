"""What time does to proposals (R3): sent after the days to answer, reminded, applied by agreed silence."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from guichet.base.formats import heures as ecrire_heures
from guichet.base.horloge import maintenant
from guichet.journal.services import journaliser
from publics.models import Decision, EtatDecision, LigneDecision
from publics.regles.codes import Code
from publics.regles.decision_donneur_ordre import suite_de_la_proposition
from publics.regles.verdict import Verdict
from publics.services import decisions_annonces
from publics.services.decisions import accord_de, decider, transmettre
from publics.services.parametres import parametres


def suite_de(decision: Decision, *, jour: date, par) -> Verdict:
    """Return where an open proposal stands on a day: who must act, and what silence will do."""
    accord = accord_de(decision)
    return suite_de_la_proposition(
        proposee_le=decision.proposee_le.astimezone(ZoneInfo(par.territoire.fuseau)).date(),
        au=jour,
        silence_vaut_accord=accord is not None and accord.silence_vaut_accord,
        parametres=parametres(par.territoire),
    )


def suivre_decisions(*, jour: date, par) -> dict[str, int]:
    """Do what the day asks of the open proposals; done twice the same day, nothing more happens.

    Runs inside a transaction. Returns how many were sent, reminded, applied by silence.
    """
    fait = {"transmises": 0, "relancees": 0, "tacites": 0}
    ouvertes = Decision.objects.du_territoire(par).filter(
        etat__in=[EtatDecision.PROPOSEE, EtatDecision.TRANSMISE]
    )
    for decision in ouvertes.select_related("lot__marche", "mission").order_by("pk"):
        suite = suite_de(decision, jour=jour, par=par)
        if decision.etat == EtatDecision.PROPOSEE and jour > decision.observations_avant:
            decision = transmettre(decision=decision, par=par)
            fait["transmises"] += 1
        if suite.code == Code.R3_RELANCER:
            decisions_annonces.relancee(decision, par=par)
            fait["relancees"] += 1
        elif suite.code == Code.R3_SILENCE_PROPOSITION_APPLIQUEE:
            accord = accord_de(decision)
            decider(
                decision=decision,
                sens=decision.proposition,
                heures=decision.heures_proposees,
                motif=f"Sans réponse du donneur d’ordre, accord {accord.reference} : "
                f"{ecrire_heures(decision.heures_proposees)} maintenues.",
                tacite=True,
                par=par,
            )
            fait["tacites"] += 1
    return fait


SANS_OBJET = "Sans objet : la structure a rectifié ces heures."


def clore_sans_objet(*, lignes: Iterable[int], par) -> int:
    """Close the open decisions that bear on lines replaced since: a buyer decides on running hours only.

    `lignes` are keys of lines no longer running. Runs in the caller's transaction; returns how many closed.
    """
    concernees = LigneDecision.objects.filter(ligne__in=list(lignes)).values("decision")
    ouvertes = Decision.objects.select_for_update(of=("self",), no_key=True).filter(
        pk__in=concernees, etat__in=[EtatDecision.PROPOSEE, EtatDecision.TRANSMISE]
    )
    closes = list(ouvertes.order_by("pk"))
    for decision in closes:
        decision.etat, decision.motif_decision = EtatDecision.REVISEE, SANS_OBJET
        decision.decidee_le = maintenant()
        decision.save(update_fields=["etat", "motif_decision", "decidee_le"])
        journaliser(
            par=par,
            verbe="clore_sans_objet",
            objet=decision,
            phrase=f"Décision {decision.reference} sans objet, heures rectifiées",
        )
    return len(closes)
