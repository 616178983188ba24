"""Cleaning of each day, for the ground floor."""

from datetime import timedelta

from django.db import transaction

from guichet.base.horloge import maintenant
from guichet.fichiers.services import retirer_orphelins
from guichet.models import Courriel, Travail
from guichet.travaux.registre import travail

MEMOIRE = timedelta(days=90)


@travail("menage", chaque_jour=True)
def faire_le_menage(tache, acces) -> dict:
    """Remove bytes without a row, and the traces of finished jobs and sent mails after MEMOIRE."""
    orphelins = retirer_orphelins(acces.territoire.pk)
    limite = maintenant() - MEMOIRE
    with transaction.atomic():
        travaux, _ = Travail.objects.filter(etat="fini", fini_le__lt=limite).exclude(pk=tache.pk).delete()
        courriels, _ = Courriel.objects.filter(envoye_le__lt=limite).delete()
    return {"orphelins": len(orphelins), "travaux": travaux, "courriels": courriels}
