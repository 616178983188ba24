"""Forms of a mission: check, request, contracts, end."""

from django import forms
from django.db.models import Q

from guichet.models import Acteur
from marches.models import Lot
from publics.forms.champs import Filtre, JourField, LotField, RomeField
from publics.models import Contrat, EtatMission
from publics.services.missions_suite import MOTIFS_RUPTURE


class VerificationForm(forms.Form):
    """The question: who, on which lot, from which day."""

    nom = forms.CharField(label="Nom", max_length=80)
    prenom = forms.CharField(label="Prénom", max_length=80)
    ne_le = JourField(label="Né(e) le", passe=True)
    debut = JourField(label="Début de la mission")

    def __init__(self, *args, acces, **kwargs):
        super().__init__(*args, **kwargs)
        self.acces = acces
        self.fields["lot"] = LotField(Lot.objects.visible_to(acces).en_execution())
        if acces.est_guichet:
            self.fields["structure"] = forms.ModelChoiceField(
                Acteur.objects.du_territoire(acces).filter(
                    Q(est_partenaire=True) | Q(est_titulaire=True), actif=True
                ),
                label="Employeur",
                empty_label="Choisir l’employeur",
            )
        self.order_fields(["structure", "nom", "prenom", "ne_le", "lot", "debut"])

    def question(self) -> dict:
        """Return what `verdict_pour` reads."""
        champs = ("nom", "prenom", "ne_le", "lot", "debut")
        structure = self.cleaned_data.get("structure") or self.acces.acteur
        return {**{champ: self.cleaned_data[champ] for champ in champs}, "structure": structure}


class DemandeForm(VerificationForm):
    """A request of mission: the question, and what the guichet needs to answer."""

    fin = JourField(label="Fin prévue", required=False)
    poste = RomeField(required=False)
    permanent = forms.BooleanField(
        label="Salarié permanent de la structure",
        required=False,
        help_text="Seules les personnes en parcours comptent.",
    )

    def clean(self):
        """Refuse an end before its start."""
        propres = super().clean()
        if propres.get("debut") and propres.get("fin") and propres["fin"] < propres["debut"]:
            self.add_error("fin", "La fin de la mission précède son début.")
        return propres

    @property
    def codes_rome(self):
        """Codes proposed in the list of the field."""
        return self.fields["poste"].options


class ContratForm(forms.Form):
    """A contract of a mission."""

    genre = forms.ChoiceField(label="Contrat", choices=Contrat.Genre.choices)
    debut = JourField(label="Du")
    fin = JourField(label="Au (inclus)", required=False, help_text="Vide pour un CDI.")
    heures_semaine = forms.DecimalField(
        label="Heures par semaine",
        min_value=0,
        max_value=60,
        max_digits=5,
        decimal_places=2,
        required=False,
        localize=True,
    )

    def clean(self):
        """Refuse an end before its start."""
        propres = super().clean()
        if propres.get("debut") and propres.get("fin") and propres["fin"] < propres["debut"]:
            self.add_error("fin", "La fin du contrat précède son début.")
        return propres


class FinForm(forms.Form):
    """The end of a mission: at its term, or before."""

    fin = JourField(label="Dernier jour travaillé")
    rupture = forms.BooleanField(label="Rupture anticipée", required=False)
    motif = forms.ChoiceField(
        label="Motif de la rupture",
        choices=[("", "Mission menée à son terme"), *MOTIFS_RUPTURE.items()],
        required=False,
    )

    def clean(self):
        """An early end has a motive."""
        propres = super().clean()
        if propres.get("rupture") and not propres.get("motif"):
            self.add_error("motif", "Choisissez le motif de la rupture.")
        return propres


class MissionsFiltre(Filtre):
    """Filters of the list of missions."""

    q = forms.CharField(label="Personne", required=False)
    etat = forms.ChoiceField(label="État", choices=[("", "Tous"), *EtatMission.choices], required=False)
    du = JourField(label="Début à partir du", required=False)

    def filter(self, missions):
        """Return the missions kept."""
        if self.cleaned_data["etat"]:
            missions = missions.filter(etat=self.cleaned_data["etat"])
        if self.cleaned_data["q"]:
            missions = missions.au_nom_de(self.cleaned_data["q"])
        if self.cleaned_data["du"]:
            missions = missions.filter(debut__gte=self.cleaned_data["du"])
        return missions
