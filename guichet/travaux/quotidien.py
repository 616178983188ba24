"""The jobs of each day: reminders, purge, cleaning. Their business key is the date: each is done once."""

from datetime import datetime
from zoneinfo import ZoneInfo

from guichet.territoires.acces import Acces
from guichet.travaux.models import Travail
from guichet.travaux.registre import genres_du_jour
from guichet.travaux.services import demander_travail

HEURE = 5  # local time of the territoire from which a day's jobs may run


def demander_le_jour(*, par: Acces, instant: datetime) -> list[Travail]:
    """Ask, for the system, every daily job of the territoire's current day; none before HEURE."""
    local = instant.astimezone(ZoneInfo(par.territoire.fuseau))
    if local.hour < HEURE:
        return []
    jour = local.date().isoformat()
    return [
        demander_travail(
            genre=genre.code,
            cle=jour,
            titre=f"Tâche du jour : {genre.code}",
            parametres={"jour": jour},
            par=par,
        )
        for genre in genres_du_jour()
    ]
