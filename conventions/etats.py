"""Life of a convention (domaine §5), as a transition dict."""

from guichet.base.erreurs import Conflit

TRANSITIONS: dict[str, dict[str, str]] = {
    "brouillon": {"envoyer": "a_signer"},
    "a_signer": {"reprendre": "brouillon", "completer_signatures": "en_vigueur"},
    "en_vigueur": {"denoncer": "denoncee", "laisser_expirer": "expiree", "reconduire": "en_vigueur"},
    "denoncee": {},
    "expiree": {},
}


def transition(etat: str, acte: str) -> str:
    """Return the state that follows an act. Raises Conflit (CONVENTION_ETAT) when it is not possible."""
    try:
        return TRANSITIONS[etat][acte]
    except KeyError:
        raise Conflit(
            "CONVENTION_ETAT",
            "Cette convention a changé d’état entre-temps.",
            "Rechargez la page et reprenez.",
        ) from None
