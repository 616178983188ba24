"""R6: what counts, shared training, invoices, globalisation."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publics.regles.codes import Code
from publics.regles.faits import Contrat, NatureContrat, TypeEmployeur
from publics.regles.globalisation import Allocation, controler_globalisation
from publics.regles.parametres import Parametres
from publics.regles.r6_heures_comptees import (
    HeuresSaisies,
    contrat_recevable,
    heures_comptees,
    heures_sur_facture,
    repartir_formation,
)
from publics.regles.verdict import Gravite

SAISIES = HeuresSaisies(
    travail=Decimal(100),
    supplementaires=Decimal(8),
    formation=Decimal(21),
    conges=Decimal(14),
    feries=Decimal(7),
    tutorat=Decimal(3),
    pmsmp=Decimal(5),
)
CENTIEMES = st.integers(0, 30_000).map(lambda n: Decimal(n) / 100)


@pytest.mark.parametrize("type_employeur", [TypeEmployeur.ETTI, TypeEmployeur.AI, TypeEmployeur.EI])
def test_travail_et_heures_supplementaires_une_pour_une_sans_formation(type_employeur):
    comptees = heures_comptees(SAISIES, type_employeur)
    assert (comptees.entreprise, comptees.formation, comptees.total) == (108, 0, 108)
    assert comptees.ecartees == 50


@pytest.mark.parametrize(
    ("type_employeur", "nature"),
    [
        (TypeEmployeur.GEIQ, NatureContrat.AUTRE),
        (TypeEmployeur.TITULAIRE, NatureContrat.APPRENTISSAGE),
        (TypeEmployeur.SOUS_TRAITANT, NatureContrat.PROFESSIONNALISATION),
    ],
)
def test_geiq_et_alternance_formation_comptee_a_part(type_employeur, nature):
    comptees = heures_comptees(SAISIES, type_employeur, nature)
    assert (comptees.entreprise, comptees.formation, comptees.ecartees) == (108, 21, 29)


def test_formation_partagee_au_prorata_des_heures_en_entreprise():
    parts = repartir_formation(Decimal(35), {"A": Decimal(60), "B": Decimal(45)})
    assert parts == {"A": Decimal("20.00"), "B": Decimal("15.00")}


def test_formation_en_tiers_sans_perdre_un_centieme():
    parts = repartir_formation(Decimal(10), dict.fromkeys("ABC", Decimal(50)))
    assert parts == {"A": Decimal("3.34"), "B": Decimal("3.33"), "C": Decimal("3.33")}


def test_sans_heure_en_entreprise_rien_a_partager():
    with pytest.raises(ValueError, match="aucune heure en entreprise"):
        repartir_formation(Decimal(35), {"A": Decimal(0)})


@settings(deadline=None)
@given(CENTIEMES, st.dictionaries(st.sampled_from("ABCDEFG"), CENTIEMES, min_size=1))
def test_les_parts_de_formation_font_exactement_le_tout(formation, par_lot):
    if sum(par_lot.values()) == 0:
        return
    parts = repartir_formation(formation, par_lot)
    assert sum(parts.values()) == formation
    assert all(part >= 0 and part == round(part, 2) for part in parts.values())
    for lot, heures in par_lot.items():
        assert abs(parts[lot] - formation * heures / sum(par_lot.values())) < Decimal("0.01")


def test_ea_sans_liste_heures_estimees_sur_facture():
    assert heures_sur_facture(Decimal(1000), Parametres()) == Decimal("33.33")
    assert heures_sur_facture(Decimal(1000), Parametres(taux_horaire_facture=Decimal(25))) == 40


@pytest.mark.parametrize(
    ("change", "type_employeur", "code"),
    [
        ({"permanent": True}, TypeEmployeur.ACI, Code.R6_SALARIE_PERMANENT),
        ({}, TypeEmployeur.TITULAIRE, Code.R6_EMBAUCHE_AVANT_NOTIFICATION),
        ({}, TypeEmployeur.COTRAITANT, Code.R6_EMBAUCHE_AVANT_NOTIFICATION),
        ({"globalise": True}, TypeEmployeur.TITULAIRE, None),
        ({}, TypeEmployeur.ETTI, None),
        ({"debut": date(2026, 4, 16)}, TypeEmployeur.TITULAIRE, None),
        (
            {"debut": date(2026, 4, 16), "embauche_le": date(2025, 1, 6)},
            TypeEmployeur.TITULAIRE,
            Code.R6_EMBAUCHE_AVANT_NOTIFICATION,
        ),
    ],
)
def test_contrats_qui_ne_comptent_jamais(change, type_employeur, code):
    contrat = Contrat(**{"debut": date(2026, 2, 1), **change})
    verdict = contrat_recevable(contrat, type_employeur, notifie_le=date(2026, 4, 15))
    assert (verdict and verdict.code) == code
    assert verdict is None or verdict.gravite is Gravite.REFUSEE


def allocation(lot, heures, donneur=None, *, accord=True):
    return Allocation(lot=lot, heures=Decimal(heures), donneur_ordre=donneur, accord=accord)


@pytest.mark.parametrize(
    ("allocations", "code"),
    [
        ([allocation("A", 60), allocation("B", 91)], Code.R6_GLOBALISATION_ACCEPTEE),
        ([allocation("A", 60), allocation("A", 10)], Code.R6_GLOBALISATION_EN_DOUBLE),
        ([allocation("A", 60), allocation("B", 50, accord=False)], Code.R6_GLOBALISATION_SANS_ACCORD),
        (
            [allocation("A", 60, "ville", accord=False), allocation("B", 50, "ville", accord=False)],
            Code.R6_GLOBALISATION_ACCEPTEE,
        ),
        ([allocation("A", 152)], Code.R6_GLOBALISATION_DEPASSEE),
    ],
)
def test_globalisation(allocations, code):
    assert controler_globalisation(Decimal("151.67"), allocations).code == code


@settings(deadline=None)
@given(CENTIEMES, st.lists(st.integers(1, 30_000), max_size=6))
def test_une_globalisation_acceptee_ne_compte_jamais_une_heure_deux_fois(heures, centiemes):
    allocations = [allocation(str(rang), Decimal(n) / 100) for rang, n in enumerate(centiemes)]
    verdict = controler_globalisation(heures, allocations)
    alloue = sum(a.heures for a in allocations)
    assert (verdict.code == Code.R6_GLOBALISATION_ACCEPTEE) is (alloue <= heures)
    assert verdict.valeurs["alloue"] + verdict.valeurs["reste"] - verdict.valeurs["trop"] == heures
