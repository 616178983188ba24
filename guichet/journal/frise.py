"""The timeline of an object: acts and notes together, latest first."""

import re

from guichet.journal.models import Entree, Note
from guichet.journal.references import reference

TAILLE = 30
_COUPURE = re.compile(r"(?=, | : )")


def frise(objet, acces, *, a_lui: bool = False, taille: int = TAILLE) -> list[dict]:
    """Return the last events of an object, for `{% frise evenements %}` (at most two queries).

    The guichet reads every act and note. Others read the acts of their own organisation only, since a
    sentence may name a person; `a_lui=True`, said by a page whose object belongs wholly to the reader (a
    structure's own relevé), opens every act. The caller has already checked that the object is visible.
    """
    evenements = [_act(entree, acces) for entree in _acts(objet, acces, a_lui)[:taille]]
    if acces.est_guichet:
        evenements += [_note(note) for note in notes(objet, acces).select_related("auteur")[:taille]]
    evenements.sort(key=lambda e: e["quand"], reverse=True)
    return evenements[:taille]


def volet(objet, acces, *, a_lui: bool = False, taille: int = 6) -> dict:
    """Return what `journal/volet.html` shows on the page of an object: last events, and where to read all."""
    evenements = frise(objet, acces, a_lui=a_lui, taille=taille)
    return {"evenements": evenements, "reference": reference(objet) if acces.est_guichet else ""}


def notes_a_relancer(acces, jour):
    """Return the notes whose day to come back is `jour` or before, oldest first."""
    attendues = Note.objects.visible_to(acces).filter(relancer_le__lte=jour, faite_le=None)
    return attendues.order_by("relancer_le", "pk")


def notes(objet, acces):
    """Return the notes of an object that this access may read."""
    return Note.objects.visible_to(acces).filter(objet_type=objet._meta.label_lower, objet_id=objet.pk)


def consultations(objet, acces, taille: int = 200) -> list[Entree]:
    """Return who read the page of an object, latest first."""
    return list(_of(objet, acces).filter(consultation=True)[:taille])


def _of(objet, acces):
    entrees = Entree.objects.du_territoire(acces)
    return entrees.filter(objet_type=objet._meta.label_lower, objet_id=objet.pk).order_by("-le", "-pk")


def _acts(objet, acces, a_lui: bool):
    actes = _of(objet, acces).filter(consultation=False)
    if acces.est_guichet or a_lui:
        return actes
    siens = acces.organisation.nom if acces.organisation else ""
    return actes.filter(organisation=siens, role_code=acces.role.code) if siens else actes.none()


def _act(entree: Entree, acces) -> dict:
    fort, texte = _cut(entree.phrase or entree.verbe.replace("_", " "))
    auteur = f"{entree.auteur}, {entree.organisation}" if entree.organisation else entree.auteur
    return {"quand": entree.le, "fort": fort, "texte": texte, "auteur": auteur, "changement": True}


def _cut(phrase: str) -> tuple[str, str]:
    """Split a sentence where its first comma or colon stands: what comes before stands out."""
    fort, *suite = _COUPURE.split(phrase, maxsplit=1)
    return fort, suite[0] if suite else ""


def _note(note: Note) -> dict:
    texte = f"{note.get_genre_display()} : {note.texte}" if note.genre != Note.Genre.NOTE else note.texte
    if note.relancer_le:
        fait = ", fait" if note.faite_le else ""
        texte = f"{texte.rstrip('.')} ; à relancer le {note.relancer_le:%d/%m/%Y}{fait}"
    return {
        "quand": note.le,
        "fort": "",
        "texte": texte,
        "auteur": note.auteur.nom_complet,
        "changement": False,
    }
