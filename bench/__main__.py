"""``python -m bench [--tours N] [NOM…]``: run the benches one after the other, write ``bench/results.json``.

A bench that cannot finish has no row and the exit status says so: an old figure never stands for a new one.
"""

import argparse
import json
import os
import platform
import sys
import traceback
from importlib import import_module
from pathlib import Path

RESULTATS = Path(__file__).with_name("results.json")
BENCHES = {
    "convention_vs_weasyprint": "bench.convention:mesurer",
    "page_vs_plancher": "bench.pages:page_vs_plancher",
    "releve_10k_vs_import_export": "bench.releve_10k:releve_10k_vs_import_export",
    "releve_10k_vs_copy": "bench.releve_10k:releve_10k_vs_copy",
}
COLONNES = ("name", "a", "b", "ratio", "unit", "n")


def main() -> int:
    """Command line entry; exit status 0 when every bench asked for has its row."""
    choix = _arguments()
    _set_up_django()
    rows, faults = [], []
    for nom in choix.noms or BENCHES:
        try:
            rows += [_show(row) for row in _rows(nom, choix.tours)]
        except Exception:
            traceback.print_exc()
            faults.append(nom)
    kept = [row for row in _previous(choix.sortie) if choix.noms and row["name"] not in choix.noms]
    resultats = {"machine": machine(), "rows": sorted([*kept, *rows], key=lambda row: row["name"])}
    choix.sortie.write_text(json.dumps(resultats, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if faults:
        print(f"Sans résultat : {', '.join(faults)}", file=sys.stderr)
    return 1 if faults else 0


def _arguments() -> argparse.Namespace:
    lecteur = argparse.ArgumentParser(prog="bench", description=__doc__.partition("\n")[0])
    lecteur.add_argument("noms", nargs="*", metavar="NOM", help="benches to run; all of them by default")
    lecteur.add_argument("--tours", type=int, help="runs of each side, instead of each bench's own number")
    lecteur.add_argument("--sortie", type=Path, default=RESULTATS, metavar="FICHIER")
    choix = lecteur.parse_args()
    if inconnus := set(choix.noms) - set(BENCHES):
        lecteur.error(f"unknown: {', '.join(sorted(inconnus))}; known: {', '.join(BENCHES)}")
    return choix


def _set_up_django() -> None:
    """The benches write under the application's role, in transactions they undo."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guichet.settings")
    django.setup()


def _rows(nom: str, tours: int | None) -> list[dict]:
    module, _, fonction = BENCHES[nom].partition(":")
    mesurer = getattr(import_module(module), fonction)
    resultat = mesurer(tours) if tours else mesurer()
    return resultat if isinstance(resultat, list) else [resultat]


def _show(row: dict) -> dict:
    print("  ".join(f"{row[colonne]}" for colonne in COLONNES), flush=True)
    return row


def _previous(sortie: Path) -> list[dict]:
    """Rows of the last run, so that one bench can be run again alone."""
    return json.loads(sortie.read_text(encoding="utf-8"))["rows"] if sortie.exists() else []


def machine() -> dict:
    """What the figures were measured on: processor, cores, memory in GB, Python."""
    octets = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory": round(octets / 1024**3, 1),
        "python": platform.python_version(),
    }


def _processor() -> str:
    for ligne in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if ligne.startswith("model name"):
            return ligne.partition(":")[2].strip()
    return platform.machine()


if __name__ == "__main__":
    sys.exit(main())
