"""One line of a relevé under preparation: correct, confirm, split, ignore, answer."""

from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from guichet.base.erreurs import Refus
from guichet.tableaux.valeurs import Illisible, lire_heures
from publics.models import LigneReleve
from publics.regles.calendrier import dernier_du_mois
from publics.services import releves_lignes as services

CHAMPS = ("personne", "personne_id", "marche", "marche_id", "debut", "mois", "heures")


def trouver_ligne(request, pk) -> LigneReleve:
    """Return a line that the reader may see, or 404."""
    lignes = LigneReleve.objects.visible_to(request.acces)
    return get_object_or_404(lignes.select_related("releve", "employeur"), pk=pk)


def releve_ligne(request, slug, pk):
    """Apply what was typed or ticked on a line; the page shows the new verdicts."""
    ligne = trouver_ligne(request, pk)
    releve = ligne.releve_id
    try:
        appliquer(request, ligne)
    except Refus as refus:
        messages.error(request, str(refus))
    return redirect(f"{request.acces.url('publics:releve', releve)}#ligne-{pk}")


def ligne_repondre(request, slug, pk):
    """The structure answers on a refused line."""
    ligne = trouver_ligne(request, pk)
    try:
        services.repondre_ligne(ligne=ligne, reponse=request.POST.get("reponse", ""), par=request.acces)
        messages.success(request, "Votre réponse est transmise au guichet.")
    except Refus as refus:
        messages.error(request, str(refus))
    return redirect(f"{request.acces.url('publics:releve', ligne.releve_id)}#ligne-{pk}")


def appliquer(request, ligne: LigneReleve) -> None:
    """Choose the act from what the form says; raise Refus from the service."""
    poste = request.POST
    acte = poste.get("acte", "")
    if acte == "revenir":
        services.revenir_sur_la_ligne(ligne=ligne, par=request.acces)
    elif acte == "ventiler":
        services.ventiler_ligne(ligne=ligne, parts=parts_lues(poste, ligne), par=request.acces)
    elif acte == "confirmer" or poste.get("choix") or poste.get("motif"):
        services.confirmer_ligne(
            ligne=ligne, motif=poste.get("motif", ""), choix=poste.get("choix", ""), par=request.acces
        )
    else:
        saisie = {champ: poste[champ] for champ in CHAMPS if poste.get(champ, "") != ""}
        services.corriger_ligne(ligne=ligne, saisie=saisie, par=request.acces)


def parts_lues(poste, ligne: LigneReleve) -> list[tuple[date, date, Decimal]]:
    """Periods and hours of a split, from the fields part-AAAA-MM-JJ (first day of each period)."""
    jours = sorted(cle.removeprefix("part-") for cle in poste if cle.startswith("part-"))
    parts = []
    for rang, texte in enumerate(jours):
        try:
            debut = date.fromisoformat(texte)
            heures = lire_heures(poste[f"part-{texte}"]) or Decimal(0)
        except (Illisible, ValueError) as erreur:
            raise Refus(
                "VENTILATION_HEURES",
                f"Ligne {ligne.numero} : « {poste[f'part-{texte}']} » n’est pas un nombre d’heures.",
                "Écrivez par exemple 63 ou 63,50.",
            ) from erreur
        suivant = date.fromisoformat(jours[rang + 1]) if rang + 1 < len(jours) else None
        fin = date.fromordinal(suivant.toordinal() - 1) if suivant else ligne.fin or dernier_du_mois(debut)
        parts.append((debut, fin, heures))
    return parts
