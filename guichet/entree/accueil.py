"""The home page of a territoire: tasks by group, dates of the month, hours of the year."""

import datetime
from collections import Counter
from datetime import date
from decimal import Decimal

from guichet.base.dates import de_mois, jour_long
from guichet.entree.fournisseurs import taches
from guichet.entree.taches import Tache, en_groupes
from guichet.territoires.reglages import reglage
from publics.models import LigneReleve
from publics.regles.calendrier import ajouter_mois, premier_du_mois
from publics.regles.r5_echeances import echeance
from publics.services.parametres import parametres
from reporting.indicateurs.taux import etp

ONGLETS = (("", "Tout"), ("vous", "À vous"), ("autres", "À d’autres"))


def tabs(toutes: list[Tache], choisi: str, url: str) -> list[dict]:
    """Return the three tabs with their counts."""
    comptes = {"": len(toutes), "vous": sum(t.a_moi for t in toutes)}
    comptes["autres"] = comptes[""] - comptes["vous"]
    return [
        {
            "libelle": f"{libelle} ({comptes[cle]})",
            "url": f"{url}?qui={cle}" if cle else url,
            "actif": cle == choisi,
        }
        for cle, libelle in ONGLETS
    ]


def home(acces, jour: date, choisi: str) -> dict:
    """Return the context of the home page for an access on a day; `choisi` is the tab of the URL."""
    toutes = taches(acces, jour)
    montrees = [t for t in toutes if not choisi or t.a_moi == (choisi == "vous")]
    regles = parametres(acces.territoire)
    calendrier = echeance(ajouter_mois(premier_du_mois(jour), -1), regles)
    cap = calendrier.due_le if calendrier.due_le >= jour else jour + datetime.timedelta(days=7)
    a_moi = sum(t.a_moi for t in toutes)
    return {
        "groupes": en_groupes(montrees, jour=jour, cap=cap, libelle_cap=f"Avant {jour_long(cap)}"),
        "onglets": tabs(toutes, choisi, acces.url("a_faire")),
        "phrase": sentence(jour, a_moi, len(toutes) - a_moi),
        "comptes": {**Counter(t.domaine for t in toutes), "a_faire": len(toutes)},
        "dates": month_dates(toutes, jour, calendrier) if acces.est_guichet or acces.est_structure else [],
        "chiffres": year_figures(acces, jour) if acces.est_guichet else None,
    }


def sentence(jour: date, a_moi: int, aux_autres: int) -> str:
    """Return the line under the title: the day, what is mine, what is others'."""
    quand = f"{jour_long(jour).capitalize()} {jour.year}."
    if not a_moi and not aux_autres:
        return f"{quand} Rien ne vous attend."
    mien = f"{a_moi} action{'s' if a_moi > 1 else ''} vous revien{'nent' if a_moi > 1 else 't'}"
    autre = f"{aux_autres} dépend{'ent' if aux_autres > 1 else ''} d’un autre"
    return f"{quand} {', '.join(p for p, n in ((mien, a_moi), (autre, aux_autres)) if n)}."


def month_dates(toutes: list[Tache], jour: date, calendrier) -> list[dict]:
    """Return the reminders and the due date of last month's relevés, and the notes to come back to."""
    mois = ajouter_mois(premier_du_mois(jour), -1)
    dates = [
        {
            "jour": rappel,
            "quoi": "Rappel aux structures",
            "detail": f"Relevés {de_mois(mois, annee=False)} non reçus",
        }
        for rappel in calendrier.rappels
        if rappel != calendrier.due_le
    ]
    dates.append(
        {"jour": calendrier.due_le, "quoi": f"Relevés {de_mois(mois, annee=False)} attendus", "detail": ""}
    )
    fin = jour + datetime.timedelta(days=31)
    notes = [t for t in toutes if t.domaine == "notes" and jour <= t.echeance <= fin]
    dates += [{"jour": n.echeance, "quoi": "À relancer", "detail": n.objet} for n in notes[:6]]
    for d in dates:
        d["proche"] = d["jour"] == calendrier.due_le
    return sorted(dates, key=lambda d: (d["jour"], d["quoi"]))


def year_figures(acces, jour: date) -> dict:
    """Return the hours of the year and those of the same months the year before, in one statement."""
    lignes = LigneReleve.objects.visible_to(acces).filter(mois__gte=date(jour.year - 1, 1, 1), mois__lte=jour)
    par_mois = list(lignes.totaux_par("mois"))
    courants = [m for m in par_mois if m["mois"].year == jour.year]
    valides = [m["mois"] for m in courants if m["validees"]]
    premier, dernier = min(valides, default=None), max(valides, default=None)
    memes = [
        m for m in par_mois if m["mois"].year < jour.year and dernier and m["mois"].month <= dernier.month
    ]
    avant = sum(m["validees"] for m in memes)
    totaux = {cle: sum(m[cle] for m in courants) for cle in ("validees", "declarees", "a_decider")}
    base = reglage(acces.territoire, "base_etp")
    return {
        "annee": jour.year,
        "premier": premier,
        "dernier": dernier,
        **totaux,
        "etp": etp(Decimal(totaux["validees"]), base),
        "base": base,
        "avant": avant,
        "evolution": totaux["validees"] / avant - 1 if avant else None,
    }
