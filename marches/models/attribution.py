"""Which companies hold a lot, and what share of its hours each owes."""

from django.db import models

from guichet.base.champs import Heures
from guichet.base.horloge import maintenant
from guichet.territoires.modeles import Cloisonne, Lien


class RoleAttribution(models.TextChoices):
    """Part of a company in a lot."""

    TITULAIRE = "titulaire", "Titulaire"
    MANDATAIRE = "mandataire", "Mandataire du groupement"
    COTRAITANT = "cotraitant", "Cotraitant"
    SOUS_TRAITANT = "sous_traitant", "Sous-traitant"


class Attribution(Cloisonne):
    """A company on a lot."""

    lot = Lien("marches.Lot", on_delete=models.CASCADE)
    entreprise = Lien("guichet.Acteur")
    role = models.CharField("rôle", max_length=14, choices=RoleAttribution, default=RoleAttribution.TITULAIRE)
    heures = Heures("part des heures", null=True, blank=True)
    depuis = models.DateField("depuis le", null=True, blank=True)
    jusqu_au = models.DateField("jusqu’au", null=True, blank=True)
    cree_le = models.DateTimeField("enregistrée le", default=maintenant)

    class Meta(Cloisonne.Meta):
        verbose_name = "attribution"
        ordering = ["pk"]
        indexes = [models.Index(fields=["territoire", "lot"], name="attribution_lot")]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(
                fields=["territoire", "lot", "entreprise", "role"],
                name="attribution_unique",
                violation_error_message="Cette entreprise a déjà ce rôle sur le lot.",
            ),
        ]
