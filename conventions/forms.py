"""Forms of conventions."""

from django import forms

from conventions.instantane import valeurs_par_defaut
from conventions.models import Convention, EtatConvention
from conventions.services.redaction import convention_signataires
from conventions.variables import VARIABLES
from guichet.base.horloge import aujourdhui
from guichet.models import Acteur
from guichet.territoires.reglages import reglages


class DateInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class ConventionsFiltres(forms.Form):
    """Filters of the list."""

    etat = forms.ChoiceField(label="État", required=False, choices=[("", "Tous"), *EtatConvention.choices])
    annee = forms.IntegerField(label="Année", required=False, min_value=2000, max_value=2100)

    def __init__(self, *args, acces, **kwargs):
        super().__init__(*args, **kwargs)

    def filter(self, conventions):
        """Narrow the conventions."""
        if self.cleaned_data["etat"]:
            conventions = conventions.filter(etat=self.cleaned_data["etat"])
        if self.cleaned_data["annee"]:
            conventions = conventions.filter(annee=self.cleaned_data["annee"])
        return conventions


class ConventionForm(forms.Form):
    """With which structure, for which year."""

    partenaire = forms.ModelChoiceField(label="Structure partenaire", queryset=Acteur.objects.none())
    annee = forms.IntegerField(label="Année", min_value=2000, max_value=2100)

    def __init__(self, *args, acces, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partenaire"].queryset = (
            Acteur.objects.visible_to(acces).partenaires().order_by("nom", "pk")
        )
        self.fields["annee"].initial = aujourdhui(acces.territoire).year


class RedactionForm(forms.Form):
    """Who signs, and the words that vary in the articles."""

    def __init__(self, *args, convention: Convention, **kwargs):
        super().__init__(*args, **kwargs)
        self.convention = convention
        self.signataires = list(convention_signataires(convention))
        for s in self.signataires:
            qui = s.get_qualite_display()
            self.fields[f"nom_{s.qualite}"] = forms.CharField(
                label=f"{qui} : nom", max_length=120, required=False, initial=s.nom
            )
            self.fields[f"fonction_{s.qualite}"] = forms.CharField(
                label=f"{qui} : qualité", max_length=160, initial=s.fonction
            )
        defauts = valeurs_par_defaut(convention, reglages(convention.territoire))
        for cle, aide in VARIABLES.items():
            self.fields[cle] = forms.CharField(
                label=aide.split(" : ")[0],
                max_length=200,
                initial=convention.variables.get(cle, defauts[cle]),
            )

    @property
    def champs_signataires(self) -> list:
        """Fields of the signatories, party after party."""
        return [self[f"{champ}_{s.qualite}"] for s in self.signataires for champ in ("nom", "fonction")]

    @property
    def champs_variables(self) -> list:
        """Fields of the words that vary."""
        return [self[cle] for cle in VARIABLES]

    def signatories(self) -> dict[str, dict]:
        """Return what the service expects of the signatories."""
        propres = self.cleaned_data
        return {
            s.qualite: {"nom": propres[f"nom_{s.qualite}"], "fonction": propres[f"fonction_{s.qualite}"]}
            for s in self.signataires
        }

    def variables(self) -> dict[str, str]:
        """Return the variables as typed."""
        return {cle: self.cleaned_data[cle] for cle in VARIABLES}


class SignatureForm(forms.Form):
    """A signature received."""

    qualite = forms.ChoiceField(label="Partie")
    nom = forms.CharField(label="Nom du signataire", max_length=120, required=False)
    signe_le = forms.DateField(label="Signé le", widget=DateInput())

    def __init__(self, *args, convention: Convention, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["qualite"].choices = [
            (s.qualite, s.get_qualite_display()) for s in convention_signataires(convention) if not s.signe_le
        ]


class DenonciationForm(forms.Form):
    """Who ends the convention, from when."""

    par_qui = forms.CharField(label="Partie qui dénonce", max_length=120)
    effet_le = forms.DateField(label="À effet du", widget=DateInput())


class OriginalForm(forms.Form):
    """The scan of the signed paper."""

    original = forms.FileField(label="Original signé, numérisé", help_text="PDF ou image, 10 Mo au plus.")


class RepriseForm(forms.Form):
    """Why a convention goes back to draft."""

    motif = forms.CharField(label="Motif", max_length=200)
