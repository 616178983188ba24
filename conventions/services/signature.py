"""Recording signatures; the last one puts the convention in force and opens the structure's rights (R11)."""

from datetime import date

from django.db import transaction

from conventions.etats import transition
from conventions.modalites import MODALITES
from conventions.models import Convention, EtatConvention, Signataire
from conventions.services.redaction import convention_signataires, fin_de_la_premiere_annee, verrouiller
from guichet.base.erreurs import Conflit, Refus
from guichet.base.horloge import aujourdhui
from guichet.journal.services import journaliser
from publics.models import Habilitation


@transaction.atomic
def enregistrer_signature(*, convention, qualite: str, signe_le: date, nom: str = "", par) -> Convention:
    """Record that a party signed on a day; in force on the last signature.

    Raises Refus SIGNATURE_FUTURE, SIGNATURE_DEJA_LA, Conflit when the convention is not to sign.
    """
    convention = verrouiller(convention)
    if convention.etat != EtatConvention.A_SIGNER:
        raise Conflit("CONVENTION_ETAT", "Cette convention n’attend pas de signature.", "Rechargez la page.")
    if signe_le > aujourdhui(convention.territoire):
        raise Refus(
            "SIGNATURE_FUTURE",
            f"La date de signature, {signe_le:%d/%m/%Y}, est à venir.",
            "Saisissez le jour où le document a été signé.",
            champ="signe_le",
        )
    signataire = Signataire.objects.get(convention=convention, qualite=qualite)
    if signataire.signe_le:
        raise Refus(
            "SIGNATURE_DEJA_LA",
            f"Cette signature est déjà enregistrée, le {signataire.signe_le:%d/%m/%Y}.",
            "Reprenez la convention en brouillon pour la corriger.",
        )
    signataire.signe_le = signe_le
    signataire.nom = nom.strip() or signataire.nom
    signataire.enregistre_par = par.utilisateur
    signataire.save(update_fields=["signe_le", "nom", "enregistre_par"])
    dates = [s.signe_le for s in convention_signataires(convention)]
    faites = [d for d in dates if d]
    journaliser(
        par=par,
        verbe="enregistrer_signature",
        objet=convention,
        phrase=f"Signature enregistrée, {len(faites)} sur {len(dates)} : {signataire.get_qualite_display()}",
    )
    if len(faites) == len(dates):
        _put_in_force(convention, max(faites), par)
    return convention


def _put_in_force(convention, jour: date, par) -> None:
    convention.etat = transition(convention.etat, "completer_signatures")
    convention.debut = jour
    convention.fin = fin_de_la_premiere_annee(jour)
    convention.save(update_fields=["etat", "debut", "fin"])
    Habilitation.objects.bulk_create(
        Habilitation(
            territoire=convention.territoire,
            partenaire=convention.partenaire,
            modalite=modalite,
            debut=convention.debut,
            fin=convention.fin,
            source=source_of(convention),
        )
        for modalite in MODALITES[convention.variante]
    )
    journaliser(
        par=par,
        verbe="mettre_en_vigueur",
        objet=convention,
        phrase=f"En vigueur jusqu’au {convention.fin:%d/%m/%Y}",
    )


def source_of(convention) -> str:
    """Return what an habilitation says it comes from."""
    return f"convention {convention.pk}"


@transaction.atomic
def joindre_original(*, convention, fichier, par) -> None:
    """Attach the scan of the signed paper, the ordinary path."""
    Convention.objects.filter(pk=convention.pk).update(scan=fichier)
    journaliser(par=par, verbe="joindre_original", objet=convention, phrase="Original signé joint")
