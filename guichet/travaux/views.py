"""The page of a job, its progress, and its new start."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from guichet.base.erreurs import Refus
from guichet.travaux.models import EtatTravail, Travail
from guichet.travaux.services import relancer_travail

TAILLE = 100
ATTENTE = "Il commencera dans quelques secondes."


def liste(request, slug):
    """The last jobs that the reader may see."""
    travaux = Travail.objects.visible_to(request.acces).select_related("demande_par")[:TAILLE]
    return render(request, "travaux/liste.html", {"travaux": travaux})


def fiche(request, slug, pk):
    """A job: how far it is, its result or why it failed."""
    travail = _find(request, pk)
    return render(
        request, "travaux/fiche.html", {"travail": travail, "suivi": follow(travail, request.acces)}
    )


def progres(request, slug, pk):
    """The progress bar alone, asked again every two seconds while the job runs."""
    travail = _find(request, pk)
    return render(
        request, "travaux/progres.html", {"travail": travail, "suivi": follow(travail, request.acces)}
    )


def relancer(request, slug, pk):
    """Put a failed job back in the queue."""
    travail = _find(request, pk)
    try:
        relancer_travail(travail=travail, par=request.acces)
    except Refus as refus:
        messages.error(request, str(refus))
    return redirect(request.acces.url("travaux:fiche", pk))


def follow(travail: Travail, acces) -> dict:
    """Return what the component `composants/travail.html` shows of a job."""
    echec = travail.etat == EtatTravail.ECHOUE
    phrase = travail.erreur if echec else travail.etape
    return {
        "libelle": travail.get_etat_display(),
        "phrase": phrase if phrase or travail.etat != EtatTravail.ATTENTE else ATTENTE,
        "pourcent": travail.progres,
        "fini": not travail.en_suspens,
        "echec": echec,
        "url_suivi": acces.url("travaux:progres", travail.pk),
        "url_resultat": travail.adresse,
        "action_resultat": "Voir le résultat",
    }


def _find(request, pk) -> Travail:
    return get_object_or_404(Travail.objects.visible_to(request.acces), pk=pk)
