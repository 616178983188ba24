"""The guichet's control of a relevé: lines on the left, their proof on the right."""

from django.contrib import messages
from django.shortcuts import redirect, render

from guichet.base.erreurs import Refus
from guichet.base.horloge import aujourdhui
from guichet.base.saisie import pk_of
from publics.forms.releves_controle import DecisionLigneForm
from publics.models import Releve
from publics.releves.controle import page_de_controle
from publics.services import releves_controle as services
from publics.services.parametres import parametres
from publics.services.releves_resume import resume_de
from publics.views.releves import trouver
from publics.views.releves_lignes import trouver_ligne


def releve_controle(request, slug, pk):
    """Split screen: the lines to look at one by one, the clean ones, the proof of the chosen one."""
    vu = trouver(request, pk)
    return _page(request, vu, request.GET.get("ligne", ""))


def _page(request, vu: Releve, choisie: str, formulaire=None, statut: int = 200):
    page = page_de_controle(
        vu,
        choisie=pk_of(choisie) or None,
        toutes="toutes" in request.GET,
        parametres=parametres(request.acces.territoire),
        jour=aujourdhui(request.acces.territoire),
        par=request.acces,
    )
    if formulaire is None and page.choisie:
        formulaire = DecisionLigneForm(initial=page.proposition, ligne=page.choisie.ligne)
    contexte = {"releve": vu, "page": page, "form": formulaire, "resume": resume_de(vu)}
    return render(request, "publics/releves/controle.html", contexte, status=statut)


def releve_accepter(request, slug, pk):
    """Accept every line without anomaly."""
    vu = trouver(request, pk)
    nombre = services.accepter_lignes_sans_anomalie(releve=vu, par=request.acces)
    messages.success(
        request, f"{nombre} ligne{'s' if nombre > 1 else ''} acceptée{'s' if nombre > 1 else ''}."
    )
    return redirect(request.acces.url("publics:releve_controle", vu.pk))


def ligne_decider(request, slug, pk):
    """Answer on a line."""
    ligne = trouver_ligne(request, pk)
    formulaire = DecisionLigneForm(request.POST, ligne=ligne)
    if not formulaire.is_valid():
        return _page(request, trouver(request, ligne.releve_id), str(pk), formulaire)
    try:
        services.decider_ligne(ligne=ligne, reponse=formulaire.reponse(), par=request.acces)
    except Refus as refus:
        formulaire.add_error(refus.champ if refus.champ in formulaire.fields else None, str(refus))
        return _page(request, trouver(request, ligne.releve_id), str(pk), formulaire)
    return redirect(request.acces.url("publics:releve_controle", ligne.releve_id))


def ligne_annuler(request, slug, pk):
    """Undo the answer on a line, within its delay."""
    ligne = trouver_ligne(request, pk)
    services.annuler_decision(ligne=ligne, par=request.acces)
    messages.success(request, f"Décision annulée, ligne {ligne.numero}.")
    return redirect(f"{request.acces.url('publics:releve_controle', ligne.releve_id)}?ligne={pk}")
