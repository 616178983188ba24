"""Invitations, memberships and accounts."""

import datetime
import hashlib
import secrets

from django.conf import settings
from django.contrib.auth.models import Group
from django.core import signing
from django.db import transaction
from django.urls import reverse

from guichet.base.erreurs import Refus
from guichet.base.horloge import maintenant
from guichet.comptes.roles import ROLES
from guichet.courriels.services import ecrire_courriel
from guichet.journal.services import journaliser
from guichet.models import Appartenance, Invitation, Utilisateur

VALIDITE = datetime.timedelta(days=7)
SEL = "guichet.invitation"


def fingerprint(secret: str) -> str:
    """Return what is kept of an invitation's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def inviter(*, email: str, role_code: str, organisation, acteur=None, par) -> str:
    """Invite an address to a role in the territoire of `par`; return the link that is mailed.

    The answer is the same whether the address has an account or not. Raises Refus (ROLE_SANS_ACTEUR) when a
    role needs to know for which structure, buyer or prescriber.
    """
    email = email.strip().lower()
    if not ROLES[role_code].guichet and acteur is None:
        raise Refus(
            "ROLE_SANS_ACTEUR", "Ce rôle travaille pour une organisation.", "Choisissez-la.", champ="acteur"
        )
    Invitation.objects.filter(
        email=email, role_code=role_code, acteur=acteur, acceptee_le__isnull=True, annulee_le__isnull=True
    ).update(annulee_le=maintenant())
    secret = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        territoire=par.territoire,
        email=email,
        role_code=role_code,
        acteur=acteur,
        organisation=organisation,
        empreinte=fingerprint(secret),
        invite_par=par.utilisateur,
        cree_le=maintenant(),
        expire_le=maintenant() + VALIDITE,
    )
    jeton = signing.dumps([par.territoire.slug, secret], salt=SEL)
    adresse = settings.ADRESSE + reverse("accepter_invitation", args=(jeton,))
    ecrire_courriel(
        cle=f"invitation-{invitation.pk}",
        destinataire=email,
        sujet=f"Invitation, guichet des clauses sociales, {par.territoire.nom}",
        corps=(
            "Bonjour,\n\nLe guichet vous invite à ouvrir un compte. "
            f"Ce lien sert une fois, pendant sept jours :\n{adresse}\n"
        ),
        objet=invitation,
        par=par,
    )
    journaliser(
        par=par, verbe="inviter", objet=invitation, phrase=f"Invitation envoyée ({ROLES[role_code].libelle})"
    )
    return adresse


@transaction.atomic
def annuler_invitation(*, invitation, par) -> None:
    """Cancel an invitation not yet accepted."""
    if invitation.acceptee_le:
        raise Refus("INVITATION_ACCEPTEE", "Cette invitation est déjà acceptée.", "Fermez plutôt le compte.")
    invitation.annulee_le = maintenant()
    invitation.save(update_fields=["annulee_le"])
    journaliser(par=par, verbe="annuler_invitation", objet=invitation, phrase="Invitation annulée")


def invitation_ouverte(secret: str) -> Invitation | None:
    """Return the invitation that a secret opens, inside its territoire's context."""
    return (
        Invitation.objects.select_related("territoire", "organisation")
        .filter(
            empreinte=fingerprint(secret),
            acceptee_le__isnull=True,
            annulee_le__isnull=True,
            expire_le__gt=maintenant(),
        )
        .first()
    )


@transaction.atomic
def accepter_invitation(*, invitation, prenom="", nom="", mot_de_passe=None) -> Utilisateur:
    """Open the account (or add the role to the one that exists) and close the invitation.

    A known address keeps its password: the person then signs in as usual.
    """
    invitation = Invitation.objects.select_for_update(of=("self",), no_key=True).get(pk=invitation.pk)
    if invitation.acceptee_le:
        raise Refus("INVITATION_ACCEPTEE", "Cette invitation a déjà servi.", "Connectez-vous.")
    utilisateur = Utilisateur.objects.filter(email=invitation.email).first()
    if utilisateur is None:
        utilisateur = Utilisateur.objects.create_user(
            invitation.email, mot_de_passe, prenom=prenom.strip(), nom=nom.strip()
        )
    ouvrir_appartenance(
        utilisateur=utilisateur,
        territoire=invitation.territoire,
        organisation=invitation.organisation,
        acteur_id=invitation.acteur_id,
        role_code=invitation.role_code,
    )
    invitation.acceptee_le = maintenant()
    invitation.save(update_fields=["acceptee_le"])
    return utilisateur


def ouvrir_appartenance(
    *, utilisateur, organisation, role_code, territoire=None, acteur_id=None
) -> Appartenance:
    """Give a role; reopen it when it was closed."""
    appartenance, creee = Appartenance.objects.get_or_create(
        utilisateur=utilisateur,
        territoire=territoire,
        organisation=organisation,
        acteur_id=acteur_id,
        role_code=role_code,
        defaults={"cree_le": maintenant()},
    )
    if not creee and not appartenance.active:
        appartenance.active, appartenance.fermee_le = True, None
        appartenance.save(update_fields=["active", "fermee_le"])
    return appartenance


@transaction.atomic
def fermer_appartenance(*, appartenance, par) -> None:
    """Close a role at once. Raises Refus when one would close one's own."""
    if appartenance.utilisateur_id == par.utilisateur.pk:
        raise Refus(
            "SON_PROPRE_COMPTE", "On ne ferme pas son propre compte.", "Demandez à un autre administrateur."
        )
    appartenance.active, appartenance.fermee_le = False, maintenant()
    appartenance.save(update_fields=["active", "fermee_le"])
    journaliser(par=par, verbe="fermer_appartenance", phrase=f"Compte fermé : {appartenance.utilisateur}")


@transaction.atomic
def rouvrir_appartenance(*, appartenance, par) -> None:
    """Reopen a closed role."""
    appartenance.active, appartenance.fermee_le = True, None
    appartenance.save(update_fields=["active", "fermee_le"])
    journaliser(par=par, verbe="rouvrir_appartenance", phrase=f"Compte rouvert : {appartenance.utilisateur}")


def group_of(organisation) -> Group:
    """Return the organisation's group of object rights, made on first need."""
    if organisation.groupe_id is None:
        organisation.groupe, _ = Group.objects.get_or_create(name=f"organisation {organisation.pk}")
        organisation.save(update_fields=["groupe"])
    return organisation.groupe
