"""Public notices of the département, loaded as a guichet does: deposited, read, picked, then sorted out."""

from datetime import timedelta

from django.db import transaction

from guichet.base.horloge import aujourdhui, figer
from guichet.entree.demo.territoires import acces_de
from guichet.entree.demo.travaux import faire
from guichet.models import Travail
from guichet.territoires.acces import Acces
from marches.donnees import extrait_decp
from marches.models import Chargement, Lot, NoticeLue
from marches.services.decp import demander_chargement, deposer_decp
from marches.services.etats import changer_etat

EXTRAIT = "deux-sevres-2018-2019-v1.json"
CHEZ_LE_VOISIN = "24790065700013"
IL_Y_A = timedelta(days=45)
MOTIF = "Marché notifié sans clause avant l’ouverture du suivi."


def charger_notices(territoire, compte: str) -> None:
    """Load the notices of a territoire in scope, once; those of the neighbour's buyer go to the neighbour.

    Jobs run here, outside any transaction: the worker that wakes later finds them done.
    """
    par = _access(territoire, compte)
    if par is None:
        return
    with figer(aujourdhui(territoire) - IL_Y_A):
        with transaction.atomic():
            chargement, travail = deposer_decp(
                nom=EXTRAIT, contenu=extrait_decp(EXTRAIT).read_bytes(), par=par
            )
        faire(travail)
        with transaction.atomic():
            suite = demander_chargement(chargement=chargement, notices=_picked(chargement), par=par)
        faire(suite)
        with transaction.atomic():
            _sort_out(par)


def _access(territoire, compte: str) -> Acces | None:
    with transaction.atomic():
        deja = Travail.objects.filter(genre="decp_charger", etat="fini").exists()
        return None if deja else acces_de(compte, territoire)


def _picked(chargement: Chargement) -> list[int]:
    notices = NoticeLue.objects.filter(chargement=chargement, chargeable=True)
    voisin = chargement.territoire.slug == "voisin"
    notices = (notices.filter if voisin else notices.exclude)(acheteur_siret=CHEZ_LE_VOISIN)
    return list(notices.order_by("rang").values_list("pk", flat=True))


def _sort_out(par: Acces) -> None:
    """Classify as « sans clause » the lots whose notice says nothing of insertion; the others wait."""
    parlent = NoticeLue.objects.filter(insertion=True).values("uid")
    lots = Lot.objects.du_territoire(par).filter(marche__source="decp", etat="identifie")
    for lot in lots.exclude(marche__uid__in=parlent).order_by("pk"):
        changer_etat(lot=lot, verbe="etudier", depuis="identifie", reponses={}, par=par)
        changer_etat(lot=lot, verbe="ecarter_clause", depuis="a_etude", reponses={"motif": MOTIF}, par=par)
