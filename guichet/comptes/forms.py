"""Forms of accounts."""

from django import forms
from django.contrib.auth.password_validation import validate_password

from guichet.comptes.roles import CHOIX, ROLES
from guichet.models import Acteur, Utilisateur


class CompteForm(forms.ModelForm):
    """One's own name and telephone."""

    class Meta:
        model = Utilisateur
        fields = ("prenom", "nom", "telephone")


class InvitationForm(forms.Form):
    """Whom to invite, with which role, for whom."""

    email = forms.EmailField(label="Adresse électronique")
    role = forms.ChoiceField(
        label="Rôle",
        choices=[(c, f"{n} : {ROLES[c].phrase}") for c, n in CHOIX if c not in ("plateforme", "ddetspp")],
    )
    acteur = forms.ModelChoiceField(
        label="Pour",
        queryset=Acteur.objects.none(),
        required=False,
        help_text="Inutile pour un membre du guichet.",
    )

    def __init__(self, *args, acces, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["acteur"].queryset = Acteur.objects.visible_to(acces).order_by("nom", "pk")


class AcceptationForm(forms.Form):
    """What somebody without an account gives to open it."""

    prenom = forms.CharField(label="Prénom", max_length=80)
    nom = forms.CharField(label="Nom", max_length=80)
    mot_de_passe = forms.CharField(
        label="Mot de passe",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Douze caractères au moins ; une phrase se retient mieux qu’un mot.",
    )

    def clean_mot_de_passe(self):
        """Apply the password rules."""
        validate_password(self.cleaned_data["mot_de_passe"])
        return self.cleaned_data["mot_de_passe"]
