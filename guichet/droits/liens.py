"""Signed links: (territoire, uuid) signed by the application, verified before any query."""

import datetime

from django.core import signing
from django.db import transaction

from guichet.base.horloge import maintenant
from guichet.journal.services import journaliser
from guichet.models import LienSigne
from guichet.territoires.contexte import contexte
from guichet.territoires.resolution import access_of_link, territoire_of_link

SEL = "guichet.lien"
COOKIE = "lien"
DUREE = datetime.timedelta(days=60)


def sign(lien: LienSigne, slug: str) -> str:
    """Return the token to put in the address of a link."""
    return signing.dumps([slug, str(lien.uuid)], salt=SEL, compress=False)


def read(jeton: str) -> tuple[str, str] | None:
    """Return (slug, uuid) of a token that we signed, None for anything else."""
    try:
        slug, uuid = signing.loads(jeton, salt=SEL)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return slug, uuid


def find(slug: str, uuid: str):
    """Return (territoire, link) of a link still open, read under row security, or None."""
    territoire = territoire_of_link(slug)
    if territoire is None:
        return None
    with contexte(territoire.pk, lecture=True), transaction.atomic():
        lien = (
            LienSigne.objects.select_related("acteur")
            .filter(uuid=uuid, revoque_le__isnull=True, expire_le__gt=maintenant())
            .first()
        )
    return (territoire, lien) if lien else None


def from_cookie(request, slug: str):
    """Return the access of the link kept in the visitor's cookie for this territoire, or None."""
    lu = read(request.COOKIES.get(COOKIE, ""))
    if lu is None or lu[0] != slug:
        return None
    trouve = find(*lu)
    return access_of_link(*trouve) if trouve else None


@transaction.atomic
def creer_lien(*, genre, acteur=None, objet=None, destinataire: str = "", duree=DUREE, par) -> LienSigne:
    """Create a signed link of a kind (`LienSigne.Genre`) for an actor, perhaps bound to an object."""
    lien = LienSigne.objects.create(
        territoire=par.territoire,
        genre=genre,
        acteur=acteur,
        objet_type=objet._meta.label_lower if objet is not None else "",
        objet_id=objet.pk if objet is not None else None,
        destinataire=destinataire,
        cree_par=par.utilisateur,
        expire_le=maintenant() + duree,
    )
    journaliser(
        par=par, verbe="creer_lien", objet=lien, phrase=f"Lien signé créé pour {acteur or destinataire}"
    )
    return lien


@transaction.atomic
def revoquer_lien(*, lien, par) -> None:
    """Close a signed link at once."""
    lien.revoque_le = maintenant()
    lien.save(update_fields=["revoque_le"])
    journaliser(par=par, verbe="revoquer_lien", objet=lien, phrase="Lien signé révoqué")
