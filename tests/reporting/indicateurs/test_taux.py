"""R8 and R9 on the figures of the field."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.indicateurs.taux import BASE_NATIONALE, HeuresLot, etp, realisation


def lot(engagees, validees, receptionne=True) -> HeuresLot:
    return HeuresLot(engagees=Decimal(engagees), validees=Decimal(validees), receptionne=receptionne)


def test_deux_lots_recus_et_un_en_cours_102_5_pour_cent_1_sur_2_plafonne_87_5_avancement_45():
    resultat = realisation([lot(300, 420), lot(500, 400), lot(200, 90, receptionne=False)])
    assert resultat.taux == Decimal("1.025")
    assert (resultat.lots_atteints, resultat.lots_receptionnes) == (1, 2)
    assert resultat.taux_plafonne == Decimal("0.875")
    assert resultat.avancement == Decimal("0.45")
    assert resultat.lots_en_cours == 1


def test_sans_lot_recu_il_n_y_a_pas_de_taux():
    resultat = realisation([lot(200, 90, receptionne=False)])
    assert resultat.taux is None
    assert resultat.taux_plafonne is None
    assert (resultat.lots_atteints, resultat.lots_receptionnes) == (0, 0)


def test_lot_recu_sans_heure_due_n_est_pas_compte_comme_atteint():
    resultat = realisation([lot(0, 12), lot(100, 100)])
    assert (resultat.lots_atteints, resultat.lots_receptionnes) == (1, 1)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 5000)), max_size=8))
def test_le_taux_plafonne_ne_depasse_ni_100_pour_cent_ni_le_taux(couples):
    resultat = realisation([lot(engagees, validees) for engagees, validees in couples])
    if resultat.taux is not None:
        assert 0 <= resultat.taux_plafonne <= min(1, resultat.taux)


def test_nantes_933_160_h_font_511_etp_en_base_1826_25():
    assert etp(Decimal(933_160), Decimal("1826.25"), decimales=0) == 511


def test_france_25_124_684_h_font_15_702_9_etp_en_base_1600():
    assert etp(Decimal(25_124_684), BASE_NATIONALE) == Decimal("15702.9")


def test_base_etp_par_defaut_1607():
    assert etp(Decimal(16_070)) == 10


def test_base_etp_nulle_refusee():
    with pytest.raises(ValueError, match="plus que zéro"):
        etp(Decimal(10), Decimal(0))
