"""R5: due date, reminders, delay; public holidays of every zone."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publics.regles.codes import Code
from publics.regles.faits import Periode
from publics.regles.jours_feries import Zone, est_ouvre, jours_feries, paques
from publics.regles.parametres import Parametres
from publics.regles.r5_echeances import echeance, ponctualite, releve_attendu

PARAMETRES = Parametres()


@pytest.mark.parametrize(
    ("annee", "mois", "jour"),
    [(1961, 4, 2), (2000, 4, 23), (2008, 3, 23), (2011, 4, 24), (2024, 3, 31), (2026, 4, 5), (2038, 4, 25)],
)
def test_paques(annee, mois, jour):
    assert paques(annee) == date(annee, mois, jour)


@settings(deadline=None)
@given(st.integers(1950, 2200))
def test_paques_est_un_dimanche_entre_le_22_mars_et_le_25_avril(annee):
    assert paques(annee).isoweekday() == 7
    assert date(annee, 3, 22) <= paques(annee) <= date(annee, 4, 25)


def test_onze_jours_feries_en_metropole_en_2026():
    assert sorted(jours_feries(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 8),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 7, 14),
        date(2026, 8, 15),
        date(2026, 11, 1),
        date(2026, 11, 11),
        date(2026, 12, 25),
    ]


@pytest.mark.parametrize(
    ("zone", "propres"),
    [
        (Zone.METROPOLE, set()),
        (Zone.SAINT_PIERRE_ET_MIQUELON, set()),
        (Zone.ALSACE_MOSELLE, {date(2026, 4, 3), date(2026, 12, 26)}),
        (Zone.GUADELOUPE, {date(2026, 5, 27)}),
        (Zone.GUYANE, {date(2026, 6, 10)}),
        (Zone.MARTINIQUE, {date(2026, 5, 22)}),
        (Zone.LA_REUNION, {date(2026, 12, 20)}),
        (Zone.MAYOTTE, {date(2026, 4, 27)}),
        (Zone.SAINT_BARTHELEMY, {date(2026, 10, 9)}),
        (Zone.SAINT_MARTIN, {date(2026, 5, 28)}),
    ],
)
def test_jours_propres_a_chaque_zone(zone, propres):
    assert jours_feries(2026, zone) - jours_feries(2026) == propres
    assert not any(est_ouvre(jour, zone) for jour in propres)


def test_un_jour_chome_par_usage_local_reporte_l_echeance():
    parametres = Parametres(feries_locaux=frozenset({date(2026, 12, 10)}))
    assert echeance(date(2026, 11, 1), parametres).due_le == date(2026, 12, 11)


def test_rappels_les_5_10_et_11_d_un_mois_ordinaire():
    novembre = echeance(date(2026, 11, 15), PARAMETRES)
    assert novembre.rappels == (date(2026, 12, 5), date(2026, 12, 10), date(2026, 12, 11))


def test_les_rappels_suivent_une_echeance_reportee():
    septembre = echeance(date(2026, 9, 1), PARAMETRES)
    assert septembre.rappels == (date(2026, 10, 5), date(2026, 10, 12), date(2026, 10, 13))


@settings(deadline=None)
@given(st.dates(date(2000, 1, 1), date(2100, 11, 30)), st.integers(1, 31), st.sampled_from(Zone))
def test_l_echeance_est_toujours_ouvree_et_apres_le_mois(mois, rang, zone):
    dates = echeance(mois, Parametres(jour_echeance=rang, zone_feriee=zone))
    assert est_ouvre(dates.due_le, zone)
    assert dates.due_le > mois
    assert dates.en_retard_le == dates.due_le + timedelta(days=1)


@pytest.mark.parametrize(
    ("au", "depose", "code", "retard"),
    [
        (date(2026, 10, 12), None, Code.R5_A_VENIR, 0),
        (date(2026, 10, 13), None, Code.R5_EN_RETARD, 1),
        (date(2026, 11, 1), date(2026, 10, 12), Code.R5_DEPOSE_A_TEMPS, 0),
        (date(2026, 11, 1), date(2026, 10, 15), Code.R5_EN_RETARD, 3),
    ],
)
def test_ponctualite(au, depose, code, retard):
    verdict = ponctualite(echeance(date(2026, 9, 1), PARAMETRES), au, depose)
    assert verdict.code == code
    assert verdict.valeurs.get("jours_de_retard", 0) == retard


@pytest.mark.parametrize(
    ("debut", "fin", "attendu"),
    [
        (date(2026, 9, 30), None, True),
        (date(2026, 8, 1), date(2026, 9, 1), True),
        (date(2026, 8, 1), date(2026, 8, 31), False),
        (date(2026, 10, 1), None, False),
    ],
)
def test_releve_attendu_si_une_mission_recouvre_le_mois(debut, fin, attendu):
    assert releve_attendu(date(2026, 9, 12), [Periode(debut, fin)]) is attendu
