"""Signed links of prescribers without account."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from guichet.droits.liens import revoquer_lien
from guichet.models import Acteur
from publics.services.liens import envoyer_lien, liens_ouverts


class LienForm(forms.Form):
    """For which prescriber, at which address."""

    prescripteur = forms.ModelChoiceField(
        Acteur.objects.none(), label="Prescripteur", empty_label="Choisir le prescripteur"
    )
    destinataire = forms.EmailField(
        label="Adresse électronique", help_text="Le lien n’ouvre que les fiches envoyées par lui."
    )

    def __init__(self, *args, acces, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["prescripteur"].queryset = Acteur.objects.visible_to(acces).prescripteurs()


def liens_prescripteurs(request, slug):
    """Send a link, see those that are open."""
    acces = request.acces
    formulaire = LienForm(request.POST or None, acces=acces)
    if request.method == "POST" and formulaire.is_valid():
        envoyer_lien(**formulaire.cleaned_data, par=acces)
        messages.success(request, "Lien envoyé.")
        return redirect(acces.url("publics:liens_prescripteurs"))
    return render(request, "publics/liens.html", {"form": formulaire, "ouverts": liens_ouverts(acces)})


def lien_revoquer(request, slug, pk):
    """Close a link at once."""
    lien = get_object_or_404(liens_ouverts(request.acces), pk=pk)
    revoquer_lien(lien=lien, par=request.acces)
    messages.success(request, "Lien fermé.")
    return redirect(request.acces.url("publics:liens_prescripteurs"))
