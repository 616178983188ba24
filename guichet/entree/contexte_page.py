"""What every page's layout needs: the access, the navigation, the links of the band."""

from django.urls import reverse

from guichet.entree.navigation import navigation


def page(request) -> dict:
    """Return the layout's context. Error pages have none: they must not query."""
    acces = getattr(request, "acces", None)
    if acces is None or acces.territoire is None:
        return {"acces": acces, "navigation": [], "liens": _outside(acces)}
    return {"acces": acces, "navigation": navigation(request, {}), "liens": _inside(acces)}


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
    liens["compte"] = reverse("compte")
    liens["deconnexion"] = reverse("account_logout")
    if acces.autres:
        liens["roles"] = reverse("compte")
    if acces.est_administrateur:
        liens["reglages"] = acces.url("reglages")
    return liens
