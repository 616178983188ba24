"""R1: hours from an amount, framework by orders, tranches, PACT."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marches.calcul_heures import (
    CalculHeures,
    CalculPact,
    ParametreInvalide,
    heures_de_tranche,
    heures_sur_commandes,
)


def test_un_million_a_50_pour_cent_et_5_pour_cent_a_30_euros_donne_833_h():
    calcul = CalculHeures(
        montant_ht=Decimal(1_000_000),
        part_main_oeuvre=Decimal("0.5"),
        taux_insertion=Decimal("0.05"),
        cout_horaire=Decimal(30),
    )
    assert calcul.heures == 833


def test_commandes_de_240_000_euros_a_30_h_pour_cent_mille_donnent_72_h():
    assert heures_sur_commandes(Decimal(240_000), Decimal(30)) == 72


def test_tranche_non_affermie_ne_doit_rien():
    assert heures_de_tranche(Decimal(400), affermie=False) == 0
    assert heures_de_tranche(Decimal(400), affermie=True) == 400


def pact(**change) -> CalculPact:
    return CalculPact(
        **{
            "montant_ht": Decimal(500_000),
            "mois": 48,
            "heures_reprises": Decimal(200),
            "taux_insertion": Decimal("0.05"),
            **change,
        }
    )


def test_pact_500_000_euros_48_mois_200_h_reprises_donne_520_h():
    assert pact().part_a_recruter == Decimal("0.52")
    assert pact().heures == 520
    assert pact().clause_conseillee


def test_pact_sans_part_a_recruter_deconseille_la_clause():
    calcul = pact(heures_reprises=Decimal(500))
    assert calcul.part_a_recruter < 0
    assert calcul.heures == 0
    assert not calcul.clause_conseillee


@pytest.mark.parametrize(("taux", "conseil"), [("0.0144", True), ("0.0143", False)])
def test_pact_sous_150_h_deconseille_la_clause(taux, conseil):
    assert pact(taux_insertion=Decimal(taux)).clause_conseillee is conseil


@pytest.mark.parametrize(
    "change",
    [
        {"cout_horaire": Decimal(0)},
        {"part_main_oeuvre": Decimal("1.2")},
        {"taux_insertion": Decimal("-0.1")},
        {"montant_ht": Decimal("NaN")},
    ],
)
def test_parametre_hors_bornes_dit_ce_qui_est_attendu(change):
    parametres = {
        "montant_ht": Decimal(1000),
        "part_main_oeuvre": Decimal("0.5"),
        "taux_insertion": Decimal("0.05"),
        "cout_horaire": Decimal(30),
    }
    with pytest.raises(ParametreInvalide, match="attendu"):
        CalculHeures(**{**parametres, **change})


@settings(deadline=None)
@given(
    st.integers(0, 10**8),
    st.decimals(0, 1, places=2),
    st.decimals(0, 1, places=2),
    st.integers(15, 60),
)
def test_plus_de_montant_ne_donne_jamais_moins_d_heures(montant, part, taux, cout):
    def heures(euros):
        return CalculHeures(
            montant_ht=Decimal(euros),
            part_main_oeuvre=part,
            taux_insertion=taux,
            cout_horaire=Decimal(cout),
        ).heures

    assert heures(montant) <= heures(montant + 10_000)
