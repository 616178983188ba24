"""Lists of lots show the hours that the relevés validated."""

from decimal import Decimal

from marches import heures_des_lots
from marches.models import Lot
from publics.models import LigneReleve, Releve
from tests.fabriques.marches import LotFactory
from tests.fabriques.publics import MissionFactory


def test_les_heures_validees_d_un_lot_viennent_des_relevés_courants(territoire):
    lot = LotFactory(territoire=territoire)
    vide = LotFactory(territoire=territoire)
    mission = MissionFactory(territoire=territoire, lot=lot)
    releve = Releve.objects.create(
        territoire=territoire, employeur=mission.employeur, mois="2026-09-01", attendu_le="2026-10-12"
    )
    for rang, (validees, a_decider, courante) in enumerate(((30, 5, True), (12, 0, False)), start=1):
        LigneReleve.objects.create(
            territoire=territoire,
            releve=releve,
            employeur=mission.employeur,
            mission=mission,
            participant=mission.participant,
            lot=lot,
            mois="2026-09-01",
            numero=rang,
            rang=rang,
            heures=Decimal(40),
            heures_validees=validees,
            heures_a_decider=a_decider,
            etat="validee",
            courante=courante,
        )
    lues = dict(
        Lot.objects.filter(pk__in=[lot.pk, vide.pk])
        .annotate(lues=heures_des_lots.validees())
        .values_list("pk", "lues")
    )
    assert lues == {lot.pk: Decimal("30.00"), vide.pk: Decimal("0.00")}
    assert heures_des_lots.en_attente(lot) == Decimal("5.00")
