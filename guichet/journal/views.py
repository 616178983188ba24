"""Notes written from any page, and who read a page."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from guichet.base.erreurs import Refus
from guichet.journal import services
from guichet.journal.forms import NoteForm
from guichet.journal.frise import consultations, frise
from guichet.journal.models import Note
from guichet.journal.references import object_of


def historique(request, slug, reference):
    """The whole timeline of an object, with the form of a note."""
    objet = object_of(reference, request.acces)
    return _page(request, objet, reference, NoteForm())


def noter(request, slug, reference):
    """Write a note on the object that the signed reference names, then go back to where one was."""
    objet = object_of(reference, request.acces)
    formulaire = NoteForm(request.POST)
    if formulaire.is_valid():
        try:
            services.noter(objet=objet, par=request.acces, **formulaire.cleaned_data)
            messages.success(request, "Note ajoutée.")
            return redirect(_back(request, reference))
        except Refus as refus:
            formulaire.add_error(refus.champ, str(refus))
    return _page(request, objet, reference, formulaire)


def clore(request, slug, pk):
    """Mark a reminder as done."""
    note = get_object_or_404(Note.objects.visible_to(request.acces), pk=pk)
    services.clore_relance(note=note, par=request.acces)
    messages.success(request, "Relance faite.")
    return redirect(_back(request, None))


def qui_a_consulte(request, slug, reference):
    """Who read this page, as whom, when."""
    objet = object_of(reference, request.acces)
    lues = consultations(objet, request.acces)
    return render(request, "journal/consultations.html", {"objet": objet, "consultations": lues})


def _page(request, objet, reference, formulaire):
    contexte = {
        "objet": objet,
        "reference": reference,
        "formulaire": formulaire,
        "retour": _asked(request),
        "evenements": frise(objet, request.acces, taille=300),
        "relances": _reminders(objet, request.acces),
    }
    return render(request, "journal/historique.html", contexte)


def _reminders(objet, acces):
    attendues = Note.objects.visible_to(acces).filter(relancer_le__isnull=False, faite_le=None)
    return attendues.filter(objet_type=objet._meta.label_lower, objet_id=objet.pk).order_by("relancer_le")


def _asked(request) -> str:
    """Return the page of the territoire to go back to, or nothing."""
    retour = request.POST.get("retour", "") or request.GET.get("retour", "")
    ici = f"/t/{request.acces.territoire.slug}/"
    sure = url_has_allowed_host_and_scheme(retour, allowed_hosts=None) and retour.startswith(ici)
    return retour if sure else ""


def _back(request, reference) -> str:
    retour = _asked(request)
    if retour:
        return retour
    if reference is None:
        return request.acces.url("a_faire")
    return request.acces.url("journal:historique", reference)
