"""Life cycle of a lot and the summary a marché shows of its lots (domaine.md §5). Pure: no ORM, no clock.

The guards are names: the service that performs a transition knows how to check each one.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

IDENTIFIE = "identifie"
A_ETUDE = "a_etude"
CLAUSE_RETENUE = "clause_retenue"
SANS_CLAUSE = "sans_clause"
EN_CONSULTATION = "en_consultation"
NOTIFIE = "notifie"
EN_COURS = "en_cours"
SUSPENDU = "suspendu"
RECEPTIONNE = "receptionne"
ACHEVE = "acheve"
CLOS = "clos"
INFRUCTUEUX = "infructueux"
SANS_SUITE = "sans_suite"
NON_AFFERMI = "non_affermi"
CLAUSE_LEVEE = "clause_levee"
RESILIE = "resilie"

LIBELLES = {
    IDENTIFIE: "Identifié",
    A_ETUDE: "À l’étude",
    CLAUSE_RETENUE: "Clause retenue",
    SANS_CLAUSE: "Sans clause",
    EN_CONSULTATION: "En consultation",
    NOTIFIE: "Notifié",
    EN_COURS: "En cours",
    SUSPENDU: "Suspendu",
    RECEPTIONNE: "Réceptionné",
    ACHEVE: "Achevé",
    CLOS: "Clôturé",
    INFRUCTUEUX: "Infructueux",
    SANS_SUITE: "Sans suite",
    NON_AFFERMI: "Tranche non affermie",
    CLAUSE_LEVEE: "Clause levée",
    RESILIE: "Résilié",
}

INITIAL = IDENTIFIE
# Acts by which a lot goes forward: the page proposes the first one that its state allows.
ORDINAIRES = frozenset(
    {
        "etudier",
        "retenir_clause",
        "lancer_consultation",
        "relancer_consultation",
        "notifier",
        "affermir_tranche",
        "demarrer",
        "reprendre_execution",
        "receptionner",
        "achever",
        "clore",
    }
)
TERMINAUX = frozenset({CLOS, SANS_SUITE})
# R8 counts its rate on received lots; « avancement » is told of running ones.
RECEPTIONNES = frozenset({RECEPTIONNE, ACHEVE, CLOS})
EN_EXECUTION = frozenset({NOTIFIE, EN_COURS, SUSPENDU})
# States in which hours of the monthly relevé may be counted.
OUVERTS_AUX_HEURES = frozenset({EN_COURS, SUSPENDU, RECEPTIONNE, ACHEVE, CLAUSE_LEVEE, RESILIE})


@dataclass(frozen=True)
class Transition:
    """An act that moves a lot to `cible` when every guard of `gardes` holds. `libelle` is the button."""

    verbe: str
    libelle: str
    cible: str
    gardes: tuple[str, ...] = ()


_ABANDONNER = Transition("declarer_sans_suite", "Déclarer sans suite", SANS_SUITE, ("motif",))
_NOTIFIER = Transition(
    "notifier", "Notifier", NOTIFIE, ("date_notification", "attribution", "heures_engagees")
)
_RECEPTIONNER = Transition("receptionner", "Réceptionner", RECEPTIONNE, ("travaux", "date_reception"))
_ACHEVER = Transition("achever", "Déclarer achevé", ACHEVE, ("hors_travaux", "date_fin"))
_LEVER = Transition("lever_clause", "Lever la clause", CLAUSE_LEVEE, ("motif", "accord_ecrit"))
_RESILIER = Transition("resilier", "Résilier", RESILIE, ("motif", "date_resiliation"))
_CLORE = Transition("clore", "Clôturer", CLOS, ("aucune_heure_en_attente",))
_REPORTER = Transition("reporter_tranche", "Ne pas affermir la tranche", NON_AFFERMI, ("tranche",))
_ETUDIER = Transition("etudier", "Mettre à l’étude", A_ETUDE)

TRANSITIONS: dict[str, tuple[Transition, ...]] = {
    IDENTIFIE: (
        _ETUDIER,
        Transition("reprendre", "Reprendre en cours", NOTIFIE, ("clause_deja_ecrite", *_NOTIFIER.gardes)),
        _ABANDONNER,
    ),
    A_ETUDE: (
        Transition("retenir_clause", "Retenir la clause", CLAUSE_RETENUE, ("dispositif", "heures_estimees")),
        Transition("ecarter_clause", "Classer sans clause", SANS_CLAUSE, ("motif",)),
        _ABANDONNER,
    ),
    CLAUSE_RETENUE: (
        Transition("lancer_consultation", "Lancer la consultation", EN_CONSULTATION, ("date_lancement",)),
        Transition(
            "notifier_sans_consultation",
            "Notifier sans consultation",
            NOTIFIE,
            ("sans_mise_en_concurrence", *_NOTIFIER.gardes),
        ),
        Transition("rouvrir_etude", "Rouvrir l’étude", A_ETUDE),
        _ABANDONNER,
    ),
    SANS_CLAUSE: (Transition("rouvrir_etude", "Rouvrir l’étude", A_ETUDE),),
    EN_CONSULTATION: (
        _NOTIFIER,
        Transition("declarer_infructueux", "Déclarer infructueux", INFRUCTUEUX, ("motif",)),
        _REPORTER,
        _ABANDONNER,
    ),
    INFRUCTUEUX: (
        Transition("relancer_consultation", "Relancer la consultation", EN_CONSULTATION, ("date_lancement",)),
        _ABANDONNER,
    ),
    NON_AFFERMI: (
        Transition(
            "affermir_tranche", "Affermir la tranche", NOTIFIE, ("date_affermissement", "heures_engagees")
        ),
        _ABANDONNER,
    ),
    NOTIFIE: (
        Transition("demarrer", "Démarrer", EN_COURS, ("date_debut",)),
        _REPORTER,
        _LEVER,
        _RESILIER,
    ),
    EN_COURS: (
        Transition("suspendre", "Suspendre", SUSPENDU, ("motif",)),
        _RECEPTIONNER,
        _ACHEVER,
        _LEVER,
        _RESILIER,
    ),
    SUSPENDU: (Transition("reprendre_execution", "Reprendre", EN_COURS), _LEVER, _RESILIER),
    RECEPTIONNE: (_CLORE,),
    ACHEVE: (_CLORE,),
    CLAUSE_LEVEE: (_CLORE,),
    RESILIE: (_CLORE,),
    CLOS: (),
    SANS_SUITE: (),
}

# A marché says the first state of this order that one of its lots is in: what is left to do comes first.
ORDRE_RESUME = (
    EN_COURS,
    SUSPENDU,
    NOTIFIE,
    EN_CONSULTATION,
    CLAUSE_RETENUE,
    A_ETUDE,
    IDENTIFIE,
    INFRUCTUEUX,
    NON_AFFERMI,
    RECEPTIONNE,
    ACHEVE,
    CLAUSE_LEVEE,
    RESILIE,
    CLOS,
    SANS_CLAUSE,
    SANS_SUITE,
)


def transition(source: str, verbe: str) -> Transition | None:
    """The transition of that name from that state, None when the state does not allow it."""
    return next((t for t in TRANSITIONS[source] if t.verbe == verbe), None)


@dataclass(frozen=True)
class ResumeMarche:
    """State shown for a marché and the number of its lots in each state, in the order of the summary."""

    etat: str
    lots: dict[str, int]

    @property
    def libelle(self) -> str:
        """« En cours (2 lots sur 3) »; without the count when all lots agree."""
        total, concernes = sum(self.lots.values()), self.lots[self.etat]
        if concernes == total:
            return LIBELLES[self.etat]
        return f"{LIBELLES[self.etat]} ({concernes} {'lots' if concernes > 1 else 'lot'} sur {total})"


def resumer(etats: Iterable[str]) -> ResumeMarche | None:
    """Summary of a marché from the states of its lots; None for a marché without lot."""
    compte = Counter(etats)
    lots = {etat: compte[etat] for etat in ORDRE_RESUME if compte[etat]}
    return ResumeMarche(next(iter(lots)), lots) if lots else None
