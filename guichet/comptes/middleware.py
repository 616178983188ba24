"""A role that reads personal data waits for its second factor."""

from allauth.mfa.models import Authenticator
from django.shortcuts import redirect

from guichet.comptes.adapters import needs_totp

LIBRES = ("/compte/", "/static/", "/v/", "/sante/", "/i/")


class SecondFactorMiddleware:
    """Send to the activation page whoever holds a TOTP role without an application yet."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Check once per session; demo accounts are excepted, and say so."""
        if request.path_info.startswith(LIBRES) or request.session.get("totp"):
            return None
        if not self._awaited(request):
            return None
        if not Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists():
            return redirect("mfa_activate_totp")
        request.session["totp"] = True
        return None

    def _awaited(self, request) -> bool:
        """Tell whether the role acting here asks for the application; outside a territoire, any role held."""
        acces = request.acces
        if not request.user.is_authenticated or request.user.demonstration:
            return False
        return acces.role.totp if acces.territoire else needs_totp(request.user)
