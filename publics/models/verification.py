"""« Vérifier avant mission »: the question, the answer and the instant, under a number that proves both."""

from django.db import models

from guichet.base.horloge import maintenant
from guichet.territoires.modeles import Cloisonne, Lien
from publics.querysets import VerificationQuerySet


class Verification(Cloisonne):
    """A receipt. `participant` is known to the guichet only: the reader sees what it typed and the answer."""

    class Reponse(models.TextChoices):
        """Colour of the answer."""

        VERT = "vert", "La mission peut commencer"
        ORANGE = "orange", "Réponse du guichet attendue"
        ROUGE = "rouge", "La mission ne peut pas commencer"

    numero = models.CharField("récépissé", max_length=30)
    structure = Lien("guichet.Acteur", verbose_name="structure")
    lot = Lien("marches.Lot", verbose_name="lot")
    participant = Lien("publics.Participant", on_delete=models.SET_NULL, null=True)
    nom = models.CharField("nom", max_length=80)
    prenom = models.CharField("prénom", max_length=80)
    ne_le = models.DateField("né(e) le")
    debut = models.DateField("début de la mission")
    reponse = models.CharField("réponse", max_length=6, choices=Reponse)
    code = models.CharField("code de la règle", max_length=40)
    phrase = models.CharField("réponse en clair", max_length=300)
    que_faire = models.CharField("que faire", max_length=200, blank=True)
    jusqu_au = models.DateField("jusqu’au", null=True)
    le = models.DateTimeField("vérifiée le", default=maintenant)
    par = models.ForeignKey("guichet.Utilisateur", models.SET_NULL, null=True, related_name="+")

    objects = VerificationQuerySet.as_manager()

    class Meta(Cloisonne.Meta):
        verbose_name = "vérification avant mission"
        ordering = ["-le", "-pk"]
        indexes = [models.Index(fields=["territoire", "structure"], name="verification_structure")]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(fields=["territoire", "numero"], name="verification_numero_unique"),
        ]

    def __str__(self) -> str:
        return self.numero
