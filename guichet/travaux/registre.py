"""Kinds of jobs: which function does which, how long a step may be silent, what runs every day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.utils.module_loading import autodiscover_modules

BAIL = timedelta(seconds=45)
MODULE = "travaux_de_fond"


@dataclass(frozen=True)
class Genre:
    """A kind of job: `fonction(travail, acces) -> dict`; `bail` is the longest silence of one step."""

    code: str
    fonction: Callable
    bail: timedelta
    chaque_jour: bool


_GENRES: dict[str, Genre] = {}


def travail(code: str, *, bail: timedelta = BAIL, chaque_jour: bool = False) -> Callable:
    """Declare a kind of job, in the module `travaux_de_fond` of its app.

    The function receives (travail, acces) and returns the result (JSON). It runs in the scope of its
    territoire with no transaction held: each step opens its own. It may run again after a crash: what must
    be done once goes in one atomic block with `terminer`. With `chaque_jour` it is asked once a day in each
    territoire, for the system. Raises ValueError when two functions take the same code.
    """

    def declarer(fonction):
        if code in _GENRES and _GENRES[code].fonction.__qualname__ != fonction.__qualname__:
            raise ValueError(f"Deux fonctions pour le genre de travail « {code} ».")
        _GENRES[code] = Genre(code, fonction, bail, chaque_jour)
        return fonction

    return declarer


@cache
def _discover() -> None:
    autodiscover_modules(MODULE)


def genre(code: str) -> Genre:
    """Return a kind of job. Raises KeyError for a code nobody declared."""
    _discover()
    return _GENRES[code]


def genres_du_jour() -> list[Genre]:
    """Return the kinds that run every day, in a stable order."""
    _discover()
    return sorted((g for g in _GENRES.values() if g.chaque_jour), key=lambda g: g.code)
