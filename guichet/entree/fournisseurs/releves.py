"""Relevés expected, late, to complete, to control (R5)."""

from django.db.models import Count, Q, Sum

from guichet.base.dates import de_mois
from guichet.base.formats import heures
from guichet.entree.taches import Tache
from publics.models import EtatReleve, LigneReleve, Mission, Releve
from publics.regles.calendrier import ajouter_mois, dernier_du_mois, premier_du_mois
from publics.regles.r5_echeances import echeance
from publics.services.parametres import parametres

RECUS = (EtatReleve.DEPOSE, EtatReleve.A_COMPLETER, EtatReleve.VALIDE, EtatReleve.NEANT)
MOIS_SUIVIS = 2


def releves_attendus(acces, jour) -> list[Tache]:
    """Relevés of the last two months not received: the structure acts, the guichet may remind."""
    if not (acces.est_guichet or acces.est_structure):
        return []
    tous = [ajouter_mois(premier_du_mois(jour), -rang) for rang in range(1, MOIS_SUIVIS + 1)]
    missions = (
        Mission.objects.visible_to(acces)
        .actives_en(tous[-1], dernier_du_mois(tous[0]))
        .exclude(etat="a_valider")
        .order_by()
        .values_list("employeur", "employeur__nom", "debut", "fin")
        .distinct()
    )
    attendus = {
        (mois, employeur): nom
        for employeur, nom, debut, fin in missions
        for mois in tous
        if debut <= dernier_du_mois(mois) and (fin is None or fin >= mois)
    }
    if not attendus:
        return []
    recus = set(
        Releve.objects.visible_to(acces)
        .filter(mois__in=tous, courante=True, etat__in=RECUS)
        .values_list("mois", "employeur")
    )
    regles = parametres(acces.territoire)
    return [
        _attendu(acces, mois, employeur, nom, echeance(mois, regles))
        for (mois, employeur), nom in sorted(attendus.items(), key=lambda a: (a[0][0], a[1]))
        if (mois, employeur) not in recus
    ]


def _attendu(acces, mois, employeur, nom, calendrier) -> Tache:
    a_moi = acces.est_structure
    return Tache(
        quoi=f"{'Déposer' if a_moi else 'Relancer'} le relevé {de_mois(mois, annee=False)}",
        objet="" if a_moi else nom,
        url=f"{acces.url('publics:releves')}?mois={mois:%Y-%m}",
        depuis=dernier_du_mois(mois),
        qui="La structure",
        qui_detail=nom,
        a_moi=a_moi,
        echeance=calendrier.due_le,
        consequence=(
            f"Les heures {de_mois(mois, annee=False)} manquent au bilan ; le mois ne peut pas être clôturé."
        ),
        domaine="releves",
    )


def releves_deposes(acces, jour) -> list[Tache]:
    """Relevés deposited (the guichet controls) or to complete (the structure takes lines up again)."""
    if not (acces.est_guichet or acces.est_structure):
        return []
    releves = list(
        Releve.objects.visible_to(acces)
        .filter(courante=True, etat__in=[EtatReleve.DEPOSE, EtatReleve.A_COMPLETER])
        .select_related("employeur")
        .order_by("depose_le", "pk")
    )
    sommes = {
        s["releve"]: s
        for s in LigneReleve.objects.filter(releve__in=releves, courante=True)
        .order_by()
        .values("releve")
        .annotate(
            lignes=Count("pk"),
            a_voir=Count("pk", filter=~Q(etat__in=["sans_anomalie", "validee"])),
            total=Sum("heures"),
        )
    }
    return [t for r in releves if (t := _depose(acces, r, sommes.get(r.pk)))]


def _depose(acces, releve, somme) -> Tache | None:
    a_completer = releve.etat == EtatReleve.A_COMPLETER
    if acces.est_structure and not a_completer:
        return None
    lignes, a_voir, total = (somme["lignes"], somme["a_voir"], somme["total"]) if somme else (0, 0, 0)
    detail = f"{lignes} lignes, {a_voir} à voir" if a_voir else f"{lignes} lignes, sans anomalie"
    mois = de_mois(releve.mois, annee=False)
    if a_completer:
        quoi, qui, a_moi = f"Reprendre le relevé {mois}", "La structure", acces.est_structure
    else:
        quoi, qui, a_moi = f"Contrôler le relevé {mois}", "Le guichet", True
    return Tache(
        quoi=quoi,
        objet=detail if acces.est_structure else f"{releve.employeur.nom}, {detail}",
        url=acces.url("publics:releve" if acces.est_structure else "publics:releve_controle", releve.pk),
        depuis=(releve.depose_le.date() if releve.depose_le else releve.attendu_le),
        qui=qui,
        qui_detail=releve.employeur.nom,
        a_moi=a_moi,
        consequence=f"{heures(total or 0)} restent hors des heures validées.",
        domaine="releves_deposes",
    )
