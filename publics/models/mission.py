"""A mission: one participant × lot × employer, whatever its contracts, while no gap exceeds 30 days [T]."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from guichet.base.horloge import maintenant
from guichet.territoires.modeles import Cloisonne, Lien
from publics.querysets import ContratQuerySet, MissionQuerySet


class EtatMission(models.TextChoices):
    """Life of a mission."""

    A_VALIDER = "a_valider", "Mission à valider"
    VALIDEE = "validee", "Validée"
    REFUSEE = "refusee", "Refusée"
    EN_COURS = "en_cours", "En cours"
    SUSPENDUE = "suspendue", "Suspendue"
    TERMINEE = "terminee", "Terminée"
    ROMPUE = "rompue", "Rupture anticipée"
    ANNULEE = "annulee", "Annulée"


class Modalite(models.TextChoices):
    """How the clause is carried out."""

    ETTI = "etti", "Mise à disposition, ETTI"
    AI = "ai", "Mise à disposition, AI"
    GEIQ = "geiq", "Mise à disposition, GEIQ"
    ETT = "ett", "Mise à disposition, ETT"
    EI = "ei", "Sous-traitance ou cotraitance, EI"
    ACI = "aci", "Sous-traitance ou cotraitance, ACI"
    EA = "ea", "Sous-traitance, EA ou ESAT"
    EMBAUCHE = "embauche", "Embauche directe"
    FORMATION = "formation", "Formation"


class Mission(Cloisonne):
    """A person working on a lot for an employer."""

    participant = Lien("publics.Participant")
    lot = Lien("marches.Lot")
    employeur = Lien("guichet.Acteur")
    modalite = models.CharField("modalité", max_length=10, choices=Modalite)
    etat = models.CharField("état", max_length=10, choices=EtatMission, default=EtatMission.A_VALIDER)
    poste = models.CharField("poste (ROME)", max_length=8, blank=True)
    debut = models.DateField("début")
    fin = models.DateField("fin", null=True, blank=True)
    demandee_le = models.DateField("demandée le", null=True, blank=True)
    demandee_par = models.ForeignKey("guichet.Utilisateur", models.SET_NULL, null=True, related_name="+")
    complete_le = models.DateField("demande complète depuis le", null=True, blank=True)
    verification = Lien("publics.Verification", null=True, blank=True)
    validee_le = models.DateField("validée le", null=True, blank=True)
    validee_par = models.ForeignKey("guichet.Utilisateur", models.SET_NULL, null=True, related_name="+")
    titre = Lien("publics.Titre", null=True, blank=True)
    couverte_depuis = models.DateField("couverte à partir du", null=True, blank=True)
    permanent = models.BooleanField("salarié permanent", default=False)
    motif_fin = models.CharField("motif de fin", max_length=200, blank=True)
    cree_le = models.DateTimeField("créée le", default=maintenant)
    modifie_le = models.DateTimeField("modifiée le", default=maintenant)

    objects = MissionQuerySet.as_manager()

    class Meta(Cloisonne.Meta):
        verbose_name = "mission"
        ordering = ["-debut", "-pk"]
        indexes = [
            models.Index(fields=["territoire", "lot"], name="mission_lot"),
            models.Index(fields=["territoire", "participant"], name="mission_participant"),
            models.Index(fields=["territoire", "employeur", "debut"], name="mission_employeur"),
        ]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.CheckConstraint(condition=Q(etat__in=EtatMission.values), name="mission_etat_connu"),
            models.CheckConstraint(
                condition=Q(fin__isnull=True) | Q(fin__gte=F("debut")),
                name="mission_dates_ordonnees",
                violation_error_message="La fin de la mission précède son début.",
            ),
            ExclusionConstraint(
                name="mission_sans_chevauchement",
                expressions=[
                    ("territoire", RangeOperators.EQUAL),
                    ("participant", RangeOperators.EQUAL),
                    ("lot", RangeOperators.EQUAL),
                    ("employeur", RangeOperators.EQUAL),
                    (
                        Func(
                            "debut", "fin", Value("[]"), function="daterange", output_field=DateRangeField()
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=~Q(etat__in=["annulee", "refusee"]),
                violation_error_message="Cette personne a déjà une mission ici, à ces dates.",
            ),
        ]

    @property
    def modalite_courte(self) -> str:
        """« ETTI », « AI »…: the kind of employer, for a column; « Embauche » and « Formation » in full."""
        en_mots = self.modalite in (Modalite.EMBAUCHE, Modalite.FORMATION)
        return self.modalite.capitalize() if en_mots else self.modalite.upper()


class Contrat(Cloisonne):
    """A work contract of a mission (weekly interim, renewal…)."""

    class Genre(models.TextChoices):
        """Kind of contract."""

        CDDI = "cddi", "CDDI"
        CDD = "cdd", "CDD"
        CDI = "cdi", "CDI"
        INTERIM = "interim", "Contrat de mission"
        USAGE = "usage", "CDD d’usage"
        ALTERNANCE = "alternance", "Alternance"

    mission = Lien("publics.Mission", on_delete=models.CASCADE)
    genre = models.CharField("genre", max_length=10, choices=Genre)
    debut = models.DateField("du")
    fin = models.DateField("au", null=True, blank=True)
    heures_semaine = models.DecimalField(
        "heures par semaine", max_digits=5, decimal_places=2, null=True, blank=True
    )
    fichier = Lien("guichet.Fichier", null=True, blank=True)
    cree_le = models.DateTimeField("déclaré le", default=maintenant)

    objects = ContratQuerySet.as_manager()

    class Meta(Cloisonne.Meta):
        verbose_name = "contrat"
        ordering = ["debut", "pk"]
        indexes = [models.Index(fields=["territoire", "mission"], name="contrat_mission")]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.CheckConstraint(
                condition=Q(fin__isnull=True) | Q(fin__gte=F("debut")),
                name="contrat_dates_ordonnees",
                violation_error_message="La fin du contrat précède son début.",
            ),
            models.UniqueConstraint(
                fields=["territoire", "mission", "debut"],
                name="contrat_debut_unique",
                violation_error_message="Un contrat de cette mission commence déjà ce jour-là.",
            ),
        ]
