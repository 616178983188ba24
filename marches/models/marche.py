"""Opérations and marchés."""

from django.db import models

from guichet.base.champs import Montant
from guichet.base.horloge import maintenant
from guichet.territoires.modeles import Cloisonne, Lien, seul_courant
from marches.querysets import MarcheQuerySet, OperationQuerySet


class Nature(models.TextChoices):
    """What a marché buys."""

    TRAVAUX = "travaux", "Travaux"
    SERVICES = "services", "Services"
    FOURNITURES = "fournitures", "Fournitures"
    PI = "pi", "Prestations intellectuelles"


class Operation(Cloisonne):
    """A building project or a programme that groups marchés."""

    donneur_ordre = Lien("guichet.Acteur", verbose_name="donneur d’ordre")
    nom = models.CharField("nom", max_length=200)
    anru = models.BooleanField("renouvellement urbain (ANRU)", default=False)
    cree_le = models.DateTimeField("créée le", default=maintenant)

    objects = OperationQuerySet.as_manager()

    class Meta(Cloisonne.Meta):
        verbose_name = "opération"
        ordering = ["nom", "pk"]

    def __str__(self) -> str:
        return self.nom


class Marche(Cloisonne):
    """A contract split in lots. Its national identity is the buyer's SIRET + its number."""

    class Acheteur(models.TextChoices):
        """Kind of buyer of R12, when its category does not say it."""

        ETAT = "etat", "État"
        LOCAL = "local", "Collectivité ou établissement local"
        ENTITE = "entite_adjudicatrice", "Entité adjudicatrice (réseaux)"
        PRIVE = "prive", "Acheteur privé"

    class Source(models.TextChoices):
        """Where the row comes from."""

        SAISIE = "saisie", "Saisi par le guichet"
        DECP = "decp", "Données essentielles"
        REPRISE = "reprise", "Reprise de l’existant"

    donneur_ordre = Lien("guichet.Acteur", verbose_name="donneur d’ordre")
    service = Lien("guichet.Acteur", null=True, blank=True, verbose_name="service")
    operation = Lien(Operation, null=True, blank=True, verbose_name="opération")
    numero = models.CharField("numéro", max_length=60)
    objet = models.CharField("objet", max_length=400)
    nature = models.CharField("nature", max_length=12, choices=Nature, default=Nature.TRAVAUX)
    concession = models.BooleanField("concession", default=False)
    acheteur_r12 = models.CharField("qualité de l’acheteur", max_length=20, choices=Acheteur, blank=True)
    procedure = models.CharField("procédure", max_length=120, blank=True)
    cpv = models.CharField("code CPV", max_length=12, blank=True)
    lieu = models.CharField("lieu d’exécution", max_length=160, blank=True)
    montant = Montant("montant HT", null=True, blank=True)
    duree_mois = models.PositiveSmallIntegerField("durée en mois", null=True, blank=True)
    lance_le = models.DateField("consultation lancée le", null=True, blank=True)
    publie_le = models.DateField("avis publié le", null=True, blank=True)
    notifie_le = models.DateField("notifié le", null=True, blank=True)
    source = models.CharField("origine", max_length=10, choices=Source, default=Source.SAISIE)
    uid = models.CharField("identité nationale (SIRET + id)", max_length=80, blank=True)
    notice = models.JSONField("notice d’origine", null=True, blank=True)
    anomalies = models.JSONField("à vérifier", default=list, blank=True)
    referent = models.ForeignKey(
        "guichet.Utilisateur",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="référent",
    )
    cree_le = models.DateTimeField("créé le", default=maintenant)
    modifie_le = models.DateTimeField("modifié le", default=maintenant)

    objects = MarcheQuerySet.as_manager()

    class Meta(Cloisonne.Meta):
        verbose_name = "marché"
        ordering = ["-notifie_le", "-pk"]
        indexes = [models.Index(fields=["territoire", "donneur_ordre"], name="marche_donneur")]
        constraints = [
            *Cloisonne.Meta.constraints,
            seul_courant(
                "uid",
                nom="marche_uid_unique",
                condition=~models.Q(uid=""),
                message="Ce marché est déjà enregistré.",
            ),
            models.UniqueConstraint(
                fields=["territoire", "donneur_ordre", "numero"],
                name="marche_numero_unique",
                violation_error_message="Ce donneur d’ordre a déjà un marché de ce numéro.",
            ),
        ]

    def __str__(self) -> str:
        return self.objet


class Exemption(Cloisonne):
    """A line of the register of exemptions of R12: ground, reasons, who decided, when. Never rewritten."""

    marche = Lien(Marche, on_delete=models.CASCADE, verbose_name="marché")
    motif = models.CharField("motif", max_length=30)
    texte = models.CharField("raisons", max_length=1000)
    auteur = models.CharField("décidée par", max_length=120)
    le = models.DateField("décidée le")
    cree_par = models.ForeignKey("guichet.Utilisateur", models.SET_NULL, null=True, related_name="+")
    cree_le = models.DateTimeField("inscrite le", default=maintenant)

    class Meta(Cloisonne.Meta):
        verbose_name = "exemption"
        ordering = ["-le", "-pk"]
        indexes = [models.Index(fields=["territoire", "marche"], name="exemption_marche")]
