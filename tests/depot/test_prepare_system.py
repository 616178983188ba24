"""What a person reads when the system lacks something and nothing may be installed."""

import shutil
import subprocess

import pytest

OUTILS = ("sh", "dirname", "id", "cat", "cut", "env", "printf", "ldconfig")


@pytest.fixture
def machine_nue(tmp_path, racine):
    """Run bin/prepare-system where only the shell's own tools exist; apt is forbidden."""
    programmes = tmp_path / "programmes"
    programmes.mkdir()
    for nom in OUTILS:
        if chemin := shutil.which(nom):
            (programmes / nom).symlink_to(chemin)
    (tmp_path / "bin").mkdir()
    shutil.copy2(racine / "bin/prepare-system", tmp_path / "bin")

    def lancer(*arguments: str) -> subprocess.CompletedProcess:
        environnement = {"PATH": str(programmes), "GUICHET_APT": "non"}
        return subprocess.run(
            ["bin/prepare-system", *arguments],
            cwd=tmp_path, env=environnement, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return lancer


def test_sans_droit_d_installer_le_message_donne_la_ligne_a_lancer(machine_nue):
    fait = machine_nue("run")
    assert fait.returncode == 1
    attendu = "python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    assert f"Il manque à ce système : {attendu}." in fait.stderr
    assert f"\n    apt-get install -y --no-install-recommends {attendu}\n" in fait.stderr


def test_pour_les_essais_le_navigateur_et_poppler_s_ajoutent(machine_nue):
    assert machine_nue("test").stderr.count("chromium poppler-utils") == 2


def test_rien_ne_manque_rien_n_est_dit(racine):
    fait = subprocess.run(
        ["bin/prepare-system", "test"], cwd=racine, capture_output=True, text=True, check=False
    )
    assert (fait.returncode, fait.stdout, fait.stderr) == (0, "", "")
