"""Long jobs: PostgreSQL holds the truth, Redis only wakes the workers."""

from django.db import models

from guichet.base.horloge import maintenant
from guichet.territoires.modeles import Cloisonne
from guichet.travaux.querysets import TravailQuerySet


class EtatTravail(models.TextChoices):
    """Life of a job."""

    ATTENTE = "attente", "En attente"
    EN_COURS = "en_cours", "En cours"
    FINI = "fini", "Terminé"
    ECHOUE = "echoue", "Échoué"


ASPECTS = {
    EtatTravail.ATTENTE: "attente",
    EtatTravail.EN_COURS: "en-cours",
    EtatTravail.FINI: "fini",
    EtatTravail.ECHOUE: "refuse",
}


class Travail(Cloisonne):
    """A job, unique by its business key: asking twice gives the same job."""

    genre = models.CharField("genre", max_length=40)
    cle = models.CharField("clé métier", max_length=120)
    file = models.CharField("file", max_length=10, default="defaut")
    titre = models.CharField("titre", max_length=200)
    parametres = models.JSONField("paramètres", default=dict)
    etat = models.CharField("état", max_length=10, choices=EtatTravail, default=EtatTravail.ATTENTE)
    progres = models.PositiveSmallIntegerField("progrès en %", default=0)
    etape = models.CharField("étape", max_length=120, blank=True)
    resultat = models.JSONField("résultat", default=dict)
    adresse = models.CharField("page du résultat", max_length=300, blank=True)
    erreur_code = models.CharField("code de l’erreur", max_length=60, blank=True)
    erreur = models.CharField("erreur", max_length=600, blank=True)
    essais = models.PositiveSmallIntegerField("essais", default=0)
    prevu_le = models.DateTimeField("à faire à partir de", default=maintenant)
    renvoyer_apres = models.DateTimeField("message à renvoyer à partir de", default=maintenant)
    bail_de = models.CharField("exécutant", max_length=80, blank=True)
    bail_jusqu_a = models.DateTimeField("bail jusqu’à", null=True)
    systeme = models.BooleanField("demandé par le guichet lui-même", default=False)
    demande_par = models.ForeignKey("guichet.Utilisateur", models.SET_NULL, null=True, related_name="+")
    appartenance = models.ForeignKey("guichet.Appartenance", models.SET_NULL, null=True, related_name="+")
    cree_le = models.DateTimeField("demandé le", default=maintenant)
    fini_le = models.DateTimeField("terminé le", null=True)

    objects = TravailQuerySet.as_manager()

    class Meta(Cloisonne.Meta):
        verbose_name = "travail"
        ordering = ["-cree_le", "-pk"]
        indexes = [
            models.Index(
                fields=["territoire", "prevu_le"],
                condition=models.Q(etat__in=["attente", "en_cours"]),
                name="travail_a_faire",
            )
        ]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(fields=["territoire", "genre", "cle"], name="travail_cle_unique"),
            models.CheckConstraint(condition=models.Q(progres__lte=100), name="travail_progres_borne"),
        ]

    def __str__(self) -> str:
        return self.titre

    @property
    def aspect(self) -> str:
        """How its state looks (guichet.base.aspects)."""
        return ASPECTS[self.etat]

    @property
    def en_suspens(self) -> bool:
        """Neither done nor failed."""
        return self.etat in (EtatTravail.ATTENTE, EtatTravail.EN_COURS)
