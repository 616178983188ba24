"""Relevés: the month board, the deposit, the four steps, the sending."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from guichet.base.dates import jour_long
from guichet.base.erreurs import Refus
from guichet.base.horloge import aujourdhui
from guichet.base.saisie import pk_of
from publics.forms.releves import ColonnesForm, DepotForm, mois_lu
from publics.models import EtatReleve, Releve
from publics.regles.calendrier import ajouter_mois, premier_du_mois
from publics.regles.r5_echeances import echeance
from publics.releves.page import lignes_de_la_page
from publics.services import releves as services
from publics.services import releves_mois
from publics.services.parametres import parametres
from publics.services.releves_envoi import envoyer_releve
from publics.services.releves_resume import resume_de

A_PREPARER = (EtatReleve.BROUILLON, EtatReleve.A_COMPLETER)


def mois_demande(request) -> date:
    """Month of the address, else the last one that is over."""
    lu = mois_lu(request.GET.get("mois", ""))
    return lu or ajouter_mois(premier_du_mois(aujourdhui(request.acces.territoire)), -1)


def releves(request, slug):
    """The board: the employers of a month for the guichet, one's own months for a structure."""
    acces = request.acces
    if acces.est_structure:
        rangees = releves_mois.mois_de(employeur=acces.acteur, par=acces)
        return render(
            request, "publics/releves/mes_mois.html", {"rangees": rangees, "aujourdhui": jour(request)}
        )
    mois = mois_demande(request)
    rangees = releves_mois.tableau_du_mois(mois=mois, par=acces)
    contexte = {
        "rangees": rangees,
        "mois": mois,
        "avant": ajouter_mois(mois, -1),
        "apres": ajouter_mois(mois, 1),
        "cloture": releves_mois.mois_clos(mois, par=acces),
        "manquants": [r for r in rangees if r.missions and not r.recu],
        "recus": sum(r.recu for r in rangees),
        "a_controler": sum(r.a_controler for r in rangees),
        "heures": sum(r.heures for r in rangees),
        "aujourdhui": jour(request),
        "sous_titre": f"Attendus le {jour_long(echeance(mois, parametres(acces.territoire)).due_le)}.",
    }
    return render(request, "publics/releves/tableau.html", contexte)


def jour(request) -> date:
    """Today, where the territoire stands."""
    return aujourdhui(request.acces.territoire)


def releve_deposer(request, slug):
    """Step 1: the file of a month, or nothing to declare."""
    mois = mois_demande(request)
    initial = {"mois": f"{mois:%Y-%m}", "employeur": request.GET.get("employeur")}
    formulaire = DepotForm(request.POST or None, request.FILES or None, acces=request.acces, initial=initial)
    if request.method == "POST" and formulaire.is_valid():
        lu = formulaire.cleaned_data
        quoi = {"employeur": lu["employeur"], "mois": lu["mois"], "origine": lu["origine"]}
        try:
            if "neant" in request.POST:
                releve = services.declarer_neant(**quoi, par=request.acces)
                messages.success(request, "C’est noté : aucune heure ce mois-ci.")
                return redirect(request.acces.url("publics:releve", releve.pk))
            fichier = formulaire.fichier_exige()
            releve = services.deposer_releve(
                **quoi, nom=fichier.name, contenu=fichier.read(), par=request.acces
            )
        except Refus as refus:
            formulaire.add_error(refus.champ if refus.champ in formulaire.fields else "fichier", str(refus))
        else:
            return redirect(request.acces.url("publics:releve", releve.pk))
    return render(request, "publics/releves/deposer.html", {"form": formulaire, "mois": mois})


def trouver(request, pk) -> Releve:
    """Return a relevé that the reader may see, or 404."""
    releves = Releve.objects.visible_to(request.acces)
    return get_object_or_404(
        releves.select_related("employeur", "fichier", "travail", "precedente", "depose_par", "territoire"),
        pk=pk,
    )


