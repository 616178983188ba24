"""Mails to prescribers and structures: a number and a link, no personal data."""

from django.conf import settings

from guichet.courriels.services import annuler_courriels, delai_annulation, ecrire_courriel
from guichet.models import Contact
from publics.models import Mission, Prescription


def _addresses(acteur_id: int | None) -> list[str]:
    """Return the address of the first contact of an actor, none when nobody is known there."""
    contacts = Contact.objects.filter(acteur=acteur_id).exclude(courriel="").order_by("-principal", "pk")
    return list(contacts.values_list("courriel", flat=True)[:1])


def _send(*, cle, destinataires, sujet, corps, objet, url, par, annulable=False) -> None:
    delai = {"delai": delai_annulation(par.territoire)} if annulable else {}
    for destinataire in dict.fromkeys(filter(None, destinataires)):
        ecrire_courriel(
            cle=f"{cle}:{destinataire}",
            destinataire=destinataire,
            sujet=sujet,
            corps=f"{corps}\n\n{settings.ADRESSE}{url}\n\nLe guichet, {par.territoire.nom}",
            objet=objet,
            par=par,
            **delai,
        )


def reponse_prescription(fiche: Prescription, *, par) -> None:
    """Tell the prescriber and the structure that a fiche has its answer; a refusal waits its undo delay."""
    destinataires = [
        fiche.prescripteur_courriel,
        *_addresses(fiche.prescripteur_id),
        *_addresses(fiche.structure_id),
    ]
    _send(
        # One key per answer: asked, completed and asked again, each is a mail.
        cle=f"fiche-{fiche.etat}:{fiche.pk}:{fiche.repondue_le:%Y%m%d%H%M%S}",
        destinataires=destinataires,
        sujet=f"Fiche de prescription n° {fiche.pk} : {fiche.get_etat_display().lower()}",
        corps="Le guichet a répondu à votre fiche. La réponse et son motif sont sur la page :",
        objet=fiche,
        url=par.url("publics:prescription", fiche.pk),
        par=par,
        annulable=fiche.etat == "refusee",
    )


def mission_validee(mission: Mission, *, par) -> None:
    """Tell the employer that its mission is validated."""
    _send(
        cle=f"mission-validee:{mission.pk}:{mission.validee_le}",
        destinataires=_addresses(mission.employeur_id),
        sujet=f"Mission n° {mission.pk} validée",
        corps="Le guichet a validé votre mission :",
        objet=mission,
        url=par.url("publics:mission", mission.pk),
        par=par,
    )


def mission_refusee(mission: Mission, *, par) -> None:
    """Tell the employer that its mission is refused, once the refusal can no longer be undone."""
    _send(
        cle=f"mission-refusee:{mission.pk}:{mission.modifie_le:%Y%m%d%H%M%S}",
        destinataires=_addresses(mission.employeur_id),
        sujet=f"Mission n° {mission.pk} refusée",
        corps="Le guichet a refusé votre mission. Le motif est sur la page :",
        objet=mission,
        url=par.url("publics:mission", mission.pk),
        par=par,
        annulable=True,
    )


def annuler(prefixe: str, *, par) -> None:
    """Take back the mails not yet sent whose key begins so."""
    annuler_courriels(cle_prefixe=prefixe, par=par)
