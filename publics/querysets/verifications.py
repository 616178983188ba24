"""Who sees which receipts of « Vérifier avant mission »."""

from guichet.territoires.querysets import TenantQuerySet


class VerificationQuerySet(TenantQuerySet):
    """Checks made before a mission."""

    def visible_to(self, acces):
        """The guichet sees all; a structure its own."""
        verifications = self.du_territoire(acces)
        if acces.est_guichet:
            return verifications
        if acces.est_structure:
            return verifications.filter(structure__in=acces.acteurs_id)
        return verifications.none()
