"""Dashboards: of a buyer, of the State."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import render

from guichet.base.horloge import aujourdhui
from guichet.journal.consultations import noter_consultation
from guichet.models import Acteur
from guichet.tableaux.liste import Colonne
from guichet.tableaux.liste.export import answer
from marches.models import Lot
from reporting.suivi import etat, mots
from reporting.suivi.acheteur import TableauAcheteur, tableau_acheteur

COLONNES = (
    Colonne("lot.marche.numero", "Marché"),
    Colonne("lot.marche.objet", "Objet"),
    Colonne("lot.numero", "Lot"),
    Colonne("lot.intitule", "Intitulé"),
    Colonne("lot.titulaire_nom", "Titulaire"),
    Colonne("etat", "État", valeur=lambda s: s.lot.get_etat_display()),
    Colonne("situation.engagees", "Heures à réaliser", total=True),
    Colonne("situation.validees", "Heures validées", total=True),
    Colonne("situation.declarees", "Heures déclarées", total=True),
    Colonne("situation.a_decider", "Heures en attente de décision", total=True),
    Colonne("situation.attendues", "Attendu aujourd’hui", total=True),
    Colonne("situation.prevision", "Prévision à la fin", total=True),
    Colonne("risque", "Risque", valeur=lambda s: s.situation.risque[0]),
)


def tableau_de_bord(request, slug):
    """A buyer's own dashboard; a service sees its lots."""
    acces = request.acces
    return _answer(request, acces.acteur, acces.acteurs_id, Lot.objects.visible_to(acces))


def tableau_donneur_ordre(request, slug, pk):
    """The same, of one buyer, for the guichet."""
    siens = Acteur.objects.visible_to(request.acces).filter(Q(pk=pk) | Q(parent=pk))
    acteurs = list(siens.filter(est_donneur_ordre=True) | siens.filter(parent=pk))
    acheteur = next((a for a in acteurs if a.pk == pk), None)
    if acheteur is None:
        raise Http404
    ids = tuple(a.pk for a in acteurs)
    lots = Lot.objects.visible_to(request.acces)
    lots = lots.filter(Q(marche__donneur_ordre__in=ids) | Q(marche__service__in=ids))
    return _answer(request, acheteur, ids, lots)


def _answer(request, acheteur, acteurs, lots):
    tableau = tableau_acheteur(
        acheteur=acheteur,
        acteurs=acteurs,
        lots=lots,
        acces=request.acces,
        jour=aujourdhui(request.acces.territoire),
    )
    if request.GET.get("export"):
        return _file(request.GET["export"], tableau)
    contexte = {
        "t": tableau,
        "titre": title(tableau),
        "sous_titre": mots.sous_titre(tableau),
        "chiffres": mots.chiffres(tableau),
        "mots": mots.decisions(tableau),
        "legende": mots.LEGENDE,
    }
    return render(request, "reporting/tableau_de_bord.html", contexte)


def title(tableau: TableauAcheteur) -> str:
    """Name the page."""
    return f"{tableau.acheteur.nom}, clauses sociales"


COLONNES_ETAT = (
    Colonne("nom", "Structure partenaire"),
    Colonne("genre", "Genre", valeur=lambda s: s.acteur.get_genre_display()),
    Colonne("heures", "Heures validées de l’année", total=True),
    Colonne("releves", "Relevés attendus sur douze mois", total=True),
    Colonne("retards", "Relevés en retard", total=True),
)


def tableau_etat(request, slug):
    """The State's dashboard. Each opening is recorded."""
    acces = request.acces
    if acces.est_etat:
        noter_consultation(request, acces.acteur, "Tableau de bord du territoire consulté par l’État")
    tableau = etat.tableau_etat(acces=acces, jour=aujourdhui(acces.territoire))
    if request.GET.get("export"):
        totaux = _sums(COLONNES_ETAT, tableau.structures)
        titre = f"Structures {acces.territoire.nom}"
        return answer(request.GET["export"], titre, list(COLONNES_ETAT), tableau.structures, totaux)
    return render(request, "reporting/tableau_etat.html", {"t": tableau, "chiffres": tableau.chiffres})


def _sums(colonnes, rangs) -> dict:
    return {c.cle_total: sum((c.lire(r) or 0 for r in rangs), start=0) for c in colonnes if c.total}


def _file(forme: str, tableau: TableauAcheteur):
    suivis = [*tableau.en_cours, *tableau.recus]
    return answer(forme, title(tableau), list(COLONNES), suivis, _sums(COLONNES, suivis))
