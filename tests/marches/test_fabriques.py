"""The factories of the marchés give rows that the base accepts, in every state."""

from decimal import Decimal

import pytest

from marches.models import Attribution, Engagement
from tests.fabriques import marches as fabriques

TRAITS = [
    "identifie",
    "a_etude",
    "clause_retenue",
    "consultation",
    "sans_clause",
    "notifie",
    "suspendu",
    "receptionne",
    "acheve",
    "clos",
    "resilie",
]


@pytest.mark.parametrize("trait", TRAITS)
def test_un_lot_de_chaque_etat(territoire, trait):
    lot = fabriques.LotFactory(territoire=territoire, **{trait: True})
    lot.full_clean()
    assert lot.etat == {"consultation": "en_consultation"}.get(trait, trait)
    assert lot.marche.territoire_id == territoire.pk


def test_un_lot_avec_son_engagement_et_son_titulaire(territoire):
    lot = fabriques.LotFactory(territoire=territoire, avec_engagement=True, heures_engagees=Decimal(300))
    assert Engagement.objects.get(lot=lot).heures == 300
    assert Attribution.objects.get(lot=lot).entreprise.est_titulaire


def test_les_autres_fabriques(territoire):
    lot = fabriques.LotFactory(territoire=territoire)
    assert fabriques.EngagementFactory(territoire=territoire, lot=lot, tranche=True).ferme is False
    assert fabriques.CalculHeuresFactory(territoire=territoire, lot=lot).heures == 420
    assert fabriques.OperationFactory(territoire=territoire).donneur_ordre.est_donneur_ordre
