"""Lists: columns declared once, state in the URL, totals and exports of exactly what is filtered.

    LISTE = Liste(
        url="marches:lots",
        titre="Lots",
        colonnes=(
            Colonne("intitule", "Lot", lien=lambda acces, lot: acces.url("marches:lot_fiche", lot.pk)),
            Colonne("heures_engagees", "À réaliser", genre="heures", total=Sum("heures_engagees")),
        ),
        filtres=LotsFiltres,                       # a Form whose filter(queryset) narrows the list
        charger=lambda lots: lots.with_list_data(),
        tri="intitule",
    )

    def lots(request, slug):
        return LISTE.repondre(request, Lot.objects.visible_to(request.acces))

A page costs at most four statements whatever its length: totals, ids, rows, saved views.
"""

from guichet.tableaux.liste.colonne import Colonne
from guichet.tableaux.liste.liste import Liste

__all__ = ["Colonne", "Liste"]
