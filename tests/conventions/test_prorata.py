"""R11: yearly amount prorata by day or by month."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conventions.prorata import BaseProrata, montant_prorata

ANNUEL = Decimal(24_000)


def test_24_000_par_an_du_1er_janvier_au_30_juin_2018_par_jour_11_901_37():
    montant = montant_prorata(ANNUEL, date(2018, 1, 1), date(2018, 6, 30), BaseProrata.JOUR)
    assert montant == Decimal("11901.37")


def test_24_000_par_an_du_1er_janvier_au_30_juin_2018_par_mois_12_000():
    montant = montant_prorata(ANNUEL, date(2018, 1, 1), date(2018, 6, 30), BaseProrata.MOIS)
    assert montant == Decimal("12000.00")


@pytest.mark.parametrize("base", BaseProrata)
@pytest.mark.parametrize("annee", [2018, 2024])
def test_une_annee_entiere_bissextile_ou_non_doit_l_annuel(base, annee):
    assert montant_prorata(ANNUEL, date(annee, 1, 1), date(annee, 12, 31), base) == ANNUEL


def test_mois_incomplet_compte_par_ses_jours():
    montant = montant_prorata(ANNUEL, date(2018, 4, 16), date(2018, 5, 31), BaseProrata.MOIS)
    assert montant == Decimal("3000.00")


def test_a_cheval_sur_une_annee_bissextile():
    montant = montant_prorata(Decimal(36_600), date(2023, 12, 31), date(2024, 1, 1), BaseProrata.JOUR)
    assert montant == Decimal("200.27")


def test_fin_avant_debut_refusee():
    with pytest.raises(ValueError, match="avant son début"):
        montant_prorata(ANNUEL, date(2018, 2, 1), date(2018, 1, 1), BaseProrata.JOUR)


@settings(deadline=None)
@given(
    st.dates(date(2015, 1, 1), date(2035, 1, 1)),
    st.integers(0, 900),
    st.integers(1, 900),
    st.sampled_from(BaseProrata),
)
def test_deux_periodes_qui_se_suivent_doivent_ce_que_doit_le_tout(debut, avant, apres, base):
    coupe, fin = debut + timedelta(days=avant), debut + timedelta(days=avant + apres)
    parts = montant_prorata(ANNUEL, debut, coupe, base) + montant_prorata(
        ANNUEL, coupe + timedelta(days=1), fin, base
    )
    assert abs(parts - montant_prorata(ANNUEL, debut, fin, base)) <= Decimal("0.01")
