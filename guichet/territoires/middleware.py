"""One request = one territoire, one membership, one transaction."""

import re

from django.db import DatabaseError, transaction
from django.shortcuts import render
from django.utils import timezone

from guichet.base.erreurs import Conflit, Refus
from guichet.base.reponses import not_found
from guichet.droits import liens
from guichet.journal.consultations import write_consultations
from guichet.territoires.acces import Acces
from guichet.territoires.contexte import contexte
from guichet.territoires.resolution import access_for, with_actor

CHEMIN = re.compile(r"^/t/(?P<slug>[-a-z0-9]+)/")
LECTURES = frozenset({"GET", "HEAD", "OPTIONS"})


class TerritoireMiddleware:
    """Resolve who asks, open the walls of one territoire, and commit or roll back with the answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.consultations = []
        trouve = CHEMIN.match(request.path_info)
        if trouve is None:
            request.acces = Acces(utilisateur=request.user if request.user.is_authenticated else None)
            return self.get_response(request)
        slug = trouve["slug"]
        acces = self._resolve(request, slug)
        if acces is None:
            return not_found(request)
        return self._inside(request, acces)

    def _resolve(self, request, slug):
        lien = liens.from_cookie(request, slug)
        if request.user.is_authenticated:
            choisie = request.session.get(f"appartenance:{slug}")
            acces = access_for(request.user, slug, choisie)
            if acces is not None:
                return acces
        if lien is not None:
            return lien
        return None if request.user.is_authenticated else Acces(territoire=None)

    def _inside(self, request, acces):
        request.acces = acces
        if acces.territoire is None:  # signed out: the rights table sends to the login page
            return self.get_response(request)
        lecture = request.method in LECTURES
        heure_locale = timezone.override(acces.territoire.fuseau)
        with contexte(acces.territoire.pk, lecture=lecture), transaction.atomic(), heure_locale:
            request.acces = with_actor(acces)
            response = self.get_response(request)
            if response.status_code >= 400:
                transaction.set_rollback(True)
        if request.consultations and response.status_code < 400:
            try:
                write_consultations(request.acces, request.consultations)
            except DatabaseError:
                # A page about a person that could not be recorded is not shown (R14).
                return render(request, "erreurs/consultation.html", status=503)
        return response

    def process_exception(self, request, exception):
        """Show a refusal that no form caught as a page that says what to do."""
        if isinstance(exception, Refus):
            statut = 409 if isinstance(exception, Conflit) else 422
            return render(request, "erreurs/refus.html", {"refus": exception}, status=statut)
        return None
