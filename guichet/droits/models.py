"""Object shares (guardian, direct keys) and signed links."""

import uuid

from django.db import models
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from guichet.base.horloge import maintenant
from guichet.territoires.modeles import Cloisonne, Lien


class PartageTerritoire(GroupObjectPermissionBase):
    """A territoire opened to an organisation's group (the DDETS-PP). Outside the walls."""

    # guardian finds this table through the reverse relation: it needs a name.
    content_object = models.ForeignKey("guichet.Territoire", models.CASCADE, related_name="partages")

    class Meta(GroupObjectPermissionBase.Meta):
        verbose_name = "territoire ouvert"


class PartageTerritoireUtilisateur(UserObjectPermissionBase):
    """Required by guardian beside the group's table; nothing is granted to a user alone."""

    content_object = models.ForeignKey("guichet.Territoire", models.CASCADE, related_name="partages_seuls")

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = "territoire ouvert à une personne"


class LienSigne(Cloisonne):
    """A page opened without an account: who it is for, what it shows, until when. Revocable."""

    class Genre(models.TextChoices):
        """What the link opens; the value is the role's code."""

        ENTREPRISE = "lien:entreprise", "Entreprise titulaire"
        PRESCRIPTEUR = "lien:prescripteur", "Prescripteur"
        PERSONNE = "lien:personne", "Personne"

    uuid = models.UUIDField("identifiant", default=uuid.uuid4, unique=True, editable=False)
    genre = models.CharField("pour", max_length=20, choices=Genre)
    acteur = Lien("guichet.Acteur", null=True, blank=True)
    objet_type = models.CharField("type d’objet", max_length=40, blank=True)
    objet_id = models.BigIntegerField("objet", null=True, blank=True)
    destinataire = models.EmailField("envoyé à", blank=True)
    cree_par = models.ForeignKey("guichet.Utilisateur", models.SET_NULL, null=True, related_name="+")
    cree_le = models.DateTimeField("créé le", default=maintenant)
    expire_le = models.DateTimeField("expire le")
    revoque_le = models.DateTimeField("révoqué le", null=True, blank=True)
    vu_le = models.DateTimeField("ouvert pour la dernière fois le", null=True, blank=True)

    class Meta(Cloisonne.Meta):
        verbose_name = "lien signé"
        ordering = ["-cree_le", "pk"]
