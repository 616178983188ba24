"""Sending a relevé to the guichet: what is ready leaves, the rest stays open."""

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal

from django.db import IntegrityError, connection, transaction
from django.db.models import Max, Q, QuerySet

from guichet.base.dates import de_mois
from guichet.base.erreurs import Conflit, Refus
from guichet.base.formats import heures as ecrire_heures
from guichet.base.horloge import maintenant
from guichet.journal.services import journaliser
from guichet.organisations.models import Acteur
from publics.models import (
    EtatLigne,
    EtatMission,
    EtatReleve,
    LigneDecision,
    LigneReleve,
    Mission,
    Releve,
)
from publics.regles.codes import Code
from publics.services.decisions_suite import clore_sans_objet
from publics.services.missions import modalite_de
from publics.services.parametres import parametres
from publics.services.transitions import lock

SITUEE = Q(participant__isnull=False, lot__isnull=False, heures__isnull=False)
CONFIRMEE = ~Q(confirmation="") & (~Q(constats__contains=[Code.R7_DEJA_DECLARE]) | ~Q(choix=""))


def lignes_ouvertes(releve: Releve) -> QuerySet:
    """Return the lines that the structure still holds: prepared, not sent, neither ignored nor set aside."""
    return LigneReleve.objects.filter(releve=releve, envoyee_le__isnull=True).exclude(
        etat__in=[EtatLigne.IGNOREE, EtatLigne.MISE_DE_COTE]
    )


def lignes_pretes(releve: Releve) -> QuerySet:
    """Return the open lines that may leave: without anomaly, to be decided, or confirmed."""
    return lignes_ouvertes(releve).filter(
        SITUEE,
        Q(etat__in=[EtatLigne.SANS_ANOMALIE, EtatLigne.A_DECIDER])
        | Q(etat=EtatLigne.A_CONFIRMER) & CONFIRMEE,
    )


@transaction.atomic
def envoyer_releve(*, releve: Releve, par) -> Releve:
    """Send the lines that are ready; the others wait for the structure (R5, R7).

    A rectificatif takes the place of the version before: a line it repeats as it was keeps its decision.
    Raises Refus (RELEVE_RIEN_A_ENVOYER) and Conflit (RELEVE_HEURES_EN_DOUBLE).
    """
    lock(Acteur, releve.employeur_id)
    releve = lock(Releve, releve.pk)
    if releve.etat not in (EtatReleve.BROUILLON, EtatReleve.A_COMPLETER):
        raise Conflit(
            "RELEVE_DEJA_ENVOYE",
            f"Ce relevé est « {releve.get_etat_display().lower()} ».",
            "Rechargez la page ; une correction se dépose comme rectificatif.",
        )
    if releve.precedente_id and not releve.courante:
        _remplacer_version(releve, par=par)
    partantes = list(lignes_pretes(releve).order_by("pk"))
    if not partantes and not LigneReleve.objects.filter(releve=releve, courante=True).exists():
        raise Refus(
            "RELEVE_RIEN_A_ENVOYER",
            "Aucune ligne n’est prête à partir.",
            "Corrigez ou confirmez au moins une ligne.",
        )
    ouvrir_missions(partantes, par=par)
    instant = maintenant()
    _ranger(releve, partantes, par=par)
    partantes = list(lignes_pretes(releve).order_by("pk"))
    try:
        with transaction.atomic():
            _marquer(partantes, instant)
    except IntegrityError as erreur:
        if "ligne_sans_double" not in str(erreur):
            raise
        raise Conflit(
            "RELEVE_HEURES_EN_DOUBLE",
            "Des heures de ce relevé ont été déclarées entre-temps pour la même mission.",
            "Rechargez la page : les lignes concernées vous seront montrées.",
        ) from erreur
    releve.etat = EtatReleve.A_COMPLETER if lignes_ouvertes(releve).exists() else EtatReleve.DEPOSE
    releve.depose_le, releve.depose_par = releve.depose_le or instant, par.utilisateur
    releve.courante = True
    releve.save()
    _signaler_mois_longs({(ligne.participant_id, ligne.mois) for ligne in partantes}, par=par)
    total = sum((ligne.heures for ligne in partantes), Decimal(0))
    journaliser(
        par=par,
        verbe="envoyer_releve",
        objet=releve,
        phrase=f"Relevé {de_mois(releve.mois)} envoyé, {len(partantes)} lignes, {ecrire_heures(total)}",
        details={"lignes": len(partantes), "heures": total, "version": releve.version},
    )
    return releve


