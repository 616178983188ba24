"""Acts on the file of a person: titles, extension, change of situation, path, and who she is."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from guichet.base.erreurs import Refus
from guichet.base.saisie import pk_of
from publics.forms.personnes import (
    ChangementForm,
    EvaluationForm,
    PeriodeForm,
    ProlongationForm,
    SortieForm,
    SuiviForm,
    TitreForm,
)
from publics.models import Mission, Participant, Titre
from publics.services import parcours, titres
from publics.services.rapprochement import confirmer_nouvelle, fusionner_personnes
from publics.views.actes import act


def form_page(request, formulaire, *, personne, titre: str, bouton: str, phrase: str, enregistrer):
    """Show a form about a person, call `enregistrer(cleaned_data)`, come back to her page."""
    retour = request.acces.url("publics:personne", personne.pk)
    if request.method == "POST" and formulaire.is_valid():
        try:
            enregistrer(formulaire.cleaned_data)
        except Refus as refus:
            formulaire.add_error(refus.champ if refus.champ in formulaire.fields else None, str(refus))
        else:
            messages.success(request, phrase)
            return redirect(retour)
    contexte = {"form": formulaire, "personne": personne, "titre": titre, "bouton": bouton, "retour": retour}
    return render(request, "publics/acte_personne.html", contexte)


def _person(request, pk) -> Participant:
    return get_object_or_404(Participant.objects.visible_to(request.acces), pk=pk)


def titre_creer(request, slug, pk):
    """Record a PASS IAE or a status."""
    personne = _person(request, pk)
    return form_page(
        request,
        TitreForm(request.POST or None, acces=request.acces),
        personne=personne,
        titre="Enregistrer un titre d’éligibilité",
        bouton="Enregistrer le titre",
        phrase="Titre enregistré.",
        enregistrer=lambda v: titres.enregistrer_titre(personne=personne, valeurs=v, par=request.acces),
    )


def titre_changement(request, slug, pk):
    """Say that the situation behind a fiche changed (R2)."""
    titre = get_object_or_404(
        Titre.objects.visible_to(request.acces).select_related("participant"), pk=pk, genre="fiche"
    )
    return form_page(
        request,
        ChangementForm(request.POST or None),
        personne=titre.participant,
        titre="Signaler un changement de situation",
        bouton="Enregistrer le changement",
        phrase="Changement enregistré : la fiche ne vaut plus pour une nouvelle mission.",
        enregistrer=lambda v: titres.signaler_changement(titre=titre, le=v["le"], par=request.acces),
    )


def titre_periode(request, slug, pk):
    """Suspend or prolong a PASS IAE."""
    titre = get_object_or_404(
        Titre.objects.visible_to(request.acces).select_related("participant"), pk=pk, genre="pass_iae"
    )
    return form_page(
        request,
        PeriodeForm(request.POST or None),
        personne=titre.participant,
        titre="Suspendre ou prolonger le PASS IAE",
        bouton="Enregistrer la période",
        phrase="Période enregistrée.",
        enregistrer=lambda v: titres.ajouter_periode(
            titre=titre, suspension=v["genre"] == "suspension", du=v["du"], au=v["au"], par=request.acces
        ),
    )


def personne_prolonger(request, slug, pk):
    """Extend the length of eligibility (R4)."""
    personne = _person(request, pk)
    return form_page(
        request,
        ProlongationForm(request.POST or None),
        personne=personne,
        titre="Prolonger l’éligibilité",
        bouton="Prolonger",
        phrase="Éligibilité prolongée.",
        enregistrer=lambda v: titres.prolonger_eligibilite(personne=personne, **v, par=request.acces),
    )


def sortie_creer(request, slug, pk):
    """Record how a person left the clauses."""
    personne = _person(request, pk)
    return form_page(
        request,
        SortieForm(request.POST or None),
        personne=personne,
        titre="Enregistrer une sortie",
        bouton="Enregistrer la sortie",
        phrase="Sortie enregistrée.",
        enregistrer=lambda v: parcours.enregistrer_sortie(personne=personne, valeurs=v, par=request.acces),
    )


def suivi_creer(request, slug, pk):
    """Record the situation at 6 or 12 months."""
    personne = _person(request, pk)
    return form_page(
        request,
        SuiviForm(request.POST or None),
        personne=personne,
        titre="Enregistrer la situation à 6 ou 12 mois",
        bouton="Enregistrer la situation",
        phrase="Situation enregistrée.",
        enregistrer=lambda v: parcours.enregistrer_suivi(personne=personne, **v, par=request.acces),
    )


def evaluation_creer(request, slug, pk):
    """Evaluate a mission at its end."""
    mission = get_object_or_404(
        Mission.objects.visible_to(request.acces).select_related("participant"), pk=pk
    )
    return form_page(
        request,
        EvaluationForm(request.POST or None),
        personne=mission.participant,
        titre="Évaluer la fin de mission",
        bouton="Enregistrer l’évaluation",
        phrase="Évaluation enregistrée.",
        enregistrer=lambda v: parcours.evaluer_mission(mission=mission, valeurs=v, par=request.acces),
    )


def personne_rapprocher(request, slug, pk):
    """Say who a person typed by a third party is: somebody known, or a new person."""
    doublon = _person(request, pk)
    connue = request.POST.get("connue", "")
    if not connue:
        vers = request.acces.url("publics:personne", pk)
        return act(request, vers, "Nouvelle personne confirmée.", confirmer_nouvelle, personne=doublon)
    gardee = _person(request, pk_of(connue))
    try:
        fusionner_personnes(gardee=gardee, doublon=doublon, par=request.acces)
    except Refus as refus:
        messages.error(request, str(refus))
        return redirect(request.acces.url("publics:personne", pk))
    messages.success(request, "Les deux fiches n’en font plus qu’une.")
    return redirect(request.acces.url("publics:personne", gardee.pk))
