"""Hours that wait for the buyer's decision (R3), without a name."""

import datetime

from guichet.base.dates import jour as ecrire_jour
from guichet.base.formats import heures
from guichet.entree.taches import Tache
from guichet.territoires.reglages import reglage
from publics.models import Decision, EtatDecision


def decisions_en_attente(acces, jour) -> list[Tache]:
    """Proposals sent to the buyer: the buyer decides, the guichet follows."""
    if not (acces.est_guichet or acces.est_donneur_ordre):
        return []
    decisions = list(
        Decision.objects.visible_to(acces)
        .filter(etat=EtatDecision.TRANSMISE)
        .select_related("lot__marche__donneur_ordre")
        .order_by("proposee_le", "pk")
    )
    if not decisions:
        return []
    silence = datetime.timedelta(days=reglage(acces.territoire, "silence_jours"))
    return [
        Tache(
            quoi=f"Décider de {heures(d.heures)} commencées sans validation",
            objet=f"{d.lot.marche}, lot {d.lot.numero}",
            url=acces.url("publics:decision", d.pk),
            depuis=d.proposee_le.date(),
            qui="Le donneur d’ordre",
            qui_detail=d.lot.marche.donneur_ordre.nom,
            a_moi=acces.est_donneur_ordre,
            echeance=d.proposee_le.date() + silence,
            consequence=f"Sans réponse le {ecrire_jour(d.proposee_le.date() + silence)}, "
            "elles restent en attente, hors de tout total, sauf accord écrit.",
            domaine="decisions",
        )
        for d in decisions
    ]
