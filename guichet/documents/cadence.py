"""How often one address may ask the public register."""

import logging

from django.core.cache import cache
from redis.exceptions import RedisError

journal = logging.getLogger(__name__)
LIMITE = 30
FENETRE = 60  # seconds


def too_many(request) -> bool:
    """Count this request for its address; tell whether it exceeds LIMITE a minute.

    Without Redis nothing is counted: the codes are too many to be tried, and the page must answer.
    """
    cle = f"verification:{request.META.get('REMOTE_ADDR', '')}"
    try:
        cache.add(cle, 0, FENETRE)
        return cache.incr(cle) > LIMITE
    except (RedisError, ValueError):
        journal.warning("Cadence de la vérification non comptée")
        return False
