"""Who may download which files."""

from django.db.models import Q

from guichet.fichiers.lecteurs import LECTEURS_DE_FICHIERS
from guichet.territoires.querysets import TenantQuerySet


class FichierQuerySet(TenantQuerySet):
    """Files of a territoire."""

    def visible_to(self, acces):
        """All for the guichet; for the others what their actor deposited or a registered rule opens."""
        fichiers = self.du_territoire(acces)
        if acces.est_guichet:
            return fichiers
        return fichiers.filter(Q(acteur__in=acces.acteurs_id) | LECTEURS_DE_FICHIERS.opened_to(acces))
