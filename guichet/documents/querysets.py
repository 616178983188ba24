"""Who sees which documents."""

from django.db.models import Q

from guichet.fichiers.lecteurs import LECTEURS_DE_DOCUMENTS
from guichet.territoires.querysets import TenantQuerySet


class DocumentQuerySet(TenantQuerySet):
    """Documents of a territoire."""

    def visible_to(self, acces):
        """All for the guichet; for the others those of their actor, and what a registered reader opens."""
        documents = self.du_territoire(acces)
        if acces.est_guichet:
            return documents
        return documents.filter(Q(acteur__in=acces.acteurs_id) | LECTEURS_DE_DOCUMENTS.opened_to(acces))

    def about(self, objet):
        """Keep the documents of an object, the latest first."""
        return self.filter(objet_type=objet._meta.label_lower, objet_id=objet.pk).order_by("-emis_le", "-pk")
