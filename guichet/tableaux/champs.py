"""What the columns of a table may mean: fields, their synonyms, how a cell of each is read. Pure.

A kind of table is a tuple of `Champ` (`champs_releve.RELEVE` is the monthly one). Another kind (recovery of
an old spreadsheet, half-yearly table…) declares its own tuple and uses the same recognition.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from guichet.tableaux import dates, valeurs
from guichet.tableaux.dates import sans_accents


@dataclass(frozen=True, slots=True)
class Champ:
    """A meaning that a column may have.

    `cle`: stable name; `libelle`: French word on screen; `synonymes`: header texts without accents, lower
    case; `lire`: cell → value, raising `Illisible`; `date`: the reader takes `epoque`; `multiple`: several
    columns may have this meaning (weeks); `ecarte`: recognised so as not to be taken for another field, then
    ignored.
    """

    cle: str
    libelle: str
    synonymes: tuple[str, ...]
    lire: Callable = valeurs.lire_texte
    date: bool = False
    multiple: bool = False
    ecarte: bool = False


SEMAINE = re.compile(r"(?:^|\b)(?:s|sem|semaine)\s*(?:n\s*)?(\d{1,2})(?:\b|$)")
TOTAL = re.compile(r"\b(?:total|cumul|somme)")
PAS_LES_HEURES = re.compile(
    r"\b(?:prev|rest|cumul|theori|objectif|engage|factur|absen|conge|sup|taux|cout|montant|tarif|prix|contractu|hebdo"
    r"|precedent|annuel|annee|dues|maximum|depuis)"
)
"""Words that make other hours of « heures »: planned, left, summed up, invoiced…"""
NON_MOTS = re.compile(r"[^a-z0-9]+")
MOTS_VIDES = frozenset(
    {
        "de",
        "du",
        "des",
        "d",
        "la",
        "le",
        "les",
        "l",
        "en",
        "et",
        "a",
        "au",
        "aux",
        "s",
        "e",
        "sur",
        "dans",
        "pour",
    }
    | {"par", "cours", "nombre", "nb", "nbr", "realise", "realisee", "centieme", "centiemes", "decimales"}
)
PERSONNES = frozenset(
    {
        "salarie",
        "salaries",
        "interimaire",
        "beneficiaire",
        "participant",
        "employe",
        "personne",
        "agent",
        "candidat",
    }
)
"""Words that say whose, not what: « prénom de l’intérimaire » is a first name."""


@lru_cache(maxsize=8192)
def normaliser(entete: str) -> str:
    """Header text without accents, punctuation nor plural in parentheses: « Prénom(s) » → prenom."""
    texte = re.sub(r"\((?:s|e|es|nt)\)", "", sans_accents(entete.replace("œ", "oe")))
    texte = texte.replace("n°", " n ").replace("nº", " n ").replace("nbre", "nb").replace("°", " ")
    return NON_MOTS.sub(" ", texte).strip()


def mots_utiles(texte: str) -> frozenset[str]:
    """Words of a normalised header that tell its meaning: neither articles nor the month of the file."""
    return frozenset(mot for mot in texte.split() if not (mot in MOTS_VIDES or est_de_date(mot)))


def est_de_date(mot: str) -> bool:
    """True for the name of a month and for a year."""
    return (len(mot) == 4 and mot.startswith("20") and mot.isdigit()) or bool(dates.rang_du_mois(mot))


@lru_cache(maxsize=64)
def index_de(champs: tuple[Champ, ...]) -> tuple[dict, list]:
    """Exact text → (note, field), and (significant words, note, field), of a kind of table.

    The first synonyms of a field are the surest: each one costs a thousandth.
    """
    exacts, ensembles = {}, []
    for champ in champs:
        for rang, synonyme in enumerate(champ.synonymes):
            note = 1.0 - rang / 1000
            exacts.setdefault(normaliser(synonyme), (note, champ))
            if mots := mots_utiles(synonyme):
                ensembles.append((mots, note, champ))
    return exacts, ensembles


@lru_cache(maxsize=8192)
def champs_probables(entete: str, champs: tuple[Champ, ...]) -> tuple[tuple[float, Champ], ...]:
    """Fields that a normalised header may mean, with a note from 0 to 1, best first."""
    if not entete or len(entete) > 80:
        return ()
    exacts, ensembles = index_de(champs)
    if entete in exacts:
        return (exacts[entete],)
    semaine = next((champ for champ in champs if champ.cle == "semaine"), None)
    if semaine and SEMAINE.search(entete) and not TOTAL.search(entete):
        return ((0.95, semaine),)
    mots = mots_utiles(entete)
    notes: dict[str, tuple[float, Champ]] = {}
    for ensemble, note, champ in ensembles:
        if ensemble <= mots:
            note *= 0.45 + 0.5 * len(ensemble) / (len(mots - PERSONNES | ensemble))
            if champ.cle == "heures" and PAS_LES_HEURES.search(entete):
                note *= 0.3
            if note > notes.get(champ.cle, (0.0, champ))[0]:
                notes[champ.cle] = (note, champ)
    return tuple(sorted(notes.values(), key=lambda paire: -paire[0]))
