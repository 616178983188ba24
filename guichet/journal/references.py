"""A signed name of an object, so that a form may bear on any of them and none can be forged."""

from django.apps import apps
from django.core import signing
from django.http import Http404

SEL = "guichet.journal.reference"


def reference(objet) -> str:
    """Return the signed name of a tenant object, to put in a form or an address."""
    return reference_to(objet.territoire_id, objet._meta.label_lower, objet.pk)


def reference_to(territoire_id: int, modele: str, pk: int) -> str:
    """Return the signed name of an object known by its model and key (a note's, without loading it)."""
    return signing.dumps([territoire_id, modele, pk], salt=SEL)


def object_of(jeton: str, acces):
    """Return the object of a signed name, as far as this access may see it; 404 for anything else."""
    try:
        territoire_id, modele, pk = signing.loads(jeton, salt=SEL)
    except (signing.BadSignature, ValueError, TypeError) as erreur:
        raise Http404 from erreur
    if territoire_id != acces.territoire.pk:
        raise Http404
    objet = apps.get_model(modele).objects.visible_to(acces).filter(pk=pk).first()
    if objet is None:
        raise Http404
    return objet
