"""Life of a validated mission: contracts, week repeated, suspension, end."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode

from guichet.base.erreurs import Refus
from guichet.base.horloge import aujourdhui
from publics.forms.missions import ContratForm, FinForm
from publics.models import Mission
from publics.services import contrats as services
from publics.services import missions_suite as suite
from publics.views.actes import act, conflict_shown


def _mission(request, pk) -> Mission:
    return get_object_or_404(Mission.objects.visible_to(request.acces), pk=pk)


@conflict_shown
def contrat_ajouter(request, slug, pk):
    """Add a contract; after too long a gap, offer a new mission instead (R2)."""
    vue = _mission(request, pk)
    formulaire = ContratForm(request.POST or None)
    contexte = {"form": formulaire, "mission": vue, "nouvelle": ""}
    if request.method == "POST" and formulaire.is_valid():
        try:
            services.ajouter_contrat(mission=vue, **formulaire.cleaned_data, par=request.acces)
        except services.NouvelleMission as ecart:
            formulaire.add_error("debut", str(ecart))
            depart = {"personne": vue.participant_id, "lot": vue.lot_id, "debut": ecart.debut}
            contexte["nouvelle"] = f"{request.acces.url('publics:mission_demander')}?{urlencode(depart)}"
        except Refus as refus:
            formulaire.add_error(refus.champ if refus.champ in formulaire.fields else None, str(refus))
        else:
            messages.success(request, "Contrat ajouté.")
            return redirect(request.acces.url("publics:mission", pk))
    return render(request, "publics/contrat_ajouter.html", contexte)


def contrats_semaine(request, slug):
    """Last week's contracts, repeated in one click; uncheck those that stop."""
    acces = request.acces
    proposes = services.a_reconduire(Mission.objects.visible_to(acces), jour=aujourdhui(acces.territoire))
    if request.method == "POST":
        coches = set(request.POST.getlist("contrat"))
        choisis = [r.contrat for r in proposes if str(r.contrat.pk) in coches]
        vers = acces.url("publics:contrats_semaine")
        if not choisis:
            messages.warning(request, "Aucun contrat coché : rien n’est reconduit.")
            return redirect(vers)
        phrase = f"Contrats reconduits d’une semaine : {len(choisis)}."
        return act(request, vers, phrase, services.reconduire_semaine, contrats=choisis)
    return render(request, "publics/contrats_semaine.html", {"proposes": proposes})


@conflict_shown
def mission_etat(request, slug, pk):
    """Suspend, resume or cancel."""
    vue, motif = _mission(request, pk), request.POST.get("motif", "")[:200]
    vers = request.acces.url("publics:mission", pk)
    acte = request.POST.get("acte")
    if acte == "suspendre":
        return act(request, vers, "Mission suspendue.", suite.suspendre_mission, mission=vue, motif=motif)
    if acte == "reprendre":
        return act(request, vers, "Mission reprise.", suite.reprendre_mission, mission=vue)
    if acte == "annuler":
        return act(request, vers, "Mission annulée.", suite.annuler_mission, mission=vue, motif=motif)
    messages.error(request, "Cet acte n’existe pas : rien n’est enregistré.")
    return redirect(vers)


@conflict_shown
def mission_terminer(request, slug, pk):
    """End a mission, at its term or before."""
    vue = _mission(request, pk)
    formulaire = FinForm(request.POST or None, initial={"fin": vue.fin})
    if request.method == "POST" and formulaire.is_valid():
        lu = formulaire.cleaned_data
        try:
            if lu["rupture"]:
                suite.rompre_mission(mission=vue, fin=lu["fin"], motif=lu["motif"], par=request.acces)
            else:
                suite.terminer_mission(mission=vue, fin=lu["fin"], par=request.acces)
        except Refus as refus:
            if refus.champ not in formulaire.fields:
                raise
            formulaire.add_error(refus.champ, str(refus))
        else:
            messages.success(request, "Fin de mission enregistrée.")
            return redirect(request.acces.url("publics:mission", pk))
    return render(request, "publics/mission_terminer.html", {"form": formulaire, "mission": vue})
