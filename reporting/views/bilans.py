"""Bilans: list, draft with live figures, freeze, correct, send."""

from decimal import Decimal

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from guichet.base.erreurs import Refus
from guichet.journal.consultations import noter_consultation
from guichet.journal.frise import volet
from guichet.tableaux.liste import Colonne, Liste
from guichet.tableaux.liste.export import answer
from guichet.travaux.views import follow
from reporting.bilans import services
from reporting.bilans.ecran import screen
from reporting.bilans.etats import ASPECTS, BROUILLON
from reporting.bilans.instantane import instantane, period_text
from reporting.forms import BilanForm, TextesForm
from reporting.indicateurs.periodes import periode
from reporting.models import Bilan

CREER = ("reporting:bilan_creer", "Préparer un bilan")
LISTE = Liste(
    url="reporting:bilans",
    titre="Bilans",
    sous_titre="Un bilan arrêté ne bouge plus ; une correction fait une nouvelle version.",
    colonnes=(
        Colonne(
            "annee",
            "Année",
            valeur=lambda b: f"Bilan {b.annee}",
            tri="annee",
            lien=lambda acces, b: acces.url("reporting:bilan", b.pk),
            second=lambda b: period_text(periode(b.debut, b.fin)),
        ),
        Colonne("sujet", "De qui", valeur=lambda b: b.acteur.nom if b.acteur else "Territoire"),
        Colonne("version", "Version", genre="entier", tri="version"),
        Colonne(
            "etat",
            "État",
            valeur=lambda b: b.get_etat_display(),
            genre="etat",
            aspect=lambda b: ASPECTS[b.etat],
            tri="etat",
        ),
        Colonne("arrete_le", "Arrêté le", genre="jour", tri="arrete_le"),
        Colonne("document.numero", "Numéro"),
    ),
    charger=lambda bilans: bilans.select_related("acteur", "document"),
    tri="-annee",
    vide=(
        "Aucun bilan pour l’instant",
        "Ouvrez un brouillon : ses chiffres suivent les relevés jusqu’à ce que vous l’arrêtiez.",
        *CREER,
    ),
    actions=(CREER,),
)
LECTURE = Liste(
    url=LISTE.url,
    titre=LISTE.titre,
    colonnes=LISTE.colonnes,
    charger=LISTE.charger,
    tri=LISTE.tri,
    vide=("Aucun bilan pour l’instant", "Un bilan apparaît ici quand le guichet le diffuse.", "", ""),
)
COLONNES = (
    ("code", "Code"),
    ("libelle", "Indicateur"),
    ("unite", "Unité"),
    ("source", "Règle"),
)


def bilans(request, slug):
    """List of bilans."""
    liste = LISTE if request.acces.est_guichet else LECTURE
    if request.acces.est_etat:
        noter_consultation(request, request.acces.acteur, "Liste des bilans consultée par l’État")
    return liste.repondre(request, Bilan.objects.visible_to(request.acces))


def _find(request, pk) -> Bilan:
    bilans = Bilan.objects.visible_to(request.acces)
    return get_object_or_404(bilans.select_related("acteur", "document", "travail", "territoire"), pk=pk)


def bilan(request, slug, pk):
    """A bilan: live figures of a draft, frozen ones afterwards, the same tables as its PDF."""
    bilan, acces = _find(request, pk), request.acces
    if acces.est_etat:
        noter_consultation(request, bilan, "Bilan consulté par l’État")
    donnees = bilan.instantane if bilan.etat != BROUILLON else instantane(bilan)
    if request.GET.get("export"):
        return _file(request.GET["export"], donnees)
    en_suspens = bilan.travail and (bilan.travail.en_suspens or bilan.travail.etat == "echoue")
    return render(
        request,
        "reporting/bilan.html",
        {
            "bilan": bilan,
            "d": donnees,
            "chapitres": [screen(chapitre) for chapitre in donnees["chapitres"]],
            "titre": donnees["titre_complet"],
            "etat": bilan.get_etat_display(),
            "aspect": ASPECTS[bilan.etat],
            "brouillon": bilan.etat == BROUILLON,
            "a_diffuser": bilan.etat == "arrete" and acces.est_guichet,
            "suivi": follow(bilan.travail, acces) if en_suspens and acces.est_guichet else None,
            "bornes": _period_query(bilan),
            "volet": volet(bilan, acces) if bilan.etat != BROUILLON and acces.est_guichet else None,
        },
    )


def _period_query(bilan: Bilan) -> str:
    """Return the query string that opens the rows behind the figures of the period."""
    bornes = f"du={bilan.debut.isoformat()}&au={bilan.fin.isoformat()}"
    champ = {"donneur_ordre": "acheteur", "structure": "structure"}.get(bilan.genre)
    return f"{bornes}&{champ}={bilan.acteur_id}" if champ else bornes


def _file(forme: str, donnees: dict):
    """Answer the indicators as a file: one row each, one column a period."""
    tableau = donnees["indicateurs"]
    colonnes = [Colonne(cle, mots, valeur=lambda i, cle=cle: i[cle]) for cle, mots in COLONNES]
    colonnes += [
        Colonne(f"p{rang}", p["libelle"], valeur=lambda i, rang=rang: _exact(i["valeurs"][rang]))
        for rang, p in enumerate(tableau["periodes"])
    ]
    return answer(forme, donnees["titre_complet"], colonnes, tableau["indicateurs"], {})


def _exact(valeur):
    """A number of the snapshot as a cell: whole, or the decimal it was written from."""
    return Decimal(str(valeur)) if isinstance(valeur, float) else valeur


def bilan_creer(request, slug):
    """Open a draft."""
    form = BilanForm(request.POST or None, acces=request.acces)
    if request.method == "POST" and form.is_valid():
        try:
            cree = services.creer_bilan(**form.cleaned_data, par=request.acces)
        except Refus as refus:
            form.add_error(refus.champ, str(refus))
        else:
            return redirect(request.acces.url("reporting:bilan", cree.pk))
    return render(request, "reporting/bilan_creer.html", {"form": form})


def bilan_rediger(request, slug, pk):
    """Write the texts of a draft."""
    bilan = _find(request, pk)
    if bilan.etat != BROUILLON:
        return redirect(request.acces.url("reporting:bilan", pk))
    form = TextesForm(request.POST or None, bilan=bilan)
    if request.method == "POST" and form.is_valid():
        services.ecrire_textes(bilan=bilan, textes=form.cleaned_data, par=request.acces)
        messages.success(request, "Textes enregistrés.")
        return redirect(request.acces.url("reporting:bilan", pk))
    return render(request, "reporting/bilan_rediger.html", {"form": form, "bilan": bilan})


@require_POST
def bilan_arreter(request, slug, pk):
    """Freeze a draft."""
    services.arreter_bilan(bilan=_find(request, pk), par=request.acces)
    messages.success(request, "Bilan arrêté. Son PDF se prépare.")
    return redirect(request.acces.url("reporting:bilan", pk))


@require_POST
def bilan_corriger(request, slug, pk):
    """Open the next version."""
    suivant = services.corriger_bilan(bilan=_find(request, pk), par=request.acces)
    return redirect(request.acces.url("reporting:bilan", suivant.pk))


@require_POST
def bilan_diffuser(request, slug, pk):
    """Send a frozen bilan to its readers."""
    services.diffuser_bilan(bilan=_find(request, pk), par=request.acces)
    messages.success(request, "Bilan diffusé : ses lecteurs le voient.")
    return redirect(request.acces.url("reporting:bilan", pk))
