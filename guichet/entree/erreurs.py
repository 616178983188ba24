"""Error pages: plain templates, no query, no context needed."""

from django.shortcuts import render

from guichet.base.reponses import not_found


def page_400(request, exception=None):
    """A request that could not be understood."""
    return render(request, "erreurs/400.html", status=400)


def page_403(request, exception=None):
    """A right that is missing."""
    return render(request, "erreurs/403.html", status=403)


def page_404(request, exception=None):
    """Something that does not exist, or that one may not know to exist."""
    return not_found(request)


def page_500(request):
    """A fault of ours."""
    return render(request, "erreurs/500.html", status=500)


def csrf(request, reason=""):
    """A form that came without its token."""
    return render(request, "erreurs/csrf.html", status=403)
