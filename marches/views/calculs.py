"""The calculator of a lot: live result, advice, computations kept."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from guichet.base.formats import heures as en_heures
from guichet.territoires.reglages import reglages
from marches.calcul_heures import SEUIL_PACT_HEURES
from marches.forms.calculs import FORMULAIRES, LIBELLES, Methode
from marches.models import CalculHeures, Lot
from marches.services import calculs as services


def lot_calcul(request, slug, pk):
    """Show the calculator of a lot; keep the computation that is sent."""
    lot = _find(request, pk)
    methode = _method(request)
    formulaire = _form(request, lot, methode, request.POST or None)
    resultat = None
    if request.method == "POST" and formulaire.is_valid():
        resultat = formulaire.resultat()
        if resultat is not None:
            services.enregistrer_calcul(
                lot=lot,
                methode=methode,
                parametres=formulaire.parametres(),
                motif=formulaire.cleaned_data["motif"],
                par=request.acces,
            )
            messages.success(request, f"Heures estimées du lot {lot.numero} : {en_heures(resultat.heures)}.")
            return redirect(request.acces.url("marches:lot_fiche", pk))
    contexte = {
        "lot": lot,
        "form": formulaire,
        "resultat": resultat,
        "seuil": SEUIL_PACT_HEURES,
        "methodes": [
            {"libelle": libelle, "url": f"?methode={code}", "actif": code == methode, "compte": None}
            for code, libelle in LIBELLES.items()
        ],
        "calculs": CalculHeures.objects.filter(lot=lot).select_related("auteur"),
    }
    return render(request, "marches/lot_calcul.html", contexte)


def lot_calcul_resultat(request, slug, pk):
    """Return the result alone, asked again at each change of the form; incomplete values give no result."""
    lot = _find(request, pk)
    formulaire = _form(request, lot, _method(request), request.GET)
    resultat = formulaire.resultat() if formulaire.is_valid() else None
    contexte = {"form": formulaire, "resultat": resultat, "seuil": SEUIL_PACT_HEURES}
    return render(request, "marches/calcul_resultat.html", contexte)


def _find(request, pk) -> Lot:
    return get_object_or_404(Lot.objects.visible_to(request.acces).select_related("marche"), pk=pk)


def _method(request) -> str:
    demandee = request.GET.get("methode", "")
    return demandee if demandee in FORMULAIRES else Methode.MONTANT


def _form(request, lot, methode, donnees):
    poses = reglages(request.acces.territoire)
    return FORMULAIRES[methode](
        donnees, metiers=services.lire_parts(poses["parts_main_oeuvre"]), reglages=poses, lot=lot
    )
