"""Criteria of eligibility: the list shown, the proof each asks for, and how old it may be."""

import re
from dataclasses import dataclass
from datetime import date

from guichet.base.dates import jour as ecrire_jour
from publics import donnees
from publics.regles.calendrier import ajouter_mois

AGE_MAXIMAL = re.compile(r"moins de (\d+) mois")


@dataclass(frozen=True)
class CritereAttendu:
    """A criterion: `preuve` the paper asked for, `age_mois` how old it may be on the day of signature."""

    code: str
    libelle: str
    preuve: str
    age_mois: int | None = None


# Publics of the clause that the IAE list does not name (domaine §4).
PROPRES_A_LA_CLAUSE = (
    CritereAttendu("INV", "Titulaire d’une pension d’invalidité", "Titre de pension"),
    CritereAttendu("BOETH", "Autre bénéficiaire de l’obligation d’emploi (L5212-13)", "Titre"),
    CritereAttendu("RECURRENT", "Demandeur d’emploi récurrent (+ 24 mois)", "Attestation France Travail", 3),
    CritereAttendu("IAE", "Parcours d’insertion en SIAE", "PASS IAE"),
    CritereAttendu("PLIE", "Accompagnement par un PLIE", "Attestation du PLIE", 3),
    CritereAttendu("EPIDE_E2C", "EPIDE ou école de la deuxième chance", "Attestation de parcours", 3),
    CritereAttendu("PACEA_CEJ", "PACEA ou contrat d’engagement jeune", "Contrat en cours", 12),
    CritereAttendu("AVIS", "Avis motivé du prescripteur", "Avis motivé, écrit dans la fiche"),
)


def _de_l_iae() -> list[CritereAttendu]:
    attendus = []
    for critere in donnees.criteres().values():
        age = AGE_MAXIMAL.search(critere.validite)
        attendus.append(
            CritereAttendu(critere.code, critere.libelle, critere.justificatif, int(age[1]) if age else None)
        )
    return attendus


CRITERES = {critere.code: critere for critere in (*_de_l_iae(), *PROPRES_A_LA_CLAUSE)}


def libelle_critere(code: str) -> str:
    """Return the words of a criterion; the code itself when it left the list."""
    return CRITERES[code].libelle if code in CRITERES else code


def constat_preuve(code: str, date_preuve: date | None, signee_le: date | None) -> str:
    """Say what is wrong with the age of a proof on the day the fiche was signed, empty when nothing is."""
    attendu = CRITERES.get(code)
    if attendu is None or attendu.age_mois is None or signee_le is None:
        return ""
    if date_preuve is None:
        return f"Preuve sans date : moins de {attendu.age_mois} mois attendus."
    if date_preuve > signee_le:
        return f"Preuve du {ecrire_jour(date_preuve)}, postérieure à la signature."
    if ajouter_mois(date_preuve, attendu.age_mois) <= signee_le:
        return f"Preuve du {ecrire_jour(date_preuve)} : moins de {attendu.age_mois} mois attendus."
    return ""


def critere_montre(critere, fiche) -> dict:
    """Return what a page shows of a stored criterion; `fiche` None when it came without one."""
    signee_le = fiche.signee_le if fiche else None
    return {
        "critere": critere,
        "libelle": libelle_critere(critere.code),
        "attendu": CRITERES[critere.code].preuve if critere.code in CRITERES else "",
        "constat": constat_preuve(critere.code, critere.date_preuve, signee_le),
    }
