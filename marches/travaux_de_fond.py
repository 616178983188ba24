"""Jobs of the marchés: reading a DECP file, loading the notices picked."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from guichet.base.horloge import maintenant
from guichet.fichiers.services import ouvrir
from guichet.travaux.registre import travail
from guichet.travaux.services import avancer, terminer
from marches.decp.accents import proposer_texte
from marches.decp.rapport import en_json, lire_octets
from marches.models import Chargement, NoticeLue
from marches.services.decp import charger_notice

LOT = 50
# A file of 50 MB is read in one step.
LECTURE = timedelta(minutes=5)


@travail("decp_lire", bail=LECTURE)
def lire_decp(tache, acces) -> None:
    """Read the file of a Chargement and keep its notices; a second run starts again from nothing."""
    with transaction.atomic():
        chargement = Chargement.objects.select_related("fichier").get(pk=tache.parametres["chargement"])
    with ouvrir(chargement.fichier) as flux:
        rapport = en_json(lire_octets(chargement.fichier.nom, flux.read()))
    notices = rapport.pop("notices")
    avancer(tache, 60, f"{len(notices)} notices lues")
    with transaction.atomic():
        NoticeLue.objects.filter(chargement=chargement).delete()
        NoticeLue.objects.bulk_create((_row(chargement, notice) for notice in notices), batch_size=500)
        chargement.synthese, chargement.lu_le = rapport, maintenant()
        chargement.save(update_fields=["synthese", "lu_le"])
        terminer(tache, rapport["synthese"], adresse=acces.url("marches:decp_apercu", chargement.pk))


@travail("decp_charger", bail=timedelta(minutes=2))
def charger_decp(tache, acces) -> None:
    """Load the notices picked by groups of LOT; run again after a crash, it loads none twice."""
    ids = tache.parametres["notices"]
    bilan = Counter()
    for debut in range(0, len(ids), LOT):
        groupe = ids[debut : debut + LOT]
        with transaction.atomic():
            for notice in NoticeLue.objects.filter(pk__in=groupe).select_related("chargement__fichier"):
                bilan[charger_notice(notice=notice, par=acces)] += 1
        avancer(tache, 100 * bilan.total() // len(ids), f"{bilan.total()} sur {len(ids)}")
    with transaction.atomic():
        chargement = Chargement.objects.select_for_update(no_key=True).get(pk=tache.parametres["chargement"])
        chargement.synthese["charge"] = dict(bilan)
        chargement.save(update_fields=["synthese"])
        terminer(tache, dict(bilan), adresse=acces.url("marches:decp_apercu", chargement.pk))


def _row(chargement: Chargement, lue: dict) -> NoticeLue:
    """Return the row of a notice of the report."""
    return NoticeLue(
        territoire_id=chargement.territoire_id,
        chargement=chargement,
        rang=lue["rang"],
        uid=lue["uid"] or "",
        objet=(lue["objet_propose"] or lue["objet"] or "Objet non publié")[:400],
        acheteur_siret=lue["acheteur_siret"] or "",
        acheteur_nom=(proposer_texte(lue["acheteur_nom"]) or lue["acheteur_nom"] or "")[:160],
        montant=Decimal(lue["montant_courant"]) if lue["montant_courant"] else None,
        notifie_le=date.fromisoformat(lue["date_notification"]) if lue["date_notification"] else None,
        insertion=lue["indice_insertion"],
        chargeable=lue["chargeable"],
        anomalies=lue["anomalies"],
        contenu=lue,
    )
