"""Model fields shared by every app."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from stdnum.exceptions import ValidationError as NumeroInvalide
from stdnum.fr import siret as siret_stdnum


def valider_siret(valeur: str) -> None:
    """Refuse a SIRET whose 14 digits or check key are wrong (La Poste's exception included)."""
    try:
        siret_stdnum.validate(valeur)
    except NumeroInvalide as erreur:
        raise ValidationError(
            "Le SIRET « %(valeur)s » n’est pas valable : 14 chiffres attendus, dont une clé exacte.",
            code="siret",
            params={"valeur": valeur},
        ) from erreur


class Siret(models.CharField):
    """Fourteen digits, checked by their key, stored without spaces."""

    default_validators = [valider_siret]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 14)
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        return "".join(value.split()) if value else value


class Heures(models.DecimalField):
    """Hours with two decimals, up to 99 999 999,99 (151 h 40 is 151,67)."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_digits", 10)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(*args, **kwargs)


class Montant(models.DecimalField):
    """Euros excluding tax, two decimals."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_digits", 14)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(*args, **kwargs)


ZERO_HEURE = Decimal("0.00")
