"""Jobs of the reporting: the sealed PDF of a frozen bilan."""

import datetime

from django.db import transaction

from guichet.documents.models import Document
from guichet.documents.services import emettre_document
from guichet.travaux.registre import travail
from guichet.travaux.services import avancer, terminer
from reporting.bilans.services import version_precedente
from reporting.models import Bilan


@travail("bilan", bail=datetime.timedelta(minutes=3))
def produire_bilan(travail, acces) -> dict:
    """Print, seal and register the PDF of a bilan (D6) from its frozen snapshot, never from the rows."""
    with transaction.atomic():
        bilan = Bilan.objects.select_related("acteur").get(pk=travail.parametres["bilan"])
        precedent = version_precedente(bilan)
        remplace = precedent.document if precedent else None
    avancer(travail, 30, "Mise en page")
    document = emettre_document(
        travail=travail,
        genre=Document.Genre.BILAN,
        titre=bilan.instantane["titre_complet"],
        objet=bilan,
        gabarit="bilan",
        instantane=bilan.instantane,
        acteur=bilan.acteur,
        remplace=remplace,
        par=acces,
    )
    with transaction.atomic():
        Bilan.objects.filter(pk=bilan.pk).update(document=document)
        terminer(travail, {"numero": document.numero}, adresse=acces.url("reporting:bilan", bilan.pk))
    return {}
