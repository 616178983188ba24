"""Hostile files: refused with a code or read with coded cells; the child stays small, the parent stays
alive.
"""

from io import BytesIO

import pytest

from guichet.base.erreurs import Refus
from guichet.fichiers import enfant
from guichet.fichiers.garde import CODES
from guichet.tableaux import lecture
from guichet.tableaux.reconnaissance import reconnaitre
from tests.tableaux.hostiles import anciens, archives, contenus_xml, textes
from tests.tableaux.hostiles.atelier import FAMILLES, LU, Hostile

MODULES = (anciens, archives, contenus_xml, textes)
# One seed of each family among the fast tests, the others with the slow ones.
GRAINES = [1, *(pytest.param(graine, marks=pytest.mark.lent) for graine in range(2, 6))]
PLAFOND = 256 * 1024 * 1024


def observer(hostile: Hostile, monkeypatch):
    """(refusal, recognition, end of the child) of the product's own reading."""
    fins = []
    executer = enfant.executer
    monkeypatch.setattr(enfant, "executer", lambda *a, **o: fins.append(executer(*a, **o)) or fins[-1])
    try:
        resultat = reconnaitre(lecture.lire_classeur(BytesIO(hostile.octets), hostile.nom))
    except Refus as refus:
        return refus, None, fins[0]
    return None, resultat, fins[0]


@pytest.mark.parametrize("graine", GRAINES)
@pytest.mark.parametrize("nom", FAMILLES)
def test_un_fichier_hostile(nom, graine, monkeypatch):
    hostile = FAMILLES[nom](graine)
    refus, resultat, fin = observer(hostile, monkeypatch)
    code = refus.code if refus else LU
    assert code in hostile.codes, f"{nom}, seed {graine}"
    assert refus is None or (code in CODES and refus.phrase and refus.que_faire)
    assert fin.memoire_max <= PLAFOND
    if resultat is not None and hostile.problemes:
        problemes = [p for t in resultat.tableaux for ligne in t.lignes for p in ligne.problemes]
        assert [(p.code, p.ligne, p.colonne) for p in problemes] == list(hostile.problemes)
        assert all(p.attendu and p.que_faire and str(p.ligne) in p.phrase for p in problemes)


def test_au_moins_trente_familles():
    assert len(FAMILLES) >= 30
