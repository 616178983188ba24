"""Pages of actors: four lists, the fiche, recording, contacts, opening to the State."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst

from guichet.base.erreurs import Refus
from guichet.journal.frise import frise
from guichet.journal.references import reference
from guichet.models import Acteur, Contact
from guichet.organisations import listes, ouverture, services
from guichet.organisations.forms import ActeurCreerForm, ActeurForm, ContactForm

# What the page of creation ticks already, and says, for each list one comes from.
CREATIONS = {
    "partenaire": ("Nouvelle structure partenaire", {"est_partenaire": True}),
    "donneur_ordre": ("Nouveau donneur d’ordre", {"est_donneur_ordre": True}),
    "titulaire": ("Nouvelle entreprise", {"est_titulaire": True}),
    "prescripteur": ("Nouveau prescripteur", {"est_prescripteur": True}),
    "service_etat": ("Nouveau service de l’État", {"est_etat": True}),
    "acteur": ("Nouvel acteur", {}),
}
ONGLETS = {
    "partenaires": "Structures partenaires",
    "donneurs_ordre": "Donneurs d’ordre",
    "titulaires": "Titulaires",
    "prescripteurs_liste": "Prescripteurs",
    "services_etat": "Services de l’État",
}


def partenaires(request, slug):
    """Partner structures."""
    liste = listes.PARTENAIRES if request.acces.est_guichet else listes.PARTENAIRES_LUS
    return _list(request, liste, Acteur.objects.visible_to(request.acces).partenaires())


def donneurs_ordre(request, slug):
    """Buyers and their services."""
    return _list(request, listes.DONNEURS_ORDRE, Acteur.objects.visible_to(request.acces).donneurs_ordre())


def titulaires(request, slug):
    """Companies that hold marchés."""
    return _list(request, listes.TITULAIRES, Acteur.objects.visible_to(request.acces).titulaires())


def prescripteurs_liste(request, slug):
    """Prescribers."""
    return _list(request, listes.PRESCRIPTEURS, Acteur.objects.visible_to(request.acces).prescripteurs())


def services_etat(request, slug):
    """Services of the State, to which the territoire may be opened."""
    return _list(request, listes.SERVICES_ETAT, Acteur.objects.visible_to(request.acces).services_etat())


def _list(request, liste, acteurs):
    """Answer a list, with the tabs that lead the guichet to the others."""
    onglets = [
        {"libelle": titre, "url": request.acces.url(nom), "actif": nom == liste.url, "compte": None}
        for nom, titre in ONGLETS.items()
    ]
    return liste.repondre(request, acteurs, onglets=onglets if request.acces.est_guichet else [])


def acteur_creer(request, slug, part="acteur"):
    """Record an actor; a SIRET already known finds its organisation and completes its actor."""
    titre, initial = CREATIONS[part]
    formulaire = ActeurCreerForm(request.POST or None, acces=request.acces, initial=initial)
    if request.method == "POST" and formulaire.is_valid():
        try:
            acteur = services.enregistrer_acteur(par=request.acces, **formulaire.cleaned_data)
        except Refus as refus:
            formulaire.add_error(refus.champ, str(refus))
        else:
            messages.success(request, f"{acteur.nom} : enregistré.")
            return redirect(request.acces.url("acteur_fiche", acteur.pk))
    return render(request, "organisations/acteur_creer.html", {"form": formulaire, "titre": titre})


def acteur_fiche(request, slug, pk):
    """An actor: what it is, whom to call, its services, what happened."""
    acces = request.acces
    acteurs = Acteur.objects.visible_to(acces)
    acteur = get_object_or_404(acteurs.select_related("organisation", "parent"), pk=pk)
    contexte = {
        "acteur": acteur,
        "contacts": Contact.objects.filter(acteur=acteur),
        "services": acteurs.filter(parent=acteur),
        "roles": roles(acteur),
        "sous_titre": acteur.organisation.nom if acteur.organisation.nom != acteur.nom else "",
        "evenements": frise(acteur, acces, taille=10),
        "reference": reference(acteur) if acces.est_guichet else "",
        "ouvert": acteur.est_etat
        and ouverture.est_ouvert(organisation=acteur.organisation, territoire=acces.territoire),
    }
    return render(request, "organisations/acteur_fiche.html", contexte)


def roles(acteur) -> list[str]:
    """Say in words what an actor is here: « Donneur d’ordre (Commune) »."""
    precisions = {
        "est_donneur_ordre": listes.CATEGORIES.get(acteur.categorie, ""),
        "est_partenaire": acteur.get_genre_display(),
        "est_prescripteur": listes.TYPES.get(acteur.type_prescripteur, acteur.type_prescripteur),
    }
    mots = []
    for part in services.PARTS:
        if getattr(acteur, part):
            nom = capfirst(Acteur._meta.get_field(part).verbose_name)
            precision = precisions.get(part)
            mots.append(f"{nom} ({precision})" if precision else nom)
    return mots


def acteur_modifier(request, slug, pk):
    """Correct what an actor is."""
    acteur = get_object_or_404(Acteur.objects.visible_to(request.acces), pk=pk)
    formulaire = ActeurForm(request.POST or None, instance=acteur, acces=request.acces)
    if request.method == "POST" and formulaire.is_valid():
        try:
            services.modifier_acteur(acteur=acteur, valeurs=formulaire.cleaned_data, par=request.acces)
        except Refus as refus:
            formulaire.add_error(refus.champ, str(refus))
        else:
            messages.success(request, "Fiche enregistrée.")
            return redirect(request.acces.url("acteur_fiche", pk))
    return render(request, "organisations/acteur_modifier.html", {"form": formulaire, "acteur": acteur})


def contact_creer(request, slug, pk):
    """Add a contact to an actor."""
    acteur = get_object_or_404(Acteur.objects.visible_to(request.acces), pk=pk)
    return _contact(request, acteur, None)


def contact_modifier(request, slug, pk):
    """Correct a contact."""
    contact = get_object_or_404(Contact.objects.visible_to(request.acces).select_related("acteur"), pk=pk)
    return _contact(request, contact.acteur, contact)


def _contact(request, acteur, contact):
    formulaire = ContactForm(request.POST or None, instance=contact)
    if request.method == "POST" and formulaire.is_valid():
        services.enregistrer_contact(
            acteur=acteur, valeurs=formulaire.cleaned_data, contact=contact, par=request.acces
        )
        messages.success(request, "Contact enregistré.")
        return redirect(request.acces.url("acteur_fiche", acteur.pk))
    return render(
        request,
        "organisations/contact.html",
        {"form": formulaire, "acteur": acteur, "contact": contact},
    )


def contact_supprimer(request, slug, pk):
    """Forget a contact."""
    contact = get_object_or_404(Contact.objects.visible_to(request.acces).select_related("acteur"), pk=pk)
    acteur = contact.acteur
    services.supprimer_contact(contact=contact, par=request.acces)
    messages.success(request, "Contact retiré.")
    return redirect(request.acces.url("acteur_fiche", acteur.pk))


def territoire_ouvrir(request, slug, pk):
    """Open the territoire to a service of the State, or close it."""
    acteur = get_object_or_404(Acteur.objects.visible_to(request.acces).select_related("organisation"), pk=pk)
    if request.POST.get("acte") == "fermer":
        ouverture.fermer_territoire(organisation=acteur.organisation, par=request.acces)
        messages.success(request, f"Le territoire n’est plus ouvert à {acteur.nom}.")
    else:
        ouverture.ouvrir_territoire(organisation=acteur.organisation, par=request.acces)
        messages.success(request, f"{acteur.nom} peut lire le territoire.")
    return redirect(request.acces.url("acteur_fiche", pk))
