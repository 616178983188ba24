"""What the company owes: the notified contract, its avenants, affirmed tranches, orders."""

from django.db import models

from guichet.base.champs import Heures, Montant
from guichet.base.horloge import maintenant
from guichet.territoires.modeles import Cloisonne, Lien


class GenreEngagement(models.TextChoices):
    """What creates the hours due."""

    INITIAL = "initial", "Acte d’engagement"
    AVENANT = "avenant", "Avenant"
    TRANCHE = "tranche", "Tranche"
    COMMANDE = "commande", "Bon de commande"


class Engagement(Cloisonne):
    """Hours due added (or removed, negative) from a date. A tranche owes nothing until it is affirmed."""

    lot = Lien("marches.Lot", on_delete=models.CASCADE)
    genre = models.CharField("genre", max_length=10, choices=GenreEngagement)
    numero = models.CharField("numéro", max_length=30, blank=True)
    libelle = models.CharField("libellé", max_length=200, blank=True)
    heures = Heures("heures")
    montant = Montant("montant HT", null=True, blank=True)
    date_effet = models.DateField("date d’effet", null=True, blank=True)
    ferme = models.BooleanField("due (tranche affermie)", default=True)
    auteur = models.ForeignKey("guichet.Utilisateur", models.SET_NULL, null=True, related_name="+")
    cree_le = models.DateTimeField("enregistré le", default=maintenant)

    class Meta(Cloisonne.Meta):
        verbose_name = "engagement"
        ordering = ["date_effet", "pk"]
        indexes = [models.Index(fields=["territoire", "lot"], name="engagement_lot")]
