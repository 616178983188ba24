"""R2, R3, R4 and R6 on the lines that are not plainly covered: the pure rules judge them, one by one.

`controles.sql` marks as `en_regle` the lines whose mission was validated in time, by a structure, within 24
months; only the others come here.
"""

import json
from dataclasses import replace

from django.db import connection

from guichet.base.formats import arrondir
from publics.models import LigneReleve, Participant
from publics.regles.calendrier import dernier_du_mois
from publics.regles.codes import Code
from publics.regles.repartition import A_VENTILER, Saisie, Sort, repartir
from publics.releves.controles import Cadre
from publics.services.eligibilite import dossiers_de, postes_de, type_employeur

GRAVITES = {
    "a_decider": "a_decider",
    "en_attente": "en_attente",
    "refusees": "refusee",
    A_VENTILER: "a_confirmer",
}
POSER = """
UPDATE publics_lignereleve AS l
SET anomalies = l.anomalies || v.anomalies,
  heures_a_decider = CASE WHEN v.a_decider THEN greatest(l.heures, 0) ELSE 0 END,
  etat = CASE WHEN l.etat = 'sans_anomalie' AND v.a_decider THEN 'a_decider'
              WHEN l.etat = 'sans_anomalie' AND v.a_ventiler THEN 'a_confirmer' ELSE l.etat END
FROM jsonb_to_recordset(%s::jsonb) AS v (id bigint, anomalies jsonb, a_decider boolean, a_ventiler boolean)
WHERE l.id = v.id AND l.territoire_id = %s
"""


def juger_les_autres(cadre: Cadre, lignes: list[int] | None = None) -> None:
    """Judge the lines not sent yet of a relevé (or `lignes`) that R7 did not find plainly covered."""
    voulues = LigneReleve.objects.filter(
        releve=cadre.releve, participant__isnull=False, lot__isnull=False, faits__en_regle=False
    ).exclude(etat__in=["ignoree", "mise_de_cote"])
    if lignes is None:
        voulues = voulues.filter(envoyee_le__isnull=True)
    else:
        voulues = voulues.filter(pk__in=lignes)
    champs = ("pk", "participant_id", "lot_id", "mois", "debut", "fin", "heures")
    voulues = list(voulues.order_by("pk").values_list(*champs, named=True))
    if not voulues:
        return
    poses = list(_verdicts(cadre, voulues))
    if poses:
        with connection.cursor() as curseur:
            curseur.execute(POSER, [json.dumps(poses), cadre.releve.territoire_id])


def _verdicts(cadre: Cadre, lignes: list):
    employeur = cadre.employeur
    personnes = Participant.objects.filter(pk__in={ligne.participant_id for ligne in lignes})
    dossiers = dossiers_de(personnes)
    postes = postes_de({(ligne.participant_id, ligne.lot_id, employeur.pk) for ligne in lignes})
    for ligne in lignes:
        sort = sort_de(
            saisie_de(ligne),
            postes[ligne.participant_id, ligne.lot_id, employeur.pk],
            dossiers[ligne.participant_id].faits,
            cadre,
        )
        if sort.case == "conformes":
            continue
        yield {
            "id": ligne.pk,
            "a_decider": sort.case == "a_decider",
            "a_ventiler": sort.case == A_VENTILER,
            "anomalies": [en_anomalie(sort)],
        }


def saisie_de(ligne) -> Saisie:
    """Days of the month that the hours of a line are about."""
    dernier = dernier_du_mois(ligne.mois)
    debut = ligne.debut if ligne.debut and ligne.mois <= ligne.debut <= dernier else ligne.mois
    fin = ligne.fin if ligne.fin and debut <= ligne.fin <= dernier else dernier
    return Saisie(debut, fin, arrondir(ligne.heures or 0, 2))


def sort_de(saisie: Saisie, poste, dossier, cadre: Cadre) -> Sort:
    """Fate of the hours of a line; the kind of the employer is known even without a mission."""
    if poste.type_employeur is None:
        poste = replace(poste, type_employeur=type_employeur(cadre.employeur))
    return repartir([saisie], poste=poste, dossier=dossier, parametres=cadre.parametres)[0]


def en_anomalie(sort: Sort) -> dict:
    """What a rule said of a line, kept with it; `coupes` are the days where the total must be split."""
    verdict = sort.verdict
    anomalie = {
        "code": verdict.code.value,
        "gravite": GRAVITES[sort.case],
        "origine": "droits",
        "champ": "debut" if verdict.code.startswith("R2") else "heures",
        "trouve": "",
        "cause": verdict.phrase,
        "attendu": "",
        "que_faire": verdict.que_faire,
    }
    if verdict.code is Code.R3_A_VENTILER:
        anomalie["coupes"] = [troncon.debut.isoformat() for troncon in sort.troncons[1:]]
    return anomalie
