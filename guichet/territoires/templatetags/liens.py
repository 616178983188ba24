"""Tags that know where the reader stands: links of the territoire, and the tokens that every form carries."""

from django import template
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.html import format_html

register = template.Library()


@register.simple_tag(takes_context=True)
def lien(context, nom: str, *args) -> str:
    """Reverse a URL of the running territoire: `{% lien 'marches:lot_fiche' lot.pk %}`."""
    return reverse(nom, args=(context["acces"].territoire.slug, *args))


@register.simple_tag(takes_context=True)
def jeton(context) -> str:
    """Write the CSRF token and the membership under which the form was shown (409 if it changed since)."""
    request = context["request"]
    csrf = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))
    acces = getattr(request, "acces", None)  # the gallery shows components to nobody in particular
    if acces is None or acces.appartenance is None:
        return csrf
    return format_html('{}<input type="hidden" name="_appartenance" value="{}">', csrf, acces.appartenance.pk)
