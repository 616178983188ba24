"""The one door of stored files: rights checked, reading of a sensitive one recorded with its reason."""

from django import forms
from django.http import FileResponse
from django.shortcuts import get_object_or_404, render

from guichet.fichiers.models import Fichier
from guichet.fichiers.services import ouvrir
from guichet.journal.services import journaliser


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


def file_response(fichier: Fichier) -> FileResponse:
    """Return the bytes as a download that no cache keeps and that no browser runs."""
    reponse = FileResponse(
        ouvrir(fichier), as_attachment=True, filename=fichier.nom, content_type=fichier.type_mime
    )
    reponse["X-Content-Type-Options"] = "nosniff"
    reponse["Cache-Control"] = "private, no-store"
    return reponse
