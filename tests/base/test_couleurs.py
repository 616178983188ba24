"""The accent of a territoire is refused when its text would be hard to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.base.couleurs import CouleurRefusee, contraste, palette

couleurs = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06X}")


def test_contrastes_des_jetons():
    assert contraste("#0B5C63", "#FFFFFF") == pytest.approx(7.71, abs=0.01)
    assert contraste("#211E1A", "#FFFFFF") == pytest.approx(16.6, abs=0.05)
    assert contraste("#000000", "#FFFFFF") == pytest.approx(21)


def test_teintes_de_l_accent_par_defaut():
    teintes = palette("#0b5c63")
    assert teintes.accent == "#0B5C63"
    assert contraste(teintes.accent, teintes.pale) == pytest.approx(6.6, abs=0.1)
    assert contraste(teintes.fort, "#FFFFFF") > contraste(teintes.accent, "#FFFFFF")


@pytest.mark.parametrize("claire", ["#FFD500", "#767676", "#00A0B0"])
def test_une_couleur_trop_claire_est_refusee(claire):
    with pytest.raises(CouleurRefusee, match="au moins 4,5"):
        palette(claire)


@pytest.mark.parametrize("texte", ["bleu", "#12345", "#12345G", "", "0B5C63"])
def test_un_texte_qui_n_est_pas_une_couleur_est_refuse(texte):
    with pytest.raises(CouleurRefusee, match="n’est pas une couleur"):
        palette(texte)


@given(couleurs)
def test_une_palette_acceptee_est_lisible_partout(couleur):
    try:
        teintes = palette(couleur)
    except CouleurRefusee:
        return
    for texte in (teintes.accent, teintes.fort):
        assert contraste(texte, "#FFFFFF") >= 4.5
        assert contraste(texte, teintes.pale) >= 4.5


@given(couleurs, couleurs)
def test_le_contraste_est_symetrique_et_borne(une, autre):
    assert contraste(une, autre) == contraste(autre, une)
    assert 1 <= contraste(une, autre) <= 21.0001
