"""One line of a relevé under preparation: correct, confirm, split, ignore, answer."""

from datetime import date, timedelta
from decimal import Decimal

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from guichet.base.erreurs import Refus
from guichet.tableaux.valeurs import Illisible, lire_heures
from publics.models import LigneReleve
from publics.releves.amont import saisie_de
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
    cles = [cle for cle in poste if cle.startswith("part-")]
    lus = sorted(_part(ligne, cle.removeprefix("part-"), poste[cle]) for cle in cles)
    fins = [*(debut - timedelta(days=1) for debut, _ in lus[1:]), saisie_de(ligne).fin]
    return [(debut, fin, heures) for (debut, heures), fin in zip(lus, fins, strict=False)]


def _part(ligne: LigneReleve, jour: str, texte: str) -> tuple[date, Decimal]:
    """Return the first day and the hours of a part; raise Refus (VENTILATION_HEURES, VENTILATION_JOUR)."""
    try:
        heures = lire_heures(texte) or Decimal(0)
    except Illisible as erreur:
        raise Refus(
            "VENTILATION_HEURES",
            f"Ligne {ligne.numero} : « {texte} » n’est pas un nombre d’heures.",
            "Écrivez par exemple 63 ou 63,50.",
        ) from erreur
    saisie = saisie_de(ligne)
    debut = _day(jour)
    if debut is None or not saisie.debut <= debut <= saisie.fin:
        raise Refus(
            "VENTILATION_JOUR",
            f"Ligne {ligne.numero} : une part ne commence pas dans la période de la ligne.",
            "Rechargez la page et répartissez les heures proposées.",
        )
    return debut, heures


def _day(texte: str) -> date | None:
    try:
        return date.fromisoformat(texte)
    except ValueError:
        return None
