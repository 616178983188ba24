"""The yearly convention between the guichet, a structure and the préfet (R11)."""

from django.db import models
from django.db.models import F, Q

from conventions.querysets import ConventionQuerySet
from guichet.base.horloge import maintenant
from guichet.territoires.modeles import Cloisonne, Lien


class EtatConvention(models.TextChoices):
    """Life of a convention."""

    BROUILLON = "brouillon", "Brouillon"
    A_SIGNER = "a_signer", "En attente de signature"
    EN_VIGUEUR = "en_vigueur", "En vigueur"
    DENONCEE = "denoncee", "Dénoncée"
    EXPIREE = "expiree", "Expirée"


class Convention(Cloisonne):
    """A convention tripartite, in force on the last signature, for a year, renewed unless denounced."""

    partenaire = Lien("guichet.Acteur")
    annee = models.PositiveSmallIntegerField("année")
    variante = models.CharField("variante des articles", max_length=12)
    etat = models.CharField("état", max_length=12, choices=EtatConvention, default=EtatConvention.BROUILLON)
    debut = models.DateField("en vigueur le", null=True, blank=True)
    fin = models.DateField("jusqu’au", null=True, blank=True)
    reconduction_tacite = models.BooleanField("reconduite tacitement", default=True)
    denoncee_le = models.DateField("dénonciation à effet du", null=True, blank=True)
    variables = models.JSONField("variables des articles", default=dict)
    document = Lien("guichet.Document", null=True, blank=True)
    travail = Lien("guichet.Travail", null=True, blank=True)
    scan = Lien("guichet.Fichier", null=True, blank=True, verbose_name="original signé, numérisé")
    cree_le = models.DateTimeField("créée le", default=maintenant)
    cree_par = models.ForeignKey("guichet.Utilisateur", models.SET_NULL, null=True, related_name="+")

    objects = ConventionQuerySet.as_manager()

    class Meta(Cloisonne.Meta):
        verbose_name = "convention"
        ordering = ["-annee", "partenaire", "pk"]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(
                fields=["territoire", "partenaire", "annee"],
                name="convention_annee_unique",
                violation_error_message="Cette structure a déjà une convention pour cette année.",
            ),
            models.CheckConstraint(
                condition=Q(fin__isnull=True) | Q(debut__isnull=True) | Q(fin__gte=F("debut")),
                name="convention_dates_ordonnees",
            ),
        ]


class Signataire(Cloisonne):
    """Who signs, in what capacity, when; on paper (ordinary path) or electronically."""

    class Qualite(models.TextChoices):
        """One of the three parties."""

        GUICHET = "guichet", "Le porteur du guichet"
        STRUCTURE = "structure", "La structure"
        PREFET = "prefet", "Le préfet"

    convention = Lien("conventions.Convention", on_delete=models.CASCADE)
    ordre = models.PositiveSmallIntegerField("ordre")
    qualite = models.CharField("qualité", max_length=10, choices=Qualite)
    nom = models.CharField("nom", max_length=120, blank=True)
    fonction = models.CharField("fonction", max_length=160)
    signe_le = models.DateField("signé le", null=True, blank=True)
    enregistre_par = models.ForeignKey("guichet.Utilisateur", models.SET_NULL, null=True, related_name="+")

    class Meta(Cloisonne.Meta):
        verbose_name = "signataire"
        ordering = ["ordre", "pk"]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(fields=["territoire", "convention", "qualite"], name="signataire_unique"),
        ]
