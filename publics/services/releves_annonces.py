"""Mails about relevés: a month, a state and a link, no personal data."""

from datetime import date

from django.conf import settings

from guichet.base.dates import de_mois, jour_long
from guichet.base.horloge import aujourdhui, maintenant
from guichet.courriels.services import delai_annulation, ecrire_courriel
from guichet.models import Contact
from guichet.organisations.models import Acteur
from publics.models import Releve


def adresses(acteur_ids) -> dict[int, str]:
    """Return the address of the first contact of each actor that has one; one query."""
    contacts = Contact.objects.filter(acteur__in=acteur_ids).exclude(courriel="").order_by("principal", "-pk")
    return dict(contacts.values_list("acteur", "courriel"))


def envoyer(*, acteur_ids, cle, sujet, corps, chemin, objet, par, annulable=False) -> int:
    """Write one mail per actor that has an address; return how many."""
    destinataires = adresses(acteur_ids)
    for acteur, adresse in destinataires.items():
        ecrire_courriel(
            cle=f"{cle}:{acteur}",
            destinataire=adresse,
            sujet=sujet,
            corps=f"{corps}\n\n{settings.ADRESSE}{chemin}\n\nLe guichet, {par.territoire.nom}",
            objet=objet,
            par=par,
            **({"delai": delai_annulation(par.territoire)} if annulable else {}),
        )
    return len(destinataires)


def cle_de_controle(releve: Releve) -> str:
    """Prefix of the key of the mail that ends a control."""
    return f"releve-controle:{releve.pk}:"


def releve_controle(releve: Releve, *, par) -> None:
    """Tell the structure that its relevé was controlled, once nothing can be undone any more."""
    envoyer(
        acteur_ids=[releve.employeur_id],
        cle=f"{cle_de_controle(releve)}{maintenant():%Y%m%d%H%M%S}",
        sujet=f"Relevé {de_mois(releve.mois)} contrôlé",
        corps="Le guichet a contrôlé votre relevé. Les lignes refusées ou à reprendre sont sur la page :",
        chemin=par.url("publics:releve", releve.pk),
        objet=releve,
        par=par,
        annulable=True,
    )


def relance(employeur: Acteur, mois: date, attendu_le: date, *, par) -> int:
    """Remind a structure of its relevé; once a day. Return the number of mails, 0 without an address."""
    retard = aujourdhui(par.territoire) > attendu_le
    corps = (
        f"Votre relevé {de_mois(mois)} {'était' if retard else 'est'} attendu le {jour_long(attendu_le)}. "
        "Déposez-le, ou indiquez « Aucune heure ce mois-ci » :"
    )
    return envoyer(
        acteur_ids=[employeur.pk],
        cle=f"relance-releve:{employeur.pk}:{mois:%Y-%m}:{aujourdhui(par.territoire):%Y-%m-%d}",
        sujet=f"Relevé {de_mois(mois)} {'en retard' if retard else 'attendu'}",
        corps=corps,
        chemin=par.url("publics:releves"),
        objet=employeur,
        par=par,
    )
