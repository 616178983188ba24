"""Conventions that lack a signature (R11)."""

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat

from conventions.models import Convention, EtatConvention, Signataire
from guichet.entree.fournisseurs.source import Source
from guichet.entree.taches import Tache

QUI = {"guichet": "Le porteur", "structure": "La structure", "prefet": "Le préfet"}
PARTIES = 3
MANQUENT = (
    Signataire.objects.filter(Q(signe_le__isnull=True), convention=OuterRef("pk"))
    .order_by()
    .values("convention")
    .annotate(qui=StringAgg("qualite", delimiter=" ", order_by=("ordre",)))
    .values("qui")
)


def _conventions(acces):
    if not (acces.est_guichet or acces.est_etat or acces.est_structure):
        return None
    return Convention.objects.visible_to(acces).filter(etat=EtatConvention.A_SIGNER)


def _convention(acces, ligne) -> Tache:
    restants = ligne["t3"].split()
    miennes = {"guichet": acces.est_guichet, "structure": acces.est_structure, "prefet": acces.est_etat}
    return Tache(
        quoi=f"Faire signer la convention {ligne['t1']}, {PARTIES - len(restants)} sur {PARTIES}",
        objet=ligne["t2"],
        url=acces.url("conventions:convention", int(ligne["pk_objet"])),
        depuis=ligne["j1"],
        qui=QUI[restants[0]],
        qui_detail=" ; ".join(QUI[r] for r in restants[1:]),
        a_moi=any(miennes[r] for r in restants),
        consequence="Sans convention en vigueur, ses heures devront être justifiées.",
        domaine="conventions:conventions",
    )


SOURCES = (
    Source(
        "convention",
        _conventions,
        {
            "t1": F("annee"),
            "t2": Concat("partenaire__nom", Value("")),
            "t3": Subquery(MANQUENT),
            "j1": F("cree_le"),
        },
        _convention,
    ),
)
