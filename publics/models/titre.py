"""Titles that give the right to start a mission (R2), and the fiche de prescription."""

from django.db import models
from django.db.models import F, Q

from guichet.base.horloge import maintenant
from guichet.territoires.modeles import Cloisonne, Lien
from publics.querysets import PrescriptionQuerySet, TitreQuerySet


class EtatPrescription(models.TextChoices):
    """Life of a fiche. *Périmée* is not stored: it depends on the day."""

    BROUILLON = "brouillon", "Brouillon"
    TRANSMISE = "transmise", "Transmise"
    PIECE_A_FOURNIR = "piece_a_fournir", "Pièce à fournir"
    VALIDEE = "validee", "Validée"
    REFUSEE = "refusee", "Refusée"
    RETIREE = "retiree", "Retirée"


class Prescription(Cloisonne):
    """A fiche de prescription: a prescriber says that a person is in the eligible public."""

    participant = Lien("publics.Participant")
    prescripteur = Lien("guichet.Acteur", null=True, blank=True)
    nom_saisi = models.CharField("nom tel que saisi", max_length=161, blank=True)
    prescripteur_nom = models.CharField("prescripteur (personne)", max_length=120, blank=True)
    prescripteur_courriel = models.EmailField("adresse du prescripteur", blank=True)
    structure = Lien("guichet.Acteur", null=True, blank=True, verbose_name="structure envisagée")
    lien = Lien("guichet.LienSigne", null=True, blank=True, editable=False)
    etat = models.CharField(
        "état", max_length=16, choices=EtatPrescription, default=EtatPrescription.BROUILLON
    )
    signee_le = models.DateField("signée le", null=True, blank=True)
    transmise_le = models.DateTimeField("transmise le", null=True, blank=True)
    complete_le = models.DateField("complète depuis le", null=True, blank=True)
    repondue_le = models.DateTimeField("dernière réponse le", null=True, blank=True)
    decidee_le = models.DateTimeField("décidée le", null=True, blank=True)
    decidee_par = models.ForeignKey("guichet.Utilisateur", models.SET_NULL, null=True, related_name="+")
    motif = models.CharField("motif ou pièce demandée", max_length=300, blank=True)
    avis_motive = models.TextField("avis motivé", blank=True, max_length=2000)
    cree_le = models.DateTimeField("créée le", default=maintenant)

    objects = PrescriptionQuerySet.as_manager()

    class Meta(Cloisonne.Meta):
        verbose_name = "fiche de prescription"
        ordering = ["-cree_le", "-pk"]
        indexes = [
            models.Index(fields=["territoire", "participant"], name="prescription_participant"),
            models.Index(fields=["territoire", "etat"], name="prescription_etat"),
        ]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.CheckConstraint(
                condition=Q(etat__in=EtatPrescription.values), name="prescription_etat_connu"
            ),
            models.CheckConstraint(
                condition=Q(etat="brouillon") | Q(signee_le__isnull=False),
                name="prescription_signee",
                violation_error_message="Une fiche transmise porte la date de sa signature.",
            ),
        ]

    @property
    def nom_du_tiers(self) -> str:
        """The name as its sender wrote it: another spelling would tell that we knew the person."""
        return self.nom_saisi or str(self.participant)


class GenreTitre(models.TextChoices):
    """Kinds of titles accepted."""

    FICHE = "fiche", "Fiche de prescription"
    PASS_IAE = "pass_iae", "PASS IAE"
    EA = "ea", "Statut EA"
    EATT = "eatt", "Statut EATT"
    ESAT = "esat", "Statut ESAT"
    GEIQ = "geiq", "Statut GEIQ"


class Titre(Cloisonne):
    """A title held from a day to a day included (open-ended when `fin` is empty)."""

    participant = Lien("publics.Participant", on_delete=models.CASCADE)
    genre = models.CharField("genre", max_length=10, choices=GenreTitre)
    debut = models.DateField("du")
    fin = models.DateField("au (inclus)", null=True, blank=True)
    numero = models.CharField("numéro", max_length=20, blank=True)
    structure = Lien("guichet.Acteur", null=True, blank=True, verbose_name="employeur")
    prescription = Lien("publics.Prescription", null=True, blank=True)
    interruptions = models.JSONField("suspensions [[du, au]]", default=list, blank=True)
    prolongations = models.JSONField("prolongations [[du, au]]", default=list, blank=True)
    situation_changee_le = models.DateField("situation changée le", null=True, blank=True)
    verifie_le = models.DateField("vérifié le", null=True, blank=True)
    cree_le = models.DateTimeField("enregistré le", default=maintenant)

    objects = TitreQuerySet.as_manager()

    class Meta(Cloisonne.Meta):
        verbose_name = "titre d’éligibilité"
        ordering = ["debut", "pk"]
        indexes = [models.Index(fields=["territoire", "participant"], name="titre_participant")]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.CheckConstraint(
                condition=Q(fin__isnull=True) | Q(fin__gte=F("debut")),
                name="titre_dates_ordonnees",
                violation_error_message="La fin du titre précède son début.",
            ),
        ]
