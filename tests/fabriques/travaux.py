"""Jobs in tests: executed here and now, without a worker."""

from guichet.models import Travail
from guichet.travaux.execution import execute


def executer_travaux() -> list[Travail]:
    """Execute every job that waits in the running scope, those they ask included; return them, ended."""
    faits = []
    while attend := Travail.objects.filter(etat="attente").order_by("pk").first():
        fait = execute(attend.pk)
        assert fait is not None, f"le travail {attend.pk} n’est pas encore à faire"
        faits.append(fait)
    return faits
