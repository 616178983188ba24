"""Missions: request with its verdict, page, answer."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from guichet.base.erreurs import Refus
from guichet.base.horloge import aujourdhui
from guichet.base.saisie import pk_of
from guichet.journal.consultations import noter_consultation
from guichet.journal.references import reference
from publics.forms.missions import DemandeForm
from publics.forms.prescriptions import MotifForm
from publics.models import Contrat, Evaluation, Mission, Participant, Verification
from publics.services import missions as services
from publics.services.eligibilite import dossiers_de
from publics.services.horloges import horloges_lues
from publics.services.parametres import parametres
from publics.services.rapprochement import personnes_proches
from publics.services.transitions import MISSION
from publics.services.verifications import verdict_pour
from publics.views.actes import act, conflict_shown
from publics.views.personnes import FINIES, beyond

ACTES = {"suspendre": "suspendue", "reprendre": "en_cours", "annuler": "annulee"}


def mission_demander(request, slug):
    """Ask for a mission: the verdict of R2 first, then the request."""
    acces = request.acces
    verification = _verification(request)
    formulaire = DemandeForm(request.POST or None, acces=acces, initial=_initial(request, verification))
    contexte = {"form": formulaire, "verification": verification, "verdict": None, "suite_de": None}
    if request.method == "POST" and formulaire.is_valid():
        question = formulaire.question()
        if request.POST.get("acte") == "envoyer":
            try:
                mission = _ask(request, formulaire, question, verification)
            except Refus as refus:
                formulaire.add_error(refus.champ if refus.champ in formulaire.fields else None, str(refus))
            else:
                messages.success(request, "Demande envoyée au guichet.")
                return redirect(acces.url("publics:mission", mission.pk))
        personne, contexte["verdict"] = verdict_pour(**question, par=acces)
        contexte["suite_de"] = services.suite_de(
            participant=personne,
            lot=question["lot"],
            employeur=question["structure"],
            debut=question["debut"],
            verdict=contexte["verdict"],
        )
        modalite = services.modalite_de(question["structure"])
        contexte["habilite"] = services.est_habilite(
            employeur=question["structure"], modalite=modalite, jour=question["debut"]
        )
        contexte["modalite"] = modalite
    return render(request, "publics/mission_demander.html", contexte)


def _ask(request, formulaire, question, verification) -> Mission:
    identite = {champ: question[champ] for champ in ("nom", "prenom", "ne_le")}
    lu = formulaire.cleaned_data
    return services.demander_mission_pour(
        identite=identite,
        lot=question["lot"],
        employeur=question["structure"],
        debut=question["debut"],
        fin=lu["fin"],
        poste=lu["poste"],
        permanent=lu["permanent"],
        verification=verification,
        par=request.acces,
    )


def _verification(request) -> Verification | None:
    numero = request.GET.get("recepisse", "")
    if not numero:
        return None
    return Verification.objects.visible_to(request.acces).filter(numero=numero).first()


def _initial(request, verification) -> dict:
    """Prefill from a receipt, from a person's page, or from a mission that starts again."""
    if verification is not None:
        champs = ("nom", "prenom", "ne_le", "debut")
        return {
            **{champ: getattr(verification, champ) for champ in champs},
            "lot": verification.lot_id,
            "structure": verification.structure_id,
        }
    initial = {"lot": request.GET.get("lot"), "debut": request.GET.get("debut")}
    personne = pk_of(request.GET.get("personne", ""))
    vue = Participant.objects.visible_to(request.acces).filter(pk=personne).first() if personne else None
    if vue is not None:
        initial |= {"nom": vue.nom, "prenom": vue.prenom, "ne_le": vue.ne_le}
    return initial


def _mission(request, pk) -> Mission:
    missions = Mission.objects.visible_to(request.acces).with_habilitation()
    liees = ("participant", "lot__marche", "employeur", "titre", "verification", "validee_par")
    return get_object_or_404(missions.select_related(*liees), pk=pk)


def possible_acts(vue: Mission) -> list[str]:
    """Return the acts of `mission_etat` that the state allows; to resume one must be suspended."""
    actes = [acte for acte, vers in ACTES.items() if vers in MISSION[vue.etat]]
    return [acte for acte in actes if acte != "reprendre" or vue.etat == "suspendue"]


def mission(request, slug, pk):
    """A mission: its answer, its contracts, its coverage, its end."""
    vue = _mission(request, pk)
    noter_consultation(request, vue.participant, f"Mission n° {vue.pk} consultée")
    reglages = parametres(request.acces.territoire)
    contexte = {
        "mission": vue,
        "personne": vue.participant,
        "reference": reference(vue),
        "contrats": Contrat.objects.filter(mission=vue),
        "evaluations": Evaluation.objects.filter(mission=vue) if vue.etat in FINIES else [],
        "motif_form": MotifForm(),
        "ecart_jours": reglages.ecart_mission_jours,
        "actes": possible_acts(vue),
        "page_personne": vue.etat not in ("annulee", "refusee") or request.acces.est_guichet,
        "sous_titre": f"{vue.lot.marche.objet}, lot {vue.lot.numero}, chez {vue.employeur.nom}",
        "proches": [],
        **(clocks(vue, reglages, aujourdhui(request.acces.territoire)) if vue.etat not in FINIES else {}),
    }
    if vue.participant.a_rapprocher and request.acces.est_guichet:
        contexte["proches"] = personnes_proches(vue.participant, par=request.acces)
    return render(request, "publics/mission.html", contexte)


def clocks(vue: Mission, reglages, jour) -> dict:
    """Return the clocks of the person of a mission, and what validating it today would cover."""
    lu = dossiers_de([vue.participant])[vue.participant_id]
    horloges = horloges_lues(lu, jour=jour, parametres=reglages)
    couverture = None
    if vue.etat == "a_valider" and vue.demandee_le:
        couverture = services.couverture_de(vue, lu=lu, le=jour, parametres=reglages)
    return {"horloges": horloges, "hors_duree": beyond(horloges, [vue]), "couverture": couverture}


@conflict_shown
def mission_valider(request, slug, pk):
    """Validate a request, one click while the title runs."""
    vers = request.acces.url("publics:mission", pk)
    vue = _mission(request, pk)
    return act(request, vers, "Mission validée.", services.valider_mission, mission=vue)


@conflict_shown
def mission_refuser(request, slug, pk):
    """Refuse a request, with its reason."""
    vers = request.acces.url("publics:mission", pk)
    motif = request.POST.get("motif", "")[:200]
    vue = _mission(request, pk)
    return act(request, vers, "Mission refusée.", services.refuser_mission, mission=vue, motif=motif)


@conflict_shown
def mission_redemander(request, slug, pk):
    """Ask again for a mission that was refused."""
    vers = request.acces.url("publics:mission", pk)
    vue = _mission(request, pk)
    return act(request, vers, "Mission à nouveau à valider.", services.redemander_mission, mission=vue)
