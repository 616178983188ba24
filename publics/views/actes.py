"""What every act of this app shares: a refusal becomes a sentence, a conflict a page with both values."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect, render

from guichet.base.erreurs import Conflit, Refus
from publics.services.transitions import ConflitDeSaisie


def conflict_shown(vue):
    """Answer a ConflitDeSaisie of the view by the 409 page, what is stored beside what was typed."""

    @wraps(vue)
    def enveloppe(request, *args, **kwargs):
        try:
            return vue(request, *args, **kwargs)
        except ConflitDeSaisie as conflit:
            contexte = {"ecarts": conflit.ecarts, "phrase": conflit.phrase}
            return render(request, "erreurs/409.html", contexte, status=409)

    return enveloppe


def act(request, vers: str, phrase: str, service, **arguments):
    """Call a service, say what happened, and go to `vers` (an address)."""
    try:
        service(**arguments, par=request.acces)
    except Conflit:
        raise
    except Refus as refus:
        messages.error(request, str(refus))
    else:
        messages.success(request, phrase)
    return redirect(vers)
