"""Row `convention_vs_weasyprint`: a snapshot to a sealed PDF, against WeasyPrint alone on the same page.

Both render PDF/A-3a with the same style sheet, fonts and colour profile already read, in the same process, in
turn. b stops at WeasyPrint's bytes; a adds the template, PDF/UA-1, the tagged field and a PAdES B-B seal with
a P-256 key. Processor time: neither side waits for anything, and a busy machine changes little.
"""

import gc
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from guichet.documents import production
from guichet.documents.certificats import certificat_de_demonstration
from guichet.documents.rendu import rendre
from guichet.documents.sceau import Sceau
from tests.documents import exemples

TOURS = 31


def mesurer(tours: int = TOURS) -> dict:
    """Return the row: medians in processor seconds of `tours` alternated runs, after two to warm up."""
    donnees, identite = exemples.convention(), exemples.identite()
    with tempfile.TemporaryDirectory() as dossier:
        certificat = certificat_de_demonstration(Path(dossier) / "sceau", titulaire="Banc", le=exemples.LE)
    sceau = Sceau(certificat)
    html = production.composer("convention", donnees, identite)

    def complet():
        production.produire("convention", donnees, identite, sceau=sceau)

    def seul():
        rendre(html)

    durees: dict[Callable, list[float]] = {complet: [], seul: []}
    for tour in range(tours + 2):
        for acte, mesures in durees.items():
            duree = _chronometrer(acte)
            if tour >= 2:
                mesures.append(duree)
    a, b = median(durees[complet]), median(durees[seul])
    return {
        "name": "convention_vs_weasyprint",
        "a": round(a, 4),
        "b": round(b, 4),
        "ratio": round(a / b, 3),
        "unit": "s CPU",
        "n": tours,
    }


def _chronometrer(acte: Callable) -> float:
    """Processor seconds of one run; no collector, as timeit does: it would bill one for the other."""
    gc.collect()
    gc.disable()
    try:
        debut = time.process_time()
        acte()
        return time.process_time() - debut
    finally:
        gc.enable()
