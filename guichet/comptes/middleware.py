"""A role that reads personal data waits for its second factor."""

from allauth.mfa.models import Authenticator
from django.shortcuts import redirect

LIBRES = ("/compte/", "/static/", "/v/", "/sante/", "/i/")


class SecondFactorMiddleware:
    """Send to the activation page whoever holds a TOTP role without an application yet."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Check once per session; demo accounts are excepted, and say so."""
        acces = request.acces
        if not acces.role.totp or request.path_info.startswith(LIBRES) or request.user.demonstration:
            return None
        if request.session.get("totp"):
            return None
        if not Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists():
            return redirect("mfa_activate_totp")
        request.session["totp"] = True
        return None
