"""Writing in the journal, and on any object."""

import hashlib
import json
from datetime import date

from django.db import transaction

from guichet.base.erreurs import Refus
from guichet.base.horloge import aujourdhui, maintenant
from guichet.journal.models import Entree, Note


def fingerprint(sel: str, phrase: str, details) -> str:
    """Return sha256(sel ‖ phrase ‖ details), canonical JSON: what survives of an entry that is erased."""
    texte = json.dumps([phrase, details], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256((sel + texte).encode()).hexdigest()


def journaliser(
    *, par, verbe: str, objet=None, phrase: str = "", details=None, consultation: bool = False
) -> Entree:
    """Record an act of `par` (Acces) on `objet` (a tenant model instance).

    `verbe` is a French infinitive (`valider_releve`), `phrase` what the timeline shows (what comes before
    the first comma or colon stands out), `details` JSON data.
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
    entree.empreinte = fingerprint(entree.sel, entree.phrase, details)
    entree.save(force_insert=True)
    return entree


def effacer_contenu(entrees) -> int:
    """Erase what entries say (sentence, details, salt), for the purge; who, what, when and the chain stay.

    `entrees` is a queryset of Entree. Returns how many were erased.
    """
    return entrees.filter(sel__isnull=False).update(phrase="", details=None, sel=None)


@transaction.atomic
def noter(*, objet, genre: str, texte: str, relancer_le: date | None = None, par) -> Note:
    """Write a note (`Note.Genre`: appel, courriel, visite, reunion, note) on a tenant object.

    `relancer_le` is the day to come back to it. Raises Refus (NOTE_VIDE, NOTE_RELANCE_PASSEE).
    """
    if not texte.strip():
        raise Refus("NOTE_VIDE", "La note est vide.", "Écrivez ce qui s’est dit.", champ="texte")
    if relancer_le is not None and relancer_le < aujourdhui(par.territoire):
        raise Refus(
            "NOTE_RELANCE_PASSEE",
            f"« À relancer le » est une date passée : {relancer_le:%d/%m/%Y}.",
            "Choisissez aujourd’hui ou un jour à venir.",
            champ="relancer_le",
        )
    return Note.objects.create(
        territoire=par.territoire,
        objet_type=objet._meta.label_lower,
        objet_id=objet.pk,
        objet_nom=str(objet)[:200],
        genre=Note.Genre(genre),
        texte=texte.strip(),
        relancer_le=relancer_le,
        auteur=par.utilisateur,
    )


@transaction.atomic
def clore_relance(*, note: Note, par) -> Note:
    """Mark the reminder of a note as done; done twice changes nothing."""
    note = Note.objects.select_for_update(of=("self",), no_key=True).get(pk=note.pk)
    if note.faite_le is None:
        note.faite_le = maintenant()
        note.save(update_fields=["faite_le"])
        journaliser(par=par, verbe="clore_relance", objet=note, phrase="Relance faite")
    return note
