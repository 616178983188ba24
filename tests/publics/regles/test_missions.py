"""Missions: contracts chained while no gap is longer than the setting."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from publics.regles.faits import Contrat
from publics.regles.missions import enchainer, jours_d_ecart, situer

CONTRATS = st.lists(
    st.builds(
        lambda debut, duree: Contrat(debut=debut, fin=None if duree is None else debut + timedelta(duree)),
        st.dates(date(2024, 1, 1), date(2027, 12, 31)),
        st.none() | st.integers(0, 90),
    ),
    max_size=7,
)


def test_les_jours_d_ecart_sont_ceux_d_entre_deux():
    assert jours_d_ecart(date(2026, 3, 27), date(2026, 4, 20)) == 23
    assert jours_d_ecart(date(2026, 3, 27), date(2026, 5, 4)) == 37
    assert jours_d_ecart(date(2026, 3, 27), date(2026, 3, 28)) == 0


def test_un_contrat_long_couvre_l_ecart_entre_deux_courts():
    longue = Contrat(debut=date(2026, 1, 1), fin=date(2026, 12, 31))
    courts = [Contrat(debut=date(2026, mois, 1), fin=date(2026, mois, 5)) for mois in (2, 6, 11)]
    (mission,) = enchainer([*courts, longue], 30)
    assert (mission.periode.debut, mission.periode.fin) == (date(2026, 1, 1), date(2026, 12, 31))


@settings(deadline=None)
@given(CONTRATS, st.integers(0, 60))
def test_les_missions_se_partagent_les_contrats_et_restent_ecartees(contrats, ecart):
    missions = enchainer(contrats, ecart)
    assert sorted(map(str, (c for m in missions for c in m.contrats))) == sorted(map(str, contrats))
    for avant, apres in pairwise(missions):
        assert jours_d_ecart(avant.periode.dernier, apres.periode.debut) > ecart


@settings(deadline=None)
@given(CONTRATS, st.randoms())
def test_l_ordre_des_contrats_ne_change_rien(contrats, hasard):
    melanges = list(contrats)
    hasard.shuffle(melanges)
    assert [m.periode for m in enchainer(melanges, 30)] == [m.periode for m in enchainer(contrats, 30)]


@settings(deadline=None)
@given(CONTRATS, st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_un_jour_est_toujours_dans_la_mission_ou_on_le_situe(contrats, jour):
    missions, rang = situer(contrats, jour, 30)
    assert jour in missions[rang].periode
