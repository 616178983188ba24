"""Jobs of the conventions: the sealed PDF, the terms of each day."""

import datetime

from django.db import transaction

from conventions.instantane import instantane
from conventions.models import Convention
from conventions.services.fin import passer_echeances
from guichet.documents.models import Document
from guichet.documents.services import emettre_document
from guichet.travaux.registre import travail
from guichet.travaux.services import avancer, terminer


@travail("convention", bail=datetime.timedelta(minutes=3))
def produire_convention(travail, acces) -> dict:
    """Print, seal and register the PDF of a convention to sign (D1)."""
    with transaction.atomic():
        convention = Convention.objects.select_related(
            "partenaire__organisation", "territoire", "document"
        ).get(pk=travail.parametres["convention"])
        donnees = instantane(convention)
    avancer(travail, 30, "Mise en page")
    document = emettre_document(
        travail=travail,
        genre=Document.Genre.CONVENTION,
        titre=donnees["titre_complet"],
        objet=convention,
        gabarit="convention",
        instantane=donnees,
        acteur=convention.partenaire,
        remplace=convention.document,
        par=acces,
    )
    with transaction.atomic():
        Convention.objects.filter(pk=convention.pk).update(document=document)
        terminer(
            travail,
            {"numero": document.numero},
            adresse=acces.url("conventions:convention", convention.pk),
        )
    return {}


@travail("echeances_des_conventions", chaque_jour=True)
def passer_les_echeances(travail, acces) -> dict:
    """Renew tacitly or let expire what reached its term."""
    with transaction.atomic():
        faits = passer_echeances(jour=datetime.date.fromisoformat(travail.parametres["jour"]), par=acces)
        terminer(travail, faits)
    return faits
