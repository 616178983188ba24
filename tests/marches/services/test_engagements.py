"""What a lot owes always equals the sum of its due engagements."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guichet.base.erreurs import Refus
from guichet.models import Entree
from marches.models import Engagement, Lot
from marches.services.calculs import enregistrer_calcul
from marches.services.engagements import affermir_tranche, ajouter_engagement, retirer_engagement
from tests.fabriques.marches import LotFactory


@pytest.fixture
def lot(territoire):
    return LotFactory(territoire=territoire, heures_engagees=Decimal(0))


def dues(lot) -> Decimal:
    return Engagement.objects.filter(lot=lot, ferme=True).aggregate(t=Sum("heures"))["t"] or Decimal(0)


def relu(lot) -> Lot:
    return Lot.objects.get(pk=lot.pk)


def ajouter(lot, par, heures, genre="avenant", **champs):
    return ajouter_engagement(lot=lot, genre=genre, heures=Decimal(heures), par=par, **champs)


def test_un_avenant_porte_les_heures_a_leur_nouveau_total(lot, facilitateur):
    ajouter(lot, facilitateur, 1200, "initial")
    ajouter(lot, facilitateur, 80, numero="1")
    assert relu(lot).heures_engagees == 1280
    phrase = Entree.objects.filter(objet_type="marches.lot", objet_id=lot.pk).latest("pk").phrase
    assert phrase == "Avenant 1 : 1\u00a0200\u00a0h portées à 1\u00a0280\u00a0h"


def test_un_avenant_peut_retirer_des_heures_mais_pas_sous_zero(lot, facilitateur):
    ajouter(lot, facilitateur, 100, "initial")
    ajouter(lot, facilitateur, -40)
    assert relu(lot).heures_engagees == 60
    with pytest.raises(Refus) as refus:
        ajouter(lot, facilitateur, -61)
    assert refus.value.code == "ENGAGEMENT_NEGATIF"
    assert relu(lot).heures_engagees == 60 == dues(lot)


def test_une_tranche_non_affermie_doit_zero_heure(lot, facilitateur):
    ajouter(lot, facilitateur, 100, "initial")
    tranche = ajouter(lot, facilitateur, 180, "tranche", numero="TO1", ferme=False)
    assert relu(lot).heures_engagees == 100
    affermir_tranche(engagement=tranche, le=date(2026, 6, 1), par=facilitateur)
    assert relu(lot).heures_engagees == 280
    with pytest.raises(Refus) as refus:
        affermir_tranche(engagement=tranche, le=date(2026, 6, 2), par=facilitateur)
    assert refus.value.code == "TRANCHE_DEJA_AFFERMIE"


def test_accord_cadre_30_h_pour_100_000_euros_240_000_euros_commandes_doivent_72_h(lot, facilitateur):
    parametres = {"montant_ht": Decimal(1_000_000), "heures_pour_cent_mille": Decimal(30)}
    enregistrer_calcul(lot=lot, methode="commandes", parametres=parametres, par=facilitateur)
    bon = ajouter_engagement(
        lot=lot, genre="commande", numero="BC-01", montant=Decimal(240_000), par=facilitateur
    )
    assert bon.heures == 72
    assert relu(lot).heures_engagees == 72


@pytest.mark.parametrize("genre", ["initial", "avenant", "commande"])
def test_sans_heures_ni_accord_cadre_l_engagement_est_refuse(lot, facilitateur, genre):
    with pytest.raises(Refus) as refus:
        ajouter_engagement(lot=lot, genre=genre, montant=Decimal(1000), par=facilitateur)
    assert (refus.value.code, refus.value.champ) == ("ENGAGEMENT_SANS_HEURES", "heures")


def test_un_seul_acte_d_engagement(lot, facilitateur):
    ajouter(lot, facilitateur, 100, "initial")
    with pytest.raises(Refus) as refus:
        ajouter(lot, facilitateur, 100, "initial")
    assert refus.value.code == "ENGAGEMENT_INITIAL_DOUBLE"


def test_retirer_demande_un_motif_et_laisse_une_trace(lot, facilitateur):
    engagement = ajouter(lot, facilitateur, 100, "initial")
    with pytest.raises(Refus):
        retirer_engagement(engagement=engagement, motif=" ", par=facilitateur)
    retirer_engagement(engagement=engagement, motif="erreur de lot", par=facilitateur)
    assert relu(lot).heures_engagees == 0
    assert Entree.objects.filter(verbe="retirer_engagement", phrase__contains="erreur de lot").exists()


def test_un_lot_cloture_ne_change_plus(territoire, facilitateur):
    clos = LotFactory(territoire=territoire, clos=True)
    with pytest.raises(Refus) as refus:
        ajouter(clos, facilitateur, 10)
    assert refus.value.code == "LOT_CLOS"


ACTES = st.lists(
    st.tuples(
        st.sampled_from(["initial", "avenant", "tranche", "affermir", "retirer", "commande"]),
        st.decimals(min_value=-200, max_value=400, places=2),
        st.integers(0, 20),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTES)
def test_les_heures_du_lot_sont_la_somme_de_ses_engagements_dus(territoire, facilitateur, actes):
    lot = LotFactory(territoire=territoire, heures_engagees=Decimal(0))
    for acte, heures, rang in actes:
        presents = list(Engagement.objects.filter(lot=lot))
        choisi = presents[rang % len(presents)] if presents else None
        try:
            if acte == "affermir" and choisi:
                affermir_tranche(engagement=choisi, le=date(2026, 6, 1), par=facilitateur)
            elif acte == "retirer" and choisi:
                retirer_engagement(engagement=choisi, motif="essai", par=facilitateur)
            elif acte not in ("affermir", "retirer"):
                ajouter(lot, facilitateur, heures, acte, ferme=acte != "tranche")
        except Refus:
            pass
        assert relu(lot).heures_engagees == dues(lot)
