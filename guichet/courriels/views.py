"""The outbox as the guichet sees it: what left, what waits, what could not be delivered."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from guichet.base.erreurs import Refus
from guichet.courriels.models import Courriel
from guichet.courriels.services import relancer_courriel

TAILLE = 100


def liste(request, slug):
    """The last mails; `?echec=1` keeps those that were given up."""
    courriels = Courriel.objects.visible_to(request.acces)
    echec = request.GET.get("echec") == "1"
    if echec:
        courriels = courriels.filter(abandonne_le__isnull=False)
    return render(request, "courriels/liste.html", {"courriels": courriels[:TAILLE], "echec": echec})


def relancer(request, slug, pk):
    """Try again a mail that was given up."""
    courriel = get_object_or_404(Courriel.objects.visible_to(request.acces), pk=pk)
    try:
        relancer_courriel(courriel=courriel, par=request.acces)
        messages.success(request, "Le message repart dans quelques secondes.")
    except Refus as refus:
        messages.error(request, str(refus))
    return redirect(request.acces.url("courriels:liste"))
