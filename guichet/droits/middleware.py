"""The rights table applied before each view."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import render

from guichet.base.erreurs import Conflit
from guichet.droits.regles import CONNECTE, PUBLIC
from guichet.droits.table import table


class DroitsMiddleware:
    """Refuse a role that the table does not name: 302 to the login page, 403, or 405."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Compare the access with the URL's rule."""
        nom = request.resolver_match.view_name
        regle = table().get(nom)
        if regle is None:
            raise ImproperlyConfigured(f"L’URL {nom} n’a pas de règle de droits.")
        if regle.roles == PUBLIC:
            return None
        acces = request.acces
        if not request.user.is_authenticated and acces.lien is None:
            return redirect_to_login(request.get_full_path())
        if regle.roles != CONNECTE and acces.role.code not in regle.roles:
            raise PermissionDenied
        methode = "GET" if request.method in ("HEAD", "OPTIONS") else request.method
        if methode not in regle.methodes:
            return HttpResponseNotAllowed(regle.methodes)
        return self._other_membership(request) if methode == "POST" else None

    def _other_membership(self, request):
        """Two tabs, two memberships: what was shown under one is not written under the other (409)."""
        montree = request.POST.get("_appartenance")
        appartenance = request.acces.appartenance
        if not montree or appartenance is None or montree == str(appartenance.pk):
            return None
        refus = Conflit(
            "AUTRE_ORGANISATION",
            "Cette page a été ouverte pour une autre de vos organisations.",
            "Rechargez-la et reprenez.",
        )
        return render(request, "erreurs/refus.html", {"refus": refus}, status=409)