def _marquer(partantes: list[LigneReleve], instant) -> None:
    ids = [ligne.pk for ligne in partantes]
    with connection.cursor() as curseur:
        curseur.execute(
            "UPDATE publics_lignereleve SET courante = true, envoyee_le = %s, "
            "etat = CASE WHEN heures_a_decider > 0 THEN 'a_decider' ELSE etat END WHERE id = ANY (%s)",
            [instant, ids],
        )


def _signaler_mois_longs(couples: set[tuple], *, par) -> None:
    """Put back to confirm the lines under control, of any employer, now over the monthly limit."""
    with connection.cursor() as curseur:
        curseur.execute(
            MOIS_LONGS,
            {
                "territoire": par.territoire.pk,
                "participants": [participant for participant, _ in couples],
                "mois": [mois for _, mois in couples],
                "seuil": parametres(par.territoire).seuil_mois_heures,
            },
        )


MOIS_LONGS = """
WITH totaux AS (
  SELECT participant_id, mois, sum(heures) AS total FROM publics_lignereleve
  WHERE territoire_id = %(territoire)s AND courante AND etat NOT IN ('mise_de_cote', 'ignoree')
    AND participant_id = ANY (%(participants)s) AND mois = ANY (%(mois)s)
  GROUP BY 1, 2 HAVING sum(heures) > %(seuil)s
)
UPDATE publics_lignereleve l
SET etat = 'a_confirmer', constats = l.constats || '{R7_MOIS_LONG}'::varchar(30)[],
  faits = l.faits || jsonb_build_object('autres', (t.total - l.heures)::text)
FROM totaux t WHERE l.territoire_id = %(territoire)s AND l.participant_id = t.participant_id
  AND l.mois = t.mois AND l.courante AND l.etat = 'sans_anomalie'
  AND NOT l.constats @> '{R7_MOIS_LONG}'::varchar(30)[]
"""


def ouvrir_missions(lignes: list[LigneReleve], *, par) -> None:
    """Give a mission, never requested, to the lines that have none: their hours are à décider (R3)."""
    sans = [ligne for ligne in lignes if ligne.mission_id is None]
    groupes = defaultdict(list)
    for ligne in sans:
        groupes[ligne.participant_id, ligne.lot_id].append(ligne)
    if not groupes:
        return
    employeur = Acteur.objects.get(pk=sans[0].employeur_id)
    suivantes = _starts(employeur, groupes)
    missions = Mission.objects.bulk_create(
        Mission(
            territoire=par.territoire,
            participant_id=participant,
            lot_id=lot,
            employeur=employeur,
            modalite=modalite_de(employeur),
            etat=EtatMission.A_VALIDER,
            debut=(debut := min(ligne.debut or ligne.mois for ligne in siennes)),
            fin=_eve_of_next(suivantes[participant, lot], debut),
        )
        for (participant, lot), siennes in groupes.items()
    )
    for mission, siennes in zip(missions, groupes.values(), strict=True):
        LigneReleve.objects.filter(pk__in=[ligne.pk for ligne in siennes]).update(mission=mission)
        for ligne in siennes:
            ligne.mission_id = mission.pk


def _starts(employeur: Acteur, couples) -> dict[tuple[int, int], list]:
    """Return the first days of the missions that these persons have on these lots with the employer."""
    debuts = defaultdict(list)
    connues = Mission.objects.filter(
        territoire=employeur.territoire_id,
        employeur=employeur,
        participant__in={participant for participant, _ in couples},
        lot__in={lot for _, lot in couples},
    ).exclude(etat__in=[EtatMission.ANNULEE, EtatMission.REFUSEE])
    for participant, lot, debut in connues.order_by().values_list("participant", "lot", "debut"):
        debuts[participant, lot].append(debut)
    return debuts


