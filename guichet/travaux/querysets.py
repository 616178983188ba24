"""Who sees which jobs, and which ones a worker may take."""

from django.db.models import Q

from guichet.territoires.querysets import TenantQuerySet


class TravailQuerySet(TenantQuerySet):
    """Jobs of a territoire."""

    def visible_to(self, acces):
        """All for the guichet; for the others what they asked for under the same membership."""
        travaux = self.du_territoire(acces)
        if acces.est_guichet:
            return travaux
        if acces.appartenance is None:
            return travaux.none()
        return travaux.filter(appartenance=acces.appartenance)

    def to_wake(self, instant):
        """Keep what is due or whose lease ran out, and whose last message is old enough to be lost."""
        a_prendre = Q(etat="attente") | Q(etat="en_cours", bail_jusqu_a__lte=instant)
        return self.filter(a_prendre, prevu_le__lte=instant, renvoyer_apres__lte=instant)
