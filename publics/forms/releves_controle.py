"""The guichet's answer on one line."""

from decimal import Decimal

from django import forms

from guichet.base.formats import heures as ecrire_heures
from guichet.tableaux.valeurs import Illisible, lire_heures
from publics.services.releves_controle import MOTIFS, Reponse


class HeuresField(forms.CharField):
    """Hours as people write them: 14, 14,5 or 14h30."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**kwargs)

    def clean(self, value) -> Decimal | None:
        """Return the hours with two places, None when empty."""
        try:
            return lire_heures(super().clean(value).strip())
        except Illisible as illisible:
            raise forms.ValidationError(
                "« %(valeur)s » : %(attendu)s attendu.",
                code="heures",
                params={"valeur": value, "attendu": illisible.attendu},
            ) from illisible


class DecisionLigneForm(forms.Form):
    """Accept, refuse a part, refuse, ask for a correction: reason and message when not accepted."""

    acte = forms.ChoiceField(label="Décision", widget=forms.RadioSelect)
    heures = HeuresField(label="Heures refusées", required=False)
    motif = forms.ChoiceField(label="Motif", choices=list(MOTIFS.items()), required=False)
    message = forms.CharField(
        label="Message à la structure",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, ligne, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["acte"].choices = [
            ("accepter", f"Accepter {ecrire_heures(ligne.heures)}"),
            ("partie", "Refuser une partie"),
            ("refuser", "Tout refuser"),
            ("corriger", "Demander une correction"),
        ]

    def clean(self):
        """A part needs its hours."""
        lu = super().clean()
        if lu.get("acte") == "partie" and lu.get("heures") is None and "heures" not in self.errors:
            self.add_error("heures", "Indiquez les heures refusées.")
        return lu

    def reponse(self) -> Reponse:
        """Return the answer for the service."""
        lu = self.cleaned_data
        partie = lu["acte"] == "partie"
        return Reponse(
            acte="refuser" if partie else lu["acte"],
            heures=lu["heures"] if partie else None,
            motif=lu["motif"],
            message=lu["message"],
        )
