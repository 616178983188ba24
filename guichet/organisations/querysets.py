"""Who sees which actors."""

from django.db.models import Q

from guichet.territoires.querysets import TenantQuerySet


class ActeurQuerySet(TenantQuerySet):
    """Actors of a territoire."""

    def visible_to(self, acces):
        """All for the guichet; structures and services of the State for the State; oneself for the others."""
        acteurs = self.du_territoire(acces)
        if acces.est_guichet:
            return acteurs
        if acces.est_etat:
            return acteurs.filter(Q(est_partenaire=True) | Q(est_etat=True))
        if acces.acteurs_id:
            return acteurs.filter(pk__in=acces.acteurs_id)
        return acteurs.none()

    def donneurs_ordre(self):
        """Keep the buyers."""
        return self.filter(est_donneur_ordre=True)

    def partenaires(self):
        """Keep the partner structures."""
        return self.filter(est_partenaire=True)

    def titulaires(self):
        """Keep the companies that hold marchés."""
        return self.filter(est_titulaire=True)

    def services_etat(self):
        """Keep the services of the State."""
        return self.filter(est_etat=True)

    def prescripteurs(self):
        """Keep the prescribers."""
        return self.filter(est_prescripteur=True)
