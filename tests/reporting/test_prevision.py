"""Expected hours, pace and forecast of a lot, on the drawn example and at the edges."""

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publics.regles.calendrier import ajouter_mois
from reporting.suivi.prevision import MoisLu, heures_attendues, mois_restants, situation

JOUR = date(2026, 11, 5)
DEBUT, FIN = date(2026, 1, 12), date(2027, 3, 31)
VALIDEES = ("42", "96.5", "112", "84", "128.5", "98", "21", "105")


def lot_dessine(**champs):
    mois = {date(2026, 2 + rang, 1): MoisLu(validees=D(v)) for rang, v in enumerate(VALIDEES)}
    mois[date(2026, 6, 1)] = MoisLu(validees=D("128.5"), a_decider=D(63))
    mois[date(2026, 10, 1)] = MoisLu(declarees=D("118.5"))
    return situation(**{"engagees": D(1280), "debut": DEBUT, "fin": FIN, "mois": mois, "jour": JOUR} | champs)


def test_le_lot_dessine_prevoit_1213_heures_67_sous_l_engagement():
    lu = lot_dessine()
    assert (lu.validees, lu.declarees, lu.a_decider) == (D(687), D("118.5"), D(63))
    assert round(lu.attendues) == 859
    assert (lu.rythme, lu.necessaire, lu.prevision, lu.manque) == (D("81.5"), D("94.9"), D(1213), D(67))
    assert lu.risque == ("À surveiller", "surveiller")


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        (date(2026, 9, 30), 755),
        (date(2026, 10, 31), 845),
        (date(2026, 1, 11), 0),
        (FIN, 1280),
        (date(2028, 1, 1), 1280),
    ],
)
def test_les_heures_attendues_croissent_du_debut_a_la_fin(jour, attendu):
    assert round(heures_attendues(D(1280), DEBUT, FIN, jour)) == attendu


def test_sans_dates_rien_n_est_attendu_ni_prevu():
    lu = situation(engagees=D(420), debut=None, fin=None, mois={}, jour=JOUR)
    assert (lu.attendues, lu.prevision) == (None, None)
    assert lu.risque[0] == "Dates à saisir"


def test_un_lot_qui_vient_de_commencer_n_est_pas_a_risque():
    lu = situation(engagees=D(420), debut=date(2026, 10, 20), fin=date(2027, 10, 20), mois={}, jour=JOUR)
    assert lu.risque == ("Vient de commencer", "information")


def test_un_lot_sans_heure_a_mi_course_est_a_risque_eleve():
    lu = situation(engagees=D(420), debut=date(2026, 2, 2), fin=date(2027, 6, 30), mois={}, jour=JOUR)
    assert lu.prevision == 0
    assert lu.risque == ("Élevé", "risque")


def test_un_mois_clos_sans_heure_ralentit_le_rythme():
    mois = {date(2026, m, 1): MoisLu(validees=D(90)) for m in (7, 8, 9)}
    champs = {"engagees": D(900), "debut": date(2026, 7, 1), "fin": date(2026, 12, 31), "mois": mois}
    assert situation(**champs, jour=JOUR).rythme == D(90)
    assert situation(**champs, jour=JOUR, clos=date(2026, 10, 1)).rythme == D(60)


def test_le_mois_en_cours_ne_compte_pas_dans_le_rythme():
    lu = lot_dessine(
        mois={date(2026, 10, 1): MoisLu(validees=D(60)), date(2026, 11, 1): MoisLu(declarees=D(5))}
    )
    assert lu.connu == date(2026, 10, 1)
    assert lu.rythme == D(20)


@pytest.mark.parametrize(
    ("fin", "restants"),
    [(FIN, 5), (date(2026, 11, 15), D("0.5")), (date(2026, 10, 31), 0), (date(2026, 9, 1), 0)],
)
def test_les_mois_restants_comptent_le_dernier_en_part(fin, restants):
    assert mois_restants(date(2026, 10, 1), fin) == restants


@given(
    validees=st.lists(st.decimals(0, 300, places=2), max_size=14),
    engagees=st.decimals(0, 5000, places=2),
    duree=st.integers(0, 40),
    passe=st.integers(0, 40),
)
def test_la_prevision_n_est_jamais_sous_ce_qui_est_fait_et_l_attendu_jamais_au_dela(
    validees, engagees, duree, passe
):
    debut = date(2025, 1, 1)
    mois = {ajouter_mois(debut, rang): MoisLu(validees=v) for rang, v in enumerate(validees)}
    fin = ajouter_mois(debut, duree)
    lu = situation(engagees=engagees, debut=debut, fin=fin, mois=mois, jour=ajouter_mois(debut, passe))
    assert lu.prevision is None or lu.prevision >= lu.validees.quantize(D(1), "ROUND_HALF_UP")
    assert 0 <= lu.attendues <= engagees
