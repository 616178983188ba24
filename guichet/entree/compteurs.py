"""Counters of the navigation: how many acts wait behind each entry, in one statement."""

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from conventions.models import Convention, EtatConvention
from guichet.models import Territoire
from publics.models import (
    Decision,
    EtatDecision,
    EtatMission,
    EtatPrescription,
    EtatReleve,
    Mission,
    Prescription,
    Releve,
)


def counted(acces) -> dict[str, QuerySet]:
    """Return what is counted for a role, by URL name of the navigation."""
    releves = Releve.objects.visible_to(acces).filter(courante=True)
    if acces.est_guichet:
        return {
            "publics:releves": releves.filter(etat=EtatReleve.DEPOSE),
            "publics:missions": Mission.objects.visible_to(acces).filter(etat=EtatMission.A_VALIDER),
            "publics:prescriptions": Prescription.objects.visible_to(acces).filter(
                etat=EtatPrescription.TRANSMISE
            ),
            "conventions:conventions": Convention.objects.visible_to(acces).filter(
                etat=EtatConvention.A_SIGNER
            ),
        }
    if acces.est_structure:
        return {"publics:releves": releves.filter(etat=EtatReleve.A_COMPLETER)}
    if acces.est_donneur_ordre:
        return {"publics:decisions": Decision.objects.visible_to(acces).filter(etat=EtatDecision.TRANSMISE)}
    if acces.est_etat:
        return {
            "conventions:conventions": Convention.objects.visible_to(acces).filter(
                etat=EtatConvention.A_SIGNER
            )
        }
    return {}


def counters(acces) -> dict[str, int]:
    """Return the counters of an access by URL name; one statement whatever their number."""
    comptes = counted(acces)
    if not comptes:
        return {}
    noms = {f"n{rang}": nom for rang, nom in enumerate(comptes)}
    ligne = (
        Territoire.objects.filter(pk=acces.territoire.pk)
        .annotate(**{cle: _number(comptes[nom]) for cle, nom in noms.items()})
        .values_list(*noms)
        .get()
    )
    return {nom: nombre for nom, nombre in zip(noms.values(), ligne, strict=True) if nombre}


def _number(queryset) -> Coalesce:
    nombre = (
        queryset.filter(territoire=OuterRef("pk"))
        .order_by()
        .values("territoire")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(nombre, output_field=IntegerField()), Value(0))
