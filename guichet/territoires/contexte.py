"""Whose rows the code may see: one context manager, applied by the database backend at each BEGIN."""

from contextlib import contextmanager

from django.db import connection, transaction

from guichet.base.pg.base import Portee, portee_courante


@contextmanager
def contexte(*territoires: int, lecture: bool = False):
    """Scope the block to these territoires (primary keys); `lecture` makes PostgreSQL refuse writes.

    Outside a transaction nothing is opened: each transaction begun inside carries the scope.
    Inside one, a savepoint is opened so that a read-only scope ends with the block.
    """
    jeton = portee_courante.set(Portee(tuple(territoires), lecture))
    try:
        if connection.in_atomic_block:
            with transaction.atomic():
                connection.apply_scope()
                yield
        else:
            yield
    finally:
        portee_courante.reset(jeton)
        if connection.in_atomic_block and not connection.needs_rollback:
            connection.apply_scope()


def tous_les_territoires() -> list[int]:
    """Return every territoire's key, for beat's dispatcher, migrations, the purge and the national sums."""
    from guichet.models import Territoire

    return list(Territoire.objects.order_by("pk").values_list("pk", flat=True))


def territoires_en_portee() -> tuple[int, ...]:
    """Return the territoires of the running scope, empty when nothing is set."""
    portee = portee_courante.get()
    return portee.territoires if portee else ()
