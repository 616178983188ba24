"""Who sees which bilans."""

from django.db.models import Q

from guichet.territoires.querysets import TenantQuerySet


class BilanQuerySet(TenantQuerySet):
    """Bilans."""

    def visible_to(self, acces):
        """The guichet sees all; the State the frozen ones; a buyer or a structure its own and the territoire's."""
        bilans = self.du_territoire(acces)
        if acces.est_guichet:
            return bilans
        figes = bilans.exclude(etat="brouillon")
        if acces.est_etat:
            return figes
        if acces.est_donneur_ordre or acces.est_structure:
            return figes.filter(Q(acteur__in=acces.acteurs_id) | Q(genre="territoire", etat="diffuse"))
        return bilans.none()
