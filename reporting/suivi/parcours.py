"""The timeline of a person: eligibility, fiches, missions, evaluations, what came after. Drawing only."""

from datetime import date, timedelta

from guichet.base.formats import heures
from guichet.graphiques.dessin import Repere
from guichet.graphiques.parcours import Bande, Jalon, Parcours, Rangee, parcours
from reporting.suivi.personne import (
    A_VENIR,
    MissionSuivie,
    PageDePersonne,
    bounds,
    last_controlled_day,
    last_worked_day,
)

EN_LETTRES = ("", "Un an", "Deux ans", "Trois ans", "Quatre ans", "Cinq ans", "Six ans")
# Letters that the width of the timeline holds.
LETTRES = 150
LEGENDE = (
    Repere("validees", "Heures validées"),
    Repere("declarees", "Déclarées"),
    Repere("prevision", "Mission à venir"),
    Repere("hors-eligibilite", "Hors éligibilité"),
)


def parcours_de(page: PageDePersonne, acces) -> Parcours:
    """Return the timeline of a person."""
    debut, fin = bounds(page)
    rangees = [_eligibility(page, fin), _sheets(page)]
    rangees += [_mission(m, page, acces) for m in page.missions]
    evaluations = [(e["le"], f"{e['le']:%d/%m/%Y}") for m in page.missions for e in m.evaluations]
    if evaluations:
        rangees.append(Rangee("Évaluations", "fin de mission", jalons=spaced(evaluations, debut, fin)))
    if page.suites:
        jalons = spaced([(s["le"], s["jalon"]) for s in page.suites], debut, fin)
        rangees.append(Rangee("Suivi et sortie", "6 et 12 mois", jalons=jalons))
    return parcours(
        [r for r in rangees if r is not None],
        debut=debut,
        fin=fin,
        aujourdhui=page.jour,
        identifiant="parcours",
        duree=_length(debut, fin),
        legende=LEGENDE,
    )


def spaced(evenements: list[tuple[date, str]], debut: date, fin: date) -> tuple[Jalon, ...]:
    """Return dated events in order; words that the next mark would cover are left to the tables."""
    tries = sorted(evenements)
    suivants = [jour for jour, _ in tries[1:]] + [None]
    jalons = []
    for (jour, texte), suivant in zip(tries, suivants, strict=True):
        place = (suivant - jour).days * LETTRES / (fin - debut).days if suivant else len(texte)
        jalons.append(Jalon(jour, texte if place >= len(texte) + 3 or suivant is None else ""))
    return tuple(jalons)


def _length(debut: date, fin: date) -> str:
    ans, mois = divmod((fin.year - debut.year) * 12 + fin.month - debut.month, 12)
    mots = EN_LETTRES[ans] if ans < len(EN_LETTRES) else f"{ans} ans"
    return f"{mots} et {mois} mois" if ans and mois else mots or f"{mois} mois"


def _eligibility(page: PageDePersonne, fin: date) -> Rangee:
    h = page.horloges
    if h.debut is None:
        return Rangee("Éligibilité", "part de la première mission")
    if h.fin is None:
        return Rangee(
            "Éligibilité",
            "sans limite",
            (Bande(h.debut, fin - timedelta(days=1), "eligibilite", "sans limite"),),
        )
    texte = f"du {h.debut:%d/%m/%Y} au {h.fin:%d/%m/%Y}"
    restants = (
        f"{h.jours_duree} jour{'s' if h.jours_duree > 1 else ''} restant{'s' if h.jours_duree > 1 else ''}"
    )
    return Rangee(
        "Éligibilité",
        restants if h.jours_duree else "durée atteinte",
        (Bande(h.debut, max(h.fin, h.debut), "eligibilite", texte, borne=True),),
    )


def _sheets(page: PageDePersonne) -> Rangee | None:
    if not page.horloges.fiches:
        return None
    bandes = tuple(
        Bande(signee, fin, "eligibilite" if fin >= page.jour else "fiche")
        for signee, fin in page.horloges.fiches
    )
    return Rangee("Fiches de prescription", "pour commencer une mission", bandes)


def _mission(m: MissionSuivie, page: PageDePersonne, acces) -> Rangee:
    detail = f"{m.mission.employeur.nom}, {m.modalite}"
    url = acces.url("reporting:lot", m.mission.lot_id) if acces.est_guichet else ""
    return Rangee(m.nom, detail, tuple(_bands(m, page)), url=url)


def _bands(m: MissionSuivie, page: PageDePersonne) -> list[Bande]:
    debut, fin = m.mission.debut, last_worked_day(m, page.jour)
    limite = page.horloges.fin
    dans, hors = fin, None
    if limite and fin > limite and m.mission.etat in A_VENIR | {"en_cours", "suspendue"}:
        dans, hors = limite, Bande(max(limite + timedelta(days=1), debut), fin, "hors-eligibilite")
    bandes = []
    if debut <= dans:
        bandes = _inside(m, debut, dans, page.jour)
    return [*bandes, hors] if hors else bandes


def _inside(m: MissionSuivie, debut: date, fin: date, jour: date) -> list[Bande]:
    if m.mission.etat in A_VENIR:
        texte = "à valider" if m.mission.etat == "a_valider" else "validée"
        return [Bande(debut, fin, "prevision", texte)]
    controle = last_controlled_day(m)
    if controle is None:
        return [Bande(debut, fin, "declarees" if m.declarees else "fiche")]
    jusque = min(max(controle, debut), fin)
    bandes = [Bande(debut, jusque, "validees", heures(m.validees))]
    suite = min(fin, jour) if m.mission.etat == "en_cours" else fin
    if m.declarees and suite > jusque:
        bandes.append(Bande(jusque + timedelta(days=1), suite, "declarees"))
    if fin > max(suite, jusque) and m.mission.etat in ("en_cours", "suspendue"):
        bandes.append(Bande(max(suite, jusque) + timedelta(days=1), fin, "prevision"))
    return bandes
