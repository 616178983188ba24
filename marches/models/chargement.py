"""DECP files loaded: the file, and each notice as it was read, waiting to be picked."""

from django.db import models
from django.db.models import OuterRef, Subquery

from guichet.base.champs import Montant
from guichet.base.horloge import maintenant
from guichet.territoires.modeles import Cloisonne, Lien
from guichet.territoires.querysets import TenantQuerySet
from marches.models.marche import Marche


class NoticeQuerySet(TenantQuerySet):
    """Notices read."""

    def with_marche(self):
        """Tell, as `marche_id`, which marché already bears the identity of each notice."""
        marches = Marche.objects.filter(territoire=OuterRef("territoire"), uid=OuterRef("uid")).exclude(
            uid=""
        )
        return self.annotate(
            marche_id=Subquery(marches.values("pk")[:1]), marche_notice=Subquery(marches.values("notice")[:1])
        )


class Chargement(Cloisonne):
    """A DECP file deposited. `synthese` is empty until the job has read it."""

    fichier = Lien("guichet.Fichier")
    synthese = models.JSONField("synthèse de la lecture", default=dict)
    cree_par = models.ForeignKey("guichet.Utilisateur", models.SET_NULL, null=True, related_name="+")
    cree_le = models.DateTimeField("déposé le", default=maintenant)
    lu_le = models.DateTimeField("lu le", null=True, blank=True)

    class Meta(Cloisonne.Meta):
        verbose_name = "chargement de données essentielles"
        ordering = ["-cree_le", "-pk"]

    def __str__(self) -> str:
        return self.fichier.nom


class NoticeLue(Cloisonne):
    """A notice of a file: what the preview shows, and `contenu`, all that was read (report of decp)."""

    chargement = Lien(Chargement, on_delete=models.CASCADE)
    rang = models.PositiveIntegerField("notice n°")
    uid = models.CharField("identité nationale", max_length=80, blank=True)
    objet = models.CharField("objet", max_length=400)
    acheteur_siret = models.CharField("SIRET de l’acheteur", max_length=14, blank=True)
    acheteur_nom = models.CharField("acheteur", max_length=160, blank=True)
    montant = Montant("montant HT", null=True)
    notifie_le = models.DateField("notifié le", null=True)
    insertion = models.BooleanField("parle d’insertion", default=False)
    chargeable = models.BooleanField("chargeable", default=True)
    anomalies = models.JSONField("anomalies", default=list)
    contenu = models.JSONField("notice lue")

    objects = NoticeQuerySet.as_manager()

    class Meta(Cloisonne.Meta):
        verbose_name = "notice lue"
        ordering = ["chargement", "rang"]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(fields=["territoire", "chargement", "rang"], name="notice_rang_unique"),
        ]

    def __str__(self) -> str:
        return self.objet
