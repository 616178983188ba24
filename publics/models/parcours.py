"""What happens besides the hours: evaluations, exits, situation at 6 and 12 months."""

from django.db import models

from guichet.base.horloge import maintenant
from guichet.territoires.modeles import Cloisonne, Lien


class Evaluation(Cloisonne):
    """End-of-mission evaluation by the employer."""

    mission = Lien("publics.Mission", on_delete=models.CASCADE)
    le = models.DateField("faite le")
    assiduite = models.CharField("assiduité", max_length=60)
    gestes = models.CharField("gestes du métier", max_length=120, blank=True)
    suite = models.CharField("suite proposée", max_length=160, blank=True)
    auteur = models.CharField("par", max_length=120, blank=True)

    class Meta(Cloisonne.Meta):
        verbose_name = "évaluation"
        ordering = ["-le", "pk"]


class Sortie(Cloisonne):
    """How a person left the clauses."""

    class Vers(models.TextChoices):
        """Where to."""

        TITULAIRE = "titulaire", "Emploi chez le titulaire"
        AUTRE = "autre", "Autre emploi"
        FORMATION = "formation", "Formation"
        SANS = "sans", "Sans emploi ni formation"
        INCONNUE = "inconnue", "Inconnue"

    class TypeContrat(models.TextChoices):
        """Kind of job found."""

        CDI = "cdi", "CDI"
        CDD_6 = "cdd6", "CDD de 6 mois ou plus"
        CDD = "cdd", "CDD de moins de 6 mois"
        INTERIM = "interim", "Intérim"

    participant = Lien("publics.Participant", on_delete=models.CASCADE)
    le = models.DateField("le")
    vers = models.CharField("vers", max_length=10, choices=Vers)
    type_contrat = models.CharField("contrat", max_length=8, choices=TypeContrat, blank=True)
    debut = models.DateField("début du contrat", null=True, blank=True)
    fin = models.DateField("fin du contrat", null=True, blank=True)
    cree_le = models.DateTimeField("enregistrée le", default=maintenant)

    class Meta(Cloisonne.Meta):
        verbose_name = "sortie"
        ordering = ["-le", "pk"]


class Suivi(Cloisonne):
    """Situation some months after entry."""

    participant = Lien("publics.Participant", on_delete=models.CASCADE)
    echeance = models.PositiveSmallIntegerField("mois après l’entrée")
    le = models.DateField("le")
    situation = models.CharField("situation", max_length=120)
    source = models.CharField("source", max_length=40)
    cree_le = models.DateTimeField("enregistré le", default=maintenant)

    class Meta(Cloisonne.Meta):
        verbose_name = "suivi"
        ordering = ["echeance", "pk"]
        constraints = [
            *Cloisonne.Meta.constraints,
            models.UniqueConstraint(fields=["territoire", "participant", "echeance"], name="suivi_unique"),
        ]
