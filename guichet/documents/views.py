"""The public page that confirms a document, and the download of one's own."""

from django import forms
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render

from guichet.documents.cadence import too_many
from guichet.documents.models import Document
from guichet.documents.registre import proof_of_code, proof_of_file
from guichet.documents.verification import TAILLE_MAX
from guichet.fichiers.views import file_response
from guichet.journal.consultations import noter_consultation


class CodeForm(forms.Form):
    """The code printed at the foot of each page."""

    code = forms.CharField(
        label="Code de vérification",
        help_text="Imprimé au bas de chaque page, par exemple 7QF4-KM2D-9XTP.",
        max_length=40,
    )


class FichierForm(forms.Form):
    """A PDF to compare with the register."""

    fichier = forms.FileField(
        label="Fichier PDF reçu", help_text="Il est comparé au registre, puis oublié : rien n’est conservé."
    )

    def clean_fichier(self):
        """Refuse what is larger than any document of the guichet."""
        fichier = self.cleaned_data["fichier"]
        if fichier.size > TAILLE_MAX:
            raise forms.ValidationError("Ce fichier dépasse 50 Mo : ce n’est pas un document du guichet.")
        return fichier


def verifier(request):
    """Ask for a code, or for the file itself."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    if request.method == "POST":
        return _compare(request)
    if "code" in request.GET:
        formulaire = CodeForm(request.GET)
        if formulaire.is_valid():
            return redirect("verifier_code", formulaire.cleaned_data["code"].replace("/", " ").strip() or "-")
        return _page(request, formulaire, FichierForm())
    return _page(request, CodeForm(), FichierForm())


def verifier_code(request, code):
    """Say what the register knows of a code: no name, no content."""
    if too_many(request):
        return render(request, "documents/verification_attendre.html", status=429)
    preuve = proof_of_code(code)
    contexte = {"preuve": preuve, "code": code, "fichier": FichierForm()}
    return render(request, "documents/verification_code.html", contexte, status=200 if preuve else 404)


def _compare(request):
    if too_many(request):
        return render(request, "documents/verification_attendre.html", status=429)
    formulaire = FichierForm(request.POST, request.FILES)
    if not formulaire.is_valid():
        return _page(request, CodeForm(), formulaire)
    preuve = proof_of_file(formulaire.cleaned_data["fichier"])
    return render(
        request, "documents/verification_fichier.html", {"preuve": preuve, "fichier": FichierForm()}
    )


def _page(request, code, fichier):
    return render(request, "documents/verification.html", {"code": code, "fichier": fichier})


def telecharger(request, slug, pk):
    """Send the stored bytes of a document, and record that it was read."""
    documents = Document.objects.visible_to(request.acces).select_related("fichier")
    document = get_object_or_404(documents, pk=pk)
    noter_consultation(request, document, f"Document téléchargé, {document.numero}")
    return file_response(document.fichier)
