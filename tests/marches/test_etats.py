"""The life cycle of a lot holds together, and a marché sums up its lots."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marches import etats
from marches.etats import INITIAL, LIBELLES, ORDRE_RESUME, TERMINAUX, TRANSITIONS, resumer, transition

ETATS = st.sampled_from(sorted(LIBELLES))


def atteints(depart):
    vus, reste = {depart}, [depart]
    while reste:
        suivants = {t.cible for t in TRANSITIONS[reste.pop()]} - vus
        vus |= suivants
        reste += suivants
    return vus


def test_chaque_etat_est_atteint_depuis_le_premier():
    assert atteints(INITIAL) == set(LIBELLES) == set(TRANSITIONS) == set(ORDRE_RESUME)


@given(ETATS)
def test_aucune_impasse_sauf_les_etats_finaux(etat):
    assert (not TRANSITIONS[etat]) == (etat in TERMINAUX)
    assert atteints(etat) & TERMINAUX


@given(ETATS)
def test_un_verbe_mene_a_un_seul_etat(etat):
    verbes = [t.verbe for t in TRANSITIONS[etat]]
    assert len(verbes) == len(set(verbes))
    assert all(t.cible != etat for t in TRANSITIONS[etat])


@given(st.lists(st.integers(0, 10), max_size=30))
def test_un_parcours_au_hasard_ne_sort_jamais_du_cycle(choix):
    etat = INITIAL
    for rang in choix:
        if etat in TERMINAUX:
            break
        suivantes = TRANSITIONS[etat]
        etat = suivantes[rang % len(suivantes)].cible
        assert etat in LIBELLES


JUSQU_A_LA_CONSULTATION = "etudier retenir_clause lancer_consultation"


@pytest.mark.parametrize(
    "chemin",
    [
        f"{JUSQU_A_LA_CONSULTATION} notifier demarrer suspendre reprendre_execution receptionner clore",
        f"{JUSQU_A_LA_CONSULTATION} notifier demarrer achever clore",
        f"{JUSQU_A_LA_CONSULTATION} declarer_infructueux relancer_consultation declarer_sans_suite",
        f"{JUSQU_A_LA_CONSULTATION} reporter_tranche affermir_tranche demarrer lever_clause clore",
        "etudier ecarter_clause rouvrir_etude retenir_clause notifier_sans_consultation resilier clore",
        "reprendre demarrer receptionner clore",
    ],
)
def test_parcours_de_la_specification(chemin):
    etat = INITIAL
    for verbe in chemin.split():
        etat = transition(etat, verbe).cible
    assert etat in TERMINAUX


def test_les_actes_ordinaires_existent_et_un_seul_par_etat_fait_avancer_un_marche_de_travaux():
    verbes = {t.verbe for source in TRANSITIONS.values() for t in source}
    assert verbes >= etats.ORDINAIRES
    for source in TRANSITIONS.values():
        ordinaires = [t for t in source if t.verbe in etats.ORDINAIRES and "hors_travaux" not in t.gardes]
        assert len(ordinaires) <= 1


@pytest.mark.parametrize(
    ("etat", "verbe"),
    [
        ("identifie", "notifier"),
        ("en_consultation", "demarrer"),
        ("clos", "demarrer"),
        ("suspendu", "receptionner"),
    ],
)
def test_saut_refuse(etat, verbe):
    assert transition(etat, verbe) is None


def test_reception_pour_les_travaux_achevement_pour_le_reste():
    assert "travaux" in transition("en_cours", "receptionner").gardes
    assert "hors_travaux" in transition("en_cours", "achever").gardes


def test_lever_la_clause_demande_un_accord_ecrit():
    levees = [t for source in TRANSITIONS.values() for t in source if t.cible == etats.CLAUSE_LEVEE]
    assert all({"motif", "accord_ecrit"} <= set(t.gardes) for t in levees)


def test_clore_attend_que_plus_aucune_heure_ne_soit_en_attente():
    closes = [t for source in TRANSITIONS.values() for t in source if t.cible == etats.CLOS]
    assert {t.gardes for t in closes} == {("aucune_heure_en_attente",)}


def test_un_marche_sans_lot_n_a_pas_d_etat():
    assert resumer([]) is None


@pytest.mark.parametrize(
    ("lots", "libelle"),
    [
        (["en_cours"], "En cours"),
        (["en_cours", "en_cours", "clos"], "En cours (2 lots sur 3)"),
        (["receptionne", "suspendu", "clos"], "Suspendu (1 lot sur 3)"),
        (["clos", "sans_clause"], "Clôturé (1 lot sur 2)"),
        (["sans_clause", "sans_clause"], "Sans clause"),
        (["identifie", "a_etude"], "À l’étude (1 lot sur 2)"),
    ],
)
def test_resume_d_un_marche(lots, libelle):
    assert resumer(lots).libelle == libelle


@given(st.lists(ETATS, min_size=1))
def test_le_resume_compte_chaque_lot_une_fois(lots):
    resume = resumer(lots)
    assert sum(resume.lots.values()) == len(lots)
    assert resume.etat in lots
    assert resume == resumer(reversed(lots))


@given(st.lists(ETATS, min_size=1))
def test_un_marche_est_clos_quand_plus_rien_n_est_a_faire(lots):
    if resumer(lots).etat in {etats.CLOS, etats.SANS_CLAUSE, etats.SANS_SUITE}:
        assert set(lots) <= {etats.CLOS, etats.SANS_CLAUSE, etats.SANS_SUITE}
