"""What the front proxy says of the visitor, believed only from a proxy that the settings name."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.middleware.gzip import GZipMiddleware


class TrustedProxyMiddleware:
    """Set the visitor's address and scheme from X-Forwarded-* when the peer is a trusted proxy."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.META.get("REMOTE_ADDR", "") in settings.MANDATAIRES_DE_CONFIANCE:
            chaine = [a.strip() for a in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if a.strip()]
            if chaine:
                request.META["REMOTE_ADDR"] = chaine[-1]
            if request.META.get("HTTP_X_FORWARDED_PROTO") == "https":
                request.META["wsgi.url_scheme"] = "https"
                request.environ["wsgi.url_scheme"] = "https"
        request.META.pop("HTTP_X_FORWARDED_FOR", None)
        return self.get_response(request)


class CompressionMiddleware(GZipMiddleware):
    """Send pages compressed: a first view under 100 KB, whatever stands in front. Files go as they are.

    Django's own adds a random length, and each form's token changes at each answer (attack BREACH).
    """

    def process_response(self, request, response):
        """Compress HTML only."""
        if not response.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)


class NulMiddleware:
    """Answer 400 to a value that holds the character NUL: nobody types it and PostgreSQL refuses it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Look at the address, the query and the form, once the rights are checked."""
        valeurs = [request.path_info, *_values(request.GET), *_values(request.POST)]
        if any("\0" in valeur for valeur in valeurs):
            raise BadRequest("Caractère nul dans la demande.")


def _values(donnees):
    return [valeur for _, liste in donnees.lists() for valeur in liste]
