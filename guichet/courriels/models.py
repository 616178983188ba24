"""The outbox: a mail is a row, sent once, after its delay."""

from django.db import models

from guichet.base.horloge import maintenant
from guichet.territoires.modeles import Cloisonne


class Courriel(Cloisonne):
    """A mail to send. `envoyer_apres` leaves the time to undo what it announces."""

    cle = models.CharField("clé métier", max_length=160)
    destinataire = models.EmailField("destinataire")
    sujet = models.CharField("objet", max_length=200)
    corps = models.TextField("texte")
    objet_type = models.CharField("type d’objet", max_length=60, blank=True)
    objet_id = models.BigIntegerField("objet", null=True)
    envoyer_apres = models.DateTimeField("à envoyer à partir de", default=maintenant)
    essais = models.PositiveSmallIntegerField("essais", default=0)
    prochain_essai = models.DateTimeField("prochain essai", default=maintenant)
    envoye_le = models.DateTimeField("envoyé le", null=True)
    annule_le = models.DateTimeField("annulé le", null=True)
    abandonne_le = models.DateTimeField("abandonné le", null=True)
    erreur = models.CharField("dernière erreur", max_length=300, blank=True)
    cree_le = models.DateTimeField("écrit le", default=maintenant)

    class Meta(Cloisonne.Meta):
        verbose_name = "courriel"
        ordering = ["-cree_le", "-pk"]
        indexes = [
            models.Index(
                fields=["territoire", "prochain_essai"],
                condition=models.Q(envoye_le__isnull=True, annule_le__isnull=True, abandonne_le__isnull=True),
                name="courriel_a_envoyer",
            )
        ]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(fields=["territoire", "cle"], name="courriel_cle_unique"),
        ]

    def __str__(self) -> str:
        return self.sujet

    @property
    def etat(self) -> tuple[str, str]:
        """Where it stands: (words, aspect of guichet.base.aspects)."""
        if self.envoye_le:
            return "Envoyé", "fini"
        if self.annule_le:
            return "Annulé", "arrete"
        if self.abandonne_le:
            return "Échoué", "refuse"
        return "En attente", "attente"
