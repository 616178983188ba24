"""The demonstration is built whatever the day: first days of a year or a month, 29 February."""

from datetime import date

import pytest
from django.db import transaction

from guichet.base.horloge import figer
from guichet.entree.demo.construction import construire
from guichet.models import Territoire
from guichet.territoires.contexte import contexte
from publics.models import Prescription, Releve


@pytest.mark.lent
@pytest.mark.django_db
@pytest.mark.parametrize("jour", [date(2027, 1, 4), date(2028, 2, 29), date(2026, 12, 1)], ids=str)
def test_la_demonstration_se_construit(jour):
    with transaction.atomic(), figer(jour):
        construire()
        with contexte(Territoire.objects.get(slug="niort").pk):
            assert Prescription.objects.filter(etat="transmise").exists()
            assert Releve.objects.filter(etat="depose").exists()
        transaction.set_rollback(True)
