"""Rows of a file into lines: COPY into a temporary table, then INSERT … SELECT with the verdicts of R7."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from publics.releves.controles import Cadre, joined_by_hash, verdicts_sql

COLONNES = (
    "cle bigint",
    "feuille text",
    "numero integer",
    "participant_id bigint",
    "lot_id bigint",
    "mois date",
    "nature text",
    "debut date",
    "fin date",
    "heures numeric(10, 2)",
    "semaines jsonb",
    "grave smallint",
    "personne_proposee boolean",
    "lot_propose boolean",
    "autre_guichet boolean",
    "brut jsonb",
    "anomalies jsonb",
)


@dataclass(slots=True)
class LigneEtape:
    """A row read and matched, ready to be staged; JSON columns are already text."""

    feuille: str
    numero: int
    participant_id: int | None
    lot_id: int | None
    mois: date
    nature: str
    debut: date | None
    fin: date | None
    heures: Decimal | None
    semaines: str
    grave: int
    personne_proposee: bool
    lot_propose: bool
    autre_guichet: bool
    brut: str
    anomalies: str


ETAPE = """
  SELECT cle, cle AS ordre, participant_id, lot_id, mois, nature, debut, fin, heures, semaines, grave,
    personne_proposee, lot_propose, autre_guichet, '' AS choix, feuille, numero, brut, anomalies
  FROM releve_etape
"""
CHARGER = """
WITH {verdicts}
INSERT INTO publics_lignereleve (
  territoire_id, releve_id, employeur_id, mission_id, participant_id, lot_id, mois, feuille, numero,
  rang, nature, debut, fin, heures, heures_validees, heures_refusees, heures_invalidees, heures_a_decider,
  etat, courante, brut, semaines, anomalies, constats, faits,
  choix, confirmation, motif_code, message, reponse)
SELECT %(territoire)s, %(releve)s, %(employeur)s, v.mission_id, v.participant_id, v.lot_id, v.mois, v.feuille,
  v.numero, 1, v.nature, v.debut, v.fin, v.heures, 0, 0, 0, 0,
  v.etat, false, v.brut, v.semaines, v.anomalies || v.dites, v.constats, v.vus, '', '', '', '', ''
FROM verdicts v ORDER BY v.cle
"""


def charger(cadre: Cadre, lignes: Iterable[LigneEtape]) -> int:
    """Store the rows as lines of the relevé, checked by R7, not sent; return how many.

    Four statements whatever the number of rows. All or nothing with the caller's transaction.
    """
    # Read before COPY begins: a query of the generator on the same connection would wait for ever.
    valeurs = [valeurs_de_copie(cle, ligne) for cle, ligne in enumerate(lignes, 1)]
    with connection.cursor() as curseur:
        curseur.execute("DROP TABLE IF EXISTS pg_temp.releve_etape")
        curseur.execute(f"CREATE TEMP TABLE releve_etape ({', '.join(COLONNES)}) ON COMMIT DROP")
        with curseur.copy("COPY releve_etape FROM STDIN") as copie:
            for rangee in valeurs:
                copie.write_row(rangee)
        curseur.execute("ANALYZE releve_etape")
        with joined_by_hash(curseur):
            curseur.execute(CHARGER.format(verdicts=verdicts_sql(ETAPE)), cadre.valeurs())
            return curseur.rowcount


def valeurs_de_copie(cle: int, ligne: LigneEtape) -> tuple:
    return (
        cle,
        ligne.feuille,
        ligne.numero,
        ligne.participant_id,
        ligne.lot_id,
        ligne.mois,
        ligne.nature,
        ligne.debut,
        ligne.fin,
        ligne.heures,
        ligne.semaines,
        ligne.grave,
        ligne.personne_proposee,
        ligne.lot_propose,
        ligne.autre_guichet,
        ligne.brut,
        ligne.anomalies,
    )
