"""Saved views of a list: a query string under a name, each user's own."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, path
from django.views.decorators.http import require_POST

from guichet.base.erreurs import Refus
from guichet.droits.table import table
from guichet.tableaux.liste.liste import clean_query
from guichet.tableaux.models import VueEnregistree


@transaction.atomic
def enregistrer_vue(*, url: str, nom: str, requete: str, par) -> VueEnregistree:
    """Keep a list's filters under a name. Raises Refus (VUE_SANS_LISTE, VUE_SANS_NOM, VUE_EXISTE)."""
    nom = nom.strip()
    if not _is_list(url, par):
        raise Refus("VUE_SANS_LISTE", "Cette liste n’existe pas.", "Revenez à une liste et recommencez.")
    if not nom:
        raise Refus("VUE_SANS_NOM", "Une vue porte un nom.", "Donnez-lui en un.")
    try:
        with transaction.atomic():
            return VueEnregistree.objects.create(
                territoire=par.territoire,
                utilisateur=par.utilisateur,
                url=url,
                nom=nom[:60],
                requete=clean_query(QueryDict(requete))[:600],
            )
    except IntegrityError as erreur:
        raise Refus(
            "VUE_EXISTE", f"Vous avez déjà une vue « {nom} » ici.", "Choisissez un autre nom."
        ) from erreur


def _is_list(url: str, par) -> bool:
    """Whether a URL of the rights table opens with the territoire alone, as a list does."""
    try:
        return url in table() and bool(par.url(url))
    except NoReverseMatch:
        return False


@require_POST
def vue_enregistrer(request, slug):
    """Save the filters shown, then come back to them."""
    url = request.POST.get("url", "")
    vue = enregistrer_vue(
        url=url, nom=request.POST.get("nom", ""), requete=request.POST.get("requete", ""), par=request.acces
    )
    messages.success(request, f"Vue « {vue.nom} » enregistrée.")
    return redirect(f"{request.acces.url(url)}?{vue.requete}")


@require_POST
def vue_supprimer(request, slug, pk):
    """Forget one of one's own views."""
    vue = get_object_or_404(VueEnregistree.objects.filter(utilisateur=request.acces.utilisateur), pk=pk)
    adresse = request.acces.url(vue.url)
    vue.delete()
    return redirect(adresse)


urlpatterns = [
    path("vues/", vue_enregistrer, name="vue_enregistrer"),
    path("vues/<int:pk>/supprimer/", vue_supprimer, name="vue_supprimer"),
]
