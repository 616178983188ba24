"""States that may follow each other, and the lock that makes two editors see each other."""

from guichet.base.erreurs import Conflit

PRESCRIPTION = {
    "brouillon": {"transmise", "retiree"},
    "transmise": {"piece_a_fournir", "validee", "refusee", "retiree"},
    "piece_a_fournir": {"transmise", "validee", "refusee", "retiree"},
    "validee": set(),
    "refusee": {"transmise"},
    "retiree": set(),
}
MISSION = {
    "a_valider": {"validee", "refusee", "annulee"},
    "validee": {"en_cours", "suspendue", "terminee", "rompue", "annulee"},
    "en_cours": {"suspendue", "terminee", "rompue"},
    "suspendue": {"en_cours", "terminee", "rompue"},
    # A contract within the gap allowed belongs to the same mission: it opens it again (R2).
    "terminee": {"en_cours"},
    "rompue": {"en_cours"},
    "refusee": {"a_valider"},
    "annulee": set(),
}


class ConflitDeSaisie(Conflit):
    """Somebody else wrote first. `ecarts`: list of {champ, enregistre, saisi}, both values in clear."""

    def __init__(self, code: str, phrase: str, ecarts: list[dict]):
        super().__init__(code, phrase, "Rechargez la page, puis reprenez votre acte s’il reste utile.")
        self.ecarts = ecarts


def lock(modele, pk):
    """Return the row, locked until the end of the transaction; only updates of the same row wait."""
    return modele.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


def change_state(objet, vers: str, transitions: dict[str, set[str]], *, depuis: str = "") -> None:
    """Set `objet.etat` when the table allows it, from the only state `depuis` if given.

    Raises ConflitDeSaisie (ETAT_CHANGE) with the state stored and the one asked for.
    """
    if vers not in transitions[objet.etat] or (depuis and objet.etat != depuis):
        etats = dict(type(objet)._meta.get_field("etat").choices)
        raise ConflitDeSaisie(
            "ETAT_CHANGE",
            f"L’état est déjà « {etats[objet.etat]} » : « {etats[vers]} » n’est plus possible.",
            [{"champ": "État", "enregistre": etats[objet.etat], "saisi": etats[vers]}],
        )
    objet.etat = vers
