"""`migrate` with every territoire in scope: under forced row security a data migration would see nothing."""

from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import connections

from guichet.territoires.contexte import contexte, tous_les_territoires


class Command(MigrateCommand):
    """Django's migrate, as the owner of the base."""

    def handle(self, *args, **options):
        """Migrate inside the context of all territoires that exist."""
        tables = connections[options["database"]].introspection.table_names()
        ids = tous_les_territoires() if "guichet_territoire" in tables else []
        with contexte(*ids):
            super().handle(*args, **options)
