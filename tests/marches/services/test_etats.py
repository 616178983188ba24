"""A lot goes from study to closing; each act asks what it needs and tells what it did."""

from datetime import date
from decimal import Decimal

import pytest

from guichet.base.erreurs import Refus
from guichet.base.horloge import figer
from guichet.base.saisie import ConflitDeSaisie
from guichet.models import Entree
from marches import heures_des_lots
from marches.models import Attribution, Engagement, Lot
from marches.services.etats import actes_possibles, changer_etat
from tests.fabriques.guichet import ActeurFactory
from tests.fabriques.marches import AttributionFactory, EngagementFactory, LotFactory

JOUR = date(2026, 11, 5)


@pytest.fixture(autouse=True)
def le_5_novembre():
    with figer(JOUR):
        yield


def mener(lot, verbe, par, **reponses):
    depuis = Lot.objects.get(pk=lot.pk).etat
    return changer_etat(lot=lot, verbe=verbe, depuis=depuis, reponses=reponses, par=par)


def test_de_l_etude_a_la_cloture(territoire, facilitateur):
    entreprise = ActeurFactory(territoire=territoire)
    lot = LotFactory(territoire=territoire, identifie=True, heures_estimees=Decimal(420))
    mener(lot, "etudier", facilitateur)
    mener(lot, "retenir_clause", facilitateur, dispositif="condition", heures_demandees=Decimal(400))
    mener(lot, "lancer_consultation", facilitateur, date_lancement=date(2026, 1, 5))
    mener(
        lot,
        "notifier",
        facilitateur,
        date_notification=date(2026, 3, 2),
        titulaire=entreprise,
        heures=Decimal(410),
    )
    lot = mener(lot, "demarrer", facilitateur, date_debut=date(2026, 4, 1))
    lot.refresh_from_db()
    assert (lot.etat, lot.dispositif, lot.heures_demandees) == ("en_cours", "condition", 400)
    assert (lot.notifie_le, lot.debut, lot.heures_engagees) == (date(2026, 3, 2), date(2026, 4, 1), 410)
    assert lot.marche.lance_le == date(2026, 1, 5)
    assert lot.marche.notifie_le == date(2026, 3, 2)
    assert Attribution.objects.get(lot=lot).entreprise == entreprise
    assert Engagement.objects.get(lot=lot).genre == "initial"
    mener(lot, "receptionner", facilitateur, date_reception=date(2026, 10, 30))
    lot = mener(lot, "clore", facilitateur)
    assert (lot.etat, lot.receptionne_le, lot.clos_le) == ("clos", date(2026, 10, 30), JOUR)
    phrases = Entree.objects.filter(objet_type="marches.lot", objet_id=lot.pk).order_by("pk")
    assert phrases.last().phrase == "Clôturé, auparavant « Réceptionné »"


@pytest.mark.parametrize(
    ("trait", "verbe", "reponses", "code", "champ"),
    [
        ("a_etude", "ecarter_clause", {}, "LOT_MOTIF", "motif"),
        ("a_etude", "retenir_clause", {"dispositif": "condition"}, "LOT_HEURES_ESTIMEES", None),
        ("clause_retenue", "lancer_consultation", {}, "LOT_DATE_LANCEMENT", "date_lancement"),
        ("consultation", "notifier", {"heures": Decimal(1)}, "LOT_DATE_NOTIFICATION", "date_notification"),
        ("consultation", "notifier", {"date_notification": JOUR}, "LOT_TITULAIRE", "titulaire"),
        (
            "consultation",
            "notifier",
            {"date_notification": date(2026, 11, 6)},
            "LOT_DATE_FUTURE",
            "date_notification",
        ),
        ("en_cours", "suspendre", {"motif": "  "}, "LOT_MOTIF", "motif"),
        ("en_cours", "lever_clause", {"motif": "x"}, "LOT_ACCORD_ECRIT", "accord_ecrit"),
        ("en_cours", "achever", {"date_fin": JOUR}, "LOT_ACTE_INADAPTE", None),
        ("en_cours", "resilier", {"motif": "liquidation"}, "LOT_DATE_RESILIATION", "date_resiliation"),
    ],
)
def test_un_acte_sans_ce_qu_il_demande_est_refuse(
    territoire, facilitateur, trait, verbe, reponses, code, champ
):
    traits = {} if trait == "en_cours" else {trait: True}
    estimees = {"heures_estimees": None} if code == "LOT_HEURES_ESTIMEES" else {}
    lot = LotFactory(territoire=territoire, **traits, **estimees)
    with pytest.raises(Refus) as refus:
        mener(lot, verbe, facilitateur, **reponses)
    assert (refus.value.code, refus.value.champ) == (code, champ)
    assert Lot.objects.get(pk=lot.pk).etat == lot.etat


