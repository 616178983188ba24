"""The journal: who did what, as whom, to what, when; sealed in a chain per territoire. And notes."""

import secrets

from django.db import models

from guichet.base.horloge import maintenant
from guichet.comptes.roles import ROLES
from guichet.territoires.modeles import Cloisonne


def tirer_sel() -> str:
    """Return 128 random bits in hexadecimal, so that an erased detail cannot be guessed from its hash."""
    return secrets.token_hex(16)


class Entree(Cloisonne):
    """One act. `details` and `sel` may be erased (purge) while the hash, and the chain, stay."""

    le = models.DateTimeField("le", default=maintenant)
    utilisateur = models.ForeignKey("guichet.Utilisateur", models.SET_NULL, null=True, related_name="+")
    auteur = models.CharField("par", max_length=160)
    role_code = models.CharField("en tant que", max_length=20)
    organisation = models.CharField("pour", max_length=160, blank=True)
    verbe = models.CharField("acte", max_length=60)
    objet_type = models.CharField("type d’objet", max_length=60, blank=True)
    objet_id = models.BigIntegerField("objet", null=True)
    phrase = models.CharField("en clair", max_length=300, blank=True)
    details = models.JSONField("détails", null=True)
    sel = models.CharField(max_length=32, default=tirer_sel, null=True)
    empreinte = models.CharField(max_length=64)
    consultation = models.BooleanField("simple consultation", default=False)
    rang = models.BigIntegerField("rang dans la chaîne", null=True)
    sceau = models.CharField("sceau", max_length=64, blank=True)

    class Meta(Cloisonne.Meta):
        verbose_name = "entrée du journal"
        ordering = ["-le", "-pk"]
        indexes = [
            models.Index(fields=["territoire", "objet_type", "objet_id", "-le"], name="journal_objet"),
            models.Index(fields=["territoire", "-le"], name="journal_le"),
            models.Index(
                fields=["territoire", "id"], condition=models.Q(rang__isnull=True), name="journal_a_sceller"
            ),
        ]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(fields=["territoire", "rang"], name="journal_rang_unique"),
        ]

    def __str__(self) -> str:
        return self.phrase or self.verbe

    @property
    def role_libelle(self) -> str:
        """Name of the role under which the act was done."""
        return ROLES[self.role_code].libelle if self.role_code in ROLES else self.role_code


class Note(Cloisonne):
    """A call, a mail, a visit, written on any object, perhaps with a day to come back to it."""

    class Genre(models.TextChoices):
        """How the exchange took place."""

        APPEL = "appel", "Appel"
        COURRIEL = "courriel", "Courriel"
        VISITE = "visite", "Visite"
        REUNION = "reunion", "Réunion"
        NOTE = "note", "Note"

    objet_type = models.CharField("type d’objet", max_length=60)
    objet_id = models.BigIntegerField("objet")
    objet_nom = models.CharField("au sujet de", max_length=200)
    genre = models.CharField("genre", max_length=10, choices=Genre, default=Genre.NOTE)
    texte = models.TextField("texte", max_length=4000)
    auteur = models.ForeignKey("guichet.Utilisateur", models.PROTECT, related_name="+")
    le = models.DateTimeField("écrite le", default=maintenant)
    relancer_le = models.DateField("à relancer le", null=True, blank=True)
    faite_le = models.DateTimeField("relance faite le", null=True, blank=True)

    class Meta(Cloisonne.Meta):
        verbose_name = "note"
        ordering = ["-le", "-pk"]
        indexes = [
            models.Index(fields=["territoire", "objet_type", "objet_id", "-le"], name="note_objet"),
            models.Index(
                fields=["territoire", "relancer_le"],
                condition=models.Q(relancer_le__isnull=False, faite_le__isnull=True),
                name="note_a_relancer",
            ),
        ]
