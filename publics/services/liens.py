"""Signed links for prescribers without account: sent by mail, expiring, revocable."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from guichet.base.dates import jour as ecrire_jour
from guichet.base.horloge import maintenant
from guichet.courriels.services import ecrire_courriel
from guichet.droits import liens
from guichet.models import Acteur, LienSigne


def liens_ouverts(par):
    """Return the links of prescribers still open, latest first. For the guichet only."""
    ouverts = LienSigne.objects.visible_to(par).filter(genre=LienSigne.Genre.PRESCRIPTEUR)
    ouverts = ouverts.filter(acteur__isnull=False, revoque_le__isnull=True, expire_le__gt=maintenant())
    return ouverts.select_related("acteur")


@transaction.atomic
def envoyer_lien(*, prescripteur: Acteur, destinataire: str, par) -> LienSigne:
    """Send to a prescriber the address where fiches are sent and answers read, without account."""
    lien = liens.creer_lien(
        genre=LienSigne.Genre.PRESCRIPTEUR, acteur=prescripteur, destinataire=destinataire, par=par
    )
    chemin = reverse("ouvrir_lien", args=(liens.sign(lien, par.territoire.slug),))
    ecrire_courriel(
        cle=f"lien-prescripteur:{lien.uuid}",
        destinataire=destinataire,
        sujet="Envoyer une fiche de prescription",
        corps=(
            "Cette adresse vous est réservée : elle sert à envoyer vos fiches de prescription et à lire la "
            f"réponse du guichet, jusqu’au {ecrire_jour(lien.expire_le.date())}.\n\n"
            f"{settings.ADRESSE}{chemin}\n\nLe guichet, {par.territoire.nom}"
        ),
        objet=lien,
        par=par,
    )
    return lien
