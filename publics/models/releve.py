"""Monthly statements of hours, their lines, the closing of months, and the nicknames learnt for lots."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from guichet.base.champs import Heures
from guichet.base.horloge import maintenant
from guichet.territoires.modeles import Cloisonne, Lien
from publics.querysets import JustificatifQuerySet, LigneQuerySet, ReleveQuerySet


class EtatReleve(models.TextChoices):
    """Life of a relevé (R5). *En retard* is not stored: it depends on the day."""

    ATTENDU = "attendu", "Attendu"
    NEANT = "neant", "Aucune heure"
    BROUILLON = "brouillon", "En préparation"
    DEPOSE = "depose", "Déposé, à contrôler"
    A_COMPLETER = "a_completer", "À compléter par la structure"
    VALIDE = "valide", "Validé"


class Releve(Cloisonne):
    """Hours of an employer for a month. A rectificatif is a new version; the old one stays readable."""

    class Origine(models.TextChoices):
        """Who deposited it, and how it came."""

        STRUCTURE = "structure", "Déposé par la structure"
        COURRIEL = "courriel", "Reçu par courriel, déposé par le guichet"
        PAPIER = "papier", "Reçu sur papier, saisi par le guichet"
        LIEN = "lien", "Fiche de suivi de l’entreprise"

    employeur = Lien("guichet.Acteur")
    mois = models.DateField("mois (premier jour)")
    version = models.PositiveSmallIntegerField("version", default=1)
    precedente = Lien("publics.Releve", null=True, blank=True, verbose_name="rectifie")
    courante = models.BooleanField(default=True)
    etat = models.CharField("état", max_length=12, choices=EtatReleve, default=EtatReleve.ATTENDU)
    origine = models.CharField("origine", max_length=10, choices=Origine, default=Origine.STRUCTURE)
    attendu_le = models.DateField("attendu le")
    depose_le = models.DateTimeField("déposé le", null=True, blank=True)
    depose_par = models.ForeignKey("guichet.Utilisateur", models.SET_NULL, null=True, related_name="+")
    valide_le = models.DateTimeField("validé le", null=True, blank=True)
    fichier = Lien("guichet.Fichier", null=True, blank=True)
    recepisse = Lien("guichet.Document", null=True, blank=True)
    travail = Lien("guichet.Travail", null=True, blank=True)
    total_fichier = Heures("total écrit dans le fichier", null=True, blank=True)
    lecture = models.JSONField("lecture du fichier (feuilles, colonnes, mises de côté)", default=dict)

    objects = ReleveQuerySet.as_manager()

    class Meta(Cloisonne.Meta):
        verbose_name = "relevé"
        ordering = ["-mois", "employeur", "-version", "pk"]
        indexes = [models.Index(fields=["territoire", "mois", "etat"], name="releve_mois")]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(
                fields=["territoire", "employeur", "mois", "version"], name="releve_version_unique"
            ),
            models.UniqueConstraint(
                fields=["territoire", "employeur", "mois"],
                condition=Q(courante=True),
                name="releve_courant_unique",
            ),
            models.CheckConstraint(condition=Q(mois__day=1), name="releve_premier_du_mois"),
        ]


class EtatLigne(models.TextChoices):
    """Life of a line (domaine §5)."""

    SANS_ANOMALIE = "sans_anomalie", "Sans anomalie"
    A_CONFIRMER = "a_confirmer", "À confirmer"
    A_CORRIGER = "a_corriger", "À corriger"
    A_DECIDER = "a_decider", "À décider"
    VALIDEE = "validee", "Validée"
    REFUSEE = "refusee", "Refusée"
    INVALIDEE = "invalidee", "Invalidée"
    MISE_DE_COTE = "mise_de_cote", "Mise de côté"
    IGNOREE = "ignoree", "Ignorée"


class NatureHeures(models.TextChoices):
    """What the hours are (R6)."""

    TRAVAIL = "travail", "Heures travaillées"
    FORMATION = "formation", "Heures de formation"
    FACTURE = "facture", "Estimées sur facture"


class LigneReleve(Cloisonne):
    """One person, one lot, one month. The declared hours split into what became of them.

    heures = validées + refusées + invalidées + à décider + (still under control). `courante` is false while
    the line is prepared, and again once another one replaces it: only running lines are summed. `debut` and
    `fin` are what the file says; the days they leave inside the month are those of the hours.
    """

    class Choix(models.TextChoices):
        """What to do of hours declared a second time (R7)."""

        REMPLACER = "remplacer", "Remplacer"
        AJOUTER = "ajouter", "Ajouter"
        IGNORER = "ignorer", "Ignorer"

    releve = Lien("publics.Releve", on_delete=models.CASCADE)
    employeur = Lien("guichet.Acteur")
    mission = Lien("publics.Mission", null=True, blank=True)
    participant = Lien("publics.Participant", null=True, blank=True)
    lot = Lien("marches.Lot", null=True, blank=True)
    mois = models.DateField("mois (premier jour)")
    feuille = models.CharField("feuille", max_length=80, blank=True)
    numero = models.PositiveIntegerField("ligne du fichier")
    rang = models.PositiveSmallIntegerField("rang (1, ou plus quand on ajoute)", default=1)
    nature = models.CharField("nature", max_length=10, choices=NatureHeures, default=NatureHeures.TRAVAIL)
    debut = models.DateField("début de mission lu", null=True, blank=True)
    fin = models.DateField("fin lue", null=True, blank=True)
    heures = Heures("heures déclarées", null=True, blank=True)
    heures_validees = Heures("heures validées", default=0)
    heures_refusees = Heures("heures refusées", default=0)
    heures_invalidees = Heures("heures invalidées", default=0)
    heures_a_decider = Heures("heures en attente de décision", default=0)
    etat = models.CharField("état", max_length=14, choices=EtatLigne, default=EtatLigne.SANS_ANOMALIE)
    courante = models.BooleanField("compte", default=True)
    brut = models.JSONField("cellules lues", default=dict)
    semaines = models.JSONField("heures par semaine", default=dict)
    anomalies = models.JSONField("anomalies de lecture, de rapprochement et de droits", default=list)
    constats = ArrayField(models.CharField(max_length=30), verbose_name="codes de R7", default=list)
    faits = models.JSONField("ce que R7 a regardé", default=dict)
    envoyee_le = models.DateTimeField("envoyée au guichet le", null=True, blank=True)
    choix = models.CharField("heures déjà déclarées : choix", max_length=10, choices=Choix, blank=True)
    confirmation = models.CharField("confirmée par la structure, motif", max_length=300, blank=True)
    motif_code = models.CharField("code du motif", max_length=30, blank=True)
    message = models.CharField("message à la structure", max_length=600, blank=True)
    reponse = models.CharField("réponse de la structure", max_length=600, blank=True)
    decidee_le = models.DateTimeField("décidée le", null=True, blank=True)
    decidee_par = models.ForeignKey("guichet.Utilisateur", models.SET_NULL, null=True, related_name="+")
    avant = models.JSONField("état avant la décision, pour l’annuler", null=True, blank=True)

    objects = LigneQuerySet.as_manager()

    class Meta(Cloisonne.Meta):
        verbose_name = "ligne de relevé"
        ordering = ["releve", "numero", "pk"]
        indexes = [
            models.Index(fields=["territoire", "releve", "numero"], name="ligne_releve"),
            models.Index(
                fields=["territoire", "lot", "mois"],
                include=["heures_validees", "participant"],
                name="ligne_totaux",
            ),
            models.Index(fields=["territoire", "participant", "mois"], name="ligne_participant"),
        ]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(
                fields=["territoire", "mission", "mois", "debut", "nature", "rang"],
                condition=Q(courante=True, mission__isnull=False),
                nulls_distinct=False,
                name="ligne_sans_double",
                violation_error_message="Ces heures sont déjà déclarées pour cette mission et ce mois.",
            ),
            models.CheckConstraint(
                condition=Q(heures__isnull=True)
                | Q(heures__lt=0)
                | Q(
                    heures__gte=F("heures_validees")
                    + F("heures_refusees")
                    + F("heures_invalidees")
                    + F("heures_a_decider")
                ),
                name="ligne_heures_reparties",
                violation_error_message="Les heures réparties dépassent les heures déclarées.",
            ),
            models.CheckConstraint(
                condition=~Q(etat="validee")
                | Q(mission__isnull=False, lot__isnull=False, participant__isnull=False),
                name="ligne_validee_situee",
            ),
        ]


class ClotureMois(Cloisonne):
    """A month closed: only a rectificatif may add to it."""

    mois = models.DateField("mois (premier jour)")
    clos_le = models.DateTimeField("clôturé le", default=maintenant)
    clos_par = models.ForeignKey("guichet.Utilisateur", models.SET_NULL, null=True, related_name="+")

    class Meta(Cloisonne.Meta):
        verbose_name = "clôture de mois"
        ordering = ["-mois", "pk"]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(
                fields=["territoire", "mois"],
                name="cloture_unique",
                violation_error_message="Ce mois est déjà clôturé.",
            ),
        ]


class SurnomLot(Cloisonne):
    """How a structure calls a lot in its files, learnt once. Without lot: a marché of another guichet."""

    acteur = Lien("guichet.Acteur", on_delete=models.CASCADE)
    texte = models.CharField("texte normalisé", max_length=160)
    lot = Lien("marches.Lot", on_delete=models.CASCADE, null=True, blank=True)
    appris_le = models.DateTimeField("appris le", default=maintenant)

    class Meta(Cloisonne.Meta):
        verbose_name = "surnom de lot"
        ordering = ["texte", "pk"]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(fields=["territoire", "acteur", "texte"], name="surnom_unique"),
        ]


class Justificatif(Cloisonne):
    """A proof attached to a whole relevé, or to one of its lines: PDF or image."""

    releve = Lien("publics.Releve", on_delete=models.CASCADE)
    ligne = Lien("publics.LigneReleve", on_delete=models.CASCADE, null=True, blank=True)
    fichier = Lien("guichet.Fichier")
    joint_le = models.DateTimeField("joint le", default=maintenant)

    objects = JustificatifQuerySet.as_manager()

    class Meta(Cloisonne.Meta):
        verbose_name = "justificatif"
        ordering = ["joint_le", "pk"]
        indexes = [models.Index(fields=["territoire", "releve"], name="justificatif_releve")]
