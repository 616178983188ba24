"""The State's door: every territoire of a département opened to it, and the platform's national sums."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import render

from guichet.base.horloge import aujourdhui
from guichet.journal.services import journaliser
from guichet.models import Acteur, PartageTerritoire, Territoire
from guichet.territoires.acces import Acces
from guichet.territoires.contexte import contexte, tous_les_territoires
from guichet.territoires.resolution import memberships
from publics.models import LigneReleve
from reporting.indicateurs.taux import etp

BASE_NATIONALE = 1600


def opened_territoires(utilisateur, departement: str | None = None) -> list[tuple[Territoire, object]]:
    """Return the territoires opened to the user's State services, each with the membership that opens it."""
    etat = {a.organisation.groupe_id: a for a in memberships(utilisateur) if a.role.etat}
    partages = PartageTerritoire.objects.filter(
        group__in=[g for g in etat if g],
        permission__codename="lire_territoire",
        content_object__actif=True,
    ).select_related("content_object")
    if departement is not None:
        partages = partages.filter(content_object__departement=departement)
    return [
        (p.content_object, etat[p.group_id])
        for p in partages.order_by("content_object__nom", "content_object")
    ]


def accueil_etat(request, departement=None):
    """Sums of each territoire opened to the State; each access is written in each territoire's journal."""
    ouverts = opened_territoires(request.user, departement)
    if not ouverts:
        raise Http404
    jour = aujourdhui()
    ids = [t.pk for t, _ in ouverts]
    with contexte(*ids, lecture=True), transaction.atomic():
        sommes = {s.pop("territoire"): s for s in year_sums(jour.year)}
        structures = actors_by_territoire()
    for territoire, appartenance in ouverts:
        log_access(request.user, territoire, appartenance)
    rangees = [row(t, sommes.get(t.pk), structures.get(t.pk, 0)) for t, _ in ouverts]
    return render(
        request,
        "entree/etat.html",
        {"rangees": rangees, "annee": jour.year, "total": total_of(rangees), "base": BASE_NATIONALE},
    )


def year_sums(annee: int):
    """Return the hour totals of a year by territoire in scope."""
    return list(LigneReleve.objects.filter(mois__year=annee).totaux_par("territoire"))


def actors_by_territoire() -> dict[int, int]:
    """Count the structures of each territoire in scope."""
    comptes: dict[int, int] = {}
    for pk in Acteur.objects.partenaires().order_by("territoire", "pk").values_list("territoire", flat=True):
        comptes[pk] = comptes.get(pk, 0) + 1
    return comptes


def row(territoire, somme, structures: int) -> dict:
    """Return what the table shows of a territoire."""
    validees = somme["validees"] if somme else 0
    return {
        "territoire": territoire,
        "structures": structures,
        "validees": validees,
        "declarees": somme["declarees"] if somme else 0,
        "a_decider": somme["a_decider"] if somme else 0,
        "etp": etp(validees, BASE_NATIONALE),
    }


def total_of(rangees: list[dict]) -> dict:
    """Return the totals under the table."""
    cles = ("structures", "validees", "declarees", "a_decider")
    total = {cle: sum(r[cle] for r in rangees) for cle in cles}
    return total | {"etp": etp(total["validees"], BASE_NATIONALE)}


def log_access(utilisateur, territoire, appartenance) -> None:
    """Write in a territoire's journal that the State read its sums."""
    acces = Acces(
        role=appartenance.role,
        territoire=territoire,
        utilisateur=utilisateur,
        appartenance=appartenance,
        organisation=appartenance.organisation,
    )
    with contexte(territoire.pk), transaction.atomic():
        journaliser(
            par=acces, verbe="consulter", phrase="Sommes du territoire lues par l’État", consultation=True
        )


def france(request):
    """National sums for the platform role: no territoire by itself, no person table."""
    if not any(a.role_code == "plateforme" for a in memberships(request.user)):
        raise Http404
    annee = aujourdhui().year
    with contexte(*tous_les_territoires(), lecture=True), transaction.atomic():
        sommes = year_sums(annee)
    total = {cle: sum(s[cle] for s in sommes) for cle in ("validees", "declarees", "a_decider")}
    return render(
        request,
        "entree/france.html",
        {
            "annee": annee,
            "territoires": len(sommes),
            "total": total,
            "etp": etp(total["validees"], BASE_NATIONALE) if sommes else 0,
            "base": BASE_NATIONALE,
        },
    )
