"""Life of a bilan (domaine §5). Pure."""

from guichet.base.erreurs import Conflit

BROUILLON, ARRETE, DIFFUSE = "brouillon", "arrete", "diffuse"
TRANSITIONS = {
    (BROUILLON, "arreter"): ARRETE,
    (ARRETE, "diffuser"): DIFFUSE,
}
ASPECTS = {BROUILLON: "brouillon", ARRETE: "clos", DIFFUSE: "valide"}
FIGES = frozenset({ARRETE, DIFFUSE})


def transition(etat: str, verbe: str) -> str:
    """Return the state after an act. Raises Conflit (BILAN_ETAT) when the state does not allow it."""
    try:
        return TRANSITIONS[etat, verbe]
    except KeyError as erreur:
        raise Conflit(
            "BILAN_ETAT",
            "Ce bilan a changé d’état depuis que vous avez ouvert la page.",
            "Rechargez la page pour voir où il en est.",
        ) from erreur
