"""The page of a lot."""

from django.http import Http404
from django.shortcuts import render

from guichet.base.dates import date_longue
from guichet.base.formats import heures as en_heures
from guichet.base.formats import montant, nombre
from guichet.base.horloge import aujourdhui
from guichet.graphiques.barre_heures import barre_heures
from guichet.journal.consultations import noter_consultation
from guichet.journal.frise import volet
from guichet.tableaux.liste import Colonne
from guichet.tableaux.liste.export import answer
from marches.aspects import ASPECTS
from marches.models import Lot
from reporting.suivi import mois_du_lot
from reporting.suivi.courbes import modalites, pace_sentence
from reporting.suivi.lot import PageDuLot, lire_lot, page_du_lot
from reporting.suivi.lots import bar_hours
from reporting.suivi.personnes_du_lot import personnes_du_lot

COLONNES_MOIS = (
    Colonne("mois", "Mois (les mois plus anciens ensemble)"),
    Colonne("lu.validees", "Heures validées", total=True),
    Colonne("lu.declarees", "Heures déclarées", total=True),
    Colonne("lu.a_decider", "Heures en attente de décision", total=True),
    Colonne("cumul", "Cumul validé"),
    Colonne("attendu", "Attendu en fin de mois"),
)


def lot(request, slug, pk):
    """A lot: hours, months, persons (guichet only), modalités, documents, history."""
    acces = request.acces
    trouve = lire_lot(Lot.objects.visible_to(acces), pk, acces)
    if trouve is None:
        raise Http404
    if acces.est_etat:
        noter_consultation(request, trouve, "Lot consulté par l’État")
    jour = aujourdhui(acces.territoire)
    page = page_du_lot(trouve, jour)
    debut, fin = trouve.debut or trouve.notifie_le, trouve.fin_prevue
    tous = mois_du_lot.calendrier(page.heures.mois, debut, fin, jour)
    lignes = mois_du_lot.lignes_de_mois(page.heures.mois, tous, trouve.heures_engagees, debut, fin, jour)
    if request.GET.get("export"):
        totaux = {c.cle_total: sum(c.lire(rang) for rang in lignes) for c in COLONNES_MOIS if c.total}
        return answer(
            request.GET["export"], f"{trouve.marche.objet} {trouve}", list(COLONNES_MOIS), lignes, totaux
        )
    remarque = f"dont avenants {nombre(trouve.avenants)}" if trouve.avenants else ""
    personnes = personnes_du_lot(trouve, page.heures.par_mission, acces, jour) if acces.est_guichet else []
    return render(
        request,
        "reporting/lot.html",
        {
            "page": page,
            "lot": trouve,
            "s": page.situation,
            "jour": jour,
            "clause": trouve.get_dispositif_display().split(" (")[0],
            "aspect": ASPECTS[trouve.etat],
            "barre": barre_heures(bar_hours(page.situation, remarque), "heures"),
            "mois": mois_du_lot.graphique(page.heures.mois, tous, page.situation, fin, jour),
            "lignes": lignes,
            "personnes": personnes,
            "sans_mission": page.heures.par_mission.get(None),
            "modalites": modalites(page.heures.lues),
            "alerte": alert(page) if acces.est_guichet or acces.est_donneur_ordre else None,
            "connu": known_until(page),
            "volet": volet(trouve, acces),
            "sous_titre": f"{trouve.marche.objet}, marché {trouve.marche.numero}",
        },
    )


def known_until(page: PageDuLot) -> str:
    """Say how far the hours are known."""
    s = page.situation
    return f"{en_heures(s.declarees)} encore à contrôler" if s.declarees else "Tout est contrôlé"


def alert(page: PageDuLot) -> dict | None:
    """Return the alert of a lot whose forecast misses its engagement: title, then sentences."""
    s = page.situation
    if not s.manque or s.rythme is None or page.lot.etat not in ("notifie", "en_cours", "suspendu"):
        return None
    phrases = [pace_sentence(s, page.lot.fin_prevue)]
    if s.a_decider:
        reste = max(s.manque - s.a_decider, 0)
        phrases.append(
            f"Maintenir les {en_heures(s.a_decider)} en attente ramènerait l’écart à {en_heures(reste)}."
        )
    if page.penalite:
        source = f", {page.lot.penalite_source}" if page.lot.penalite_source else ""
        horaire = f"{montant(page.lot.penalite_horaire)} par heure{source}"
        phrases.append(
            f"Pénalité en jeu : {montant(page.penalite)} ({horaire}). "
            "Montant montré au guichet et au donneur d’ordre seulement."
        )
    titre = f"Prévision de {en_heures(s.prevision)}, {en_heures(s.manque)} sous l’engagement."
    ton = "erreur" if s.risque[1] == "risque" else "alerte"
    return {"titre": titre, "phrases": phrases, "ton": ton, "jusqu_au": date_longue(page.lot.fin_prevue)}
