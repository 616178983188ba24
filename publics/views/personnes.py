"""Persons: page, identity."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from guichet.base.erreurs import Conflit, Refus
from guichet.base.horloge import aujourdhui
from guichet.journal.consultations import noter_consultation
from guichet.journal.frise import volet
from guichet.journal.references import reference
from publics.forms.personnes import IdentiteForm, PersonneForm
from publics.models import Critere, Evaluation, Mission, Participant, Prescription, Sortie, Suivi, Titre
from publics.services.criteres import critere_montre
from publics.services.horloges import horloges
from publics.services.parametres import parametres
from publics.services.participants import enregistrer_personne, modifier_personne
from publics.services.rapprochement import personnes_proches
from publics.views.actes import conflict_shown

FINIES = ("terminee", "rompue", "annulee", "refusee")


def personne(request, slug, pk):
    """Identity, titles, clocks and path of a person. Its reading is recorded (R14)."""
    acces = request.acces
    vue = get_object_or_404(
        Participant.objects.visible_to(acces).with_facts().select_related("prescripteur", "referent"), pk=pk
    )
    noter_consultation(request, vue, "Page d’une personne consultée")
    clocks = horloges(vue, jour=aujourdhui(acces.territoire), parametres=parametres(acces.territoire))
    fiches = list(
        Prescription.objects.visible_to(acces).filter(participant=vue).select_related("prescripteur")
    )
    criteres = Critere.objects.filter(participant=vue).select_related("justificatif", "prescription")
    missions = list(Mission.objects.visible_to(acces).filter(participant=vue).with_list_data())
    return render(
        request,
        "publics/personne.html",
        {
            "personne": vue,
            "horloges": clocks,
            "volet": volet(vue, acces),
            "hors_duree": beyond(clocks, [m for m in missions if m.etat not in FINIES]),
            "reference": reference(vue),
            "sous_titre": f"{len(missions)} mission{'s' if len(missions) > 1 else ''}",
            "titres": Titre.objects.visible_to(acces).filter(participant=vue).select_related("structure"),
            "criteres": [critere_montre(c, c.prescription) for c in criteres],
            "fiches": fiches,
            "missions": missions,
            "evaluations": Evaluation.objects.filter(mission__in=missions).select_related("mission__lot"),
            "suites": suites(vue) if acces.est_guichet else [],
            "proches": personnes_proches(vue, par=acces) if acces.est_guichet else [],
        },
    )


def beyond(clocks, missions) -> str:
    """Say how many days planned would be refused without an extension, empty when none."""
    jours = max((clocks.jours_hors_duree(mission.fin) for mission in missions), default=0)
    return f"{jours} jour{'s' if jours > 1 else ''} au-delà de l’éligibilité" if jours else ""


def suites(personne) -> list:
    """Return exits and situations after entry, latest first."""
    lignes = [
        *Sortie.objects.filter(participant=personne),
        *Suivi.objects.filter(participant=personne),
    ]
    return sorted(lignes, key=lambda ligne: ligne.le, reverse=True)


def personne_creer(request, slug):
    """Record a person by hand, for the guichet."""
    formulaire = IdentiteForm(request.POST or None)
    if request.method == "POST" and formulaire.is_valid():
        cree = enregistrer_personne(identite=formulaire.identite(), par=request.acces)
        return redirect(request.acces.url("publics:personne", cree.pk))
    return render(request, "publics/personne_creer.html", {"form": formulaire})


@conflict_shown
def personne_modifier(request, slug, pk):
    """Correct the identity of a person; somebody else's change since is shown, never overwritten."""
    vue = get_object_or_404(Participant.objects.visible_to(request.acces), pk=pk)
    formulaire = PersonneForm(request.POST or None, instance=vue, acces=request.acces)
    if request.method == "POST" and formulaire.is_valid():
        valeurs = dict(formulaire.cleaned_data)
        vu_le = valeurs.pop("vu_le")
        try:
            modifier_personne(personne=vue, valeurs=valeurs, vu_le=vu_le, par=request.acces)
        except Conflit:
            raise
        except Refus as refus:
            formulaire.add_error(None, str(refus))
        else:
            messages.success(request, "Fiche de la personne corrigée.")
            return redirect(request.acces.url("publics:personne", pk))
    noter_consultation(request, vue, "Identité d’une personne ouverte pour correction")
    return render(request, "publics/personne_modifier.html", {"form": formulaire, "personne": vue})
