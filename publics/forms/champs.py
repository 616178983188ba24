"""Fields shared by the forms of this app."""

import datetime

from django import forms
from django.core.validators import RegexValidator

from guichet.base.dates import jour as ecrire_jour
from guichet.base.horloge import aujourdhui
from publics import donnees

PREMIER, DERNIER = datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)


class JourField(forms.DateField):
    """A day between 1900 and 2099, with the browser's own calendar; `passe` refuses one still to come."""

    def __init__(self, *, passe: bool = False, **kwargs):
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)
        self.passe = passe

    def clean(self, value):
        """Return the day. Raises ValidationError outside the bounds."""
        jour = super().clean(value)
        if jour and not PREMIER <= jour <= DERNIER:
            raise forms.ValidationError(f"Le {ecrire_jour(jour)} : une date entre 1900 et 2099 est attendue.")
        if jour and self.passe and jour > aujourdhui():
            raise forms.ValidationError(f"Le {ecrire_jour(jour)} est à venir : une date passée est attendue.")
        return jour


class LotField(forms.ModelChoiceField):
    """A lot, shown with its marché."""

    def __init__(self, lots, **kwargs):
        kwargs.setdefault("label", "Marché, lot")
        kwargs.setdefault("empty_label", "Choisir un lot notifié")
        ordonnes = lots.select_related("marche").order_by("marche__objet", "numero", "pk")
        super().__init__(ordonnes, **kwargs)

    def label_from_instance(self, lot):
        """Return « Groupe scolaire, lot 3 Peinture »."""
        return f"{lot.marche.objet[:70]}, lot {lot.numero} {lot.intitule[:60]}"


class RomeField(forms.CharField):
    """A ROME code, typed or picked by its label in the browser's list (`options`)."""

    FAMILLES = ("A12", "F", "G16", "I1", "I13", "K2", "N1", "N4")

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Poste (code ROME)")
        kwargs.setdefault("help_text", "Par exemple F1606 : la liste propose bâtiment et services.")
        kwargs.setdefault("widget", forms.TextInput(attrs={"list": "codes-rome", "autocomplete": "off"}))
        super().__init__(max_length=120, **kwargs)

    def clean(self, value):
        """Keep the code alone; refuse one that the ROME does not know."""
        code = super().clean(value).strip().upper()[:5]
        if code and code not in donnees.rome():
            raise forms.ValidationError(
                "« %(code)s » n’est pas un code ROME : une lettre et quatre chiffres attendus.",
                code="rome",
                params={"code": code},
            )
        return code

    @property
    def options(self) -> list[tuple[str, str]]:
        """Codes and labels proposed: those that the clauses meet most."""
        return [(code, mots) for code, mots in donnees.rome().items() if code.startswith(self.FAMILLES)]


TELEPHONE = RegexValidator(r"^[\d +().-]{6,20}$", "Un numéro de téléphone s’écrit avec des chiffres.")
CODE_POSTAL = RegexValidator(r"^\d{5}$", "Un code postal a 5 chiffres.")


class Filtre(forms.Form):
    """Filters of a list; the list gives the access that some choices depend on."""

    def __init__(self, *args, acces, **kwargs):
        super().__init__(*args, **kwargs)
        self.acces = acces
