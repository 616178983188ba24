"""The limited child: whatever it does, its parent goes on and knows why it ended."""

import signal
import tempfile
from pathlib import Path

import pytest

from guichet.fichiers import amorce, enfant

CONDUITES = {
    "sage": "def main(arguments):\n    print('bonjour', *arguments)\n    return 0\n",
    "avorte": "import os\ndef main(arguments):\n    os.abort()\n",
    "glouton": "def main(arguments):\n    bytearray(10**9)\n",
    "lent": "def main(arguments):\n    while True:\n        pass\n",
    "bavard": "import sys\ndef main(arguments):\n    while True:\n        sys.stdout.write('x' * 10**6)\n",
    "curieux": (
        "import os, sys\ndef main(arguments):\n"
        "    print(sorted(os.environ), [m for m in sys.modules if 'django' in m])\n    return 0\n"
    ),
}


@pytest.fixture
def conduite(tmp_path, monkeypatch):
    """Run a module written for the test, as the product runs its own."""
    essai = tmp_path / "guichet" / "essai"
    essai.mkdir(parents=True)
    (tmp_path / "guichet" / "fichiers").mkdir()
    copie = tmp_path / "guichet" / "fichiers" / "amorce.py"
    copie.write_text(Path(amorce.__file__).read_text())
    monkeypatch.setattr(enfant, "AMORCE", copie)

    def executer(nom, **options):
        (essai / f"{nom}.py").write_text(CONDUITES[nom])
        with tempfile.TemporaryFile() as entree:
            return enfant.executer(f"guichet.essai.{nom}", entree, **options)

    return executer


def test_un_enfant_sage_rend_sa_sortie(conduite):
    fin = conduite("sage", arguments=("toi",))
    with fin.flux:
        assert (fin.code, fin.flux.read()) == (0, b"bonjour toi\n")


def test_l_enfant_ne_recoit_ni_environnement_ni_django(conduite, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "secret")
    with conduite("curieux").flux as flux:
        sortie = flux.read().decode()
    assert "DATABASE_URL" not in sortie
    assert sortie.endswith("[]\n")


def test_un_enfant_qui_avorte(conduite):
    fin = conduite("avorte")
    fin.flux.close()
    assert (fin.code, fin.sans_memoire, fin.epuise) == (-signal.SIGABRT, True, False)


def test_un_enfant_glouton_reste_sous_son_plafond(conduite):
    fin = conduite("glouton")
    fin.flux.close()
    assert fin.sans_memoire
    assert fin.memoire_max <= enfant.MEMOIRE


def test_un_enfant_sans_fin_est_arrete(conduite):
    fin = conduite("lent", delai=0.5)
    fin.flux.close()
    assert fin.epuise


def test_un_enfant_bavard_est_arrete(conduite, monkeypatch):
    monkeypatch.setattr(enfant, "SORTIE", 1_000_000)
    fin = conduite("bavard")
    with fin.flux:
        assert fin.code in (-signal.SIGXFSZ, 1)
        assert len(fin.flux.read()) <= 1_000_000


def test_aucun_descripteur_ne_fuit(conduite):
    avant = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        conduite("sage").flux.close()
    assert len(list(Path("/proc/self/fd").iterdir())) == avant


def test_un_parent_interrompu_ne_laisse_pas_d_enfant(conduite, monkeypatch):
    class Interrompu(BaseException):
        pass

    class Attente:
        def register(self, *_):
            pass

        def poll(self, _):
            raise Interrompu

    monkeypatch.setattr(enfant.select, "poll", Attente)
    nes = []
    naitre = enfant.subprocess.Popen
    monkeypatch.setattr(enfant.subprocess, "Popen", lambda *a, **o: nes.append(naitre(*a, **o)) or nes[-1])
    with pytest.raises(Interrompu):
        conduite("lent")
    assert not Path(f"/proc/{nes[0].pid}").exists()
