"""A document holds only letters of the project's font."""

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.documents.lettres import imprimable, lettres_de_la_police
from guichet.documents.production import produire
from tests.documents import exemples
from tests.outils.verapdf.validation import valider


def test_ce_qui_est_dans_la_police_ne_change_pas():
    texte = "Élodie Œuvrard, Şahin Łukasz, n° 12 : 1 412,5 h, 3 × 2 = 6 €, −4 %, « l’été » – fin…"
    assert imprimable(texte) == texte


@pytest.mark.parametrize(
    ("saisi", "imprime"),
    [("Nguyễn", "Nguyên"), ("12\u202f000", "12\u00a0000"), ("fin \U0001f600", "fin ?"), ("\ufb01n", "fin")],
)
def test_lettre_absente_de_la_police(saisi, imprime):
    assert imprimable(saisi) == imprime


@given(st.text())
def test_tout_texte_devient_imprimable(texte):
    assert set(imprimable(texte)) <= lettres_de_la_police()


@pytest.mark.pdf
def test_noms_venus_d_ailleurs_conformes_et_sans_police_du_systeme(sceau, fichier):
    donnees = exemples.convention()
    donnees["parties"][1]["nom"] = "Nguyễn & Żółć, Şahin \U0001f600 Ελλάδα"
    chemin = fichier(produire("convention", donnees, exemples.identite(), sceau=sceau))
    assert all(rapport.conforme for rapport in valider(chemin, "3a", "ua1"))
    polices = subprocess.run(["pdffonts", chemin], check=True, capture_output=True, text=True).stdout
    assert all("Source" in ligne for ligne in polices.splitlines()[2:]), polices
