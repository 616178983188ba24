"""Private files: the row says what the bytes are, the storage keeps them."""

from django.db import models

from guichet.base.horloge import maintenant
from guichet.fichiers.querysets import FichierQuerySet
from guichet.territoires.modeles import Cloisonne, Lien


class Fichier(Cloisonne):
    """A stored file. Its bytes stand at `chemin` under the private folder and never change."""

    nom = models.CharField("nom", max_length=200)
    type_mime = models.CharField("type", max_length=120)
    taille = models.PositiveBigIntegerField("taille en octets")
    sha256 = models.CharField("empreinte SHA-256", max_length=64)
    chemin = models.CharField("emplacement", max_length=120, unique=True)
    sensible = models.BooleanField("sensible : consultation enregistrée avec son motif", default=False)
    acteur = Lien("guichet.Acteur", null=True, blank=True, verbose_name="déposé par l’acteur")
    depose_par = models.ForeignKey("guichet.Utilisateur", models.SET_NULL, null=True, related_name="+")
    depose_le = models.DateTimeField("déposé le", default=maintenant)

    objects = FichierQuerySet.as_manager()

    class Meta(Cloisonne.Meta):
        verbose_name = "fichier"
        ordering = ["-depose_le", "-pk"]

    def __str__(self) -> str:
        return self.nom
