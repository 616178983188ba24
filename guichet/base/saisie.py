"""Two people edit the same row: the second sees both values, and nothing is overwritten (answer 409)."""

import hashlib
from functools import wraps

from django.db.models import Model
from django.shortcuts import render
from django.utils.text import capfirst

from guichet.base.erreurs import Conflit
from guichet.base.formats import VIDE


class ConflitDeSaisie(Conflit):
    """Somebody else wrote first. `ecarts`: list of {champ, enregistre, saisi}, both values in clear."""

    def __init__(self, code: str, phrase: str, ecarts: list[dict]):
        super().__init__(code, phrase, "Rechargez la page, puis reprenez votre acte s’il reste utile.")
        self.ecarts = ecarts


def lock(modele: type[Model], pk: int):
    """Return the row, locked until the end of the transaction; only updates of the same row wait."""
    return modele.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


def pk_of(texte: str) -> int:
    """Return the primary key that an address or a form writes, 0 (nobody's) for anything else."""
    return int(texte) if texte.isdecimal() and len(texte) < 19 else 0


def fingerprint(objet: Model, champs) -> str:
    """Return a digest of the stored values of some fields: what a form shows, to be sent back with it.

    Values and not an hour: two writes inside one tick of a clock, or under a fixed one, stay two.
    """
    valeurs = (str(objet._meta.get_field(champ).value_from_object(objet)) for champ in champs)
    return hashlib.sha256("\x1f".join(valeurs).encode()).hexdigest()[:32]


def differences(enregistre: Model, valeurs: dict, vu: str) -> dict:
    """Return what `valeurs` would change on a locked row of which its editor saw the fingerprint `vu`.

    Raises ConflitDeSaisie (SAISIE_DEPASSEE) when one of these fields was written since.
    """
    changes = {champ: v for champ, v in valeurs.items() if getattr(enregistre, champ) != v}
    if changes and fingerprint(enregistre, valeurs) != vu:
        nom = enregistre._meta.verbose_name
        raise ConflitDeSaisie(
            "SAISIE_DEPASSEE",
            f"Cette fiche ({nom}) a changé depuis que vous l’avez ouverte.",
            [_gap(enregistre, champ, valeur) for champ, valeur in changes.items()],
        )
    return changes


def _gap(objet: Model, champ: str, valeur) -> dict:
    return {
        "champ": capfirst(objet._meta.get_field(champ).verbose_name),
        "enregistre": _readable(objet, champ, getattr(objet, champ)),
        "saisi": _readable(objet, champ, valeur),
    }


def _readable(objet: Model, champ: str, valeur) -> str:
    if valeur in (None, ""):
        return VIDE
    choix = dict(objet._meta.get_field(champ).flatchoices)
    return str(choix.get(valeur, valeur))


def conflict_shown(vue):
    """Answer a ConflitDeSaisie of a view by the 409 page, what is stored beside what was typed."""

    @wraps(vue)
    def enveloppe(request, *args, **kwargs):
        try:
            return vue(request, *args, **kwargs)
        except ConflitDeSaisie as conflit:
            contexte = {"ecarts": conflit.ecarts, "phrase": conflit.phrase}
            return render(request, "erreurs/409.html", contexte, status=409)

    return enveloppe
