"""Persons, their criteria, and the extensions of their eligibility."""

from django.db import models
from django.db.models import Q

from guichet.base.horloge import maintenant
from guichet.fichiers.lecteurs import LECTEURS_DE_FICHIERS
from guichet.tableaux.noms import cle_de_personne
from guichet.territoires.modeles import Cloisonne, Lien, seul_courant
from publics.querysets import ParticipantQuerySet


class Participant(Cloisonne):
    """A person of the clauses (screens say *personne*). Entry data are those of the first mission.

    `a_rapprocher`: typed by a prescriber or a structure, who must not learn whether we already know this
    person; the guichet then says who it is, and both rows become one.
    """

    class Sexe(models.TextChoices):
        """As declared."""

        FEMME = "F", "Femme"
        HOMME = "M", "Homme"

    class Niveau(models.TextChoices):
        """Level of training at entry."""

        INFRA3 = "infra3", "Sans diplôme"
        N3 = "3", "3 (CAP, BEP)"
        N4 = "4", "4 (baccalauréat)"
        N5 = "5", "5 et plus"

    nom = models.CharField("nom", max_length=80)
    prenom = models.CharField("prénom", max_length=80)
    cle_nom = models.CharField("nom et prénom normalisés", max_length=161, editable=False)
    ne_le = models.DateField("né(e) le", null=True, blank=True)
    sexe = models.CharField("sexe", max_length=1, choices=Sexe, blank=True)
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    courriel = models.EmailField("adresse électronique", blank=True)
    adresse = models.CharField("adresse", max_length=200, blank=True)
    commune = models.CharField("commune", max_length=120, blank=True)
    code_postal = models.CharField("code postal", max_length=5, blank=True)
    qpv = models.BooleanField("habite un quartier prioritaire à l’entrée", null=True, blank=True)
    qpv_code = models.CharField("code du quartier", max_length=12, blank=True)
    niveau = models.CharField("niveau à l’entrée", max_length=8, choices=Niveau, blank=True)
    mois_chomage = models.PositiveSmallIntegerField("mois sans emploi à l’entrée", null=True, blank=True)
    experience = models.CharField("expérience", max_length=200, blank=True)
    pass_iae = models.CharField("numéro de PASS IAE", max_length=12, blank=True)
    prescripteur = Lien("guichet.Acteur", null=True, blank=True, verbose_name="prescripteur")
    referent = models.ForeignKey(
        "guichet.Utilisateur",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="référent",
    )
    a_rapprocher = models.BooleanField("saisie par un tiers, pas encore rapprochée", default=False)
    entree_ailleurs = models.DateField("première mission de clause connue ailleurs", null=True, blank=True)
    cree_le = models.DateTimeField("enregistrée le", default=maintenant)
    modifie_le = models.DateTimeField("modifiée le", default=maintenant)
    anonymise_le = models.DateTimeField("anonymisée le", null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta(Cloisonne.Meta):
        verbose_name = "personne"
        ordering = ["cle_nom", "pk"]
        indexes = [models.Index(fields=["territoire", "cle_nom"], name="participant_nom")]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(
                fields=["territoire", "cle_nom", "ne_le"],
                condition=Q(anonymise_le__isnull=True, a_rapprocher=False),
                name="participant_unique",
                violation_error_message="Une personne de ce nom et de cette naissance est déjà connue.",
            ),
            seul_courant(
                "pass_iae",
                nom="participant_pass_unique",
                condition=~Q(pass_iae=""),
                message="Ce numéro de PASS IAE est déjà celui d’une autre personne.",
            ),
            models.CheckConstraint(
                condition=Q(pass_iae="") | Q(pass_iae__regex=r"^99999\d{7}$"),
                name="participant_pass_forme",
                violation_error_message="Un PASS IAE s’écrit 99999 suivi de 7 chiffres.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prenom} {self.nom}".strip()

    def save(self, **kwargs):
        """Keep the key by which two spellings of a name are compared."""
        self.cle_nom = self.key_of(self.nom, self.prenom)
        super().save(**kwargs)

    @staticmethod
    def key_of(nom: str, prenom: str) -> str:
        """Return the key of a name; rows made in bulk must set it themselves."""
        return cle_de_personne(nom, prenom)


class Critere(Cloisonne):
    """An eligibility criterion held by a person, with its proof and the proof's date. Sensitive (R14)."""

    participant = Lien("publics.Participant", on_delete=models.CASCADE)
    prescription = Lien("publics.Prescription", on_delete=models.CASCADE, null=True, blank=True)
    code = models.CharField("critère", max_length=30)
    justificatif = Lien("guichet.Fichier", null=True, blank=True)
    date_preuve = models.DateField("date de la preuve", null=True, blank=True)
    retenu = models.BooleanField("critère retenu", default=False)
    cree_le = models.DateTimeField("enregistré le", default=maintenant)

    class Meta(Cloisonne.Meta):
        verbose_name = "critère"
        ordering = ["pk"]
        indexes = [models.Index(fields=["territoire", "participant"], name="critere_participant")]


class Prolongation(Cloisonne):
    """More months of eligibility, with a reason and an author (R4)."""

    participant = Lien("publics.Participant", on_delete=models.CASCADE)
    mois = models.PositiveSmallIntegerField("mois ajoutés")
    motif = models.CharField("motif", max_length=300)
    auteur = models.ForeignKey("guichet.Utilisateur", models.SET_NULL, null=True, related_name="+")
    le = models.DateTimeField("accordée le", default=maintenant)

    class Meta(Cloisonne.Meta):
        verbose_name = "prolongation"
        ordering = ["le", "pk"]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.CheckConstraint(condition=Q(mois__gte=1, mois__lte=36), name="prolongation_mois_bornes"),
        ]


@LECTEURS_DE_FICHIERS.register
def proofs_opened_to(acces) -> Q | None:
    """Open the proofs of a person to the structure that employs or asked for her (R14)."""
    if not acces.est_structure:
        return None
    siennes = Participant.objects.visible_to(acces).values("pk")
    return Q(pk__in=Critere.objects.filter(participant__in=siennes).values("justificatif"))
