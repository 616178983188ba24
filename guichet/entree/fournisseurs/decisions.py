"""Hours that wait for the buyer's decision (R3), without a name."""

import datetime

from django.db.models import F, Value
from django.db.models.functions import Concat

from guichet.base.dates import jour as ecrire_jour
from guichet.base.formats import heures
from guichet.entree.fournisseurs.source import Source
from guichet.entree.taches import Tache
from guichet.territoires.reglages import reglage
from publics.models import Decision, EtatDecision


def _decisions(acces):
    if not (acces.est_guichet or acces.est_donneur_ordre):
        return None
    return Decision.objects.visible_to(acces).filter(etat=EtatDecision.TRANSMISE)


def _decision(acces, ligne) -> Tache:
    limite = ligne["j1"] + datetime.timedelta(days=reglage(acces.territoire, "silence_jours"))
    return Tache(
        quoi=f"Décider de {heures(ligne['n1'])} commencées sans validation",
        objet=ligne["t1"],
        url=acces.url("publics:decision", int(ligne["pk_objet"])),
        depuis=ligne["j1"],
        qui="Le donneur d’ordre",
        qui_detail=ligne["t2"],
        a_moi=acces.est_donneur_ordre,
        echeance=limite,
        consequence=(f"Sans réponse le {ecrire_jour(limite)}, elles restent en attente, sauf accord écrit."),
        domaine="publics:decisions",
    )


SOURCES = (
    Source(
        "decision",
        _decisions,
        {
            "t1": Concat("lot__marche__objet", Value(", lot "), "lot__numero"),
            "t2": F("lot__marche__donneur_ordre__nom"),
            "j1": F("proposee_le"),
            "n1": F("heures"),
        },
        _decision,
    ),
)
