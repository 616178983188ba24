"""Accounts: one's own, the team's, invitations, choice of role."""

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render

from guichet.base.erreurs import Refus
from guichet.comptes import services
from guichet.comptes.forms import AcceptationForm, CompteForm, InvitationForm
from guichet.models import Appartenance, Invitation, Utilisateur
from guichet.territoires.contexte import contexte
from guichet.territoires.resolution import memberships, territoire_of_link


def compte(request):
    """One's own name, security and roles."""
    form = CompteForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Compte enregistré.")
        return redirect("compte")
    return render(request, "comptes/compte.html", {"form": form, "appartenances": memberships(request.user)})


def choisir_role(request, pk):
    """Act under another membership from now on."""
    appartenance = get_object_or_404(
        Appartenance.objects.filter(utilisateur=request.user, active=True), pk=pk
    )
    if appartenance.territoire is None:
        request.session["appartenance_hors_territoire"] = appartenance.pk
        return redirect("accueil_etat")
    request.session[f"appartenance:{appartenance.territoire.slug}"] = appartenance.pk
    return redirect("a_faire", appartenance.territoire.slug)


def equipe(request, slug):
    """Memberships of the territoire and pending invitations."""
    equipe = (
        Appartenance.objects.filter(territoire=request.acces.territoire)
        .select_related("utilisateur", "organisation")
        .order_by("-active", "role_code", "utilisateur__nom", "pk")
    )
    invitations = (
        Invitation.objects.visible_to(request.acces)
        .filter(acceptee_le__isnull=True, annulee_le__isnull=True)
        .select_related("organisation")
    )
    return render(request, "comptes/equipe.html", {"equipe": equipe, "invitations": invitations})


def inviter(request, slug):
    """Invite somebody."""
    form = InvitationForm(request.POST or None, acces=request.acces)
    if request.method == "POST" and form.is_valid():
        acteur = form.cleaned_data["acteur"]
        try:
            services.inviter(
                email=form.cleaned_data["email"],
                role_code=form.cleaned_data["role"],
                acteur=acteur,
                organisation=acteur.organisation if acteur else request.acces.organisation,
                par=request.acces,
            )
        except Refus as refus:
            form.add_error(refus.champ, str(refus))
        else:
            messages.success(request, "Invitation envoyée. Elle sert une fois, pendant sept jours.")
            return redirect(request.acces.url("equipe"))
    return render(request, "comptes/inviter.html", {"form": form})


def annuler_invitation(request, slug, pk):
    """Cancel an invitation."""
    invitation = get_object_or_404(Invitation.objects.visible_to(request.acces), pk=pk)
    services.annuler_invitation(invitation=invitation, par=request.acces)
    return redirect(request.acces.url("equipe"))


def _membership(request, pk):
    return get_object_or_404(Appartenance.objects.filter(territoire=request.acces.territoire), pk=pk)


def fermer_compte(request, slug, pk):
    """Close somebody's role here."""
    services.fermer_appartenance(appartenance=_membership(request, pk), par=request.acces)
    return redirect(request.acces.url("equipe"))


def rouvrir_compte(request, slug, pk):
    """Reopen somebody's role here."""
    services.rouvrir_appartenance(appartenance=_membership(request, pk), par=request.acces)
    return redirect(request.acces.url("equipe"))


def accepter_invitation(request, jeton):
    """Open one's account from the mailed link; the territoire is read from the signed token."""
    try:
        slug, secret = signing.loads(jeton, salt=services.SEL)
    except (signing.BadSignature, ValueError, TypeError):
        return render(request, "comptes/accepter.html", {"invitation": None}, status=404)
    territoire = territoire_of_link(slug)
    if territoire is None:
        return render(request, "comptes/accepter.html", {"invitation": None}, status=404)
    with contexte(territoire.pk), transaction.atomic():
        invitation = services.invitation_ouverte(secret)
        if invitation is None:
            return render(request, "comptes/accepter.html", {"invitation": None}, status=404)
        return _accept(request, invitation)


def _accept(request, invitation):
    connu = Utilisateur.objects.filter(email=invitation.email).exists()
    form = AcceptationForm(request.POST or None)
    if connu:
        form.fields.clear()
    if request.method == "POST" and (connu or form.is_valid()):
        services.accepter_invitation(invitation=invitation, **({} if connu else form.cleaned_data))
        messages.success(request, "Compte ouvert. Connectez-vous.")
        return redirect(settings.LOGIN_URL)
    return render(request, "comptes/accepter.html", {"form": form, "invitation": invitation})