def _eve_of_next(debuts: list, debut):
    """Return the eve of the first mission that starts after a day, None when there is none."""
    apres = [autre for autre in debuts if autre > debut]
    return min(apres) - timedelta(days=1) if apres else None


def _remplacer_version(releve: Releve, *, par) -> None:
    """Stop the lines of the earlier versions; carry the decision of those repeated as they were."""
    anciens = Releve.objects.filter(
        territoire=releve.territoire_id, employeur=releve.employeur_id, mois=releve.mois
    ).exclude(pk=releve.pk)
    with connection.cursor() as curseur:
        curseur.execute(
            "UPDATE publics_lignereleve SET courante = false "
            "WHERE releve_id = ANY (%s) AND courante RETURNING id",
            [list(anciens.values_list("pk", flat=True))],
        )
        arretees = [pk for (pk,) in curseur.fetchall()]
        curseur.execute(REPRENDRE, {"releve": releve.pk, "arretees": arretees})
        reprises = curseur.fetchall()
    for nouvelle, ancienne in reprises:
        LigneDecision.objects.filter(ligne=ancienne).update(ligne=nouvelle)
    clore_sans_objet(lignes=set(arretees) - {ancienne for _, ancienne in reprises}, par=par)
    anciens.filter(courante=True).update(courante=False)


REPRENDRE = """
UPDATE publics_lignereleve n SET heures_validees = a.heures_validees, heures_refusees = a.heures_refusees,
  heures_invalidees = a.heures_invalidees, heures_a_decider = a.heures_a_decider, etat = a.etat,
  rang = a.rang, motif_code = a.motif_code, message = a.message, reponse = a.reponse,
  decidee_le = a.decidee_le, decidee_par_id = a.decidee_par_id, courante = true, envoyee_le = a.envoyee_le
FROM (
  SELECT DISTINCT ON (x.id) x.*, y.id AS nouvelle FROM publics_lignereleve x JOIN publics_lignereleve y
    ON y.releve_id = %(releve)s AND y.envoyee_le IS NULL AND y.mission_id = x.mission_id AND y.mois = x.mois
   AND y.nature = x.nature AND y.debut IS NOT DISTINCT FROM x.debut AND y.fin IS NOT DISTINCT FROM x.fin
   AND y.heures = x.heures AND y.etat NOT IN ('a_corriger', 'ignoree', 'mise_de_cote')
  WHERE x.id = ANY (%(arretees)s) AND x.etat IN ('validee', 'refusee', 'invalidee', 'a_decider')
  ORDER BY x.id, y.id
) a WHERE n.id = a.nouvelle RETURNING n.id, a.id
"""


def _ranger(releve: Releve, partantes: list[LigneReleve], *, par) -> None:
    """Apply the answers given to hours declared twice: replace the earlier line, or add at the next rank."""
    for ligne in partantes:
        if not ligne.choix:
            continue
        memes = LigneReleve.objects.filter(
            employeur=ligne.employeur_id,
            participant=ligne.participant_id,
            lot=ligne.lot_id,
            mois=ligne.mois,
            nature=ligne.nature,
        ).exclude(pk=ligne.pk)
        if ligne.choix == LigneReleve.Choix.REMPLACER:
            remplacees = list(memes.filter(courante=True).values_list("pk", flat=True))
            LigneReleve.objects.filter(pk__in=remplacees).update(courante=False)
            clore_sans_objet(lignes=remplacees, par=par)
            doubles = memes.filter(releve=releve, envoyee_le__isnull=True, pk__lt=ligne.pk)
            doubles.update(etat=EtatLigne.IGNOREE)
        else:
            dernier = memes.filter(Q(courante=True) | Q(releve=releve)).aggregate(rang=Max("rang"))["rang"]
            LigneReleve.objects.filter(pk=ligne.pk).update(rang=(dernier or 0) + 1)
