"""Checking the journal of a territoire: is the chain whole, does each entry still say what was sealed?"""

from dataclasses import dataclass, field

from guichet.journal.models import Entree
from guichet.journal.sceau import GRAINE, seal
from guichet.journal.services import fingerprint


@dataclass
class Constat:
    """What the check found. `effacees` were emptied by the purge, which the chain allows."""

    verifiees: int = 0
    effacees: int = 0
    a_sceller: int = 0
    dernier_rang: int = 0
    dernier_sceau: str = GRAINE
    ruptures: list[tuple[int, str]] = field(default_factory=list)

    @property
    def intact(self) -> bool:
        """No rupture."""
        return not self.ruptures


def verifier_journal(territoire, *, ancre: tuple[int, str] | None = None) -> Constat:
    """Check the whole chain of a territoire, in its scope.

    `ancre` is a (rank, seal) noted earlier elsewhere: it also shows the removal of the last entries, or a
    chain made anew. Each rupture is (rank, French sentence).
    """
    constat = Constat(a_sceller=Entree.objects.filter(territoire=territoire, rang=None).count())
    sceaux_attendus = dict([ancre]) if ancre else {}
    for entree in _chain(territoire):
        _check(constat, entree)
        attendu = sceaux_attendus.pop(entree.rang, entree.sceau)
        if attendu != entree.sceau:
            constat.ruptures.append((entree.rang, "Le sceau n’est pas celui qui avait été noté."))
    for rang in sceaux_attendus:
        constat.ruptures.append((rang, "L’entrée notée n’existe plus : la fin du journal a été retirée."))
    return constat


def _chain(territoire):
    return Entree.objects.filter(territoire=territoire, rang__isnull=False).order_by("rang").iterator(2000)


def _check(constat: Constat, entree: Entree) -> None:
    if entree.rang != constat.dernier_rang + 1:
        manque = f"{constat.dernier_rang + 1} à {entree.rang - 1}"
        constat.ruptures.append((entree.rang, f"Entrées manquantes avant celle-ci : {manque}."))
    elif entree.sceau != seal(constat.dernier_sceau, entree.rang, entree):
        constat.ruptures.append((entree.rang, "L’entrée, ou celle qui la précède, a été modifiée."))
    if entree.sel is None:
        constat.effacees += 1
    elif fingerprint(entree.sel, entree.phrase, entree.details) != entree.empreinte:
        constat.ruptures.append((entree.rang, "La phrase ou les détails ont été modifiés."))
    constat.verifiees += 1
    constat.dernier_rang, constat.dernier_sceau = entree.rang, entree.sceau
