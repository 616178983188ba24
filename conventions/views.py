"""Pages of conventions."""

from dataclasses import replace

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render

from conventions import forms
from conventions.instantane import instantane
from conventions.models import Convention, EtatConvention, Signataire
from conventions.presentation import ASPECTS, etat_de
from conventions.services import fin, redaction, signature
from guichet.base.erreurs import Refus
from guichet.fichiers.services import deposer_fichier
from guichet.journal.frise import frise
from guichet.journal.references import reference
from guichet.models import Document
from guichet.tableaux.liste import Colonne, Liste
from guichet.travaux.views import follow

TAILLE_ORIGINAL = 10 * 1024 * 1024
TYPES_ORIGINAL = {b"%PDF": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png"}


def load(conventions):
    """Load what the list shows, signatures counted in one query."""
    rangs = list(conventions.select_related("partenaire", "document"))
    signees = dict(
        Signataire.objects.filter(convention__in=rangs, signe_le__isnull=False)
        .order_by()
        .values_list("convention")
        .annotate(Count("pk"))
    )
    for convention in rangs:
        convention.signatures = signees.get(convention.pk, 0)
    return rangs


LISTE = Liste(
    url="conventions:conventions",
    titre="Conventions",
    sous_titre="Une par structure et par an, entre le guichet, la structure et l’État.",
    colonnes=(
        Colonne(
            "partenaire.nom",
            "Structure",
            tri="partenaire__nom",
            lien=lambda acces, c: acces.url("conventions:convention", c.pk),
            second=lambda c: c.partenaire.get_genre_display(),
        ),
        Colonne("annee", "Année", tri="annee"),
        Colonne("etat", "État", valeur=etat_de, genre="etat", aspect=lambda c: ASPECTS[c.etat], tri="etat"),
        Colonne("debut", "En vigueur le", genre="jour", tri="debut"),
        Colonne("fin", "Jusqu’au", genre="jour", tri="fin"),
        Colonne("document.numero", "Numéro"),
    ),
    filtres=forms.ConventionsFiltres,
    charger=load,
    tri="-annee",
    vide=(
        "Aucune convention",
        "Sans convention en vigueur, une structure ne peut pas déclarer d’heures sans question.",
        "conventions:convention_creer",
        "Préparer une convention",
    ),
    actions=(("conventions:convention_creer", "Préparer une convention"),),
)
LECTURE = replace(
    LISTE,
    actions=(),
    vide=(
        "Aucune convention pour l’instant",
        "Elle apparaît ici quand le guichet l’envoie à signer.",
        "",
        "",
    ),
)


def conventions(request, slug):
    """List of conventions."""
    liste = LISTE if request.acces.est_guichet else LECTURE
    return liste.repondre(request, Convention.objects.visible_to(request.acces))


def _find(request, pk) -> Convention:
    return get_object_or_404(
        Convention.objects.visible_to(request.acces).select_related(
            "partenaire__organisation", "territoire", "document", "travail", "scan"
        ),
        pk=pk,
    )


def convention(request, slug, pk):
    """A convention: its parties, signatures, document and history."""
    convention = _find(request, pk)
    signataires = list(redaction.convention_signataires(convention))
    convention.signatures = sum(1 for s in signataires if s.signe_le)
    return render(request, "conventions/convention.html", _page(request, convention, signataires))


def _page(request, convention, signataires) -> dict:
    acces = request.acces
    travail = convention.travail if acces.est_guichet else None  # the job is the guichet's own
    en_cours = travail and (travail.en_suspens or travail.etat == "echoue")
    contexte = {
        "titre": f"Convention {convention.annee}",
        "convention": convention,
        "signataires": signataires,
        "etat": etat_de(convention),
        "aspect": ASPECTS[convention.etat],
        "suivi": follow(travail, acces) if en_cours else None,
        "versions": Document.objects.filter(
            objet_type=convention._meta.label_lower, objet_id=convention.pk
        ).order_by("-version", "pk"),
        "frise": frise(convention, acces) if acces.est_guichet else [],
    }
    if acces.est_guichet:
        contexte["reference"] = reference(convention)
        contexte["brouillon"] = convention.etat == EtatConvention.BROUILLON
        contexte["a_signer"] = convention.etat == EtatConvention.A_SIGNER
        contexte["en_vigueur"] = convention.etat == EtatConvention.EN_VIGUEUR
    return contexte


def convention_creer(request, slug):
    """Draft a convention."""
    form = forms.ConventionForm(request.POST or None, acces=request.acces)
    if request.method == "POST" and form.is_valid():
        try:
            creee = redaction.creer_convention(**form.cleaned_data, par=request.acces)
        except Refus as refus:
            form.add_error(refus.champ, str(refus))
        else:
            return redirect(request.acces.url("conventions:convention_rediger", creee.pk))
    return render(request, "conventions/creer.html", {"form": form})


def convention_rediger(request, slug, pk):
    """Read the articles, name who signs, send for signature."""
    convention = _find(request, pk)
    if convention.etat != EtatConvention.BROUILLON:
        return redirect(request.acces.url("conventions:convention", pk))
    form = forms.RedactionForm(request.POST or None, convention=convention)
    if request.method == "POST" and form.is_valid():
        redaction.completer_convention(
            convention=convention,
            signataires=form.signatories(),
            variables=form.variables(),
            par=request.acces,
        )
        if "envoyer" in request.POST:
            redaction.envoyer_a_la_signature(convention=convention, par=request.acces)
            messages.success(request, "Convention envoyée à la signature. Son PDF se prépare.")
        return redirect(request.acces.url("conventions:convention", pk))
    return render(
        request,
        "conventions/rediger.html",
        {
            "form": form,
            "convention": convention,
            "titre": f"Relire la convention {convention.annee}",
            "articles": instantane(convention)["articles"],
        },
    )


def _act(request, pk, form, service, titre: str, **attendus):
    """Show a small form and call its service; a refusal goes back to the form."""
    convention = _find(request, pk)
    form = form(request.POST or None, request.FILES or None, **dict.fromkeys(attendus, convention))
    if request.method == "POST" and form.is_valid():
        try:
            service(convention=convention, par=request.acces, **form.cleaned_data)
        except Refus as refus:
            form.add_error(refus.champ if refus.champ in form.fields else None, str(refus))
        else:
            return redirect(request.acces.url("conventions:convention", pk))
    return render(request, "conventions/acte.html", {"form": form, "convention": convention, "titre": titre})


def convention_signature(request, slug, pk):
    """Record a signature."""
    return _act(
        request,
        pk,
        forms.SignatureForm,
        signature.enregistrer_signature,
        "Enregistrer une signature",
        convention=True,
    )


def convention_denoncer(request, slug, pk):
    """End a convention."""
    return _act(request, pk, forms.DenonciationForm, fin.denoncer_convention, "Dénoncer la convention")


def convention_reprendre(request, slug, pk):
    """Take a convention back to draft."""
    return _act(request, pk, forms.RepriseForm, redaction.reprendre_convention, "Reprendre en brouillon")


def convention_original(request, slug, pk):
    """Attach the signed paper."""
    return _act(request, pk, forms.OriginalForm, _attach, "Joindre l’original signé")


def _attach(*, convention, original, par) -> None:
    debut = original.read(8)
    original.seek(0)
    genre = next((t for signe, t in TYPES_ORIGINAL.items() if debut.startswith(signe)), None)
    if genre is None:
        raise Refus(
            "ORIGINAL_TYPE",
            f"« {original.name} » n’est ni un PDF ni une image JPEG ou PNG.",
            "Numérisez le document dans un de ces formats.",
            champ="original",
        )
    if original.size > TAILLE_ORIGINAL:
        raise Refus(
            "ORIGINAL_TAILLE",
            f"« {original.name} » pèse {original.size // 1_000_000} Mo, 10 Mo au plus.",
            "Numérisez-le en 200 points par pouce.",
            champ="original",
        )
    fichier = deposer_fichier(
        nom=original.name, contenu=original, type_mime=genre, acteur=convention.partenaire, par=par
    )
    signature.joindre_original(convention=convention, fichier=fichier, par=par)
