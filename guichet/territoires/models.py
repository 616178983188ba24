"""Territoire (the tenant) and its settings."""

from django.core.validators import RegexValidator
from django.db import models

from guichet.territoires.modeles import Cloisonne


class Territoire(models.Model):
    """A guichet unique and the area it serves: the tenant. Outside the walls: name and slug are public."""

    slug = models.SlugField("adresse courte", max_length=40, unique=True)
    nom = models.CharField("nom", max_length=120)
    porteur = models.CharField("collectivité ou association porteuse", max_length=160)
    departement = models.CharField(
        "département", max_length=3, validators=[RegexValidator(r"^(\d{2}|2[AB]|97\d)$")]
    )
    fuseau = models.CharField("fuseau horaire", max_length=40, default="Europe/Paris")
    accent = models.CharField(
        "couleur du territoire",
        max_length=7,
        default="#0B5C63",
        validators=[RegexValidator(r"^#[0-9A-Fa-f]{6}$")],
    )
    initiale = models.CharField("lettre du bandeau", max_length=2)
    actif = models.BooleanField("ouvert", default=True)
    cree_le = models.DateTimeField("créé le")

    class Meta:
        verbose_name = "territoire"
        ordering = ["nom", "pk"]
        permissions = [("lire_territoire", "L’État lit ce territoire (ouvert par le guichet)")]

    def __str__(self) -> str:
        return self.nom


class Reglage(Cloisonne):
    """A setting [T] whose value differs from the default of `reglages.CATALOGUE`."""

    cle = models.CharField("réglage", max_length=60)
    valeur = models.JSONField("valeur")
    modifie_le = models.DateTimeField("modifié le")
    modifie_par = models.ForeignKey(
        "guichet.Utilisateur", models.SET_NULL, null=True, related_name="+", verbose_name="modifié par"
    )

    class Meta(Cloisonne.Meta):
        verbose_name = "réglage"
        ordering = ["cle", "pk"]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(fields=["territoire", "cle"], name="reglage_cle_unique"),
        ]
