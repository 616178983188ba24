"""« Vérifier avant mission »: the question, and the receipt of the answer."""

from django.shortcuts import get_object_or_404, redirect, render

from publics.forms.missions import VerificationForm
from publics.models import Verification
from publics.services.verifications import verifier_avant_mission


def verifier_mission(request, slug):
    """Ask; the answer is a numbered receipt."""
    formulaire = VerificationForm(request.POST or None, acces=request.acces)
    if request.method == "POST" and formulaire.is_valid():
        recepisse = verifier_avant_mission(**formulaire.question(), par=request.acces)
        return redirect(request.acces.url("publics:verification", recepisse.pk))
    derniers = Verification.objects.visible_to(request.acces).select_related("lot__marche", "structure")[:10]
    return render(request, "publics/verifier_mission.html", {"form": formulaire, "derniers": derniers})


def verification(request, slug, pk):
    """A receipt: what was asked, when, and the answer given then."""
    visibles = Verification.objects.visible_to(request.acces)
    recepisse = get_object_or_404(visibles.select_related("lot__marche", "structure", "par"), pk=pk)
    return render(
        request,
        "publics/verification.html",
        {"recepisse": recepisse, "sous_titre": f"{recepisse.prenom} {recepisse.nom}"},
    )
