"""Writing mails in the outbox, and taking them back while they wait."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from guichet.base.erreurs import Refus
from guichet.base.horloge import maintenant
from guichet.courriels.models import Courriel
from guichet.journal.services import journaliser
from guichet.territoires.reglages import reglage


def delai_annulation(territoire) -> timedelta:
    """Return how long a mail waits when the act that it announces can be undone ([T], 15 minutes)."""
    return timedelta(minutes=reglage(territoire, "annulation_minutes"))


def ecrire_courriel(
    *,
    cle: str,
    destinataire: str,
    sujet: str,
    corps: str,
    objet=None,
    delai: timedelta = timedelta(0),
    par,
) -> Courriel:
    """Put a mail in the outbox, in the caller's transaction; it leaves after commit and after `delai`.

    `cle` is the business key (`f"fiche-validee:{pk}:{destinataire}"`): written twice, it leaves once. `sujet`
    and `corps` are plain text, without personal data beyond the recipient's. `objet` is what it is about.
    """
    instant = maintenant()
    courriel, _ = Courriel.objects.get_or_create(
        territoire=par.territoire,
        cle=cle,
        defaults={
            "destinataire": destinataire,
            "sujet": " ".join(sujet.split())[:200],
            "corps": corps,
            "objet_type": objet._meta.label_lower if objet is not None else "",
            "objet_id": objet.pk if objet is not None else None,
            "envoyer_apres": instant + delai,
            "prochain_essai": instant + delai,
        },
    )
    return courriel


@transaction.atomic
def annuler_courriels(*, cle_prefixe: str = "", objet=None, par) -> int:
    """Cancel the mails not yet sent of a key prefix or of an object; return how many.

    What is already being handed to the mail server leaves. Raises ValueError without prefix nor object.
    """
    if not cle_prefixe and objet is None:
        raise ValueError("Donnez cle_prefixe ou objet.")
    voulus = _waiting(par)
    if cle_prefixe:
        voulus = voulus.filter(cle__startswith=cle_prefixe)
    if objet is not None:
        voulus = voulus.filter(objet_type=objet._meta.label_lower, objet_id=objet.pk)
    verrouilles = list(voulus.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
    annules = Courriel.objects.filter(pk__in=verrouilles).update(annule_le=maintenant())
    if annules:
        journaliser(
            par=par,
            verbe="annuler_courriels",
            objet=objet,
            phrase=f"Messages annulés avant envoi : {annules}",
        )
    return annules


@transaction.atomic
def relancer_courriel(*, courriel: Courriel, par) -> None:
    """Try again a mail that was given up. Raises Refus (COURRIEL_NON_ABANDONNE)."""
    courriel = Courriel.objects.select_for_update(of=("self",), no_key=True).get(pk=courriel.pk)
    if courriel.abandonne_le is None:
        raise Refus(
            "COURRIEL_NON_ABANDONNE",
            "Ce message n’est pas en échec : il est envoyé, annulé ou en attente.",
            "Rechargez la page pour voir son état.",
        )
    courriel.abandonne_le, courriel.essais, courriel.prochain_essai = None, 0, maintenant()
    courriel.save(update_fields=["abandonne_le", "essais", "prochain_essai"])
    journaliser(par=par, verbe="relancer_courriel", objet=courriel, phrase="Message renvoyé")


def _waiting(par) -> QuerySet:
    return Courriel.objects.filter(
        territoire=par.territoire, envoye_le=None, annule_le=None, abandonne_le=None
    ).order_by("pk")
