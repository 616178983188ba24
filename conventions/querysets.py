"""Who sees which conventions."""

from guichet.territoires.querysets import TenantQuerySet


class ConventionQuerySet(TenantQuerySet):
    """Conventions."""

    def visible_to(self, acces):
        """The guichet sees all; the State what is to sign or signed; a structure its own, drafts left out."""
        conventions = self.du_territoire(acces)
        if acces.est_guichet:
            return conventions
        if acces.est_etat:
            return conventions.exclude(etat="brouillon")
        if acces.est_structure:
            return conventions.filter(partenaire__in=acces.acteurs_id).exclude(etat="brouillon")
        return conventions.none()