def test_le_motif_reste_sur_le_lot(territoire, facilitateur):
    lot = LotFactory(territoire=territoire, a_etude=True)
    mener(lot, "ecarter_clause", facilitateur, motif="Moins de 150 h")
    lot.refresh_from_db()
    assert (lot.etat, lot.etat_motif, lot.etat_le) == ("sans_clause", "Moins de 150 h", JOUR)


def test_deux_personnes_changent_l_etat_la_seconde_voit_les_deux(territoire, facilitateur):
    lot = LotFactory(territoire=territoire)
    mener(lot, "suspendre", facilitateur, motif="intempéries")
    with pytest.raises(ConflitDeSaisie) as conflit:
        changer_etat(
            lot=lot,
            verbe="receptionner",
            depuis="en_cours",
            reponses={"date_reception": JOUR},
            par=facilitateur,
        )
    assert conflit.value.ecarts == [{"champ": "État", "enregistre": "Suspendu", "saisi": "Réceptionné"}]


def test_une_tranche_non_affermie_ne_doit_rien_puis_doit_ses_heures(territoire, facilitateur):
    lot = LotFactory(territoire=territoire, notifie=True, heures_engagees=Decimal(180))
    EngagementFactory(territoire=territoire, lot=lot, tranche=True, ferme=True)
    AttributionFactory(territoire=territoire, lot=lot)
    mener(lot, "reporter_tranche", facilitateur)
    lot.refresh_from_db()
    assert (lot.etat, lot.heures_engagees) == ("non_affermi", 0)
    mener(lot, "affermir_tranche", facilitateur, date_affermissement=JOUR)
    lot.refresh_from_db()
    assert (lot.etat, lot.heures_engagees) == ("notifie", 180)


def test_une_tranche_ne_se_reporte_que_s_il_y_en_a_une(territoire, facilitateur):
    lot = LotFactory(territoire=territoire, notifie=True)
    assert "reporter_tranche" not in [a.verbe for a in actes_possibles(lot)]
    EngagementFactory(territoire=territoire, lot=lot, tranche=True)
    assert "reporter_tranche" in [a.verbe for a in actes_possibles(lot)]


@pytest.mark.parametrize(("trait", "acte"), [({}, "receptionner"), ({"marche__services": True}, "achever")])
def test_les_travaux_se_receptionnent_les_services_s_achevent(territoire, trait, acte):
    lot = LotFactory(territoire=territoire, **trait)
    verbes = {a.verbe for a in actes_possibles(lot)}
    assert verbes & {"receptionner", "achever"} == {acte}


def test_un_lot_ne_se_cloture_pas_tant_que_des_heures_attendent(territoire, facilitateur, monkeypatch):
    lot = LotFactory(territoire=territoire, receptionne=True)
    monkeypatch.setattr(heures_des_lots, "_source", heures_des_lots._source.copy())
    heures_des_lots.declarer(validees=heures_des_lots.validees, en_attente=lambda lot: Decimal("63.00"))
    with pytest.raises(Refus) as refus:
        mener(lot, "clore", facilitateur)
    assert refus.value.code == "LOT_HEURES_EN_ATTENTE"
    assert "63\u00a0h" in refus.value.phrase
