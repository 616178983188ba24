"""Beat's dispatcher: one message per territoire, since no task sees two of them."""

from guichet.territoires.contexte import tous_les_territoires

DUREE_DU_MESSAGE = 60  # seconds: a sweep that nobody took is worth nothing once the next one is there


def to_every_territoire(tache) -> None:
    """Send `tache(territoire_id)` for each territoire."""
    for pk in tous_les_territoires():
        tache.apply_async((pk,), expires=DUREE_DU_MESSAGE)


def in_every_territoire(fonction) -> None:
    """Call `fonction(territoire_id)` for each territoire, here and now."""
    for pk in tous_les_territoires():
        fonction(pk)
