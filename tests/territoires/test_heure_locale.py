"""Hours are written as clocks show them where the territoire stands."""

import datetime
from zoneinfo import ZoneInfo

from guichet.base.dates import instant
from guichet.base.horloge import figer
from tests.fabriques.publics import PrescriptionFactory


def test_une_heure_se_lit_a_l_heure_du_territoire(connecter, territoire):
    territoire.fuseau = "Indian/Reunion"  # UTC+4
    territoire.save()
    tard = datetime.datetime(2026, 10, 31, 21, 30, tzinfo=datetime.UTC)
    fiche = PrescriptionFactory(territoire=territoire, transmise_le=tard)
    with figer(datetime.date(2026, 11, 5)):
        page = connecter("facilitateur", territoire).get(f"/t/{territoire.slug}/publics/fiches/{fiche.pk}/")
    texte = page.content.decode()
    assert instant(tard.astimezone(ZoneInfo("Indian/Reunion"))) in texte
    assert instant(tard) not in texte
