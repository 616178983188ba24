"""What the app of hours, above this one, tells about lots. It declares itself once, in its `ready`.

`declarer(validees=…, en_attente=…)`: `validees()` returns an expression of the validated hours of the outer
row (`OuterRef("pk")` of a lot), `en_attente(lot)` the hours still under control or to decide, as a Decimal.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Expression, Value

from guichet.base.champs import Heures


@dataclass(frozen=True)
class Source:
    """The two questions that this app asks about hours."""

    validees: Callable[[], Expression]
    en_attente: Callable[[object], Decimal]


def _unknown() -> Expression:
    return Value(None, output_field=Heures())


_SANS_HEURES = Source(_unknown, lambda lot: Decimal("0.00"))
_source = [_SANS_HEURES]


def declarer(*, validees: Callable[[], Expression], en_attente: Callable[[object], Decimal]) -> None:
    """Declare who knows the hours of lots; the last one to speak is heard."""
    _source[0] = Source(validees, en_attente)


def validees() -> Expression:
    """Return the expression of a lot's validated hours; NULL while no app of hours has declared itself."""
    return _source[0].validees()


def en_attente(lot) -> Decimal:
    """Return the hours of a lot that still wait for a control or a decision."""
    return _source[0].en_attente(lot)
