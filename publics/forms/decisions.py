"""Proposing and deciding on hours that started too early."""

from decimal import Decimal

from django import forms

from guichet.base.formats import heures as ecrire_heures
from publics.forms.releves_controle import HeuresField
from publics.models import Decision
from publics.services.decisions import MOTIFS, Proposition

SENS = [
    (Decision.Sens.MAINTIEN, "Maintenir"),
    (Decision.Sens.INVALIDATION, "Invalider"),
]


class SensForm(forms.Form):
    """Keep or drop, all or a number of hours."""

    sens = forms.ChoiceField(label="Décision", choices=SENS, widget=forms.RadioSelect)
    heures = HeuresField(label="Heures à maintenir", required=False)

    def __init__(self, *args, attente: Decimal, **kwargs):
        super().__init__(*args, **kwargs)
        self.attente = attente
        self.fields[
            "heures"
        ].help_text = f"Vide : {ecrire_heures(attente)} si l’on maintient, 0 si l’on invalide."

    def heures_maintenues(self) -> Decimal:
        """Hours to keep: those typed, else all or none."""
        saisies = self.cleaned_data["heures"]
        if saisies is not None:
            return saisies
        return self.attente if self.cleaned_data["sens"] == Decision.Sens.MAINTIEN else Decimal("0.00")


class PropositionForm(SensForm):
    """The guichet's proposal."""

    motif = forms.ChoiceField(label="Motif", choices=list(MOTIFS.items()))
    explication = forms.CharField(
        label="Explication au donneur d’ordre, sans nommer personne",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def proposition(self) -> Proposition:
        """Return the proposal for the service."""
        lu = self.cleaned_data
        return Proposition(
            sens=lu["sens"],
            heures=self.heures_maintenues(),
            motif=lu["motif"],
            explication=lu["explication"],
        )


class DecisionForm(SensForm):
    """The buyer's decision."""

    motif = forms.CharField(
        label="Motif de la décision", max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )


class ObservationForm(forms.Form):
    """What the structure answers."""

    observation = forms.CharField(
        label="Votre observation, sans nommer personne",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
