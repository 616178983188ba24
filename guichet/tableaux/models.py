"""What lists and file readings remember."""

from django.db import models

from guichet.base.horloge import maintenant
from guichet.territoires.modeles import Cloisonne, Lien


class VueEnregistree(Cloisonne):
    """A list's filters under a name: the stored query string."""

    utilisateur = models.ForeignKey("guichet.Utilisateur", models.CASCADE, related_name="+")
    url = models.CharField("liste", max_length=80)
    nom = models.CharField("nom", max_length=60)
    requete = models.CharField("filtres", max_length=600)
    cree_le = models.DateTimeField("enregistrée le", default=maintenant)

    class Meta(Cloisonne.Meta):
        verbose_name = "vue enregistrée"
        ordering = ["nom", "pk"]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(
                fields=["territoire", "utilisateur", "url", "nom"],
                name="vue_nom_unique",
                violation_error_message="Vous avez déjà une vue de ce nom.",
            ),
        ]


class MiseEnPageApprise(Cloisonne):
    """A layout of monthly file that a structure has shown once: headers' fingerprint and columns."""

    acteur = Lien("guichet.Acteur", on_delete=models.CASCADE)
    empreinte = models.CharField("empreinte des en-têtes", max_length=64)
    colonnes = models.JSONField("champ par colonne")
    apprise_le = models.DateTimeField("apprise le", default=maintenant)
    vue_le = models.DateTimeField("vue pour la dernière fois le", default=maintenant)

    class Meta(Cloisonne.Meta):
        verbose_name = "mise en page apprise"
        ordering = ["-vue_le", "pk"]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(fields=["territoire", "acteur", "empreinte"], name="mise_en_page_unique"),
        ]
