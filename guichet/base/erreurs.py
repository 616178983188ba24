"""Refusals: what a person must read when something cannot be done."""


class Refus(Exception):
    """A business refusal, shown as a sentence and never as a 500.

    `code` is stable and may be tested by programs (`R2_FICHE_PERIMEE`); `phrase` is French and says what is
    wrong, where, found and expected; `que_faire` says the next act; `champ` names the form field concerned.
    """

    def __init__(self, code: str, phrase: str, que_faire: str = "", *, champ: str | None = None):
        super().__init__(phrase)
        self.code = code
        self.phrase = phrase
        self.que_faire = que_faire
        self.champ = champ

    def __str__(self) -> str:
        return f"{self.phrase} {self.que_faire}".strip()


class Conflit(Refus):
    """Somebody else changed the same thing first, or the page belongs to another membership (answer 409)."""
