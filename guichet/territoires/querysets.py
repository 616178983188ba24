"""The one visibility verb."""

from django.db import models


class TenantQuerySet(models.QuerySet):
    """Queryset of a tenant table. Each model narrows `visible_to` to what a role may read."""

    def du_territoire(self, acces):
        """Restrict to the access's territoire (row security does it too: this serves the index)."""
        return self.filter(territoire_id=acces.territoire.pk)

    def visible_to(self, acces):
        """Return what this access may read: all of the territoire for the guichet, nothing for others."""
        return self.du_territoire(acces) if acces.est_guichet else self.none()
