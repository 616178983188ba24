"""The page of a person over all her marchés."""

from datetime import date
from decimal import Decimal

from django.http import Http404
from django.shortcuts import render

from guichet.base.formats import heures
from guichet.base.horloge import aujourdhui, maintenant
from guichet.graphiques.parts import barre_de_part
from guichet.journal.consultations import noter_consultation
from guichet.journal.references import reference
from guichet.tableaux.liste import Colonne
from guichet.tableaux.liste.export import answer
from publics.etats import eligibilite
from reporting.suivi.parcours import parcours_de
from reporting.suivi.personne import PageDePersonne, lire_personne, page_de_personne

COLONNES = (
    Colonne("nom", "Marché, lot"),
    Colonne("mission.employeur.nom", "Employeur"),
    Colonne("modalite", "Modalité"),
    Colonne("mission.debut", "Début"),
    Colonne("mission.fin", "Fin"),
    Colonne("mission.nombre_contrats", "Contrats"),
    Colonne("validees", "Heures validées", total=True),
    Colonne("declarees", "Heures déclarées", total=True),
    Colonne("a_decider", "Heures en attente de décision", total=True),
    Colonne("etat", "État", valeur=lambda m: m.etat[0]),
)


def personne(request, slug, pk):
    """The whole path of a person. Its reading is recorded (R14)."""
    acces = request.acces
    vue = lire_personne(pk, acces)
    if vue is None:
        raise Http404
    noter_consultation(request, vue, "Parcours d’une personne consulté")
    jour = aujourdhui(acces.territoire)
    page = page_de_personne(vue, acces, jour)
    if request.GET.get("export"):
        totaux = {c.cle_total: sum(c.lire(m) for m in page.missions) for c in COLONNES if c.total}
        return answer(request.GET["export"], f"Missions de {vue}", list(COLONNES), page.missions, totaux)
    mots, aspect = eligibilite(page.horloges)
    return render(
        request,
        "reporting/personne.html",
        {
            "page": page,
            "personne": vue,
            "h": page.horloges,
            "etat": mots,
            "aspect": aspect,
            "instant": maintenant(),
            "sous_titre": _summary(page),
            "age": _age(vue.ne_le, jour),
            "reference": reference(vue) if acces.est_guichet else "",
            "parcours": parcours_de(page, acces),
            "evaluations": [(m, e) for m in reversed(page.missions) for e in m.evaluations],
            "barre_titre": barre_de_part(*_left(page.horloges.jours_titre, page.horloges.fiches)),
            "barre_duree": _clock_bar(page),
            "rendez_vous": _next(vue.rendez_vous),
            "a_valider": next((m.mission for m in page.missions if m.mission.etat == "a_valider"), None),
        },
    )


def _summary(page: PageDePersonne) -> str:
    n, marches = len(page.missions), page.marches
    if not n:
        return "Aucune mission pour l’instant"
    missions = f"{n} mission{'s' if n > 1 else ''} sur {marches} marché{'s' if marches > 1 else ''}"
    return f"{missions}, {heures(page.validees)} validées"


def _age(ne_le: date | None, jour: date) -> int | None:
    if ne_le is None:
        return None
    return jour.year - ne_le.year - ((jour.month, jour.day) < (ne_le.month, ne_le.day))


def _left(jours: int | None, fiches) -> tuple:
    """Return the share left of the last fiche, for its bar."""
    if not jours or not fiches:
        return Decimal(0), "barre-titre"
    signee, fin = fiches[-1]
    return min(Decimal(jours) / ((fin - signee).days + 1), Decimal(1)), "barre-titre"


def _clock_bar(page: PageDePersonne):
    h = page.horloges
    if not h.jours_duree or h.debut is None or h.fin is None:
        return barre_de_part(Decimal(0), "barre-duree")
    return barre_de_part(Decimal(h.jours_duree) / ((h.fin - h.debut).days + 1), "barre-duree")


def _next(note: dict | None) -> dict | None:
    if note is None:
        return None
    return note | {"le": date.fromisoformat(note["le"])}
