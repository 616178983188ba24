"""What every page's layout needs: the access, the navigation, the links of the band."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from guichet.comptes.demonstration import comptes_demo
from guichet.entree.compteurs import counters
from guichet.entree.navigation import navigation


def page(request) -> dict:
    """Return the layout's context. Error pages have none: they must not query."""
    acces = getattr(request, "acces", None)
    if acces is None or acces.territoire is None:
        demo = comptes_demo() if settings.DEMO else None
        return {"acces": acces, "navigation": [], "liens": _outside(acces), "comptes_demo": demo}
    return {
        "acces": acces,
        "navigation": SimpleLazyObject(lambda: navigation(request, counters(acces))),
        "liens": _inside(acces),
    }


def _outside(acces) -> dict:
    if acces is None or acces.utilisateur is None:
        return {}
    return {
        "accueil": reverse("accueil"),
        "compte": reverse("compte"),
        "deconnexion": reverse("account_logout"),
    }


def _inside(acces) -> dict:
    liens = {"accueil": acces.url("a_faire")}
    if acces.utilisateur is None:
        return {}
    if not acces.est_etat and acces.role.code != "prescripteur":
        liens["recherche"] = acces.url("recherche")
        liens["recherche_aide"] = search_hint(acces)
    liens["compte"] = reverse("compte")
    liens["deconnexion"] = reverse("account_logout")
    if acces.autres:
        liens["roles"] = reverse("compte")
    if acces.est_administrateur:
        liens["reglages"] = acces.url("reglages")
    return liens


def search_hint(acces) -> str:
    """Return what the search field says: what this role may find."""
    if acces.est_guichet:
        return "Rechercher une personne, un marché, un SIRET"
    return "Rechercher une personne, un lot" if acces.est_structure else "Rechercher un marché, un lot"
