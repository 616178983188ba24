"""Writing in the journal."""

import hashlib
import json

from guichet.journal.models import Entree


def fingerprint(sel: str, details) -> str:
    """Return sha256(sel ‖ details) of canonical JSON, the part of an entry that survives its erasure."""
    texte = json.dumps(details, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256((sel + texte).encode()).hexdigest()


def journaliser(
    *, par, verbe: str, objet=None, phrase: str = "", details=None, consultation: bool = False
) -> Entree:
    """Record an act of `par` (Acces) on `objet` (a tenant model instance).

    `verbe` is a French infinitive (`valider_releve`), `phrase` what the timeline shows, `details` JSON data.
    """
    details = json.loads(json.dumps(details, default=str)) if details is not None else {}
    entree = Entree(
        territoire_id=par.territoire.pk,
        utilisateur=par.utilisateur,
        auteur=par.nom,
        role_code=par.role.code,
        organisation=par.organisation.nom if par.organisation else "",
        verbe=verbe,
        objet_type=objet._meta.label_lower if objet is not None else "",
        objet_id=objet.pk if objet is not None else None,
        phrase=phrase[:300],
        details=details,
        consultation=consultation,
    )
    entree.empreinte = fingerprint(entree.sel, details)
    entree.save(force_insert=True)
    return entree
