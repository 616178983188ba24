"""What the front proxy says of the visitor, believed only from a proxy that the settings name."""

from django.conf import settings


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
