"""Dates and months, in every way that people write them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.tableaux.dates import lire_date, lire_mois, lire_naissance
from guichet.tableaux.valeurs import Illisible

FEVRIER = date(2026, 2, 3)


@pytest.mark.parametrize(
    "ecrit",
    [
        *("03/02/2026", "3/2/2026", "03-02-2026", "03.02.2026", "03 02 2026", "3/2/26", "03/02/2026 00:00"),
        *("2026-02-03", "2026-02-03T00:00:00", "2026/02/03", "3-févr.-26", "3-févr-2026", "3 février 2026"),
        *("mardi 3 février 2026", "3 FÉVRIER 2026", "03022026", "46056", "3-Feb-26", " 3\u00a0fevrier 2026 "),
        *(46056, 46056.0, 46056.5, 3022026, 20260203),
        *(date(2026, 2, 3), datetime(2026, 2, 3, 8, 30)),  # noqa: DTZ001
    ],
)
def test_date_ecrite(ecrit):
    assert lire_date(ecrit) == FEVRIER


def test_date_du_premier_du_mois():
    assert lire_date("1er mars 2026") == date(2026, 3, 1)


def test_date_31_septembre_dit_le_dernier_jour_du_mois():
    with pytest.raises(Illisible) as refus:
        lire_date("31/09/2026")
    assert refus.value.code == "FORMAT_DATE"
    assert refus.value.cause == "septembre 2026 compte 30 jours"
    assert refus.value.attendu == "une date jusqu’au 30/09/2026"


@pytest.mark.parametrize(
    "ecrit", ["29/02/2026", "12/13/2026", "00/01/2026", "abc", "2026", 2026, 12.5, True, "03/02/0026"]
)
def test_date_refusee(ecrit):
    with pytest.raises(Illisible) as refus:
        lire_date(ecrit)
    assert refus.value.code == "FORMAT_DATE"


def test_serie_1904():
    assert lire_date(44594, epoque=1904) == FEVRIER


def test_une_heure_n_est_pas_une_date():
    for valeur in (timedelta(hours=7), datetime(1900, 1, 6, 7, 40)):  # noqa: DTZ001
        with pytest.raises(Illisible):
            lire_date(valeur)


@pytest.mark.parametrize(
    ("ecrit", "annee"), [("03/02/68", 1968), ("03/02/05", 2005), ("03/02/99", 1999), ("03/02/17", 1917)]
)
def test_annee_de_naissance_a_deux_chiffres(ecrit, annee):
    assert lire_naissance(ecrit).year == annee


@pytest.mark.parametrize(
    "ecrit",
    [
        *("09/2026", "9/2026", "2026-09", "septembre 2026", "Sept.-26", "sept 26", "SEPTEMBRE 2026"),
        *("Relevé d’heures de septembre 2026", date(2026, 9, 17), "17/09/2026"),
    ],
)
def test_mois_ecrit(ecrit):
    assert lire_mois(ecrit) == date(2026, 9, 1)


@given(st.dates(date(1920, 1, 2), date(2100, 12, 30)))
def test_toutes_les_dates_reviennent(jour):
    assert lire_date(f"{jour:%d/%m/%Y}") == jour
    assert lire_date(jour.isoformat()) == jour
    assert lire_date((jour - date(1899, 12, 30)).days) == jour
    assert (
        lire_date((jour - date(1904, 1, 1)).days, epoque=1904) == jour
        or (jour - date(1904, 1, 1)).days < 5844
    )


@given(
    st.one_of(
        st.text(max_size=40), st.floats(), st.integers(), st.booleans(), st.datetimes(), st.timedeltas()
    )
)
def test_rien_d_autre_qu_une_date_un_vide_ou_un_refus(valeur):
    for lire in (lire_date, lire_naissance, lire_mois):
        try:
            lu = lire(valeur)
        except Illisible:
            continue
        assert lu is None or isinstance(lu, date)
