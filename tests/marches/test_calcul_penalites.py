"""R10: penalty at stake, as written in the marché, capped."""

from decimal import Decimal

import pytest

from marches.calcul_penalites import BasePenalite, ClausePenalite, penalite

CENT_HEURES = Decimal(100)


def test_sans_clause_ecrite_aucune_penalite():
    assert penalite(None, heures_manquantes=CENT_HEURES) == 0


def test_objectif_atteint_aucune_penalite():
    clause = ClausePenalite(base=BasePenalite.HEURE, valeur=Decimal(40))
    assert penalite(clause, heures_manquantes=Decimal(-3)) == 0


def test_par_heure_non_realisee():
    clause = ClausePenalite(base=BasePenalite.HEURE, valeur=Decimal("40.50"))
    assert penalite(clause, heures_manquantes=CENT_HEURES) == Decimal("4050.00")


def test_en_multiple_du_smic():
    clause = ClausePenalite(base=BasePenalite.SMIC, valeur=Decimal(2))
    montant = penalite(clause, heures_manquantes=CENT_HEURES, smic_horaire=Decimal("12.02"))
    assert montant == Decimal("2404.00")
    with pytest.raises(ValueError, match="SMIC"):
        penalite(clause, heures_manquantes=CENT_HEURES)


def test_par_jour_de_retard_plafonnee():
    clause = ClausePenalite(base=BasePenalite.JOUR, valeur=Decimal(150), plafond=Decimal(1000))
    assert penalite(clause, heures_manquantes=CENT_HEURES, jours_de_retard=5) == Decimal("750.00")
    assert penalite(clause, heures_manquantes=CENT_HEURES, jours_de_retard=30) == Decimal("1000.00")
