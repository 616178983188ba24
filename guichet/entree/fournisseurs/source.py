"""Several kinds of tasks in one statement: each source gives the same columns, joined by UNION ALL."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import CharField, DateField, DecimalField, QuerySet, Value
from django.db.models.functions import Cast

COLONNES = ("genre_tache", "pk_objet", "t1", "t2", "t3", "t4", "j1", "j2", "n1")
TYPES = {"t": CharField(), "j": DateField(), "n": DecimalField(max_digits=12, decimal_places=2)}


@dataclass(frozen=True)
class Source:
    """A kind of task.

    `rangs(acces)` returns the rows that wait, or None for a role without such tasks; `colonnes` says which
    expressions fill t1–t4 (text), j1–j2 (dates) and n1 (number); `tache(acces, ligne)` writes the task.
    """

    cle: str
    rangs: Callable[..., QuerySet | None]
    colonnes: dict
    tache: Callable

    def select(self, acces):
        """Return the uniform rows of this source, or None."""
        rangs = self.rangs(acces)
        if rangs is None:
            return None
        # Every branch casts every column: a bare NULL would be text to PostgreSQL.
        valeurs = {cle: Cast(self.colonnes.get(cle, Value(None)), TYPES[cle[0]]) for cle in COLONNES[2:]}
        champ_pk = Cast("pk", DecimalField(max_digits=20, decimal_places=0))
        return (
            rangs.order_by()
            .annotate(genre_tache=Value(self.cle, output_field=CharField()), pk_objet=champ_pk, **valeurs)
            .values(*COLONNES)
        )


def rows(sources: tuple[Source, ...], acces) -> list[tuple[Source, dict]]:
    """Return the waiting rows of all sources, each with its source, in one statement."""
    par_cle = {s.cle: s for s in sources}
    selections = [s for source in sources if (s := source.select(acces)) is not None]
    if not selections:
        return []
    premiere, *autres = selections
    lignes = premiere.union(*autres, all=True) if autres else premiere
    return [(par_cle[ligne["genre_tache"]], ligne) for ligne in lignes]
