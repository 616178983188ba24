"""Deposit of a DECP file, filters of its notices."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from marches.decp.lecture import TAILLE_MAX

SITUATIONS = [
    ("", "Toutes"),
    ("nouvelles", "Nouvelles"),
    ("enregistrees", "Déjà enregistrées"),
    ("ecartees", "Non chargeables"),
]


class DepotForm(forms.Form):
    """A file of published data."""

    fichier = forms.FileField(
        label="Fichier de données essentielles",
        help_text="JSON ou XML, formats de 2017 et de 2022, 50 Mo au plus.",
    )

    def clean_fichier(self):
        """Refuse a file too large before keeping it."""
        fichier = self.cleaned_data["fichier"]
        if fichier.size > TAILLE_MAX:
            taille = fichier.size / 1024 / 1024
            raise ValidationError(
                f"Ce fichier pèse {taille:.0f} Mo, 50 Mo au plus attendus. Découpez-le par acheteur ou année."
            )
        return fichier


class NoticesFiltres(forms.Form):
    """Filters of the notices of a file."""

    q = forms.CharField(label="Objet, acheteur", required=False)
    situation = forms.ChoiceField(label="Situation", choices=SITUATIONS, required=False)
    insertion = forms.BooleanField(label="Parle d’insertion", required=False)

    def __init__(self, *args, acces, **kwargs):
        super().__init__(*args, **kwargs)

    def filter(self, notices):
        """Narrow the notices."""
        lu = self.cleaned_data
        mots = lu["q"].strip()
        if mots:
            notices = notices.filter(
                Q(objet__unaccent__icontains=mots)
                | Q(acheteur_nom__unaccent__icontains=mots)
                | Q(acheteur_siret__startswith="".join(mots.split()))
            )
        if lu["insertion"]:
            notices = notices.filter(insertion=True)
        if lu["situation"] == "ecartees":
            notices = notices.filter(chargeable=False)
        elif lu["situation"]:
            notices = notices.with_marche().filter(
                chargeable=True, marche_id__isnull=lu["situation"] == "nouvelles"
            )
        return notices
