"""The rules against a second, naive reading: 400 drawn cases, counted day by day on a calendar."""

from calendar import Calendar, monthrange
from datetime import date, timedelta
from random import Random

import pytest

from publics.eligibilite import repondre

UN_JOUR = timedelta(days=1)
POSTE = {"lot": "A", "employeur": "X"}
CHARNIERES = [(1, 1), (2, 27), (2, 28), (3, 1), (4, 30), (8, 31), (10, 31), (12, 29), (12, 30), (12, 31)]
# Public holidays written by hand, not computed.
MOBILES = {
    2024: ("04-01", "05-09", "05-20"),
    2025: ("04-21", "05-29", "06-09"),
    2026: ("04-06", "05-14", "05-25"),
    2027: ("03-29", "05-06", "05-17"),
    2028: ("04-17", "05-25", "06-05"),
}
FIXES = ("01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25")
DE_ZONE = {
    "metropole": {},
    "alsace_moselle": {
        2024: ("03-29", "12-26"),
        2025: ("04-18", "12-26"),
        2026: ("04-03", "12-26"),
        2027: ("03-26", "12-26"),
        2028: ("04-14", "12-26"),
    },
    "guadeloupe": dict.fromkeys(MOBILES, ("05-27",)),
    "guyane": dict.fromkeys(MOBILES, ("06-10",)),
    "martinique": dict.fromkeys(MOBILES, ("05-22",)),
    "la_reunion": dict.fromkeys(MOBILES, ("12-20",)),
    "mayotte": dict.fromkeys(MOBILES, ("04-27",)),
}


def jour_au_hasard(alea: Random, annees=range(2024, 2028)) -> date:
    annee = alea.choice(annees)
    if alea.random() < 0.4:
        return date(annee, *alea.choice(CHARNIERES))
    return date(annee, 1, 1) + timedelta(days=alea.randrange(365))


def meme_jour_plus_tard(jour: date, mois: int) -> date:
    """Walk month by month, then take the day or the last one that exists."""
    annee, numero = jour.year, jour.month
    for _ in range(mois):
        annee, numero = (annee + 1, 1) if numero == 12 else (annee, numero + 1)
    jours = [j for j in Calendar().itermonthdates(annee, numero) if j.month == numero]
    return next((j for j in jours if j.day == jour.day), jours[-1])


def jours_valables(signee: date, mois: int) -> set[date]:
    jours, fin = set(), meme_jour_plus_tard(signee, mois)
    while signee <= fin:
        jours.add(signee)
        signee += UN_JOUR
    return jours


def jours_eligibles(premier: date, mois: int) -> set[date]:
    return jours_valables(premier, mois) - {meme_jour_plus_tard(premier, mois)}


def demander(faits, question):
    (reponse,) = repondre({**faits, "questions": [question]})["reponses"]
    return reponse


@pytest.mark.parametrize("graine", range(100))
def test_fiche_tiree_au_hasard(graine):
    alea = Random(graine)
    signee, mois = jour_au_hasard(alea), alea.choice((1, 2, 2, 3))
    debut = meme_jour_plus_tard(signee, mois) + timedelta(days=alea.randint(-3, 3))
    faits = {
        "titres": [{"nature": "fiche", "signee_le": signee.isoformat()}],
        "parametres": {"validite_fiche_mois": mois},
    }
    reponse = demander(faits, {"type": "debut_mission", "date": debut.isoformat(), **POSTE})
    assert (reponse["reponse"] == "vert") is (debut in jours_valables(signee, mois))


@pytest.mark.parametrize("graine", range(100))
def test_duree_tiree_au_hasard(graine):
    alea = Random(1000 + graine)
    premier, duree = jour_au_hasard(alea), alea.choice((12, 24, 24, 36))
    prolongation = alea.choice((0, 0, 1, 6, 7))
    jour = meme_jour_plus_tard(premier, duree + prolongation) + timedelta(days=alea.randint(-3, 3))
    faits = {
        "personne": {
            "premiere_mission_connue": premier.isoformat(),
            "prolongations": [{"mois": prolongation}] if prolongation else [],
        },
        "parametres": {"duree_eligibilite_mois": duree},
    }
    reponse = demander(faits, {"type": "jour_travaille", "date": jour.isoformat(), **POSTE})
    assert (reponse["reponse"] == "compte") is (jour in jours_eligibles(premier, duree + prolongation))


@pytest.mark.parametrize("graine", range(100))
def test_chaine_de_contrats_tiree_au_hasard(graine):
    alea = Random(2000 + graine)
    jour, contrats, travailles = jour_au_hasard(alea), [], set()
    for _ in range(alea.randint(1, 5)):
        fin = jour + timedelta(days=alea.randint(0, 60))
        contrats.append((jour, fin))
        travailles |= {jour + timedelta(days=rang) for rang in range((fin - jour).days + 1)}
        jour = fin + timedelta(days=1 + alea.choice((0, 2, 5, 29, 30, 31, 32, 40)))
    debut = max(travailles) + timedelta(days=alea.choice((1, 30, 31, 32, 45)))
    remonte, vides = debut, 0
    curseur = debut - UN_JOUR
    while vides <= 30 and curseur >= min(travailles):
        remonte, vides = (curseur, 0) if curseur in travailles else (remonte, vides + 1)
        curseur -= UN_JOUR
    alea.shuffle(contrats)
    faits = {
        "missions": [
            {**POSTE, "contrats": [{"debut": d.isoformat(), "fin": f.isoformat()} for d, f in contrats]}
        ],
        "titres": [{"nature": "fiche", "signee_le": remonte.isoformat()}],
    }
    reponse = demander(faits, {"type": "debut_mission", "date": debut.isoformat(), **POSTE})
    assert reponse["mission_debut"] == remonte.isoformat()
    assert reponse["mission"] == ("nouvelle" if remonte == debut else "meme")


@pytest.mark.parametrize("graine", range(100))
def test_echeance_tiree_au_hasard(graine):
    alea = Random(3000 + graine)
    zone, annee, numero = alea.choice(list(DE_ZONE)), alea.choice(range(2024, 2028)), alea.randint(1, 12)
    rang = alea.choice((1, 8, 10, 10, 10, 14, 15, 20, 22, 25, 27, 31))
    mois = date(annee, numero, 1)
    suivant = mois + timedelta(days=monthrange(annee, numero)[1])
    jour = suivant.replace(day=min(rang, monthrange(suivant.year, suivant.month)[1]))
    while jour.isoweekday() > 5 or f"{jour:%m-%d}" in (
        *FIXES,
        *MOBILES[jour.year],
        *DE_ZONE[zone].get(jour.year, ()),
    ):
        jour += UN_JOUR
    faits = {"parametres": {"zone_feriee": zone, "jour_echeance": rang}}
    reponse = demander(faits, {"type": "echeance_releve", "mois": f"{mois:%Y-%m}"})
    assert reponse["due_le"] == jour.isoformat()
    assert reponse["en_retard_le"] == (jour + UN_JOUR).isoformat()
