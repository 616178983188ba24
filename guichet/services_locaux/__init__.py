"""The PostgreSQL and the Redis-protocol server of a development, demo or test machine.

They come from two pinned wheels and live under ``var/services``. Production brings its own servers
(``DATABASE_URL``, ``REDIS_URL``) and never loads anything of this package but `adresses`.
"""

from guichet.services_locaux.emplacements import adresses

__all__ = ["adresses"]
