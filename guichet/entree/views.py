"""Doors of the house: where to go after login, is the house alive, what is to be done."""

from django.conf import settings
from django.db import connection
from django.http import JsonResponse
from django.shortcuts import redirect, render

from guichet.base.horloge import aujourdhui
from guichet.base.reponses import not_found
from guichet.droits import liens
from guichet.entree.accueil import home
from guichet.entree.contexte_page import search_hint
from guichet.entree.navigation import navigation
from guichet.entree.recherche import chercher
from guichet.territoires.resolution import memberships

# Where a signed link leads, by kind.
DESTINATIONS = {"lien:prescripteur": "publics:prescriptions"}


def accueil(request):
    """Send a signed-in user to their territoire, others to the login page."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    toutes = memberships(request.user)
    if len(toutes) == 1:
        return redirect(*first_page(toutes[0]))
    return render(request, "comptes/choix.html", {"appartenances": toutes})


def first_page(appartenance) -> tuple[str, ...]:
    """Return the URL name and arguments where a membership begins its day."""
    if appartenance.territoire:
        return ("a_faire", appartenance.territoire.slug)
    return ("accueil_etat",) if appartenance.role.etat else ("france",)


def ouvrir_lien(request, jeton):
    """Check a signed link, move its token to a cookie and lead to its page."""
    lu = liens.read(jeton)
    trouve = liens.find(*lu) if lu else None
    if trouve is None:
        return not_found(request)
    territoire, lien = trouve
    if lien.genre not in DESTINATIONS:
        return not_found(request)
    reponse = redirect(DESTINATIONS[lien.genre], territoire.slug)
    reponse.set_cookie(
        liens.COOKIE, jeton, max_age=12 * 3600, httponly=True, samesite="Lax", secure=settings.HTTPS
    )
    return reponse


def sante(request):
    """Answer 200 when the base answers, for probes."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT 1")
    return JsonResponse({"etat": "ok"})


def a_faire(request, slug):
    """Home of a territoire: the tasks of the reader's role, oldest first."""
    choisi = request.GET.get("qui", "")
    jour = aujourdhui(request.acces.territoire)
    contexte = home(request.acces, jour, choisi if choisi in ("vous", "autres") else "")
    contexte["navigation"] = navigation(request, contexte.pop("comptes"))
    return render(request, "entree/a_faire.html", contexte)


def recherche(request, slug):
    """Search everything that the reader may see."""
    texte = request.GET.get("q", "").strip()
    groupes = chercher(request.acces, texte)
    nombre = sum(len(g["resultats"]) for g in groupes)
    phrase = f"{nombre} réponse{'s' if nombre > 1 else ''} pour « {texte[:80]} »" if texte else ""
    return render(
        request,
        "entree/recherche.html",
        {"texte": texte[:80], "groupes": groupes, "phrase": phrase, "aide": search_hint(request.acces)},
    )
