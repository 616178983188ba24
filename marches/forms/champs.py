"""Fields shared by the forms of marchés."""

from datetime import date
from decimal import Decimal

from django import forms

from guichet.base.dates import jour as ecrire_jour
from guichet.base.formats import MOINS, nombre
from guichet.models import Acteur, Utilisateur

PREMIER, DERNIER = date(1900, 1, 1), date(2099, 12, 31)


class JourField(forms.DateField):
    """A day between 1900 and 2099, with the browser’s own calendar."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", jour_widget())
        super().__init__(**kwargs)

    def clean(self, value):
        """Return the day. Raises ValidationError outside the bounds."""
        jour = super().clean(value)
        if jour and not PREMIER <= jour <= DERNIER:
            raise forms.ValidationError(f"Le {ecrire_jour(jour)} : une date entre 1900 et 2099 est attendue.")
        return jour


def jour_widget() -> forms.DateInput:
    """Widget of a day, in the only format that browsers read."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NombreField(forms.DecimalField):
    """A figure typed the French way: comma, spaces between thousands."""

    def __init__(self, **kwargs):
        kwargs.setdefault("localize", True)
        kwargs.setdefault("max_digits", 14)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value):
        """Show « 1 024 000,5 », without useless zero."""
        return nombre(value) if isinstance(value, Decimal) else value

    def to_python(self, value):
        """Read « 1 024 000,50 » whatever the spaces, and the minus sign that we write."""
        if isinstance(value, str):
            value = "".join(value.split()).replace(MOINS, "-")
        return super().to_python(value)


def acteurs(acces):
    """Return the active actors that one may choose."""
    return Acteur.objects.visible_to(acces).filter(actif=True)


class SuiviField(forms.ChoiceField):
    """Whose marchés: mine, or those of a colleague on leave. `user_of` gives the person chosen."""

    def __init__(self, *, acces):
        self.acces = acces
        choix = [("", "Tout le monde"), ("moi", "Moi")]
        autres = referents(acces).exclude(pk=acces.utilisateur.pk)
        super().__init__(
            label="Suivi par",
            required=False,
            choices=lambda: choix + [(str(u.pk), u.nom_complet) for u in autres],
        )

    def user_of(self, valeur: str) -> int | None:
        """Return the key of the person chosen, None for everybody."""
        if valeur == "moi":
            return self.acces.utilisateur.pk
        return int(valeur) if valeur else None


def referents(acces):
    """Return the people of the guichet who may follow a marché."""
    return Utilisateur.objects.filter(
        appartenances__territoire=acces.territoire,
        appartenances__active=True,
        appartenances__role_code__in=["facilitateur", "assistant", "administrateur"],
    ).distinct()
