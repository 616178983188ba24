"""Relevés expected, late, to complete, to control (R5)."""

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Sum

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
    recu = Releve.objects.filter(employeur=OuterRef("employeur"), courante=True, etat__in=RECUS)
    missions = (
        Mission.objects.visible_to(acces)
        .actives_en(tous[-1], dernier_du_mois(tous[0]))
        .exclude(etat="a_valider")
        .order_by()
        .annotate(**{f"recu_{rang}": Exists(recu.filter(mois=mois)) for rang, mois in enumerate(tous)})
        .values_list(
            "employeur", "employeur__nom", "debut", "fin", *(f"recu_{r}" for r in range(MOIS_SUIVIS))
        )
        .distinct()
    )
    attendus = {
        (mois, employeur): nom
        for employeur, nom, debut, fin, *recus in missions
        for mois, deja in zip(tous, recus, strict=True)
        if not deja and debut <= dernier_du_mois(mois) and (fin is None or fin >= mois)
    }
    regles = parametres(acces.territoire)
    return [
        _attendu(acces, mois, nom, echeance(mois, regles))
        for (mois, _), nom in sorted(attendus.items(), key=lambda a: (a[0][0], a[1]))
    ]


def _attendu(acces, mois, nom, calendrier) -> Tache:
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


def releves_deposes(acces) -> list[Tache]:
    """Relevés deposited (the guichet controls) or to complete (the structure takes lines up again)."""
    if not (acces.est_guichet or acces.est_structure):
        return []
    etats = [EtatReleve.A_COMPLETER] if acces.est_structure else [EtatReleve.DEPOSE, EtatReleve.A_COMPLETER]
    lignes = LigneReleve.objects.filter(releve=OuterRef("pk"), courante=True).order_by().values("releve")
    a_voir = Count("pk", filter=~Q(etat__in=["sans_anomalie", "validee"]))
    releves = (
        Releve.objects.visible_to(acces)
        .filter(courante=True, etat__in=etats)
        .select_related("employeur")
        .annotate(
            nombre=Subquery(lignes.annotate(n=Count("pk")).values("n")),
            a_voir=Subquery(lignes.annotate(n=a_voir).values("n")),
            total=Subquery(lignes.annotate(n=Sum("heures")).values("n")),
        )
        .order_by("depose_le", "pk")
    )
    return [_depose(acces, r) for r in releves]


def _depose(acces, releve) -> Tache:
    lignes, a_voir = releve.nombre or 0, releve.a_voir or 0
    detail = f"{lignes} lignes, {f'{a_voir} à voir' if a_voir else 'sans anomalie'}"
    mois = de_mois(releve.mois, annee=False)
    reprendre = releve.etat == EtatReleve.A_COMPLETER
    return Tache(
        quoi=f"{'Reprendre' if reprendre else 'Contrôler'} le relevé {mois}",
        objet=detail if acces.est_structure else f"{releve.employeur.nom}, {detail}",
        url=acces.url("publics:releve" if acces.est_structure else "publics:releve_controle", releve.pk),
        depuis=releve.depose_le.date() if releve.depose_le else releve.attendu_le,
        qui="La structure" if reprendre else "Le guichet",
        qui_detail=releve.employeur.nom,
        a_moi=acces.est_structure if reprendre else True,
        consequence=f"{heures(releve.total or 0)} restent hors des heures validées.",
        domaine="" if reprendre else "publics:releves",
    )
