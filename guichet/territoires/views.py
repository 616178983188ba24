"""Settings of a territoire."""

from django.contrib import messages
from django.shortcuts import redirect, render

from guichet.territoires.forms import ReglagesForm
from guichet.territoires.reglages import changer_reglages, reglages


def reglages_territoire(request, slug):
    """Show and change every setting [T]."""
    form = ReglagesForm(request.POST or None, valeurs=reglages(request.acces.territoire))
    if request.method == "POST" and form.is_valid():
        changes = changer_reglages(valeurs=form.cleaned_data, par=request.acces)
        messages.success(request, f"{len(changes)} réglages changés." if changes else "Rien n’a changé.")
        return redirect(request.acces.url("reglages"))
    return render(request, "comptes/reglages.html", {"form": form, "groupes": form.groups()})
