"""How the hours of a lot were computed: every parameter kept, old values too (R1)."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from guichet.base import formats
from guichet.base.champs import Heures
from guichet.base.horloge import maintenant
from guichet.territoires.modeles import Cloisonne, Lien, seul_courant

# parameter: (words, factor to what is read, unit)
PARAMETRES = {
    "montant_ht": ("montant", 1, "\u00a0€"),
    "part_main_oeuvre": ("main-d’œuvre", 100, "\u00a0%"),
    "taux_insertion": ("taux", 100, "\u00a0%"),
    "cout_horaire": ("coût horaire", 1, "\u00a0€"),
    "mois": ("durée", 1, "\u00a0mois"),
    "heures_reprises": ("personnel repris", 1, "\u00a0h par mois"),
    "heures_pour_cent_mille": ("pour 100\u00a0000\u00a0€", 1, "\u00a0h"),
}


class CalculHeures(Cloisonne):
    """One computation, dated and signed; the current one is the last."""

    class Methode(models.TextChoices):
        """Which formula."""

        MONTANT = "montant", "Montant × main-d’œuvre × taux / coût horaire"
        PROPRETE = "proprete", "Propreté avec reprise du personnel"
        COMMANDES = "commandes", "Heures par tranche de commandes"
        FORFAIT = "forfait", "Nombre d’heures fixé"

    lot = Lien("marches.Lot", on_delete=models.CASCADE)
    methode = models.CharField("méthode", max_length=10, choices=Methode)
    parametres = models.JSONField("paramètres")
    heures = Heures("heures obtenues")
    motif = models.CharField("motif", max_length=200, blank=True)
    courant = models.BooleanField(default=True)
    auteur = models.ForeignKey("guichet.Utilisateur", models.SET_NULL, null=True, related_name="+")
    le = models.DateTimeField("calculé le", default=maintenant)

    class Meta(Cloisonne.Meta):
        verbose_name = "calcul d’heures"
        ordering = ["-le", "-pk"]
        constraints = [
            *Cloisonne.Meta.constraints,
            seul_courant(
                "lot",
                nom="calcul_courant_unique",
                condition=Q(courant=True),
                message="Un calcul est déjà en vigueur.",
            ),
        ]

    @property
    def lisibles(self) -> list[str]:
        """Return the parameters in words: « part de main-d’œuvre 70 % »."""
        return [
            f"{libelle} {formats.nombre(Decimal(self.parametres[cle]) * facteur)}{unite}"
            for cle, (libelle, facteur, unite) in PARAMETRES.items()
            if cle in self.parametres
        ]
