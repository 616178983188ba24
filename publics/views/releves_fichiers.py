"""Files of a relevé given to people: template of the month, workbook with its errors; typing online."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from guichet.base.erreurs import Refus
from guichet.base.horloge import aujourdhui
from guichet.base.saisie import pk_of
from guichet.organisations.models import Acteur
from publics.forms.releves import PieceForm
from publics.forms.saisie import lignes_saisies, rangees_de_saisie
from publics.models import Mission
from publics.releves import classeurs
from publics.services.justificatifs import joindre_justificatif
from publics.services.releves_saisie import saisir_releve
from publics.views.releves import mois_demande, trouver

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def employeur_de(request) -> Acteur:
    """Return the structure itself, or the employer that the guichet names; 404 without one."""
    if request.acces.est_structure:
        return request.acces.acteur
    choisi = request.GET.get("employeur", "")
    acteurs = Acteur.objects.visible_to(request.acces)
    return get_object_or_404(acteurs, pk=pk_of(choisi))


def fichier(nom: str, contenu: bytes) -> HttpResponse:
    """Return a workbook as a download that no cache keeps."""
    reponse = HttpResponse(contenu, content_type=XLSX)
    reponse["Content-Disposition"] = f'attachment; filename="{nom}"'
    reponse["Cache-Control"] = "private, no-store"
    return reponse


def releve_modele(request, slug):
    """The template of a month: persons and marchés already there."""
    employeur, mois = employeur_de(request), mois_demande(request)
    contenu = classeurs.modele_du_mois(employeur=employeur, mois=mois, par=request.acces)
    return fichier(f"releve-{mois:%Y-%m}.xlsx", contenu)


def releve_erreurs(request, slug, pk):
    """The same workbook with its column *Erreur*."""
    vu = trouver(request, pk)
    contenu = classeurs.classeur_des_erreurs(vu, jour=aujourdhui(request.acces.territoire))
    return fichier(f"releve-{vu.mois:%Y-%m}-a-corriger.xlsx", contenu)


def releve_saisir(request, slug):
    """Type the hours of a month: one row per mission that runs then."""
    employeur, mois = employeur_de(request), mois_demande(request)
    missions = Mission.objects.visible_to(request.acces).filter(employeur=employeur)
    rangees = rangees_de_saisie(missions, mois, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            lignes = lignes_saisies(rangees)
            releve = saisir_releve(employeur=employeur, mois=mois, lignes=lignes, par=request.acces)
        except Refus as refus:
            messages.error(request, str(refus))
        else:
            return redirect(request.acces.url("publics:releve", releve.pk))
    contexte = {"rangees": rangees, "mois": mois, "employeur": employeur}
    return render(request, "publics/releves/saisir.html", contexte)


def releve_justificatif(request, slug, pk):
    """Attach a proof to a relevé or to one of its lines."""
    vu = trouver(request, pk)
    formulaire = PieceForm(request.POST or None, request.FILES or None, releve=vu)
    if request.method == "POST" and formulaire.is_valid():
        lu = formulaire.cleaned_data
        try:
            joindre_justificatif(releve=vu, piece=lu["piece"], ligne=lu["ligne"], par=request.acces)
        except Refus as refus:
            formulaire.add_error("piece", str(refus))
        else:
            messages.success(request, "Justificatif joint.")
            return redirect(request.acces.url("publics:releve", vu.pk))
    contexte = {"releve": vu, "form": formulaire}
    return render(request, "publics/releves/justificatif.html", contexte)
