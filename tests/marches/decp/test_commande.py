"""`manage.py decp lire` as a shell sees it: output, exit status, no database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from marches.donnees import extrait_decp

RACINE = Path(__file__).parents[3]
# An address where nothing listens: the command must not want a database.
SANS_BASE = {"DATABASE_URL": "postgresql://personne@127.0.0.1:1/rien", "SECRET_KEY": "essai"}


def decp(*arguments):
    return subprocess.run(
        [sys.executable, "manage.py", "decp", *map(str, arguments)],
        cwd=RACINE,
        env=os.environ | SANS_BASE,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("nom", ["deux-sevres-2018-2019-v1.json", "exemples-officiels/Marche.xml"])
def test_fichier_lu_statut_0(nom):
    fini = decp("lire", extrait_decp(nom), "--json")
    assert (fini.returncode, fini.stderr) == (0, "")
    rapport = json.loads(fini.stdout)
    assert rapport["statut"] == "lu"
    assert rapport["synthese"]["notices"] == len(rapport["notices"])


def test_texte_pour_une_personne():
    fini = decp("lire", extrait_decp("deux-sevres-2018-2019-v1.json"))
    assert "68 notices, 65 chargeables, 3 doublons, 0 sans identité nationale" in fini.stdout


def test_fichier_refuse_statut_1(tmp_path):
    fichier = tmp_path / "piege.xml"
    fichier.write_text("<!DOCTYPE a><marches/>")
    fini = decp("lire", fichier, "--json")
    assert fini.returncode == 1
    assert json.loads(fini.stdout)["refus"]["code"] == "DECP_XML_INTERDIT"


@pytest.mark.parametrize("arguments", [(), ("lire",), ("ecrire", "f"), ("lire", "absent.json", "--json")])
def test_mauvais_appel_statut_2(arguments):
    assert decp(*arguments).returncode == 2
