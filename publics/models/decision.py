"""Hours that started before validation: the guichet proposes, the buyer decides (R3)."""

from django.db import models

from guichet.base.champs import Heures
from guichet.base.horloge import maintenant
from guichet.territoires.modeles import Cloisonne, Lien
from publics.querysets import DecisionQuerySet


class EtatDecision(models.TextChoices):
    """Life of a decision. A later one may revise an earlier one."""

    PROPOSEE = "proposee", "Proposée"
    TRANSMISE = "transmise", "Chez le donneur d’ordre"
    DECIDEE = "decidee", "Décidée"
    REVISEE = "revisee", "Révisée"


class Decision(Cloisonne):
    """Hours of a mission and period waiting for the buyer, on a sheet without name or criterion."""

    class Sens(models.TextChoices):
        """What is proposed or decided."""

        MAINTIEN = "maintien", "Maintenir"
        INVALIDATION = "invalidation", "Invalider les heures"

    lot = Lien("marches.Lot")
    mission = Lien("publics.Mission")
    reference = models.CharField("référence anonyme", max_length=20)
    mois = models.DateField("mois (premier jour)")
    heures = Heures("heures en attente")
    etat = models.CharField("état", max_length=10, choices=EtatDecision, default=EtatDecision.PROPOSEE)
    proposition = models.CharField("proposition du guichet", max_length=12, choices=Sens)
    heures_proposees = Heures("heures à maintenir, selon le guichet")
    motif_code = models.CharField("motif", max_length=30)
    explication = models.CharField("explication, sans nom", max_length=600, blank=True)
    proposee_le = models.DateTimeField("proposée le", default=maintenant)
    proposee_par = models.ForeignKey("guichet.Utilisateur", models.SET_NULL, null=True, related_name="+")
    observations_avant = models.DateField("observations attendues avant le")
    observation = models.TextField("observations de la structure", blank=True, max_length=2000)
    transmise_le = models.DateTimeField("transmise au donneur d’ordre le", null=True, blank=True)
    sens = models.CharField("décision", max_length=12, choices=Sens, blank=True)
    heures_maintenues = Heures("heures maintenues", null=True, blank=True)
    motif_decision = models.CharField("motif de la décision", max_length=600, blank=True)
    decidee_le = models.DateTimeField("décidée le", null=True, blank=True)
    decidee_par = models.ForeignKey("guichet.Utilisateur", models.SET_NULL, null=True, related_name="+")
    tacite = models.BooleanField("par silence, selon l’accord", default=False)
    revise = Lien("publics.Decision", null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta(Cloisonne.Meta):
        verbose_name = "décision"
        ordering = ["proposee_le", "pk"]
        indexes = [models.Index(fields=["territoire", "etat"], name="decision_etat")]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(heures_maintenues__isnull=True)
                | models.Q(heures_maintenues__gte=0, heures_maintenues__lte=models.F("heures")),
                name="decision_heures_bornees",
                violation_error_message="On ne peut maintenir plus d’heures qu’il n’en attend.",
            ),
        ]


class LigneDecision(Cloisonne):
    """The hours of a line that a decision is about."""

    decision = Lien("publics.Decision", on_delete=models.CASCADE)
    ligne = Lien("publics.LigneReleve", on_delete=models.CASCADE)
    heures = Heures("heures")

    class Meta(Cloisonne.Meta):
        verbose_name = "ligne d’une décision"
        ordering = ["pk"]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(fields=["territoire", "decision", "ligne"], name="ligne_decision_unique"),
        ]


class AccordDecision(Cloisonne):
    """What a buyer agreed in writing about these decisions: its silence, and delegation to the guichet."""

    donneur_ordre = Lien("guichet.Acteur", on_delete=models.CASCADE)
    silence_vaut_accord = models.BooleanField("son silence vaut accord sur la proposition", default=False)
    delegation = models.BooleanField("décision déléguée au guichet", default=False)
    reference = models.CharField("accord écrit (référence)", max_length=160)
    signe_le = models.DateField("signé le")

    class Meta(Cloisonne.Meta):
        verbose_name = "accord sur les décisions"
        ordering = ["pk"]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(
                fields=["territoire", "donneur_ordre"],
                name="accord_decision_unique",
                violation_error_message="L’accord de ce donneur d’ordre est déjà enregistré.",
            ),
        ]
