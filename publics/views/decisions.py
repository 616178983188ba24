"""Decisions on hours that started before validation: list, sheet, proposal, answer, decision."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from guichet.base.erreurs import Refus
from guichet.base.horloge import aujourdhui
from publics.forms.decisions import DecisionForm, ObservationForm, PropositionForm
from publics.models import Decision, EtatDecision, LigneDecision, LigneReleve
from publics.regles.codes import Code
from publics.services import decisions as services
from publics.services.decisions_suite import suite_de
from publics.views.releves_lignes import trouver_ligne

OUVERTES = (EtatDecision.PROPOSEE, EtatDecision.TRANSMISE)


def decisions(request, slug):
    """Decisions waiting, then those taken."""
    toutes = Decision.objects.visible_to(request.acces).select_related("lot__marche", "mission__employeur")
    contexte = {
        "en_attente": toutes.filter(etat__in=OUVERTES),
        "prises": toutes.exclude(etat__in=OUVERTES).order_by("-decidee_le", "-pk")[:100],
        "a_proposer": _a_proposer(request),
    }
    return render(request, "publics/releves/decisions.html", contexte)


def _a_proposer(request):
    """Lines whose hours wait without a proposal; for the guichet only."""
    if not request.acces.est_guichet:
        return LigneReleve.objects.none()
    deja = LigneDecision.objects.du_territoire(request.acces).filter(decision__etat__in=OUVERTES)
    lignes = LigneReleve.objects.visible_to(request.acces).filter(courante=True, heures_a_decider__gt=0)
    lignes = lignes.exclude(pk__in=deja.values("ligne"))
    return lignes.select_related("participant", "lot__marche", "employeur").order_by("mois", "pk")


def trouver_decision(request, pk) -> Decision:
    """Return a decision that the reader may see, or 404."""
    vues = Decision.objects.visible_to(request.acces)
    liees = ("lot__marche__donneur_ordre", "mission__employeur", "mission__participant", "revise")
    return get_object_or_404(vues.select_related(*liees), pk=pk)


def decision(request, slug, pk):
    """The sheet: without name nor criterion for the buyer."""
    return _fiche(request, trouver_decision(request, pk))


def _fiche(request, vue: Decision, formulaire=None):
    acces = request.acces
    contexte = {"decision": vue, "suite": None, "form": formulaire}
    if vue.etat in OUVERTES:
        suite = suite_de(vue, jour=aujourdhui(acces.territoire), par=acces)
        if vue.etat == EtatDecision.PROPOSEE or suite.code != Code.R3_ATTENTE_REPONSES:
            contexte["suite"] = suite
    if formulaire is None:
        if acces.est_donneur_ordre and vue.etat == EtatDecision.TRANSMISE:
            initial = {"sens": vue.proposition, "heures": ""}
            contexte["form"] = DecisionForm(attente=vue.heures, initial=initial)
        elif acces.est_structure and vue.etat == EtatDecision.PROPOSEE:
            contexte["form"] = ObservationForm(initial={"observation": vue.observation})
        elif acces.est_guichet and vue.etat == EtatDecision.DECIDEE:
            contexte["form"] = PropositionForm(attente=vue.heures, initial={"sens": vue.sens})
    return render(request, "publics/releves/fiche_decision.html", contexte)


def decision_proposer(request, slug, pk):
    """Propose a decision on the waiting hours of a line and of those of its mission and month."""
    ligne = trouver_ligne(request, pk)
    memes = LigneReleve.objects.visible_to(request.acces).filter(
        mission=ligne.mission_id, mois=ligne.mois, courante=True, heures_a_decider__gt=0
    )
    memes = list(memes.select_related("participant", "lot__marche", "employeur"))
    attente = sum(une.heures_a_decider for une in memes)
    initial = {"sens": Decision.Sens.MAINTIEN, "motif": _motif(ligne)}
    formulaire = PropositionForm(request.POST or None, attente=attente, initial=initial)
    if request.method == "POST" and formulaire.is_valid():
        try:
            faite = services.proposer_decision(
                lignes=memes, proposition=formulaire.proposition(), par=request.acces
            )
        except Refus as refus:
            formulaire.add_error(refus.champ if refus.champ in formulaire.fields else None, str(refus))
        else:
            messages.success(request, f"Proposition {faite.reference} enregistrée.")
            return redirect(request.acces.url("publics:decision", faite.pk))
    contexte = {"ligne": ligne, "lignes": memes, "attente": attente, "form": formulaire}
    return render(request, "publics/releves/decision_proposer.html", contexte)


def _motif(ligne: LigneReleve) -> str:
    codes = [anomalie["code"] for anomalie in ligne.anomalies]
    return next((code for code in codes if code in services.MOTIFS), "R3_DEMANDE_TARDIVE")


def decision_observer(request, slug, pk):
    """The structure answers."""
    vue = trouver_decision(request, pk)
    formulaire = ObservationForm(request.POST)
    if not formulaire.is_valid():
        return _fiche(request, vue, formulaire)
    return _agir(
        request,
        vue,
        formulaire,
        lambda: services.observer(
            decision=vue, texte=formulaire.cleaned_data["observation"], par=request.acces
        ),
        "Votre observation est jointe à la fiche.",
    )


def decision_transmettre(request, slug, pk):
    """Send the sheet to the buyer."""
    vue = trouver_decision(request, pk)
    try:
        services.transmettre(decision=vue, par=request.acces)
        messages.success(request, "Fiche transmise au donneur d’ordre.")
    except Refus as refus:
        messages.error(request, str(refus))
    return redirect(request.acces.url("publics:decision", pk))


def decision_decider(request, slug, pk):
    """The buyer decides."""
    vue = trouver_decision(request, pk)
    formulaire = DecisionForm(request.POST, attente=vue.heures)
    if not formulaire.is_valid():
        return _fiche(request, vue, formulaire)
    return _agir(
        request,
        vue,
        formulaire,
        lambda: services.decider(
            decision=vue,
            sens=formulaire.cleaned_data["sens"],
            heures=formulaire.heures_maintenues(),
            motif=formulaire.cleaned_data["motif"],
            par=request.acces,
        ),
        "Décision enregistrée.",
    )


def decision_reviser(request, slug, pk):
    """The guichet proposes to revise."""
    vue = trouver_decision(request, pk)
    formulaire = PropositionForm(request.POST, attente=vue.heures)
    if not formulaire.is_valid():
        return _fiche(request, vue, formulaire)
    try:
        nouvelle = services.reviser(decision=vue, proposition=formulaire.proposition(), par=request.acces)
    except Refus as refus:
        formulaire.add_error(refus.champ if refus.champ in formulaire.fields else None, str(refus))
        return _fiche(request, vue, formulaire)
    messages.success(request, f"Révision proposée, {nouvelle.reference}.")
    return redirect(request.acces.url("publics:decision", nouvelle.pk))


def _agir(request, vue: Decision, formulaire, acte, phrase: str):
    try:
        acte()
    except Refus as refus:
        if refus.code in ("DECISION_DEJA_PRISE", "DECISION_TRANSMISE"):
            raise
        formulaire.add_error(refus.champ if refus.champ in formulaire.fields else None, str(refus))
        return _fiche(request, vue, formulaire)
    messages.success(request, phrase)
    return redirect(request.acces.url("publics:decision", vue.pk))
