"""Good files with flipped bytes or cut anywhere: a result or a refusal, never anything else."""

from io import BytesIO
from random import Random

import pytest

from guichet.base.erreurs import Refus
from guichet.fichiers.garde import CODES, examiner
from guichet.tableaux.lecture import lire_classeur
from guichet.tableaux.reconnaissance import reconnaitre
from tests.tableaux.hostiles.atelier import bon_csv, bon_ods, bon_xls, bon_xlsx, refaire

pytestmark = pytest.mark.lent
FORMATS = {"xlsx": bon_xlsx, "ods": bon_ods, "xls": bon_xls, "csv": bon_csv}


def muter(octets: bytes, hasard: Random) -> bytes:
    mutant = bytearray(octets)
    for _ in range(hasard.choice((1, 1, 2, 8, 64))):
        mutant[hasard.randrange(len(mutant))] = hasard.randrange(256)
    if hasard.random() < 0.3:
        del mutant[hasard.randrange(len(mutant)) :]
    if hasard.random() < 0.1:
        place = hasard.randrange(len(mutant) + 1)
        mutant[place:place] = hasard.randbytes(hasard.randrange(200))
    return bytes(mutant)


@pytest.mark.parametrize("graine", range(25))
@pytest.mark.parametrize("nature", FORMATS)
def test_un_mutant_ne_casse_rien(nature, graine):
    mutant = muter(FORMATS[nature](graine % 4), Random(graine))
    try:
        resultat = reconnaitre(lire_classeur(BytesIO(mutant), f"mutant.{nature}"))
    except Refus as refus:
        connu = refus.code in CODES
    else:
        connu = all(
            probleme.phrase for t in resultat.tableaux for ligne in t.lignes for probleme in ligne.problemes
        )
    assert connu, f"{nature}, seed {graine}"


@pytest.mark.parametrize("nature", FORMATS)
def test_la_garde_seule_tient_devant_mille_mutants(nature):
    """The guard is our own Python: it must only ever raise `Refus`."""
    for graine in range(1000):
        mutant = muter(
            FORMATS[nature](graine % 4) if graine % 100 == 0 else ORIGINAUX[nature], Random(graine)
        )
        try:
            examiner(BytesIO(mutant))
        except Refus as refus:
            assert refus.code in CODES, f"{nature}, seed {graine}"  # noqa: PT017 (most mutants are refused, not all)


ORIGINAUX = {nature: faire(1) for nature, faire in FORMATS.items()}


PARTIES = {
    "xlsx": ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"),
    "ods": ("content.xml",),
}


@pytest.mark.parametrize("graine", range(25))
@pytest.mark.parametrize("nature", PARTIES)
def test_un_mutant_de_l_interieur_ne_casse_rien(nature, graine):
    """The container is sound; only the XML of one part is damaged."""
    hasard = Random(graine)
    partie = hasard.choice(PARTIES[nature])
    mutant = refaire(ORIGINAUX[nature], {partie: lambda contenu: muter(contenu, hasard)})
    try:
        resultat = reconnaitre(lire_classeur(BytesIO(mutant), f"mutant.{nature}"))
    except Refus as refus:
        connu = refus.code in CODES
    else:
        connu = isinstance(resultat.empreinte, str)
    assert connu, f"{nature}, seed {graine}"
