"""What a structure may do here, as its convention in force says. Controls read only this."""

from django.db import models

from guichet.territoires.modeles import Cloisonne, Lien
from publics.models.mission import Modalite
from publics.querysets import HabilitationQuerySet


class Habilitation(Cloisonne):
    """A structure may employ under a modalité from a day to a day (open-ended when empty)."""

    partenaire = Lien("guichet.Acteur", on_delete=models.CASCADE)
    modalite = models.CharField("modalité", max_length=10, choices=Modalite)
    debut = models.DateField("du")
    fin = models.DateField("au", null=True, blank=True)
    source = models.CharField("convention", max_length=60)

    objects = HabilitationQuerySet.as_manager()

    class Meta(Cloisonne.Meta):
        verbose_name = "habilitation"
        ordering = ["debut", "pk"]
        indexes = [models.Index(fields=["territoire", "partenaire"], name="habilitation_partenaire")]
