"""The indicators of the bilan (domaine §7): code, words, unit, rule, computation, lines to open.

A figure is a function of the facts (`lus.Faits`) and of the rank of a period; it asks the database nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from reporting.indicateurs import mesures
from reporting.indicateurs.lus import Faits
from reporting.indicateurs.sorties import durables, taux_de_durables

NOMBRE, HEURES, EUROS, TAUX, ETP, MOIS = "nombre", "heures", "euros", "taux", "etp", "mois"
DECIMALES = {NOMBRE: 0, HEURES: 0, EUROS: 0, TAUX: 1, ETP: 1, MOIS: 1}


@dataclass(frozen=True)
class Indicateur:
    """A figure. `unite`: nombre, heures, euros, taux (1 = 100 %), etp, mois. `fort`: shown in bold.

    `lignes` says which list opens it: `lots` spotted, `notifies`, `recus`, `heures`, `personnes`, or none.
    """

    code: str
    libelle: str
    unite: str
    source: str
    calcul: Callable[[Faits, int], Decimal | int | None]
    lignes: str = ""
    fort: bool = False


INDICATEURS = (
    Indicateur(
        "donneurs_ordre", "Donneurs d’ordre", NOMBRE, "Domaine §7", mesures.donneurs_ordre, "lots", True
    ),
    Indicateur(
        "heures_identifiees",
        "Heures identifiées",
        HEURES,
        "Domaine §3",
        mesures.heures_identifiees,
        "lots",
        True,
    ),
    Indicateur(
        "heures_realisees", "Heures réalisées", HEURES, "R8", mesures.heures_realisees, "heures", True
    ),
    Indicateur("personnes", "Personnes", NOMBRE, "Domaine §7", mesures.personnes, "personnes", True),
    Indicateur(
        "heures_par_personne",
        "Heures réalisées par personne",
        HEURES,
        "Domaine §7",
        mesures.heures_par_personne,
        "personnes",
    ),
    Indicateur("etp", "Équivalent temps plein (base {base} h)", ETP, "R9", mesures.etp_territoire, "heures"),
    Indicateur(
        "etp_national", "Équivalent temps plein (base 1 600 h)", ETP, "R9", mesures.etp_national, "heures"
    ),
    Indicateur("operations", "Opérations", NOMBRE, "Domaine §7", mesures.operations, "lots"),
    Indicateur("marches", "Marchés", NOMBRE, "Domaine §7", mesures.marches, "lots"),
    Indicateur("lots", "Lots", NOMBRE, "Domaine §7", mesures.lots, "lots"),
    Indicateur("montant", "Montant des lots", EUROS, "Domaine §7", mesures.montant, "lots"),
    Indicateur(
        "duree", "Durée moyenne des marchés, en mois", MOIS, "Domaine §7", mesures.duree_moyenne, "lots"
    ),
    Indicateur(
        "heures_dues",
        "Heures à réaliser, lots notifiés",
        HEURES,
        "Domaine §3",
        mesures.heures_dues,
        "notifies",
    ),
    Indicateur("lots_receptionnes", "Lots réceptionnés", NOMBRE, "R8", mesures.lots_receptionnes, "recus"),
    Indicateur(
        "taux", "Taux de réalisation (lots réceptionnés)", TAUX, "R8", mesures.taux_realisation, "recus"
    ),
    Indicateur("taux_plafonne", "Taux plafonné à 100 % par lot", TAUX, "R8", mesures.taux_plafonne, "recus"),
    Indicateur("lots_atteints", "Lots à l’objectif", NOMBRE, "R8", mesures.lots_atteints, "recus"),
    Indicateur("avancement", "Avancement (lots en cours)", TAUX, "R8", mesures.avancement, "notifies"),
    Indicateur(
        "heures_a_decider",
        "Heures en attente de décision",
        HEURES,
        "R3",
        mesures.somme("a_decider"),
        "heures",
    ),
    Indicateur("heures_refusees", "Heures refusées", HEURES, "R4", mesures.somme("refusees"), "heures"),
    Indicateur("heures_invalidees", "Heures invalidées", HEURES, "R3", mesures.somme("invalidees"), "heures"),
    Indicateur("entreprises", "Entreprises titulaires", NOMBRE, "Domaine §7", mesures.entreprises),
    Indicateur(
        "entreprises_nouvelles",
        "Entreprises titulaires nouvelles",
        NOMBRE,
        "Domaine §7",
        mesures.entreprises_nouvelles,
    ),
    Indicateur("siae_titulaires", "SIAE titulaires", NOMBRE, "Domaine §7", mesures.siae_titulaires),
    Indicateur(
        "personnes_nouvelles",
        "Personnes nouvelles",
        NOMBRE,
        "Domaine §7",
        mesures.personnes_nouvelles,
        "personnes",
    ),
    Indicateur(
        "personnes_plusieurs_marches",
        "Personnes sur plusieurs marchés",
        NOMBRE,
        "Domaine §7",
        mesures.personnes_plusieurs_marches,
        "personnes",
    ),
    Indicateur("missions", "Missions", NOMBRE, "Domaine §3", mesures.missions),
    Indicateur(
        "duree_missions",
        "Durée moyenne des missions terminées, en mois",
        MOIS,
        "Domaine §7",
        mesures.duree_des_missions,
    ),
    Indicateur("ruptures", "Missions rompues avant leur terme", NOMBRE, "Domaine §7", mesures.ruptures),
    Indicateur("sorties", "Sorties", NOMBRE, "Domaine §7", mesures.sorties),
    Indicateur("sorties_durables", "Sorties durables", NOMBRE, "Domaine §7", durables),
    Indicateur(
        "taux_durables_sorties",
        "Sorties durables, rapportées aux sorties",
        TAUX,
        "Domaine §7",
        taux_de_durables(par_personne=False),
    ),
    Indicateur(
        "taux_durables_personnes",
        "Sorties durables, rapportées aux personnes",
        TAUX,
        "Domaine §7",
        taux_de_durables(par_personne=True),
    ),
)
PAR_CODE = {i.code: i for i in INDICATEURS}


def calculer(faits: Faits) -> dict[str, tuple]:
    """Return every indicator of the facts: code → its value in each period (None: nothing to divide)."""
    rangs = range(len(faits.periodes))
    return {i.code: tuple(i.calcul(faits, rang) for rang in rangs) for i in INDICATEURS}
