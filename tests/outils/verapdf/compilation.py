"""Recompiles VeraLite.java and records which source the class came from.

The Java that runs the validator has no compiler, so the small class is kept in the repository. Run this after
every change of the source, on a machine that has javac: `python -m tests.outils.verapdf.compilation`.
"""

import hashlib
import subprocess

from tests.outils.verapdf.validation import ARCHIVE, DOSSIER

SOURCE = DOSSIER / "VeraLite.java"
EMPREINTE = DOSSIER / "VeraLite.sha256"


def empreinte_de_la_source() -> str:
    """SHA-256 of VeraLite.java, in hexadecimal."""
    return hashlib.sha256(SOURCE.read_bytes()).hexdigest()


def compiler() -> None:
    """Write VeraLite.class and the hash of its source; needs javac ≥ 17."""
    options = ["--release", "17", "-proc:none", "-Xlint:-options"]
    subprocess.run(["javac", *options, "-cp", ARCHIVE, "-d", DOSSIER, SOURCE], check=True)
    EMPREINTE.write_text(empreinte_de_la_source() + "\n")


if __name__ == "__main__":
    compiler()
