"""What the pages of this app share: a refusal goes to its field, or becomes a sentence on the page."""

from django.contrib import messages
from django.shortcuts import redirect

from guichet.base.erreurs import Conflit, Refus


def fill_errors(formulaire, refus: Refus) -> None:
    """Put a refusal on the field it names, on the form otherwise."""
    formulaire.add_error(refus.champ if refus.champ in formulaire.fields else None, str(refus))


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
