"""Lots: lists of each role, page, correction, state, engagements, companies."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from guichet.base.erreurs import Conflit, Refus
from guichet.base.horloge import aujourdhui
from guichet.base.saisie import conflict_shown
from guichet.journal.frise import frise
from guichet.journal.references import reference
from marches import listes
from marches.aspects import aspect
from marches.etats import transition
from marches.forms.lots import AttributionForm, EngagementForm, EtatForm, LotForm, PartForm
from marches.models import Attribution, CalculHeures, Engagement, Lot
from marches.services import attributions, engagements, etats
from marches.services import marches as services
from marches.views.actes import act, fill_errors

LIES = ("marche", "marche__donneur_ordre", "marche__service", "referent", "territoire")
LISTES = {
    "structure": listes.LOTS_STRUCTURE,
    "donneur_ordre": listes.LOTS_DONNEUR_ORDRE,
    "ddetspp": listes.LOTS_ETAT,
}


def lots(request, slug):
    """Lots that one may see."""
    liste = LISTES.get(request.acces.role.code, listes.LOTS)
    onglets = listes.onglets(request.acces, liste.url)
    return liste.repondre(request, Lot.objects.visible_to(request.acces), onglets=onglets)


def lot_fiche(request, slug, pk):
    """A lot: its clause, what it owes, who holds it, the acts its state allows."""
    acces = request.acces
    lot = get_object_or_404(Lot.objects.visible_to(acces).select_related(*LIES).with_list_data(), pk=pk)
    attributions_du_lot = list(Attribution.objects.filter(lot=lot).select_related("entreprise"))
    actes = etats.actes_possibles(lot) if acces.est_guichet else []
    contexte = {
        "lot": lot,
        "aspect": aspect(lot.etat),
        "sous_titre": f"{lot.marche.objet}, marché n° {lot.marche.numero}",
        "attributions": attributions_du_lot,
        "ecart_parts": attributions.ecart_des_parts(lot, attributions_du_lot),
        "engagements": Engagement.objects.filter(lot=lot),
        "calculs": CalculHeures.objects.filter(lot=lot).select_related("auteur") if acces.est_guichet else [],
        "acte_principal": actes[0] if actes else None,
        "autres_actes": actes[1:],
        "reference": reference(lot) if acces.est_guichet else "",
        "evenements": frise(lot, acces, taille=12),
    }
    gabarit = "marches/lot_fiche.html" if acces.est_guichet else "marches/lot_lecture.html"
    return render(request, gabarit, contexte)


@conflict_shown
def lot_modifier(request, slug, pk):
    """Correct what a lot is."""
    lot = _find(request, pk)
    formulaire = LotForm(request.POST or None, instance=lot, acces=request.acces)
    if request.method == "POST" and formulaire.is_valid():
        try:
            services.modifier_lot(
                lot=lot,
                valeurs=formulaire.valeurs(),
                vu=formulaire.cleaned_data["vu"],
                par=request.acces,
            )
        except Conflit:
            raise
        except Refus as refus:
            fill_errors(formulaire, refus)
        else:
            messages.success(request, "Lot modifié.")
            return redirect(request.acces.url("marches:lot_fiche", pk))
    return render(request, "marches/lot_modifier.html", {"form": formulaire, "lot": lot})


@conflict_shown
def lot_etat(request, slug, pk, verbe):
    """Move a lot to another state; what the act needs is asked first."""
    lot = _find(request, pk)
    depuis = request.POST.get("depuis", lot.etat)
    acte = transition(lot.etat, verbe)
    if acte is None and request.method != "POST":
        raise Http404
    formulaire = EtatForm(request.POST or None, lot=lot, acte=acte, acces=request.acces) if acte else None
    if request.method == "POST" and (formulaire is None or formulaire.is_valid()):
        reponses = dict(formulaire.cleaned_data) if formulaire else {}
        reponses.pop("depuis", None)
        try:
            lot = etats.changer_etat(
                lot=lot, verbe=verbe, depuis=depuis, reponses=reponses, par=request.acces
            )
        except Conflit:
            raise
        except Refus as refus:
            fill_errors(formulaire, refus)
        else:
            messages.success(request, f"Lot {lot.numero} : {lot.get_etat_display().lower()}.")
            return redirect(request.acces.url("marches:lot_fiche", pk))
    return render(request, "marches/lot_etat.html", {"form": formulaire, "lot": lot, "acte": acte})


def engagement_creer(request, slug, pk):
    """Add an avenant, a tranche, an order or the acte d'engagement."""
    lot = _find(request, pk)
    initial = {
        "date_effet": aujourdhui(request.acces.territoire),
        "genre": request.GET.get("genre", "avenant"),
    }
    formulaire = EngagementForm(request.POST or None, initial=initial)
    if request.method == "POST" and formulaire.is_valid():
        try:
            engagements.ajouter_engagement(lot=lot, par=request.acces, **formulaire.cleaned_data)
        except Refus as refus:
            fill_errors(formulaire, refus)
        else:
            messages.success(request, "Engagement enregistré.")
            return redirect(request.acces.url("marches:lot_fiche", pk))
    contexte = {"form": formulaire, "lot": lot, "taux": engagements.taux_des_commandes(lot)}
    return render(request, "marches/engagement_creer.html", contexte)


