"""Users, their memberships, and the invitations that create them."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q

from guichet.base.horloge import maintenant
from guichet.comptes.roles import CHOIX, ROLES, Role
from guichet.territoires.modeles import Cloisonne, Lien


class UtilisateurManager(BaseUserManager):
    """Creates users known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **champs):
        """Create a user; without a password the account waits for its invitation."""
        champs.setdefault("cree_le", maintenant())
        utilisateur = self.model(email=self.normalize_email(email).lower(), **champs)
        utilisateur.set_password(password)
        utilisateur.save(using=self._db)
        return utilisateur


class Utilisateur(AbstractBaseUser, PermissionsMixin):
    """A person with an account. Rights come from memberships, never from the user alone."""

    email = models.EmailField("adresse électronique", unique=True)
    prenom = models.CharField("prénom", max_length=80, blank=True)
    nom = models.CharField("nom", max_length=80, blank=True)
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    is_active = models.BooleanField("actif", default=True)
    is_staff = False
    demonstration = models.BooleanField("compte de démonstration, sans second facteur", default=False)
    cree_le = models.DateTimeField("créé le", default=maintenant)

    objects = UtilisateurManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = "utilisateur"
        ordering = ["nom", "prenom", "pk"]

    def __str__(self) -> str:
        return self.nom_complet

    @property
    def nom_complet(self) -> str:
        """First name and name, or the address of somebody who has not given them yet."""
        return f"{self.prenom} {self.nom}".strip() or self.email


class Appartenance(models.Model):
    """A user works for an organisation, with a role, in a territoire (none for the State and the platform).

    Outside the walls: it is what tells which walls to open.
    """

    utilisateur = models.ForeignKey(Utilisateur, models.CASCADE, related_name="appartenances")
    territoire = models.ForeignKey(
        "guichet.Territoire", models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey("guichet.Organisation", models.PROTECT, related_name="+")
    acteur = Lien("guichet.Acteur", null=True, blank=True)
    role_code = models.CharField("rôle", max_length=20, choices=CHOIX)
    active = models.BooleanField("active", default=True)
    cree_le = models.DateTimeField("créée le", default=maintenant)
    fermee_le = models.DateTimeField("fermée le", null=True, blank=True)

    class Meta:
        verbose_name = "appartenance"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["utilisateur", "organisation", "role_code", "territoire", "acteur"],
                name="appartenance_unique",
                nulls_distinct=False,
                violation_error_message="Cette personne a déjà ce rôle ici.",
            ),
            models.CheckConstraint(
                condition=Q(territoire__isnull=False) | Q(role_code__in=["ddetspp", "plateforme"]),
                name="appartenance_situee",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.utilisateur_id} {self.role_code}"

    @property
    def role(self) -> Role:
        """The role as data."""
        return ROLES[self.role_code]


class Invitation(Cloisonne):
    """An address invited to a role; the link holds a secret of which only the hash is kept."""

    email = models.EmailField("adresse électronique")
    acteur = Lien("guichet.Acteur", null=True, blank=True)
    organisation = models.ForeignKey("guichet.Organisation", models.PROTECT, related_name="+")
    role_code = models.CharField("rôle", max_length=20, choices=CHOIX)
    empreinte = models.CharField("empreinte du secret", max_length=64, unique=True)
    invite_par = models.ForeignKey(Utilisateur, models.SET_NULL, null=True, related_name="+")
    cree_le = models.DateTimeField("envoyée le", default=maintenant)
    expire_le = models.DateTimeField("expire le")
    acceptee_le = models.DateTimeField("acceptée le", null=True, blank=True)
    annulee_le = models.DateTimeField("annulée le", null=True, blank=True)

    class Meta(Cloisonne.Meta):
        verbose_name = "invitation"
        ordering = ["-cree_le", "pk"]
