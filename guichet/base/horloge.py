"""The one clock. Business code never asks the system or PostgreSQL what day it is."""

import datetime
import os
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
_fixe: ContextVar[datetime.datetime | None] = ContextVar("horloge_fixe", default=None)


def _from_environment() -> datetime.datetime | None:
    """Read `GUICHET_HORLOGE` (`2026-11-05` or with a time), the fixed clock of a demonstration."""
    valeur = os.environ.get("GUICHET_HORLOGE", "")
    if not valeur:
        return None
    instant = datetime.datetime.fromisoformat(valeur)
    if len(valeur) == 10:
        instant = instant.replace(hour=10)
    return instant.replace(tzinfo=PARIS)


def maintenant() -> datetime.datetime:
    """Return the current instant, aware, in UTC, or the fixed one."""
    instant = _fixe.get() or _from_environment() or datetime.datetime.now(datetime.UTC)
    return instant.astimezone(datetime.UTC)


def aujourdhui(territoire=None) -> datetime.date:
    """Return today's date where the territoire stands (`territoire.fuseau`), Paris without one."""
    fuseau = ZoneInfo(territoire.fuseau) if territoire is not None else PARIS
    return maintenant().astimezone(fuseau).date()


@contextmanager
def figer(instant: datetime.date | datetime.datetime):
    """Fix the clock inside the block: a date means 10:00 in Paris."""
    if not isinstance(instant, datetime.datetime):
        instant = datetime.datetime.combine(instant, datetime.time(10), tzinfo=PARIS)
    jeton = _fixe.set(instant)
    try:
        yield
    finally:
        _fixe.reset(jeton)
