"""Readers opened by a relation: each app says it for its own objects, beside the relation."""

from collections.abc import Callable

from django.db.models import Q


class Lecteurs:
    """Rules that open the rows of one model to others than their owner."""

    def __init__(self):
        self._regles: list[Callable] = []

    def register(self, regle: Callable) -> Callable:
        """Add `regle(acces) -> Q | None`: a condition on the model, None when it opens nothing.

        Called once, at the import of the app's models.
        """
        self._regles.append(regle)
        return regle

    def opened_to(self, acces) -> Q:
        """Return the condition that joins the rules; nothing is open by default."""
        total = Q(pk__in=())
        for regle in self._regles:
            if (ouverts := regle(acces)) is not None:
                total |= ouverts
        return total


LECTEURS_DE_FICHIERS = Lecteurs()
"""Files: `Q(pk__in=Justificatif.objects.visible_to(acces).values("fichier"))`."""
LECTEURS_DE_DOCUMENTS = Lecteurs()
"""Documents: `Q(objet_type="conventions.convention", objet_id__in=…)`."""
