"""Fiches de prescription: sending, list, answer."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from guichet.base.erreurs import Refus
from guichet.base.horloge import aujourdhui
from guichet.base.saisie import pk_of
from guichet.journal.consultations import noter_consultation
from guichet.journal.frise import volet
from publics.forms.prescriptions import (
    CompletionForm,
    DecisionForm,
    MotifForm,
    PrescriptionForm,
)
from publics.models import Critere, Participant, Prescription, Verification
from publics.services import prescriptions as services
from publics.services.criteres import critere_montre
from publics.services.echeances import echeance
from publics.services.parametres import parametres
from publics.services.rapprochement import personnes_proches
from publics.views.actes import act, conflict_shown


def prescription_creer(request, slug):
    """Send a fiche: a prescriber with or without account, an employer, or the guichet on behalf."""
    formulaire = PrescriptionForm(
        request.POST or None, request.FILES or None, acces=request.acces, initial=_initial(request)
    )
    if request.method == "POST" and formulaire.is_valid():
        try:
            fiche = services.transmettre_prescription(
                identite=formulaire.identite(),
                fiche=formulaire.fiche(),
                criteres=formulaire.criteres(),
                par=request.acces,
            )
        except Refus as refus:
            formulaire.show_refusal(refus)
        else:
            messages.success(request, f"Fiche n° {fiche.pk} transmise au guichet.")
            return redirect(request.acces.url("publics:prescription", fiche.pk))
    return render(request, "publics/prescription_creer.html", {"form": formulaire})


def _initial(request) -> dict:
    """Prefill from a person one may see or a receipt, and from who signs; the guichet signs for nobody."""
    acces = request.acces
    initial = {}
    if acces.utilisateur is not None and not acces.est_guichet:
        initial = {
            "prescripteur_nom": acces.utilisateur.nom_complet,
            "prescripteur_courriel": acces.utilisateur.email,
        }
    personne, numero = pk_of(request.GET.get("personne", "")), request.GET.get("recepisse", "")
    if personne:
        source = Participant.objects.visible_to(acces).filter(pk=personne).first()
        champs = PrescriptionForm.CHAMPS
    else:
        source = Verification.objects.visible_to(acces).filter(numero=numero).first()
        champs = ("nom", "prenom", "ne_le")
    return initial | {champ: getattr(source, champ) for champ in champs if source is not None}


def _fiche(request, pk) -> Prescription:
    fiches = Prescription.objects.visible_to(request.acces)
    return get_object_or_404(
        fiches.select_related("participant", "prescripteur", "structure", "decidee_par"), pk=pk
    )


def prescription(request, slug, pk):
    """A fiche with its proofs beside, its clock, and the answer to give or to read."""
    acces = request.acces
    fiche = _fiche(request, pk)
    noter_consultation(request, fiche.participant, f"Fiche de prescription n° {fiche.pk} consultée")
    tenus = Critere.objects.filter(prescription=fiche).select_related("justificatif")
    rapprocher = acces.est_guichet and fiche.participant.a_rapprocher
    return render(
        request,
        "publics/prescription.html",
        {
            "fiche": fiche,
            "personne": fiche.participant,
            "volet": volet(fiche, acces),
            "nom_fiche": f"Fiche n° {fiche.pk}",
            "nom_montre": str(fiche.participant) if acces.est_guichet else fiche.nom_du_tiers,
            "est_employeur": acces.est_guichet or acces.est_structure,
            "retrait": MotifForm() if services.envoyee_par(fiche, acces) else None,
            "refus_annulable": acces.est_guichet and services.refus_annulable(fiche, par=acces),
            "criteres": [critere_montre(critere, fiche) for critere in tenus],
            "echeance": echeance(
                fiche, jour=aujourdhui(acces.territoire), parametres=parametres(acces.territoire)
            ),
            "a_decider": acces.est_guichet and fiche.etat in ("transmise", "piece_a_fournir"),
            "a_completer": fiche.etat == "piece_a_fournir",
            "decision": DecisionForm(),
            "completion": CompletionForm(),
            "proches": personnes_proches(fiche.participant, par=acces) if rapprocher else [],
        },
    )


@conflict_shown
def prescription_decider(request, slug, pk):
    """Answer a fiche: validate, ask for a paper, refuse."""
    fiche = _fiche(request, pk)
    vers = request.acces.url("publics:prescription", pk)
    formulaire = DecisionForm(request.POST, criteres=Critere.objects.filter(prescription=fiche))
    if not formulaire.is_valid():
        messages.error(request, "La réponse n’a pas été comprise : rien n’est enregistré.")
        return redirect(vers)
    lu = formulaire.cleaned_data
    if lu["acte"] == "valider":
        retenus = set(lu["retenus"])
        phrase = "Fiche validée, le prescripteur et la structure sont prévenus."
        return act(
            request, vers, phrase, services.valider_prescription, prescription=fiche, criteres_retenus=retenus
        )
    if lu["acte"] == "piece":
        phrase = "Pièce demandée au prescripteur."
        return act(request, vers, phrase, services.demander_piece, prescription=fiche, piece=lu["motif"])
    phrase = "Fiche refusée. Vous pouvez annuler ce refus tant que la réponse n’est pas partie."
    return act(request, vers, phrase, services.refuser_prescription, prescription=fiche, motif=lu["motif"])


@conflict_shown
def prescription_annuler_refus(request, slug, pk):
    """Take back a refusal while its mails wait."""
    vers = request.acces.url("publics:prescription", pk)
    return act(request, vers, "Refus annulé.", services.annuler_refus, prescription=_fiche(request, pk))


@conflict_shown
def prescription_completer(request, slug, pk):
    """Give the paper that the guichet asked for."""
    fiche = _fiche(request, pk)
    vers = request.acces.url("publics:prescription", pk)
    formulaire = CompletionForm(request.POST, request.FILES)
    if not formulaire.is_valid():
        messages.error(request, "Ce message est trop long : 300 caractères au plus.")
        return redirect(vers)
    return act(
        request,
        vers,
        "Pièce transmise au guichet.",
        services.completer_prescription,
        prescription=fiche,
        reponse=formulaire.cleaned_data["reponse"],
        piece=formulaire.cleaned_data["piece"],
    )


@conflict_shown
def prescription_retirer(request, slug, pk):
    """Withdraw a fiche before its answer."""
    formulaire = MotifForm(request.POST)
    motif = formulaire.cleaned_data["motif"] if formulaire.is_valid() else ""
    return act(
        request,
        request.acces.url("publics:prescription", pk),
        "Fiche retirée.",
        services.retirer_prescription,
        prescription=_fiche(request, pk),
        motif=motif,
    )
