"""The chain: each sealed entry carries a hash of its own acts and of the entry before it."""

import hashlib
import json
from datetime import UTC

from django.db import connection, transaction

from guichet.journal.models import Entree

GRAINE = "0" * 64
VERROU = 0x6A6F75  # first key of the advisory lock, the second is the territoire
LOT = 2000


def seal(precedent: str, rang: int, entree: Entree) -> str:
    """Return sha256 of (previous seal, rank, who, as whom, for whom, verb, object, when, fingerprint)."""
    parts = [
        precedent,
        rang,
        entree.pk,
        entree.auteur,
        entree.role_code,
        entree.organisation,
        entree.verbe,
        entree.objet_type,
        entree.objet_id,
        entree.le.astimezone(UTC).isoformat(),
        entree.consultation,
        entree.empreinte,
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def sceller_journal(territoire_id: int) -> int:
    """Seal the entries of a territoire not yet in its chain, in its scope; return how many.

    One sealer at a time per territoire: another one running means that the work is being done.
    """
    total = 0
    while scelles := _seal_batch(territoire_id):
        total += scelles
    return total


def _seal_batch(territoire_id: int) -> int:
    with transaction.atomic():
        if not _alone(territoire_id):
            return 0
        dernier = (
            Entree.objects.filter(territoire=territoire_id, rang__isnull=False).order_by("-rang").first()
        )
        rang, precedent = (dernier.rang, dernier.sceau) if dernier else (0, GRAINE)
        entrees = list(Entree.objects.filter(territoire=territoire_id, rang=None).order_by("pk")[:LOT])
        for entree in entrees:
            rang += 1
            precedent = seal(precedent, rang, entree)
            entree.rang, entree.sceau = rang, precedent
        Entree.objects.bulk_update(entrees, ["rang", "sceau"], batch_size=500)
    return len(entrees)


def _alone(territoire_id: int) -> bool:
    with connection.cursor() as curseur:
        curseur.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [VERROU, territoire_id])
        return curseur.fetchone()[0]
