"""Organisations (public identity, outside the walls), actors (an organisation in a territoire), contacts."""

from django.contrib.auth.models import Group
from django.db import models

from guichet.base.champs import Siret
from guichet.organisations.genres import Genre
from guichet.organisations.querysets import ActeurQuerySet
from guichet.territoires.modeles import Cloisonne, Lien


class Organisation(models.Model):
    """A legal person known by its SIRET. Outside the walls, public identity only; found by exact SIRET."""

    siret = Siret("SIRET", unique=True, null=True, blank=True)
    nom = models.CharField("nom", max_length=160)
    commune = models.CharField("commune", max_length=120, blank=True)
    code_postal = models.CharField("code postal", max_length=5, blank=True)
    groupe = models.OneToOneField(
        Group, models.PROTECT, related_name="organisation", null=True, editable=False
    )
    cree_le = models.DateTimeField("créée le")

    class Meta:
        verbose_name = "organisation"
        ordering = ["nom", "pk"]

    def __str__(self) -> str:
        return self.nom


class Acteur(Cloisonne):
    """An organisation in a territoire, with the parts it plays there (buyer, company, structure…)."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisation"
    )
    nom = models.CharField("nom d’usage", max_length=160)
    parent = Lien("guichet.Acteur", null=True, blank=True, verbose_name="service de")
    est_donneur_ordre = models.BooleanField("donneur d’ordre", default=False)
    est_titulaire = models.BooleanField("entreprise titulaire", default=False)
    est_partenaire = models.BooleanField("structure partenaire", default=False)
    est_prescripteur = models.BooleanField("prescripteur", default=False)
    est_etat = models.BooleanField("service de l’État", default=False)
    genre = models.CharField("genre de structure", max_length=12, choices=Genre, blank=True)
    categorie = models.CharField("catégorie de donneur d’ordre", max_length=20, blank=True)
    type_prescripteur = models.CharField("type de prescripteur", max_length=40, blank=True)
    actif = models.BooleanField("actif", default=True)
    cree_le = models.DateTimeField("créé le")

    objects = ActeurQuerySet.as_manager()

    class Meta(Cloisonne.Meta):
        verbose_name = "acteur"
        ordering = ["nom", "pk"]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(
                fields=["territoire", "organisation", "nom"],
                name="acteur_unique",
                violation_error_message="Cette organisation existe déjà sous ce nom dans le territoire.",
            ),
        ]

    def __str__(self) -> str:
        return self.nom


class Contact(Cloisonne):
    """A professional to call or write to at an actor's."""

    acteur = Lien(Acteur, on_delete=models.CASCADE, verbose_name="chez")
    nom = models.CharField("nom", max_length=120)
    fonction = models.CharField("fonction", max_length=120, blank=True)
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    courriel = models.EmailField("adresse électronique", blank=True)
    principal = models.BooleanField("à appeler en premier", default=False)

    class Meta(Cloisonne.Meta):
        verbose_name = "contact"
        ordering = ["-principal", "nom", "pk"]

    def __str__(self) -> str:
        return self.nom
