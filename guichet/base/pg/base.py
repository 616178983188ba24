"""PostgreSQL backend that tells the server, at each BEGIN, whose rows this transaction may see."""

from contextvars import ContextVar
from dataclasses import dataclass

from django.db.backends.postgresql import base


@dataclass(frozen=True)
class Portee:
    """The territoires a transaction may see, and whether it may only read."""

    territoires: tuple[int, ...]
    lecture: bool = False


portee_courante: ContextVar[Portee | None] = ContextVar("portee", default=None)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's backend plus the scope of `territoires.contexte`."""

    def _set_autocommit(self, autocommit):
        super()._set_autocommit(autocommit)
        if not autocommit and portee_courante.get() is not None:
            self.apply_scope()

    def apply_scope(self):
        """Write the current scope into the running transaction (local settings, gone at its end)."""
        portee = portee_courante.get()
        if portee is None:
            # An empty value makes the policies raise: loud, as if nothing had ever been set.
            ordre, valeurs = "SELECT set_config('guichet.territoires', '', true)", None
        else:
            ordre = "SELECT set_config('guichet.territoires', %s, true)"
            valeurs = ["{" + ",".join(str(int(pk)) for pk in portee.territoires) + "}"]
            if portee.lecture:
                ordre += ", set_config('transaction_read_only', 'on', true)"
        with self.connection.cursor() as curseur:
            curseur.execute(ordre, valeurs)
