"""The JSON door of the rules: facts about one person and questions in, answers out. Pure, no database.

Shapes: docs/schemas/eligibilite-faits.json and docs/schemas/eligibilite-reponses.json.
"""

import json
from decimal import Decimal
from typing import Any

from publics.eligibilite.formes import FAITS
from publics.eligibilite.lecture import INVALIDE, Faute, Fautes
from publics.eligibilite.reponses import en_json, repondre_a

VERSION = 1


def repondre(faits: Any) -> dict[str, Any]:
    """Answers to the questions of a set of facts, in their order.

    Gives `{"version", "reponses"}`, or `{"version", "erreurs"}` when the facts are unusable: each error has a
    stable `code`, its `chemin`, a French `phrase`, what was `trouve` and `attendu`. Never raises on the
    content of facts.
    """
    fautes = Fautes()
    lus = FAITS(faits, "", fautes)
    if lus is INVALIDE:
        return _erreurs(fautes)
    reponses = [
        {"question": rang, "id": question.id, "type": question.type, **en_json(repondre_a(question, lus))}
        for rang, question in enumerate(lus.questions)
    ]
    return {"version": VERSION, "reponses": reponses}


def repondre_au_texte(texte: str | bytes) -> dict[str, Any]:
    """Same as `repondre`, from JSON text in UTF-8; unreadable, it is the error FAITS_ILLISIBLES."""
    fautes = Fautes()
    try:
        faits = json.loads(texte, parse_float=Decimal)
    except (ValueError, RecursionError) as erreur:
        ou = (
            f"ligne {erreur.lineno}, colonne {erreur.colno}"
            if isinstance(erreur, json.JSONDecodeError)
            else ""
        )
        phrase = f"Le fichier n'est pas du JSON lisible ({ou or 'UTF-8 attendu'}). Corrigez-le."
        fautes.noter(Faute.FAITS_ILLISIBLES, "", "du JSON en UTF-8", phrase=phrase)
        return _erreurs(fautes)
    return repondre(faits)


def _erreurs(fautes: Fautes) -> dict[str, Any]:
    return {"version": VERSION, "erreurs": fautes.liste}