def engagement_affermir(request, slug, pk):
    """Make a tranche due from today."""
    engagement = get_object_or_404(Engagement.objects.visible_to(request.acces), pk=pk)
    vers = request.acces.url("marches:lot_fiche", engagement.lot_id)
    le = aujourdhui(request.acces.territoire)
    return act(request, vers, "Tranche affermie.", engagements.affermir_tranche, engagement=engagement, le=le)


def engagement_retirer(request, slug, pk):
    """Remove an engagement typed by mistake, with a reason."""
    engagement = get_object_or_404(Engagement.objects.visible_to(request.acces), pk=pk)
    vers = request.acces.url("marches:lot_fiche", engagement.lot_id)
    motif = request.POST.get("motif", "")[:200]
    return act(
        request,
        vers,
        "Engagement retiré.",
        engagements.retirer_engagement,
        engagement=engagement,
        motif=motif,
    )


def attribution_creer(request, slug, pk):
    """Put a company on a lot."""
    lot = _find(request, pk)
    formulaire = AttributionForm(request.POST or None, acces=request.acces)
    if request.method == "POST" and formulaire.is_valid():
        try:
            attributions.attribuer(lot=lot, par=request.acces, **formulaire.cleaned_data)
        except Refus as refus:
            fill_errors(formulaire, refus)
        else:
            messages.success(request, "Entreprise enregistrée sur le lot.")
            return redirect(request.acces.url("marches:lot_fiche", pk))
    return render(request, "marches/attribution_creer.html", {"form": formulaire, "lot": lot})


def attribution_modifier(request, slug, pk):
    """Change a company's share of the hours."""
    attribution = get_object_or_404(
        Attribution.objects.visible_to(request.acces).select_related("entreprise", "lot__marche"), pk=pk
    )
    formulaire = PartForm(request.POST or None, initial={"heures": attribution.heures})
    if request.method == "POST" and formulaire.is_valid():
        attributions.modifier_part(
            attribution=attribution, heures=formulaire.cleaned_data["heures"], par=request.acces
        )
        messages.success(request, "Part des heures modifiée.")
        return redirect(request.acces.url("marches:lot_fiche", attribution.lot_id))
    contexte = {"form": formulaire, "attribution": attribution}
    return render(request, "marches/attribution_modifier.html", contexte)


def attribution_retirer(request, slug, pk):
    """Take a company off a lot."""
    attribution = get_object_or_404(Attribution.objects.visible_to(request.acces), pk=pk)
    vers = request.acces.url("marches:lot_fiche", attribution.lot_id)
    return act(
        request, vers, "Entreprise retirée.", attributions.retirer_attribution, attribution=attribution
    )


def _find(request, pk) -> Lot:
    return get_object_or_404(Lot.objects.visible_to(request.acces).select_related(*LIES), pk=pk)
