"""Breakdowns of the bilan and of the dashboards: profiles (R14 applies), hours, lots."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from guichet.base.dates import mois as ecrire_mois
from guichet.rgpd.masques import masquer
from publics.donnees import types_prescripteurs
from publics.regles.calendrier import ajouter_mois
from publics.services.criteres import libelle_critere
from reporting.indicateurs.lus import ZERO, Faits, PersonneLue

NON_RENSEIGNE = "Non renseigné"


@dataclass(frozen=True)
class Part:
    """One row: head-count (None when a breakdown has none), hours; both None when masked (R14)."""

    libelle: str
    nombre: int | None
    heures: Decimal | None = None
    part: Decimal | None = None
    masquee: bool = False
    rang_masque: int = 0


@dataclass(frozen=True)
class Repartition:
    """A breakdown of persons: `classe` gives each person's class, `classes` the order of the rows."""

    code: str
    libelle: str
    classe: Callable[[PersonneLue], str]
    classes: tuple[str, ...] = ()


def age_a_l_entree(p: PersonneLue) -> int | None:
    """Age in whole years on the first day of the first mission."""
    if p.ne_le is None or p.premiere is None:
        return None
    age = p.premiere.year - p.ne_le.year
    return age if ajouter_mois(p.ne_le, 12 * age) <= p.premiere else age - 1


def classe_d_age(p: PersonneLue) -> str:
    """Class of age of domaine §7."""
    age = age_a_l_entree(p)
    if age is None:
        return NON_RENSEIGNE
    bornes = ((26, "Moins de 26 ans"), (45, "26 à 44 ans"), (50, "45 à 49 ans"))
    return next((mots for borne, mots in bornes if age < borne), "50 ans et plus")


def duree_de_chomage(p: PersonneLue) -> str:
    """Class of unemployment length at entry, in months."""
    if p.mois_chomage is None:
        return NON_RENSEIGNE
    bornes = ((6, "Moins de 6 mois"), (12, "6 à 11 mois"), (24, "12 à 23 mois"))
    return next((mots for borne, mots in bornes if p.mois_chomage < borne), "24 mois et plus")


def prescripteur(p: PersonneLue) -> str:
    """Kind of who sent the person."""
    connu = types_prescripteurs().get(p.prescripteur)
    return connu.libelle if connu else p.prescripteur or NON_RENSEIGNE


SEXES = {"F": "Femmes", "M": "Hommes"}
NIVEAUX = {"infra3": "Sans diplôme", "3": "3 (CAP, BEP)", "4": "4 (baccalauréat)", "5": "5 et plus"}
QPV = {True: "Oui", False: "Non"}
PROFILS = (
    Repartition("sexe", "Sexe", lambda p: SEXES.get(p.sexe, NON_RENSEIGNE), tuple(SEXES.values())),
    Repartition(
        "age",
        "Âge à la première mission",
        classe_d_age,
        ("Moins de 26 ans", "26 à 44 ans", "45 à 49 ans", "50 ans et plus"),
    ),
    Repartition(
        "qpv",
        "Habitant d’un quartier prioritaire",
        lambda p: QPV.get(p.qpv, NON_RENSEIGNE),
        ("Oui", "Non"),
    ),
    Repartition(
        "niveau",
        "Niveau à l’entrée",
        lambda p: NIVEAUX.get(p.niveau, NON_RENSEIGNE),
        tuple(NIVEAUX.values()),
    ),
    Repartition(
        "chomage",
        "Durée sans emploi à l’entrée",
        duree_de_chomage,
        ("Moins de 6 mois", "6 à 11 mois", "12 à 23 mois", "24 mois et plus"),
    ),
    Repartition(
        "critere",
        "Critère d’éligibilité",
        lambda p: libelle_critere(p.critere) if p.critere else NON_RENSEIGNE,
    ),
    Repartition("prescripteur", "Prescripteur", prescripteur),
    Repartition("commune", "Commune", lambda p: p.commune or NON_RENSEIGNE),
)


def profil(f: Faits, rang: int, repartition: Repartition, *, masque: bool = True) -> list[Part]:
    """Break the persons of a period down; `masque` applies R14 to cells of one to four."""
    gens = f.personnes_de(rang)
    nombres, faites = Counter(), Counter()
    for p in gens:
        classe = repartition.classe(p)
        nombres[classe] += 1
        faites[classe] += p.heures[rang]
    ordre = [c for c in repartition.classes if c in nombres]
    ordre += sorted(c for c in nombres if c not in repartition.classes and c != NON_RENSEIGNE)
    if NON_RENSEIGNE in nombres:
        ordre.append(NON_RENSEIGNE)
    caches = masquer({c: nombres[c] for c in ordre}) if masque else frozenset()
    # The threshold names one cell, the others hide with it.
    premiers = [c for c in ordre if c in caches]
    return [
        Part(c, None, None, None, True, premiers.index(c))
        if c in caches
        else Part(c, nombres[c], faites[c], Decimal(nombres[c]) / len(gens))
        for c in ordre
    ]


def heures_par(f: Faits, rang: int, cle: Callable, libelles: Mapping) -> list[tuple[str, Decimal]]:
    """Sum the validated hours of a period by what `cle` gives of a row, most hours first."""
    sommes: Counter = Counter()
    for h in f.heures_de(rang):
        sommes[cle(h)] += h.validees
    rangs = [(libelles.get(c, c) or NON_RENSEIGNE, somme or ZERO) for c, somme in sommes.items() if somme]
    return sorted(rangs, key=lambda r: (-r[1], r[0]))


def lots_par(f: Faits, rang: int, cle: Callable, libelles: Mapping) -> list[tuple[str, int]]:
    """Count the lots spotted in a period by what `cle` gives, most first."""
    nombres = Counter(cle(lot) for lot in f.lots_identifies(rang))
    rangs = [(libelles.get(c, c) or NON_RENSEIGNE, n) for c, n in nombres.items()]
    return sorted(rangs, key=lambda r: (-r[1], r[0]))


def hours_by_month(f: Faits, rang: int) -> list[tuple[str, Decimal]]:
    """Sum the validated hours of each month of a period, in order; months without hours are left out."""
    sommes: Counter = Counter()
    for h in f.heures_de(rang):
        sommes[h.mois] += h.validees
    return [(ecrire_mois(m).capitalize(), somme) for m, somme in sorted(sommes.items()) if somme]
