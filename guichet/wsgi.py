"""Web entry point."""

import os

from django.core.wsgi import get_wsgi_application

from guichet.base.pg.depart import watch_role

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guichet.settings")
application = get_wsgi_application()
watch_role()
