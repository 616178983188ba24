"""Numbered documents and the public register that lets anybody check one."""

from django.db import models

from guichet.base.horloge import maintenant
from guichet.documents.querysets import DocumentQuerySet
from guichet.territoires.modeles import Cloisonne, Lien


class Document(Cloisonne):
    """A produced document: its bytes are the stored file; data, template version and hash stand beside."""

    class Genre(models.TextChoices):
        """Codes of domaine §6."""

        CONVENTION = "D1", "Convention tripartite"
        AVENANT = "D2", "Avenant ou dénonciation"
        BILAN = "D6", "Bilan annuel"
        BILAN_LOT = "D7", "Bilan d’un lot"
        ATTESTATION = "D9", "Attestation d’heures"
        FICHE = "D10", "Fiche de prescription"
        RECEPISSE = "REC", "Récépissé"
        LISTE = "LST", "Liste"

    cle = models.CharField("clé métier", max_length=200)
    genre = models.CharField("genre", max_length=4, choices=Genre)
    numero = models.CharField("numéro", max_length=30)
    version = models.PositiveSmallIntegerField("version", default=1)
    titre = models.CharField("titre", max_length=200)
    objet_type = models.CharField("type d’objet", max_length=60, blank=True)
    objet_id = models.BigIntegerField("objet", null=True)
    acteur = Lien("guichet.Acteur", null=True, blank=True)
    instantane = models.JSONField("données")
    gabarit = models.CharField("gabarit et version", max_length=60)
    fichier = Lien("guichet.Fichier")
    code = models.CharField("code de vérification", max_length=20, unique=True)
    emis_le = models.DateTimeField("émis le", default=maintenant)
    emis_par = models.ForeignKey("guichet.Utilisateur", models.SET_NULL, null=True, related_name="+")

    objects = DocumentQuerySet.as_manager()

    class Meta(Cloisonne.Meta):
        verbose_name = "document"
        ordering = ["-emis_le", "-pk"]
        indexes = [models.Index(fields=["territoire", "objet_type", "objet_id"], name="document_objet")]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(
                fields=["territoire", "numero", "version"], name="document_numero_unique"
            ),
            models.UniqueConstraint(fields=["territoire", "cle"], name="document_cle_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.numero}, {self.titre}"


class Compteur(Cloisonne):
    """Last number given to a kind of document in a year: no gap, no double."""

    genre = models.CharField(max_length=4)
    annee = models.PositiveSmallIntegerField()
    dernier = models.PositiveIntegerField(default=0)

    class Meta(Cloisonne.Meta):
        verbose_name = "compteur"
        ordering = ["pk"]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(fields=["territoire", "genre", "annee"], name="compteur_unique"),
        ]


class Preuve(models.Model):
    """What the public page confirms about a document: no personal data. Outside the walls."""

    code = models.CharField(max_length=20, unique=True)
    numero = models.CharField(max_length=30)
    version = models.PositiveSmallIntegerField()
    genre = models.CharField(max_length=60)
    emetteur = models.CharField(max_length=160)
    emis_le = models.DateTimeField()
    sha256 = models.CharField(max_length=64, unique=True)
    taille = models.PositiveBigIntegerField()
    signatures = models.PositiveSmallIntegerField(default=1)
    remplacee_par = models.CharField(max_length=30, blank=True)

    class Meta:
        verbose_name = "preuve"
        ordering = ["-emis_le", "pk"]

    def __str__(self) -> str:
        return f"{self.numero}, version {self.version}"
