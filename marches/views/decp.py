"""DECP: deposit a file, preview its notices, pick, load."""

from dataclasses import replace

from django.contrib import messages
from django.db.models import Sum
from django.shortcuts import get_object_or_404, redirect, render

from guichet.base.erreurs import Refus
from guichet.base.formats import siret
from guichet.base.saisie import pk_of
from guichet.tableaux.liste import Colonne, Liste
from marches.decp.anomalies import INFORMATION
from marches.forms.decp import DepotForm, NoticesFiltres
from marches.models import Chargement, NoticeLue
from marches.services import decp as services

# What became of the notices, said for one and for several.
ISSUES = {
    services.CREE: ("marché enregistré", "marchés enregistrés"),
    services.MODIFIE: ("mis à jour d’une modification publiée", "mis à jour de modifications publiées"),
    services.RAPPROCHE: ("rapproché d’un marché saisi", "rapprochés de marchés saisis"),
    services.INCHANGE: ("déjà enregistré", "déjà enregistrés"),
    services.ECARTE: ("écarté", "écartés"),
}


def _situation(notice) -> str:
    if not notice.chargeable:
        return "Doublon" if notice.contenu.get("double_de") else "Non chargeable"
    if notice.marche_id is None:
        return "Nouveau"
    return "Modification publiée" if services.est_modifiee(notice) else "Déjà enregistré"


def _aspect(notice) -> str:
    if not notice.chargeable:
        return "refuse"
    if notice.marche_id is None:
        return "information"
    return "surveiller" if services.est_modifiee(notice) else "fini"


def _to_look_at(notice) -> str:
    """Say what somebody must look at, and why a notice is left out."""
    return " ".join(
        a["phrase"]
        for a in notice.anomalies
        if a["gravite"] != INFORMATION or a["code"].startswith("DECP_DOUBLON")
    )


NOTICES = Liste(
    url="marches:decp",
    titre="Notices",
    colonnes=(
        Colonne(
            "objet",
            "Objet",
            tri="objet",
            lien=lambda acces, n: acces.url("marches:marche_fiche", n.marche_id) if n.marche_id else "",
            second=_to_look_at,
        ),
        Colonne(
            "acheteur",
            "Acheteur",
            valeur=lambda n: n.acheteur_nom or siret(n.acheteur_siret),
            tri="acheteur_nom",
        ),
        Colonne("notifie_le", "Notifié le", genre="jour", tri="notifie_le"),
        Colonne("montant", "Montant HT, €", genre="montant", tri="montant", total=Sum("montant")),
        Colonne("insertion", "Insertion", valeur=lambda n: "oui" if n.insertion else ""),
        Colonne("situation", "Situation", genre="etat", valeur=_situation, aspect=_aspect),
        Colonne("rang", "Notice n°", tri="rang", sur_ecran=False),
        Colonne("uid", "Identité nationale", sur_ecran=False),
        Colonne(
            "anomalies",
            "Constats",
            valeur=lambda n: " ".join(a["phrase"] for a in n.anomalies),
            sur_ecran=False,
        ),
    ),
    filtres=NoticesFiltres,
    charger=lambda notices: notices.with_marche(),
    tri="rang",
    gabarit="marches/decp_apercu.html",
    vide=("Aucune notice dans ce fichier", "Déposez-en un autre.", "", ""),
)


def decp(request, slug):
    """Deposit a file; the files already deposited stay at hand."""
    formulaire = DepotForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and formulaire.is_valid():
        fichier = formulaire.cleaned_data["fichier"]
        _, travail = services.deposer_decp(nom=fichier.name, contenu=fichier, par=request.acces)
        return redirect(request.acces.url("travaux:fiche", travail.pk))
    chargements = Chargement.objects.visible_to(request.acces).select_related("fichier", "cree_par")[:20]
    return render(request, "marches/decp.html", {"form": formulaire, "chargements": chargements})


def decp_apercu(request, slug, pk):
    """Notices of a file, each with what must be looked at; those chosen become marchés."""
    chargement = get_object_or_404(
        Chargement.objects.visible_to(request.acces).select_related("fichier"), pk=pk
    )
    notices = NoticeLue.objects.filter(chargement=chargement)
    if request.method == "POST":
        return _load(request, chargement, notices)
    liste = replace(NOTICES, titre=chargement.fichier.nom)
    return liste.repondre(request, notices, chargement=chargement, charge=_summary(chargement))


def _summary(chargement) -> str:
    """Say what the last loading did: « 12 marchés enregistrés, 3 déjà enregistrés »."""
    fait = chargement.synthese.get("charge", {})
    return ", ".join(f"{fait[cle]} {mots[fait[cle] > 1]}" for cle, mots in ISSUES.items() if fait.get(cle))


def _load(request, chargement, notices):
    """Load the rows ticked, or every loadable row that the filters of the address keep."""
    if request.POST.get("acte") == "tout":
        form = NoticesFiltres(request.GET or None, acces=request.acces)
        choisies = form.filter(notices) if form.is_valid() else notices
    else:
        coches = [pk_of(pk) for pk in request.POST.getlist("notice")]
        choisies = notices.filter(pk__in=coches)
    ids = list(choisies.filter(chargeable=True).order_by("pk").values_list("pk", flat=True))
    try:
        travail = services.demander_chargement(chargement=chargement, notices=ids, par=request.acces)
    except Refus as refus:
        messages.error(request, str(refus))
        return redirect(request.get_full_path())
    return redirect(request.acces.url("travaux:fiche", travail.pk))
