"""Marchés whose lots wait for the guichet's study: one line a marché."""

from django.db.models import Count, Exists, F, OuterRef, Subquery

from guichet.base.formats import montant
from guichet.entree.fournisseurs.source import Source
from guichet.entree.taches import Tache
from marches.models import EtatLot, Lot, Marche

A_ETUDIER = Lot.objects.filter(marche=OuterRef("pk"), etat=EtatLot.A_ETUDE).order_by()


def _marches(acces):
    if not acces.est_guichet:
        return None
    return Marche.objects.visible_to(acces).filter(Exists(A_ETUDIER))


def _marche(acces, ligne) -> Tache:
    nombre = int(ligne["t2"])
    detail = [f"{nombre} lots" if nombre > 1 else "1 lot"]
    if ligne["n1"]:
        detail.append(f"{montant(ligne['n1'])} HT")
    return Tache(
        quoi=f"Étudier un marché : {ligne['t1']}",
        objet=", ".join(detail),
        url=acces.url("marches:marche_fiche", int(ligne["pk_objet"])),
        depuis=ligne["j1"],
        echeance=ligne["j2"],
        consequence="L’avis partirait sans clause.",
        domaine="marches:marches",
    )


SOURCES = (
    Source(
        "marche",
        _marches,
        {
            "t1": F("objet"),
            "t2": Subquery(A_ETUDIER.values("marche").annotate(n=Count("pk")).values("n")),
            "j1": F("cree_le"),
            "j2": F("publie_le"),
            "n1": F("montant"),
        },
        _marche,
    ),
)
