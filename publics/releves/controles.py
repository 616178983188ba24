"""R7 over all the lines at once: one statement, whatever their number.

The statement says the same as `publics.regles.r7_controles_de_ligne`; a property test holds one against the
other. It also tells which lines are plainly covered (`en_regle`); the others go through the rules one by one.
"""

import json
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.db import connection

from guichet.organisations.models import Acteur
from publics.models import Releve
from publics.regles.codes import Code
from publics.regles.parametres import Parametres
from publics.regles.verdict import Gravite
from publics.services.missions import modalite_de

BLOQUANTS = (
    Code.R7_PERSONNE_INCONNUE,
    Code.R7_LOT_INCONNU,
    Code.R7_DOUBLON_EXACT,
    Code.R7_MOIS_FUTUR,
    Code.R7_HEURES_IMPOSSIBLES,
    Code.R7_LOT_CLOS,
)
A_CONFIRMER = (
    Code.R7_MOIS_CLOTURE,
    Code.R7_HEURES_NEGATIVES,
    Code.R7_MOIS_LONG,
    Code.R7_SEMAINE_LONGUE,
    Code.R7_SOMME_SEMAINES,
    Code.R7_LOT_RECEPTIONNE,
    Code.R7_HORS_DATES_LOT,
    Code.R7_DEJA_DECLARE,
    Code.R7_EMPLOYEUR_NON_HABILITE,
)
INFORMATIONS = (Code.R7_CONTRAT_ABSENT, Code.R7_ECART_MOIS_PRECEDENT)
GRAVITES = {
    **dict.fromkeys(BLOQUANTS, Gravite.BLOQUANT),
    **dict.fromkeys(A_CONFIRMER, Gravite.A_CONFIRMER),
    **dict.fromkeys(INFORMATIONS, Gravite.INFORMATION),
    Code.R7_AUTRE_GUICHET: Gravite.MISE_DE_COTE,
}


HORS_CONTRAT = json.dumps(
    [
        {
            "code": "R6_HORS_CONTRAT",
            "gravite": "en_attente",
            "origine": "droits",
            "champ": "debut",
            "trouve": "",
            "cause": "Heures hors des contrats déclarés.",
            "attendu": "des jours couverts par un contrat",
            "que_faire": "Joignez le contrat de cette période.",
        }
    ]
)
"""Days told by the line that no declared contract covers: sent, and looked at by the guichet (R6)."""


@dataclass(frozen=True, kw_only=True)
class Cadre:
    """What the checks of a relevé need to know besides its lines. `versions` are those it replaces."""

    releve: Releve
    employeur: Acteur
    aujourdhui: date
    parametres: Parametres
    versions: tuple[int, ...] = ()

    def valeurs(self, lignes: list[int] = ()) -> dict:
        """Parameters of the statement; `lignes`, the stored lines being checked, do not count as others."""
        p = self.parametres
        return {
            "territoire": self.releve.territoire_id,
            "releve": self.releve.pk,
            "employeur": self.employeur.pk,
            "modalite": modalite_de(self.employeur).value,
            "structure": bool(self.employeur.genre),
            "remplaces": list(self.versions),
            "lignes": list(lignes),
            "ecart": p.ecart_mission_jours,
            "duree": p.duree_eligibilite_mois,
            "mois_du_jour": self.aujourdhui.replace(day=1),
            "seuil_ligne": p.seuil_ligne_heures,
            "seuil_mois": p.seuil_mois_heures,
            "seuil_semaine": p.seuil_semaine_heures,
            "ecart_mois": p.ecart_mois_precedent,
            "hors_contrat": HORS_CONTRAT,
            "bloquants": [code.value for code in BLOQUANTS],
            "a_confirmer": [code.value for code in A_CONFIRMER],
        }


@cache
def _modele() -> str:
    texte = Path(__file__).with_suffix(".sql").read_text()
    return "\n".join(ligne for ligne in texte.splitlines() if not ligne.startswith("--"))


def verdicts_sql(source: str) -> str:
    """Return the WITH items that end in `verdicts`, over a source of lines given as a SELECT."""
    return _modele().format(source=source)


STOCKEES = """
  SELECT l.id AS cle, l.id AS ordre, l.participant_id, l.lot_id, l.mois, l.nature, l.debut,
    l.fin, l.heures, l.semaines,
    CASE WHEN l.anomalies @> '[{{"gravite": "bloquant"}}]' THEN 2
         WHEN l.anomalies @> '[{{"gravite": "a_confirmer"}}]' THEN 1 ELSE 0 END AS grave,
    l.anomalies @> '[{{"code": "PERSONNE_A_CONFIRMER"}}]' AS personne_proposee,
    l.anomalies @> '[{{"code": "LOT_A_CONFIRMER"}}]' AS lot_propose,
    l.anomalies @> '[{{"code": "AUTRE_GUICHET"}}]' AS autre_guichet, l.choix
  FROM publics_lignereleve l WHERE l.id = ANY (%(lignes)s)
"""
ACTUALISER = """
WITH {verdicts}
UPDATE publics_lignereleve AS l
SET constats = v.constats, faits = v.vus, etat = v.etat, mission_id = v.mission_id,
  anomalies = l.anomalies || v.dites
FROM verdicts v WHERE l.id = v.cle AND l.territoire_id = %(territoire)s
"""
EFFACER_DROITS = """
UPDATE publics_lignereleve
SET anomalies = jsonb_path_query_array(anomalies, '$[*] ? (@.origine != "droits")'), heures_a_decider = 0
WHERE id = ANY (%(lignes)s) AND anomalies @> '[{{"origine": "droits"}}]'
"""


@contextmanager
def joined_by_hash(curseur):
    """Keep the planner from nested loops: it takes the items of a WITH for one row each (60 times slower)."""
    curseur.execute("SELECT set_config('enable_nestloop', 'off', true), set_config('work_mem', '32MB', true)")
    yield
    curseur.execute("SELECT set_config('enable_nestloop', 'on', true), set_config('work_mem', '4MB', true)")


def recontroler(cadre: Cadre, lignes: list[int]) -> None:
    """Check again stored lines that are not sent yet (primary keys), all those of the relevé together."""
    valeurs = cadre.valeurs(lignes)
    with connection.cursor() as curseur:
        curseur.execute(EFFACER_DROITS.format(), valeurs)
        with joined_by_hash(curseur):
            curseur.execute(ACTUALISER.format(verdicts=verdicts_sql(STOCKEES.format())), valeurs)
