"""Scales start at zero, hold their maximum and stay round."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.graphiques.echelles import debuts_de_mois, graduations, part, position_date

positifs = st.decimals(min_value="0.01", max_value="99999999", places=2)


@given(positifs, st.integers(2, 5))
def test_graduations_contiennent_le_maximum_en_peu_de_filets(maximum, intervalles):
    valeurs = graduations(maximum, intervalles)
    assert valeurs[0] == 0
    assert valeurs[-2] < maximum <= valeurs[-1]
    assert len(valeurs) <= intervalles + 1


@pytest.mark.parametrize(
    ("maximum", "attendu"),
    [("191.5", [0, 50, 100, 150, 200]), ("8480", [0, 2500, 5000, 7500, 10000]), ("0", [0, 1])],
)
def test_graduations_rondes(maximum, attendu):
    assert graduations(Decimal(maximum)) == attendu


@given(st.decimals(-1000, 1000, places=2), st.decimals(0, 1000, places=2))
def test_une_part_reste_dans_la_largeur(valeur, total):
    assert 0 <= part(valeur, total) <= 100


def test_mois_et_dates_sur_l_axe():
    debut, fin = date(2025, 11, 1), date(2026, 3, 1)
    assert debuts_de_mois(debut, fin) == [
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]
    assert debuts_de_mois(date(2025, 11, 2), date(2025, 12, 1)) == []
    assert position_date(debut, debut, fin) == 0
    assert position_date(date(2030, 1, 1), debut, fin) == 100
