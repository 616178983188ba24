"""From the rows to the facts of the indicators: six set-based statements whatever the periods."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from marches.models import Attribution
from publics.models import Critere, Mission, Sortie
from publics.querysets.heures import hours
from reporting.indicateurs.lus import (
    Faits,
    HeuresLues,
    LotLu,
    MissionLue,
    PersonneLue,
    SortieLue,
)
from reporting.indicateurs.perimetre import Perimetre
from reporting.indicateurs.periodes import Periode

PROFIL = ("sexe", "ne_le", "qpv", "niveau", "mois_chomage", "commune", "prescripteur__type_prescripteur")


def charger(perimetre: Perimetre, periodes: Sequence[Periode], base_etp: Decimal) -> Faits:
    """Return the facts of a perimeter over `periodes`, the one asked first."""
    periodes = tuple(periodes)
    return Faits(
        periodes,
        base_etp,
        lots=lots(perimetre),
        heures=heures(perimetre),
        personnes=personnes(perimetre, periodes),
        missions=missions(perimetre),
        sorties=sorties(perimetre),
        entreprises=entreprises(perimetre),
    )


LOT = {
    "pk": "pk",
    "marche": "marche",
    "marche__operation": "operation",
    "marche__donneur_ordre": "donneur_ordre",
    "marche__donneur_ordre__categorie": "categorie",
    "marche__nature": "nature",
    "dispositif": "dispositif",
    "etat": "etat",
    "metier": "metier",
    "anru": "anru",
    "montant": "montant",
    "marche__duree_mois": "duree_mois",
    "notifie_le": "notifie_le",
    "fini_le": "receptionne_le",
    "heures_engagees": "engagees",
    "identifie_le": "identifie_le",
    "identifiees": "identifiees",
}


def lots(perimetre: Perimetre) -> list[LotLu]:
    """Return the lots of a perimeter."""
    rangs = perimetre.lots().annotate(fini_le=Coalesce("receptionne_le", "clos_le")).order_by().values(*LOT)
    return [LotLu(**{champ: rang[chemin] for chemin, champ in LOT.items()}) for rang in rangs]


def heures(perimetre: Perimetre, *, par_employeur: bool = True) -> list[HeuresLues]:
    """Return the totals of a perimeter by month, lot and modalité, and by employer unless told."""
    employeur = ("employeur", "employeur__nom") if par_employeur else ()
    rangs = perimetre.lignes().totaux_par("mois", "lot", "mission__modalite", *employeur)
    return [
        HeuresLues(
            mois=r["mois"],
            lot=r["lot"],
            employeur=r.get("employeur"),
            employeur_nom=r.get("employeur__nom", ""),
            modalite=r["mission__modalite"] or "",
            validees=r["validees"],
            a_decider=r["a_decider"],
            refusees=r["refusees"],
            invalidees=r["invalidees"],
            declarees=r["declarees"],
        )
        for r in rangs
    ]


def _months_in(p: Periode) -> Q:
    condition = Q(mois__lte=p.fin)
    return condition & Q(mois__gte=p.debut.replace(day=1)) if p.debut else condition


def personnes(perimetre: Perimetre, periodes: Sequence[Periode]) -> list[PersonneLue]:
    """Return the persons of a perimeter with their profile at entry and their validated hours a period."""
    effectives = Mission.objects.effectives().filter(participant=OuterRef("participant")).order_by()
    critere = Critere.objects.filter(participant=OuterRef("participant"), retenu=True).order_by("pk")
    sommes = {f"h{i}": hours("heures_validees", _months_in(p)) for i, p in enumerate(periodes)}
    marches = {
        f"m{i}": Count("lot__marche", distinct=True, filter=_months_in(p) & Q(heures_validees__gt=0))
        for i, p in enumerate(periodes)
    }
    champs = {f"participant__{champ}": champ for champ in PROFIL}
    rangs = (
        perimetre.lignes()
        .filter(participant__isnull=False)
        .order_by()
        .values("participant", "participant__entree_ailleurs", *champs)
        .annotate(**sommes, **marches)
        .annotate(
            premiere=Subquery(effectives.values("participant").annotate(j=Min("debut")).values("j")),
            critere=Subquery(critere.values("code")[:1]),
        )
    )
    return [_personne(rang, len(periodes)) for rang in rangs]


def _personne(rang: dict, nombre: int) -> PersonneLue:
    jours = [j for j in (rang["premiere"], rang["participant__entree_ailleurs"]) if j]
    return PersonneLue(
        pk=rang["participant"],
        sexe=rang["participant__sexe"],
        ne_le=rang["participant__ne_le"],
        qpv=rang["participant__qpv"],
        niveau=rang["participant__niveau"],
        mois_chomage=rang["participant__mois_chomage"],
        commune=rang["participant__commune"],
        prescripteur=rang["participant__prescripteur__type_prescripteur"] or "",
        critere=rang["critere"] or "",
        premiere=min(jours) if jours else None,
        heures=tuple(rang[f"h{i}"] for i in range(nombre)),
        marches=tuple(rang[f"m{i}"] for i in range(nombre)),
    )


def missions(perimetre: Perimetre) -> list[MissionLue]:
    """Return the missions that took effect in a perimeter, whatever their dates."""
    missions = Mission.objects.filter(territoire=perimetre.territoire).effectives()
    if perimetre.structures:
        missions = missions.filter(employeur__in=perimetre.structures)
    if perimetre.acheteurs or perimetre.lot:
        missions = missions.filter(lot__in=perimetre.lots().values("pk"))
    rangs = missions.order_by().values("participant", "debut", "fin", "modalite", "etat")
    return [
        MissionLue(
            participant=r["participant"],
            debut=r["debut"],
            fin=r["fin"],
            modalite=r["modalite"],
            rompue=r["etat"] == "rompue",
        )
        for r in rangs
    ]


def sorties(perimetre: Perimetre) -> list[SortieLue]:
    """Return the exits of the persons who have lines in a perimeter."""
    sorties = Sortie.objects.filter(territoire=perimetre.territoire)
    if perimetre.acheteurs or perimetre.structures or perimetre.lot:
        sorties = sorties.filter(participant__in=perimetre.lignes().values("participant"))
    champs = ("participant", "le", "vers", "type_contrat", "debut", "fin")
    return [SortieLue(**rang) for rang in sorties.order_by().values(*champs)]


def entreprises(perimetre: Perimetre) -> list[tuple[int, bool, date]]:
    """Return (company, is it a SIAE, notification of a lot) for each attribution of a notified lot."""
    siae = Q(entreprise__genre__in=["ai", "etti", "ei", "aci", "eiti"])
    rangs = (
        Attribution.objects.filter(lot__in=perimetre.lots().filter(notifie_le__isnull=False).values("pk"))
        .order_by()
        .values("entreprise")
        .annotate(
            jours=ArrayAgg("lot__notifie_le", distinct=True),
            siae=Count("pk", filter=siae),
        )
    )
    return [(r["entreprise"], r["siae"] > 0, jour) for r in rangs for jour in r["jours"]]
