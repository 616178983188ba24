"""Marchés: list, recording, fiche, exemption."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from guichet.base.erreurs import Conflit, Refus
from guichet.base.saisie import conflict_shown
from guichet.journal.frise import frise
from guichet.journal.references import reference
from marches import listes
from marches.aspects import aspect
from marches.etats import resumer
from marches.forms.lots import LotForm
from marches.forms.marches import ExemptionForm, MarcheForm
from marches.models import Exemption, Lot, Marche
from marches.services import marches as services
from marches.services.obligation import verdict_obligation
from marches.views.actes import fill_errors

LIES = ("donneur_ordre", "service", "operation", "referent")


def marches(request, slug):
    """Marchés that one may see."""
    liste = listes.MARCHES if request.acces.est_guichet else listes.MARCHES_LUS
    onglets = listes.onglets(request.acces, liste.url)
    return liste.repondre(request, Marche.objects.visible_to(request.acces), onglets=onglets)


def marche_creer(request, slug):
    """Record a marché with its first lot; the others are added from its page."""
    initial = {"donneur_ordre": request.GET.get("donneur_ordre"), "operation": request.GET.get("operation")}
    formulaire = MarcheForm(request.POST or None, acces=request.acces, initial=initial)
    if request.method == "POST" and formulaire.is_valid():
        try:
            marche = services.creer_marche(valeurs=_values(formulaire, request.acces), par=request.acces)
        except Refus as refus:
            fill_errors(formulaire, refus)
        else:
            messages.success(request, "Marché enregistré. Complétez ses lots, puis mettez-les à l’étude.")
            return redirect(request.acces.url("marches:marche_fiche", marche.pk))
    return render(request, "marches/marche_creer.html", {"form": formulaire})


def marche_fiche(request, slug, pk):
    """A marché: its facts, its lots and what they owe, what R12 says, what happened."""
    acces = request.acces
    marche = _find(request, pk)
    lots = list(Lot.objects.visible_to(acces).filter(marche=marche).with_list_data())
    resume = resumer(lot.etat for lot in lots)
    contexte = {
        "marche": marche,
        "lots": [(lot, aspect(lot.etat)) for lot in lots],
        "heures": sum(lot.heures_engagees for lot in lots),
        "resume": resume,
        "aspect": aspect(resume.etat) if resume else "",
        "verdict": verdict_obligation(marche, lots),
        "exemptions": Exemption.objects.filter(marche=marche),
        "sous_titre": f"Marché n° {marche.numero}",
        "reference": reference(marche) if acces.est_guichet else "",
        "evenements": frise(marche, acces, taille=12),
    }
    return render(request, "marches/marche_fiche.html", contexte)


@conflict_shown
def marche_modifier(request, slug, pk):
    """Correct a marché."""
    marche = _find(request, pk)
    formulaire = MarcheForm(request.POST or None, instance=marche, acces=request.acces)
    if request.method == "POST" and formulaire.is_valid():
        try:
            services.modifier_marche(
                marche=marche,
                valeurs=_values(formulaire, request.acces),
                vu=formulaire.cleaned_data["vu"],
                par=request.acces,
            )
        except Conflit:
            raise
        except Refus as refus:
            fill_errors(formulaire, refus)
        else:
            messages.success(request, "Marché modifié.")
            return redirect(request.acces.url("marches:marche_fiche", pk))
    return render(request, "marches/marche_modifier.html", {"form": formulaire, "marche": marche})


def lot_ajouter(request, slug, pk):
    """Add a lot to a marché."""
    marche = _find(request, pk)
    formulaire = LotForm(request.POST or None, acces=request.acces)
    if request.method == "POST" and formulaire.is_valid():
        try:
            lot = services.ajouter_lot(marche=marche, valeurs=formulaire.valeurs(), par=request.acces)
        except Refus as refus:
            fill_errors(formulaire, refus)
        else:
            messages.success(request, f"Lot {lot.numero} enregistré.")
            return redirect(request.acces.url("marches:lot_fiche", lot.pk))
    return render(request, "marches/lot_ajouter.html", {"form": formulaire, "marche": marche})


def exemption_creer(request, slug, pk):
    """Write a line of the register of exemptions."""
    marche = _find(request, pk)
    formulaire = ExemptionForm(request.POST or None)
    if request.method == "POST" and formulaire.is_valid():
        services.inscrire_exemption(marche=marche, par=request.acces, **formulaire.cleaned_data)
        messages.success(request, "Exemption inscrite au registre.")
        return redirect(request.acces.url("marches:marche_fiche", pk))
    return render(request, "marches/exemption_creer.html", {"form": formulaire, "marche": marche})


def _find(request, pk) -> Marche:
    return get_object_or_404(Marche.objects.visible_to(request.acces).select_related(*LIES), pk=pk)


def _values(formulaire: MarcheForm, acces) -> dict:
    """Return the values of the form; a new opération is recorded on the way."""
    valeurs = formulaire.valeurs()
    nouvelle = formulaire.cleaned_data["operation_nouvelle"].strip()
    if nouvelle:
        valeurs["operation"] = services.creer_operation(
            nom=nouvelle, donneur_ordre=valeurs["donneur_ordre"], par=acces
        )
    return valeurs
