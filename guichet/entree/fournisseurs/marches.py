"""Lots that wait for the guichet's study, and the DECP's."""

from guichet.base.formats import montant
from guichet.entree.taches import Tache
from marches.models import EtatLot, Lot


def lots_a_etudier(acces, jour) -> list[Tache]:
    """Marchés with lots to study: one line a marché."""
    if not acces.est_guichet:
        return []
    lots = (
        Lot.objects.visible_to(acces)
        .filter(etat=EtatLot.A_ETUDE)
        .select_related("marche__donneur_ordre")
        .order_by("marche", "numero", "pk")
    )
    marches: dict[int, list[Lot]] = {}
    for lot in lots:
        marches.setdefault(lot.marche_id, []).append(lot)
    return [_tache(acces, groupe) for groupe in marches.values()]


def _tache(acces, lots: list[Lot]) -> Tache:
    marche = lots[0].marche
    nombre = f"{len(lots)} lots" if len(lots) > 1 else "1 lot"
    return Tache(
        quoi=f"Étudier un marché : {marche.objet}",
        objet=", ".join(filter(None, [nombre, f"{montant(marche.montant)} HT" if marche.montant else ""])),
        url=acces.url("marches:marche_fiche", marche.pk),
        depuis=marche.cree_le.date(),
        echeance=marche.publie_le,
        consequence="L’avis partirait sans clause.",
        domaine="marches",
    )
