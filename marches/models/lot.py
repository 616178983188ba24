"""Lots: what bears a clause."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from guichet.base.champs import Heures, Montant
from guichet.base.horloge import maintenant
from guichet.territoires.modeles import Cloisonne, Lien
from marches.querysets import LotQuerySet


class EtatLot(models.TextChoices):
    """Life of a lot (domaine §5)."""

    IDENTIFIE = "identifie", "Identifié"
    A_ETUDE = "a_etude", "À l’étude"
    CLAUSE_RETENUE = "clause_retenue", "Clause retenue"
    SANS_CLAUSE = "sans_clause", "Sans clause"
    EN_CONSULTATION = "en_consultation", "En consultation"
    NOTIFIE = "notifie", "Notifié"
    EN_COURS = "en_cours", "En cours"
    SUSPENDU = "suspendu", "Suspendu"
    RECEPTIONNE = "receptionne", "Réceptionné"
    ACHEVE = "acheve", "Achevé"
    CLOS = "clos", "Clôturé"
    INFRUCTUEUX = "infructueux", "Infructueux"
    SANS_SUITE = "sans_suite", "Sans suite"
    NON_AFFERMI = "non_affermi", "Tranche non affermie"
    CLAUSE_LEVEE = "clause_levee", "Clause levée"
    RESILIE = "resilie", "Résilié"


class Dispositif(models.TextChoices):
    """Legal article used (domaine §4)."""

    CONDITION = "condition", "Condition d’exécution (L2112-2)"
    CRITERE = "critere", "Critère d’attribution (L2152-7)"
    CONDITION_CRITERE = "condition_critere", "Condition et critère"
    RESERVE_EA = "reserve_ea", "Réservé EA et ESAT (L2113-12)"
    RESERVE_SIAE = "reserve_siae", "Réservé SIAE (L2113-13)"
    PRISON = "prison", "Travail en détention (L2113-13-1)"
    ESS = "ess", "Économie sociale et solidaire (L2113-15)"
    INSERTION = "insertion", "Services d’insertion et de qualification (R2123-1)"
    VOLONTAIRE = "volontaire", "Démarche volontaire"


class BasePenalite(models.TextChoices):
    """What the penalty of the marché is counted on (R10)."""

    HEURE = "heure", "€ par heure non réalisée"
    SMIC = "smic", "× SMIC horaire par heure non réalisée"
    JOUR = "jour", "€ par jour de retard"


class Lot(Cloisonne):
    """A lot of a marché. `heures_engagees` is the sum of its engagements, kept by the services."""

    marche = Lien("marches.Marche", on_delete=models.CASCADE, verbose_name="marché")
    numero = models.CharField("numéro", max_length=20, default="1")
    intitule = models.CharField("intitulé", max_length=200)
    etat = models.CharField("état", max_length=16, choices=EtatLot, default=EtatLot.IDENTIFIE)
    dispositif = models.CharField("dispositif", max_length=20, choices=Dispositif, blank=True)
    modalites = models.CharField("modalités prévues", max_length=200, blank=True)
    metier = models.CharField("métier", max_length=60, blank=True)
    etat_motif = models.CharField("motif de l’état", max_length=300, blank=True)
    etat_le = models.DateField("dans cet état depuis le", null=True, blank=True)
    montant = Montant("montant HT", null=True, blank=True)
    anru = models.BooleanField("ANRU", default=False)
    heures_estimees = Heures("heures estimées", null=True, blank=True)
    heures_demandees = Heures("heures demandées", null=True, blank=True)
    heures_engagees = Heures("heures à réaliser", default=0)
    notifie_le = models.DateField("notifié le", null=True, blank=True)
    debut = models.DateField("début", null=True, blank=True)
    fin_prevue = models.DateField("fin prévue", null=True, blank=True)
    receptionne_le = models.DateField("réceptionné ou achevé le", null=True, blank=True)
    clos_le = models.DateField("clôturé le", null=True, blank=True)
    penalite_base = models.CharField(
        "pénalité comptée en", max_length=6, choices=BasePenalite, default=BasePenalite.HEURE
    )
    penalite_horaire = models.DecimalField(
        "valeur de la pénalité", max_digits=8, decimal_places=2, null=True, blank=True
    )
    penalite_plafond = Montant("plafond des pénalités", null=True, blank=True)
    penalite_source = models.CharField("écrite à", max_length=80, blank=True)
    referent = models.ForeignKey(
        "guichet.Utilisateur",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="référent",
    )
    modifie_le = models.DateTimeField("modifié le", default=maintenant)

    objects = LotQuerySet.as_manager()

    class Meta(Cloisonne.Meta):
        verbose_name = "lot"
        ordering = ["marche", "numero", "pk"]
        indexes = [
            models.Index(fields=["territoire", "marche"], name="lot_marche"),
            models.Index(fields=["territoire", "etat"], name="lot_etat"),
        ]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(
                fields=["territoire", "marche", "numero"],
                name="lot_numero_unique",
                violation_error_message="Ce marché a déjà un lot de ce numéro.",
            ),
            models.CheckConstraint(
                condition=Q(heures_engagees__gte=0),
                name="lot_heures_positives",
                violation_error_message="Les heures à réaliser ne peuvent pas être négatives.",
            ),
            models.CheckConstraint(
                condition=Q(fin_prevue__isnull=True) | Q(debut__isnull=True) | Q(fin_prevue__gte=F("debut")),
                name="lot_dates_ordonnees",
                violation_error_message="La fin prévue précède le début.",
            ),
        ]

    @property
    def dispositif_court(self) -> str:
        """The legal device without its article: « Condition d’exécution »."""
        return self.get_dispositif_display().partition(" (")[0]

    @property
    def heures_restantes(self) -> Decimal | None:
        """Hours due and not validated yet, on a lot loaded `with_list_data`; None when nobody counts them."""
        if self.heures_validees is None:
            return None
        return max(self.heures_engagees - self.heures_validees, Decimal(0))

    def __str__(self) -> str:
        return f"Lot {self.numero}, {self.intitule}"
