"""Persons: page, identity."""

from django.contrib import messages
from django.db.models import BigIntegerField, Value
from django.db.models.functions import Cast
from django.shortcuts import get_object_or_404, redirect, render

from guichet.base.erreurs import Conflit, Refus
from guichet.base.horloge import aujourdhui
from guichet.journal.consultations import noter_consultation
from guichet.journal.references import reference
from publics.forms.personnes import IdentiteForm, PersonneForm
from publics.models import Critere, Evaluation, Participant, Prescription, Sortie, Suivi
from publics.services.criteres import critere_montre
from publics.services.eligibilite import dossiers_de
from publics.services.horloges import horloges_lues
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
    lu = dossiers_de([vue])[vue.pk]
    clocks = horloges_lues(lu, jour=aujourdhui(acces.territoire), parametres=parametres(acces.territoire))
    lus = Critere.objects.filter(participant=vue)
    criteres = list(lus.select_related("justificatif", "prescription__prescripteur"))
    siens = acces.acteurs_id
    missions = [m for m in reversed(lu.toutes) if acces.est_guichet or m.employeur_id in siens]
    parcours = path_of(vue, missions, acces)
    return render(
        request,
        "publics/personne.html",
        {
            "personne": vue,
            "horloges": clocks,
            "hors_duree": beyond(clocks, [m for m in missions if m.etat not in FINIES]),
            "reference": reference(vue),
            "sous_titre": f"{len(missions)} mission{'s' if len(missions) > 1 else ''}",
            "titres": [t for t in lu.titres if acces.est_guichet or t.structure_id in (None, *siens)],
            "criteres": [critere_montre(c, c.prescription) for c in criteres],
            "fiches": fiches_of(vue, criteres, acces),
            "missions": missions,
            "evaluations": parcours["evaluation"],
            "suites": [*parcours["sortie"], *parcours["suivi"]],
            "proches": personnes_proches(vue, par=acces) if acces.est_guichet and vue.a_rapprocher else [],
        },
    )


def beyond(clocks, missions) -> str:
    """Say how many days planned would be refused without an extension, empty when none."""
    jours = max((clocks.jours_hors_duree(mission.fin) for mission in missions), default=0)
    return f"{jours} jour{'s' if jours > 1 else ''} au-delà de l’éligibilité" if jours else ""


def fiches_of(personne, criteres, acces) -> list[Prescription]:
    """Return the fiches of a person, latest first; a structure sees those that name it."""
    if acces.est_guichet:
        fiches = Prescription.objects.visible_to(acces).filter(participant=personne)
        return list(fiches.select_related("prescripteur"))
    siens = set(acces.acteurs_id)
    fiches = {c.prescription_id: c.prescription for c in criteres if c.prescription_id}
    siennes = [f for f in fiches.values() if {f.structure_id, f.prescripteur_id} & siens]
    return sorted(siennes, key=lambda fiche: fiche.pk, reverse=True)


def path_of(personne, missions, acces) -> dict[str, list[dict]]:
    """Return evaluations, exits and situations after entry, latest first, in one query."""
    vues = [mission.pk for mission in missions]
    lots = {mission.pk: mission.lot.intitule for mission in missions}
    champs = ("le", "genre", "rang", "quoi", "detail", "suite", "auteur")
    vide = Value("")
    lignes = _rows(
        Evaluation.objects.filter(mission__in=vues),
        ("le", Value("evaluation"), "mission_id", "assiduite", "gestes", "suite", "auteur"),
    )
    if acces.est_guichet:
        sorties = Sortie.objects.filter(participant=personne)
        suivis = Suivi.objects.filter(participant=personne)
        lignes = lignes.union(
            _rows(sorties, ("le", Value("sortie"), Value(0), "vers", "type_contrat", vide, vide)),
            _rows(suivis, ("le", Value("suivi"), _integer("echeance"), "situation", "source", vide, vide)),
            all=True,
        )
    parcours = {"evaluation": [], "sortie": [], "suivi": []}
    for valeurs in lignes:
        ligne = dict(zip(champs, valeurs, strict=True))
        ligne["lot"] = lots.get(ligne["rang"], "")
        if ligne["genre"] == "sortie":
            ligne["quoi"], ligne["detail"] = exit_words(ligne["quoi"], ligne["detail"]), ""
        parcours[ligne["genre"]].append(ligne)
    return {
        genre: sorted(rangees, key=lambda ligne: ligne["le"], reverse=True)
        for genre, rangees in parcours.items()
    }


def _rows(lignes, colonnes):
    return lignes.order_by().values_list(*colonnes)


def _integer(champ: str):
    return Cast(champ, BigIntegerField())


def exit_words(vers: str, type_contrat: str) -> str:
    """Return « Emploi chez le titulaire, CDI »."""
    contrat = f", {Sortie.TypeContrat(type_contrat).label}" if type_contrat else ""
    return f"{Sortie.Vers(vers).label}{contrat}"


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
    proches = personnes_proches(vue, par=request.acces)
    contexte = {"form": formulaire, "personne": vue, "proches": proches}
    return render(request, "publics/personne_modifier.html", contexte)
