"""`bin/bench`: every row the project promises has its bench, and what is written has one shape."""

import json
import subprocess
import sys
from importlib import import_module

import pytest

from bench.__main__ import BENCHES, COLONNES

PROMISES = {
    "convention_vs_weasyprint",
    "page_vs_plancher",
    "releve_10k_vs_import_export",
    "releve_10k_vs_copy",
}


@pytest.mark.parametrize("nom", sorted(PROMISES))
def test_chaque_ligne_promise_a_son_banc(nom):
    module, _, fonction = BENCHES[nom].partition(":")
    assert callable(getattr(import_module(module), fonction))


def test_les_resultats_publies_ont_toutes_leurs_lignes(racine):
    publies = racine / "bench/results.json"
    if not publies.exists():
        pytest.skip("bench/results.json : « make bench » ne l’a pas encore écrit")
    rows = check_shape(json.loads(publies.read_text()))
    assert {row["name"] for row in rows} == set(BENCHES)


@pytest.mark.pdf
def test_un_banc_seul_ecrit_sa_ligne_et_garde_les_autres(racine, tmp_path):
    sortie = tmp_path / "results.json"
    autre = {"name": "page_vs_plancher", "a": 2, "b": 1, "ratio": 2, "unit": "ms", "n": 3}
    sortie.write_text(json.dumps({"machine": {}, "rows": [autre]}))
    commande = [sys.executable, "-m", "bench", "convention_vs_weasyprint", "--tours=1", f"--sortie={sortie}"]
    subprocess.run(commande, cwd=racine, check=True, capture_output=True)
    rows = check_shape(json.loads(sortie.read_text()))
    assert [row["name"] for row in rows] == ["convention_vs_weasyprint", "page_vs_plancher"]
    assert rows[1] == autre


def test_un_nom_inconnu_est_refuse(racine):
    fait = subprocess.run(
        [sys.executable, "-m", "bench", "inconnu"], cwd=racine, capture_output=True, text=True, check=False
    )
    assert fait.returncode == 2
    assert "convention_vs_weasyprint" in fait.stderr


def check_shape(resultats: dict) -> list[dict]:
    """Return the rows once their shape is held: names once, medians positive, the ratio theirs."""
    assert set(resultats) == {"machine", "rows"}
    rows = resultats["rows"]
    assert len({row["name"] for row in rows}) == len(rows)
    for row in rows:
        assert set(COLONNES) <= set(row)
        assert min(row["a"], row["b"], row["n"]) > 0
        assert row["ratio"] == pytest.approx(row["a"] / row["b"], rel=0.02)
    return rows
