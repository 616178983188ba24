"""From a signed-in user (or a link's cookie) and a slug to an `Acces`."""

from dataclasses import replace

from guichet.comptes.roles import ROLES
from guichet.models import Acteur, Appartenance, LienSigne, PartageTerritoire, Territoire
from guichet.territoires.acces import Acces


def memberships(utilisateur) -> list[Appartenance]:
    """Return the user's active memberships with what they name, in one query."""
    return list(
        Appartenance.objects.filter(utilisateur=utilisateur, active=True)
        .select_related("territoire", "organisation")
        .order_by("pk")
    )


def access_for(utilisateur, slug: str, choisie: int | None = None) -> Acces | None:
    """Return the user's access to a territoire, or None when there is none (shown as a missing page).

    `choisie` is the membership last chosen by somebody who holds several here.
    """
    toutes = memberships(utilisateur)
    ici = [a for a in toutes if a.territoire and a.territoire.slug == slug and a.territoire.actif]
    if ici:
        appartenance = next((a for a in ici if a.pk == choisie), ici[0])
        territoire = appartenance.territoire
    else:
        appartenance, territoire = _state_membership(toutes, slug)
        if appartenance is None:
            return None
    return Acces(
        role=appartenance.role,
        territoire=territoire,
        utilisateur=utilisateur,
        appartenance=appartenance,
        organisation=appartenance.organisation,
        autres=tuple(a for a in toutes if a.pk != appartenance.pk),
    )


def _state_membership(toutes, slug):
    """Find a State membership whose organisation has been given this territoire."""
    etat = [a for a in toutes if a.role.etat]
    if not etat:
        return None, None
    ouverts = PartageTerritoire.objects.filter(
        group__in=[a.organisation.groupe_id for a in etat],
        permission__codename="lire_territoire",
        content_object__slug=slug,
        content_object__actif=True,
    ).select_related("content_object")
    for partage in ouverts:
        for appartenance in etat:
            if appartenance.organisation.groupe_id == partage.group_id:
                return appartenance, partage.content_object
    return None, None


def with_actor(acces: Acces) -> Acces:
    """Complete an access inside its territoire: the actor it works for, and that buyer's services.

    Call it inside the territoire's context.
    """
    appartenance = acces.appartenance
    if appartenance is None:
        return acces
    if appartenance.acteur_id is None:
        if not acces.est_etat:
            return acces
        acteur = Acteur.objects.filter(organisation=appartenance.organisation, est_etat=True).first()
        return replace(acces, acteur=acteur, acteurs_id=(acteur.pk,) if acteur else ())
    siens = list(
        Acteur.objects.filter(pk=appartenance.acteur_id)
        | Acteur.objects.filter(parent=appartenance.acteur_id)
    )
    acteur = next(a for a in siens if a.pk == appartenance.acteur_id)
    return replace(acces, acteur=acteur, acteurs_id=tuple(a.pk for a in siens))


def territoire_of_link(slug: str) -> Territoire | None:
    """Return the open territoire of a slug."""
    return Territoire.objects.filter(slug=slug, actif=True).first()


def access_of_link(territoire, lien: LienSigne) -> Acces:
    """Return the access that a valid signed link gives."""
    return Acces(
        role=ROLES[lien.genre],
        territoire=territoire,
        acteur=lien.acteur,
        acteurs_id=(lien.acteur_id,) if lien.acteur_id else (),
        lien=lien,
    )
