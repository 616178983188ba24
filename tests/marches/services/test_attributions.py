"""Who holds a lot: one titulaire or one mandataire, cotraitants with a mandataire, shares that add up."""

from decimal import Decimal

import pytest

from guichet.base.erreurs import Refus
from marches.models import Attribution
from marches.services.attributions import attribuer, ecart_des_parts, modifier_part, retirer_attribution
from tests.fabriques.guichet import ActeurFactory
from tests.fabriques.marches import LotFactory


@pytest.fixture
def lot(territoire):
    return LotFactory(territoire=territoire, heures_engagees=Decimal(420))


@pytest.fixture
def entreprises(territoire):
    return [ActeurFactory(territoire=territoire) for _ in range(3)]


def test_un_groupement_et_son_sous_traitant(lot, entreprises, facilitateur):
    mandataire, cotraitant, sous_traitant = entreprises
    attribuer(lot=lot, entreprise=mandataire, role="mandataire", heures=Decimal(300), par=facilitateur)
    attribuer(lot=lot, entreprise=cotraitant, role="cotraitant", heures=Decimal(100), par=facilitateur)
    attribuer(lot=lot, entreprise=sous_traitant, role="sous_traitant", heures=Decimal(50), par=facilitateur)
    presentes = list(Attribution.objects.filter(lot=lot))
    assert [a.role for a in presentes] == ["mandataire", "cotraitant", "sous_traitant"]
    assert ecart_des_parts(lot, presentes) == 20
    modifier_part(attribution=presentes[1], heures=Decimal(120), par=facilitateur)
    assert ecart_des_parts(lot, Attribution.objects.filter(lot=lot)) == 0
    mandataire.refresh_from_db()
    assert mandataire.est_titulaire


def test_sans_part_connue_aucun_ecart_n_est_dit(lot, entreprises, facilitateur):
    attribuer(lot=lot, entreprise=entreprises[0], par=facilitateur)
    assert ecart_des_parts(lot, Attribution.objects.filter(lot=lot)) is None


@pytest.mark.parametrize("second", ["titulaire", "mandataire"])
def test_un_lot_n_a_qu_un_titulaire_ou_un_mandataire(lot, entreprises, facilitateur, second):
    attribuer(lot=lot, entreprise=entreprises[0], par=facilitateur)
    with pytest.raises(Refus) as refus:
        attribuer(lot=lot, entreprise=entreprises[1], role=second, par=facilitateur)
    assert refus.value.code == "ATTRIBUTION_DEUX_TITULAIRES"


def test_un_cotraitant_sans_mandataire_est_refuse(lot, entreprises, facilitateur):
    with pytest.raises(Refus) as refus:
        attribuer(lot=lot, entreprise=entreprises[0], role="cotraitant", par=facilitateur)
    assert refus.value.code == "ATTRIBUTION_COTRAITANT_SEUL"


def test_la_meme_entreprise_deux_fois_sous_traitante_est_refusee(lot, entreprises, facilitateur):
    attribuer(lot=lot, entreprise=entreprises[0], role="sous_traitant", par=facilitateur)
    with pytest.raises(Refus) as refus:
        attribuer(lot=lot, entreprise=entreprises[0], role="sous_traitant", par=facilitateur)
    assert refus.value.code == "ATTRIBUTION_DOUBLE"


def test_retirer_libere_la_place(lot, entreprises, facilitateur):
    ancienne = attribuer(lot=lot, entreprise=entreprises[0], par=facilitateur)
    retirer_attribution(attribution=ancienne, par=facilitateur)
    attribuer(lot=lot, entreprise=entreprises[1], par=facilitateur)
    assert Attribution.objects.get(lot=lot).entreprise == entreprises[1]
