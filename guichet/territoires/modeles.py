"""The two bricks of every tenant table: the abstract model and the link between two of them."""

from django.db import models
from django.db.models import Q

from guichet.base.contraintes import Cloison, MemeTerritoire
from guichet.territoires.querysets import TenantQuerySet


class Lien(models.ForeignKey):
    """Foreign key between two tenant tables, held by (territoire_id, x_id) instead of x_id alone.

    A plain foreign key crosses tenants, since its check bypasses row security. The composite key is added to
    the model's constraints here, so that no model can forget it.
    """

    def __init__(self, to, on_delete=models.PROTECT, **kwargs):
        kwargs.setdefault("related_name", "+")
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self):
        nom, _, args, kwargs = super().deconstruct()
        # Migrations see an ordinary key without database constraint: they must not depend on this class.
        return nom, "django.db.models.ForeignKey", args, kwargs

    def contribute_to_class(self, cls, name, private_only=False, **kwargs):
        super().contribute_to_class(cls, name, private_only, **kwargs)
        if not cls._meta.abstract:
            models.signals.class_prepared.connect(self._add_key, sender=cls, weak=False)

    def _add_key(self, sender, **kwargs):
        table = sender._meta.db_table
        nom = f"{table}_{self.name}_cle"[:63]
        if nom not in {c.name for c in sender._meta.constraints}:
            sender._meta.constraints.append(MemeTerritoire(name=nom, field=self.name))


class Cloisonne(models.Model):
    """Abstract base of every table that belongs to a territoire."""

    territoire = models.ForeignKey(
        "guichet.Territoire", models.PROTECT, related_name="+", verbose_name="territoire"
    )

    objects = TenantQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            Cloison(name="%(app_label)s_%(class)s_cloison"),
            models.UniqueConstraint(fields=["territoire", "id"], name="%(app_label)s_%(class)s_tid"),
        ]


def seul_courant(*champs: str, nom: str, condition: Q, message: str) -> models.UniqueConstraint:
    """Return a partial unique constraint inside a territoire, with the sentence its violation shows."""
    return models.UniqueConstraint(
        fields=["territoire", *champs], name=nom, condition=condition, violation_error_message=message
    )
