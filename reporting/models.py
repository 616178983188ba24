"""Frozen bilans."""

from django.db import models

from guichet.base.horloge import maintenant
from guichet.fichiers.lecteurs import LECTEURS_DE_DOCUMENTS
from guichet.territoires.modeles import Cloisonne, Lien
from reporting.querysets import BilanQuerySet


class EtatBilan(models.TextChoices):
    """Life of a bilan. A correction is version n + 1."""

    BROUILLON = "brouillon", "Brouillon"
    ARRETE = "arrete", "Arrêté"
    DIFFUSE = "diffuse", "Diffusé"


class Bilan(Cloisonne):
    """A bilan of a territoire, a buyer or a structure over a period. Once *arrêté* it never moves (R15)."""

    class Genre(models.TextChoices):
        """Of whom."""

        TERRITOIRE = "territoire", "Du territoire"
        DONNEUR_ORDRE = "donneur_ordre", "D’un donneur d’ordre"
        STRUCTURE = "structure", "D’une structure"

    genre = models.CharField("genre", max_length=14, choices=Genre, default=Genre.TERRITOIRE)
    acteur = Lien("guichet.Acteur", null=True, blank=True)
    annee = models.PositiveSmallIntegerField("année")
    debut = models.DateField("du")
    fin = models.DateField("au")
    version = models.PositiveSmallIntegerField("version", default=1)
    etat = models.CharField("état", max_length=10, choices=EtatBilan, default=EtatBilan.BROUILLON)
    textes = models.JSONField("textes du facilitateur, par chapitre", default=dict)
    instantane = models.JSONField("chiffres figés", null=True, blank=True)
    changements = models.JSONField("ce qui a changé depuis la version précédente", default=list)
    document = Lien("guichet.Document", null=True, blank=True)
    travail = Lien("guichet.Travail", null=True, blank=True)
    arrete_le = models.DateTimeField("arrêté le", null=True, blank=True)
    arrete_par = models.ForeignKey("guichet.Utilisateur", models.SET_NULL, null=True, related_name="+")
    cree_le = models.DateTimeField("créé le", default=maintenant)

    objects = BilanQuerySet.as_manager()

    class Meta(Cloisonne.Meta):
        verbose_name = "bilan"
        ordering = ["-annee", "-version", "pk"]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(
                fields=["territoire", "genre", "acteur", "annee", "version"],
                name="bilan_version_unique",
                nulls_distinct=False,
                violation_error_message="Ce bilan existe déjà dans cette version.",
            ),
            models.CheckConstraint(
                condition=models.Q(fin__gte=models.F("debut")),
                name="bilan_dates_ordonnees",
                violation_error_message="La fin de la période précède son début.",
            ),
        ]

    def __str__(self) -> str:
        return f"Bilan {self.annee}, version {self.version}"


@LECTEURS_DE_DOCUMENTS.register
def bilans_opened_to(acces) -> models.Q:
    """Open the PDF of the bilans that an access may read."""
    return models.Q(pk__in=Bilan.objects.visible_to(acces).exclude(document=None).values("document"))
