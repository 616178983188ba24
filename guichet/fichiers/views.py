"""The one door of stored files: rights checked, reading of a sensitive one recorded with its reason."""

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django import forms
from django.http import FileResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from guichet.fichiers.models import Fichier
from guichet.fichiers.services import ouvrir
from guichet.journal.services import journaliser

MONTRABLES = ("application/pdf", "image/png", "image/jpeg")


class MotifForm(forms.Form):
    """Why a sensitive document is opened."""

    motif = forms.CharField(
        label="Motif de la consultation",
        help_text="Par exemple : contrôle du justificatif d’éligibilité. Il est conservé dans le journal.",
        min_length=5,
        max_length=200,
    )


def telecharger(request, slug, pk):
    """Send a file; a sensitive one asks its reason first, and is logged."""
    fichier = get_object_or_404(Fichier.objects.visible_to(request.acces), pk=pk)
    if not fichier.sensible:
        return file_response(fichier)
    formulaire = MotifForm(request.POST if request.method == "POST" else None)
    if not formulaire.is_valid():
        return render(request, "fichiers/motif.html", {"fichier": fichier, "formulaire": formulaire})
    journaliser(
        par=request.acces,
        verbe="consulter_fichier",
        objet=fichier,
        phrase="Document sensible ouvert",
        details={"motif": formulaire.cleaned_data["motif"]},
        consultation=True,
    )
    return file_response(fichier)


@xframe_options_sameorigin
@csp_replace({"default-src": [NONE], "img-src": [SELF], "frame-ancestors": [SELF]})
def montrer(request, slug, pk):
    """Show a PDF or an image inside a page of ours, beside what it proves; never a sensitive one."""
    visibles = Fichier.objects.visible_to(request.acces).filter(sensible=False, type_mime__in=MONTRABLES)
    return file_response(get_object_or_404(visibles, pk=pk), attachment=False)


def file_response(fichier: Fichier, *, attachment: bool = True) -> FileResponse:
    """Return the bytes, a download unless said otherwise, that no cache keeps and no browser reinterprets."""
    reponse = FileResponse(
        ouvrir(fichier), as_attachment=attachment, filename=fichier.nom, content_type=fichier.type_mime
    )
    reponse["X-Content-Type-Options"] = "nosniff"
    reponse["Cache-Control"] = "private, no-store"
    return reponse
