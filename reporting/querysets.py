"""Who sees which bilans."""

from django.db.models import Q

from guichet.territoires.querysets import TenantQuerySet


class BilanQuerySet(TenantQuerySet):
    """Bilans."""

    def visible_to(self, acces):
        """All for the guichet; the frozen ones for the State; theirs and the territoire's for others."""
        bilans = self.du_territoire(acces)
        if acces.est_guichet:
            return bilans
        figes = bilans.exclude(etat="brouillon")
        if acces.est_etat:
            # What a buyer entrusts stays between it and the guichet (R14).
            return figes.exclude(genre="donneur_ordre")
        if acces.est_donneur_ordre or acces.est_structure:
            return figes.filter(Q(acteur__in=acces.acteurs_id) | Q(genre="territoire", etat="diffuse"))
        return bilans.none()
