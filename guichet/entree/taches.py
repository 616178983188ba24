"""What is to be done: one line per act, who must act, since when, what happens if nobody does."""

from dataclasses import dataclass
from datetime import date

from guichet.base.dates import jours_depuis


@dataclass(frozen=True, kw_only=True)
class Tache:
    """An act that waits. `a_moi` tells whether the reader must act; `echeance` is the last day to do it."""

    quoi: str
    objet: str
    url: str
    depuis: date
    consequence: str
    qui: str = ""
    qui_detail: str = ""
    a_moi: bool = True
    echeance: date | None = None
    domaine: str = ""

    def montrer(self, jour: date) -> dict:
        """Return what the component of task rows shows."""
        return {
            "url": self.url,
            "quoi": self.quoi,
            "objet": self.objet,
            "qui": self.qui,
            "qui_detail": self.qui_detail,
            "vous": self.a_moi,
            "depuis": self.depuis,
            "anciennete": jours_depuis(self.depuis, jour),
            "consequence": self.consequence,
        }


def en_groupes(taches: list[Tache], *, jour: date, cap: date, libelle_cap: str) -> list[dict]:
    """Sort tasks in three groups, oldest first: past their last day, before `cap`, then the others."""
    depassees, proches, ensuite = [], [], []
    for tache in sorted(taches, key=lambda t: (t.depuis, t.quoi, t.url)):
        if tache.echeance is not None and tache.echeance < jour:
            depassees.append(tache)
        elif tache.echeance is not None and tache.echeance <= cap:
            proches.append(tache)
        else:
            ensuite.append(tache)
    groupes = (
        ("Échéance dépassée", "depasse", depassees),
        (libelle_cap, "proche", proches),
        ("Ensuite", "ensuite", ensuite),
    )
    return [
        {"libelle": libelle, "aspect": aspect, "taches": [t.montrer(jour) for t in liste]}
        for libelle, aspect, liste in groupes
        if liste
    ]
