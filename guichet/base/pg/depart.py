"""The application refuses to serve under a database role that the walls do not hold."""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connections
from django.db import connection as main_connection
from django.db.backends.signals import connection_created

from guichet.base.pg.roles import dangerous_role


def watch_role() -> None:
    """Check the role now and at each new connection of this process (web server, workers).

    Raises ImproperlyConfigured, with what to change, for an owner, a superuser or a role with BYPASSRLS. A
    base that does not answer yet is not refused: its first connection will be checked.
    """
    connection_created.connect(_check_connection, dispatch_uid="role")
    if main_connection.connection is not None:
        _check_connection(None, main_connection)
        return
    try:
        main_connection.ensure_connection()
    except OperationalError:
        return
    main_connection.close()


def _check_connection(sender, connection, **kwargs) -> None:
    if phrase := dangerous_role(connection):
        connection.close()
        raise ImproperlyConfigured(phrase)


@register(Tags.database)
def check_role(app_configs, databases, **kwargs):
    """`manage.py check --database default` refuses the same roles; only migrating is the owner's."""
    if settings.PROPRIETAIRE:
        return []
    phrases = [dangerous_role(connections[nom]) for nom in databases or ()]
    return [Error(phrase, id="cloisons.E001") for phrase in phrases if phrase]
