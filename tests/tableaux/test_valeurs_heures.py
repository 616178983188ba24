"""Hours, in every way that people write them."""

import math
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.tableaux.valeurs import Illisible, lire_heures

LUES = {
    "151.67": "151.67",
    "151,67": "151.67",
    "151h40": "151.67",
    "151:40": "151.67",
    "151:40:00": "151.67",
    "151 h 40 min": "151.67",
    "7h30": "7.50",
    "7 H 30": "7.50",
    "35h": "35.00",
    "7,5 h": "7.50",
    "7.5 heures": "7.50",
    "45 min": "0.75",
    "PT135H25M00S": "135.42",
    "P5DT15H25M": "135.42",
    "1 234,5": "1234.50",
    "1\u202f234,50": "1234.50",
    "1.234,50": "1234.50",
    "1,234.50": "1234.50",
    "\u2212 5,5": "-5.50",
    "\u00a0151,67\u2009": "151.67",
    "１５１，６７": "151.67",
    "0,005": "0.01",
    ",5": "0.50",
}
REFUSEES = (
    *("abc", "NaN", "inf", "-Infinity", "1e308", "1E2", "151h75", "12:60", "151,67,5", "1 51,67", "=1+1"),
    *("9" * 400, "7h30h", "h", ":", "..", "7,5 jours", "03/02/2026", "1 234 5"),
)


@pytest.mark.parametrize(("ecrit", "attendu"), LUES.items())
def test_heures_ecrites(ecrit, attendu):
    assert lire_heures(ecrit) == Decimal(attendu)


@pytest.mark.parametrize("ecrit", REFUSEES)
def test_heures_refusees_en_texte(ecrit):
    with pytest.raises(Illisible) as refus:
        lire_heures(ecrit)
    assert refus.value.code == "FORMAT_HEURES"
    assert "151,67" in refus.value.attendu


@pytest.mark.parametrize("valeur", [math.nan, math.inf, -math.inf, 1e308, 10_000.0, True, date(2026, 2, 3)])
def test_heures_refusees_en_nombre(valeur):
    with pytest.raises(Illisible) as refus:
        lire_heures(valeur)
    assert refus.value.code == "FORMAT_HEURES"


@pytest.mark.parametrize("vide", ["", " ", "-", "–", "néant", "\u00a0"])
def test_heures_vides(vide):
    assert lire_heures(vide) is None


def test_fraction_de_jour_en_duree():
    assert lire_heures(timedelta(days=6, hours=7, minutes=40)) == Decimal("151.67")


@pytest.mark.parametrize("valeur", [datetime(1900, 1, 6, 7, 40), datetime(1904, 1, 7, 7, 40)])  # noqa: DTZ001
def test_fraction_de_jour_montree_comme_une_date(valeur):
    assert lire_heures(valeur) == Decimal("151.67")


@given(st.integers(0, 9_999 * 60))
def test_les_trois_ecritures_disent_la_meme_chose(minutes):
    heures = (Decimal(minutes) / 60).quantize(Decimal("0.01"), "ROUND_HALF_UP")
    for ecrit in (f"{minutes // 60}h{minutes % 60:02d}", f"{minutes // 60}:{minutes % 60:02d}", str(heures)):
        assert lire_heures(ecrit) == heures
    assert lire_heures(timedelta(minutes=minutes)) == heures


@given(
    st.one_of(
        st.text(max_size=40), st.floats(), st.integers(), st.booleans(), st.datetimes(), st.timedeltas()
    )
)
def test_rien_d_autre_qu_une_heure_un_vide_ou_un_refus(valeur):
    try:
        lu = lire_heures(valeur)
    except Illisible:
        return
    assert lu is None or abs(lu) <= 10_000
