"""R12: the two examples of the specification by name, then the thresholds, the dates and the exemptions."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marches.calcul_obligation import (
    A_VERIFIER,
    ACHETEURS,
    NATURES,
    NON_SOUMIS,
    SOUMIS,
    Exemption,
    qualifier_obligation,
    totaliser_besoin,
)
from marches.donnees import debut_obligation, seuils_r12

MILLION = Decimal(1_000_000)
LANCEMENT = date(2026, 9, 1)
MONTANTS = st.decimals(0, 10**8, places=2)
COMPLETE = Exemption("sans_lien", "Achat d’un logiciel sur étagère.", "A. Martin", date(2026, 8, 30))


def qualifier(**faits):
    defaut = {"lancement": LANCEMENT, "besoin_total": 10 * MILLION, "acheteur": "local", "nature": "services"}
    return qualifier_obligation(**defaut | faits)


def test_services_locaux_300_000_avis_du_18_aout_2026_non_soumis():
    verdict = qualifier(lancement=date(2026, 8, 18), besoin_total=Decimal(300_000))
    assert (verdict.statut, verdict.code) == (NON_SOUMIS, "R12_ANTERIEUR")
    assert verdict.phrase == "Consultation lancée le 18/08/2026, avant le 22/08/2026 : non soumis."


def test_travaux_trois_lots_de_2_millions_avis_du_24_aout_2026_tous_soumis():
    besoin = totaliser_besoin([2 * MILLION] * 3)
    verdict = qualifier(lancement=date(2026, 8, 24), besoin_total=besoin, nature="travaux")
    assert (verdict.statut, verdict.code) == (SOUMIS, "R12_SOUMIS")
    assert "6\u00a0000\u00a0000\u00a0€" in verdict.phrase
    assert "chaque lot" in verdict.phrase


def test_un_lot_de_2_millions_seul_serait_sous_le_seuil():
    verdict = qualifier(besoin_total=2 * MILLION, nature="travaux")
    assert (verdict.statut, verdict.seuil_ht) == (NON_SOUMIS, Decimal(5_404_000))


@pytest.mark.parametrize(
    ("acheteur", "nature", "seuil"),
    [
        ("etat", "services", 140_000),
        ("etat", "fournitures", 140_000),
        ("local", "services", 216_000),
        ("entite_adjudicatrice", "fournitures", 432_000),
        ("etat", "travaux", 5_404_000),
        ("local", "travaux", 5_404_000),
        ("entite_adjudicatrice", "travaux", 5_404_000),
        ("local", "concession", 5_404_000),
    ],
)
def test_seuils_2026_2027(acheteur, nature, seuil):
    sous = qualifier(acheteur=acheteur, nature=nature, besoin_total=Decimal(seuil) - Decimal("0.01"))
    au = qualifier(acheteur=acheteur, nature=nature, besoin_total=Decimal(seuil))
    assert (sous.code, au.code) == ("R12_SOUS_SEUIL", "R12_SOUMIS")


@pytest.mark.parametrize(
    ("jour", "code"),
    [
        (date(2026, 8, 21), "R12_ANTERIEUR"),
        (date(2026, 8, 22), "R12_SOUMIS"),
        (date(2027, 12, 31), "R12_SOUMIS"),
        (date(2028, 1, 1), "R12_SEUIL_INCONNU"),
    ],
)
def test_dates_limites(jour, code):
    assert qualifier(lancement=jour).code == code


@pytest.mark.parametrize(
    ("faits", "code"),
    [
        ({"lancement": None}, "R12_DATE_INCONNUE"),
        ({"besoin_total": None}, "R12_BESOIN_INCONNU"),
        ({"acheteur": None}, "R12_ACHETEUR_INCONNU"),
        ({"origine": "decp"}, "R12_DECP"),
    ],
)
def test_donnee_inconnue_a_verifier(faits, code):
    verdict = qualifier(**faits)
    assert (verdict.statut, verdict.code) == (A_VERIFIER, code)
    assert verdict.phrase.startswith("À vérifier : ")


def test_acheteur_prive_non_soumis():
    assert qualifier(acheteur="prive").code == "R12_ACHETEUR_PRIVE"


def test_besoin_total_inconnu_si_un_lot_n_est_pas_estime():
    assert totaliser_besoin([MILLION, None]) is None
    assert totaliser_besoin([]) is None


def test_exemption_complete():
    verdict = qualifier(exemption=COMPLETE)
    assert (verdict.statut, verdict.code) == (NON_SOUMIS, "R12_EXEMPTE")
    assert "exempté le 30/08/2026 par A. Martin" in verdict.phrase


@pytest.mark.parametrize(
    ("exemption", "manque"),
    [
        (Exemption("autre", "Raison.", "A. Martin", LANCEMENT), "un motif reconnu"),
        (Exemption("sans_lien", " ", "A. Martin", LANCEMENT), "ses raisons"),
        (Exemption("sans_lien", "Raison.", "", LANCEMENT), "son auteur"),
        (Exemption("sans_lien", "Raison.", "A. Martin", None), "sa date"),
    ],
)
def test_exemption_incomplete_a_verifier(exemption, manque):
    verdict = qualifier(exemption=exemption)
    assert (verdict.statut, verdict.code) == (A_VERIFIER, "R12_EXEMPTION_INCOMPLETE")
    assert verdict.phrase == f"À vérifier : l’exemption ne dit pas {manque}."


def test_travaux_courts_ne_vaut_que_pour_des_travaux():
    courts = Exemption("travaux_courts", "Quatre mois.", "A. Martin", LANCEMENT)
    assert qualifier(exemption=courts).code == "R12_EXEMPTION_INADAPTEE"
    assert qualifier(exemption=courts, nature="travaux").code == "R12_EXEMPTE"


def test_travaux_le_meme_seuil_pour_un_acheteur_non_precise():
    assert qualifier(acheteur=None, nature="travaux").code == "R12_SOUMIS"


@pytest.mark.parametrize("faits", [{"acheteur": "inconnu"}, {"nature": "divers"}])
def test_code_inconnu_est_une_erreur_de_programme(faits):
    with pytest.raises(ValueError, match="inconnus"):
        qualifier(**faits)


FAITS = st.fixed_dictionaries(
    {
        "lancement": st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        "besoin_total": st.none() | MONTANTS,
        "acheteur": st.sampled_from(sorted(ACHETEURS)),
        "nature": st.sampled_from(sorted(NATURES)),
        "exemption": st.none() | st.just(COMPLETE),
    }
)


@given(FAITS)
def test_decp_toujours_a_verifier(faits):
    assert qualifier_obligation(**faits, origine="decp").statut == A_VERIFIER


@given(FAITS, MONTANTS)
def test_un_besoin_plus_grand_ne_libere_jamais(faits, plus):
    verdict = qualifier_obligation(**faits)
    if verdict.statut == SOUMIS:
        assert qualifier_obligation(**faits | {"besoin_total": faits["besoin_total"] + plus}).statut == SOUMIS


@given(st.integers(1, 3000), MONTANTS)
def test_rien_n_est_soumis_avant_la_date_d_effet(jours, besoin):
    assert (
        qualifier(lancement=debut_obligation() - timedelta(days=jours), besoin_total=besoin).statut
        == NON_SOUMIS
    )


def test_une_table_propre_remplace_celle_livree():
    seuils = tuple(s for s in seuils_r12() if s.categorie != "local")
    assert qualifier(seuils=seuils).code == "R12_SEUIL_INCONNU"