def releve(request, slug, pk):
    """Steps 2 to 4 of a relevé."""
    vu = trouver(request, pk)
    contexte = {"releve": vu, "aujourdhui": jour(request), "etape": 4}
    if vu.etat == EtatReleve.BROUILLON and not vu.lecture and vu.travail_id:
        return render(request, "publics/releves/lecture.html", contexte | {"suivi": suivi(vu)})
    if vu.etat == EtatReleve.BROUILLON and services.a_repondre(vu):
        contexte |= {"etape": 2, "form": ColonnesForm(lecture=vu.lecture, acces=request.acces)}
        return render(request, "publics/releves/colonnes.html", contexte)
    contexte["resume"] = resume_de(vu)
    regles = parametres(request.acces.territoire)
    toutes = "toutes" in request.GET
    contexte["lignes"] = lignes_de_la_page(vu, parametres=regles, jour=jour(request), toutes=toutes)
    contexte["toutes"] = toutes
    if vu.etat in A_PREPARER:
        contexte["etape"] = 3
        return render(request, "publics/releves/controles.html", contexte)
    return render(request, "publics/releves/envoye.html", contexte)


def suivi(vu: Releve) -> dict:
    """Progress of the reading of a big file, as the component shows it."""
    travail = vu.travail
    return {
        "libelle": "Lecture du fichier",
        "phrase": travail.erreur or travail.etape or "En attente",
        "pourcent": travail.progres,
        "fini": not travail.en_suspens,
        "echec": travail.etat == "echoue",
    }


def releve_colonnes(request, slug, pk):
    """Step 2: answers about the columns, remembered for this structure."""
    vu = trouver(request, pk)
    formulaire = ColonnesForm(request.POST, lecture=vu.lecture, acces=request.acces)
    if formulaire.is_valid():
        try:
            services.relire_releve(releve=vu, choix=formulaire.choix(), par=request.acces)
        except Refus as refus:
            formulaire.add_error(None, str(refus))
        else:
            return redirect(request.acces.url("publics:releve", vu.pk))
    contexte = {"releve": vu, "etape": 2, "form": formulaire, "aujourdhui": jour(request)}
    return render(request, "publics/releves/colonnes.html", contexte)


def releve_envoyer(request, slug, pk):
    """Step 4: send what is ready."""
    vu = envoyer_releve(releve=trouver(request, pk), par=request.acces)
    reste = resume_de(vu).a_reprendre
    suite = f" {reste} ligne{'s' if reste > 1 else ''} vous attendent encore." if reste else ""
    messages.success(request, f"Relevé envoyé au guichet.{suite}")
    return redirect(request.acces.url("publics:releve", vu.pk))


def releve_relancer(request, slug):
    """Remind the structures ticked that sent nothing."""
    mois = mois_lu(request.POST.get("mois", "")) or mois_demande(request)
    choisis = [pk_of(valeur) for valeur in request.POST.getlist("employeur")]
    nombre = releves_mois.relancer_structures(mois=mois, employeurs=choisis, par=request.acces)
    if nombre:
        messages.success(
            request, f"{nombre} structure{'s' if nombre > 1 else ''} relancée{'s' if nombre > 1 else ''}."
        )
    else:
        messages.warning(request, "Aucun message : ces structures n’ont pas d’adresse. Ajoutez un contact.")
    return retour_au_mois(request, mois)


def mois_cloturer(request, slug):
    """Close the month."""
    mois = mois_lu(request.POST.get("mois", "")) or mois_demande(request)
    try:
        releves_mois.cloturer_mois(mois=mois, par=request.acces)
        messages.success(request, "Mois clôturé : seul un rectificatif est maintenant possible.")
    except Refus as refus:
        messages.error(request, str(refus))
    return retour_au_mois(request, mois)


def retour_au_mois(request, mois: date) -> HttpResponse:
    """Go back to the board of a month."""
    return redirect(f"{request.acces.url('publics:releves')}?mois={mois:%Y-%m}")
