"""Page of a lot: hours, alert, persons for the guichet only, cost."""

import csv
import datetime
import io
from decimal import Decimal

import pytest

from guichet.base.horloge import figer
from tests.fabriques.guichet import ActeurFactory
from tests.fabriques.marches import AttributionFactory, LotFactory, MarcheFactory
from tests.fabriques.reporting import heures, mission

JOUR = datetime.date(2026, 11, 5)
VALIDEES = {2: "42", 3: "96.5", 4: "112", 5: "84", 6: "128.5", 7: "98", 8: "21", 9: "105"}


@pytest.fixture(autouse=True)
def _jour():
    with figer(JOUR):
        yield


@pytest.fixture
def lot(territoire):
    """The lot of the drawn screen: 1 280 h due, 687 validated, 118.5 declared, 63 waiting."""
    acheteur = ActeurFactory(territoire=territoire, donneur_ordre=True, nom="Ville de Niort")
    lot = LotFactory(
        territoire=territoire,
        marche=MarcheFactory(territoire=territoire, donneur_ordre=acheteur),
        heures_engagees=Decimal(1280),
        debut=datetime.date(2026, 1, 12),
        fin_prevue=datetime.date(2027, 3, 31),
        penalite_horaire=Decimal(25),
        penalite_source="CCAP art. 6.4",
    )
    AttributionFactory(territoire=territoire, lot=lot)
    suivie = mission(lot)
    for mois, validees in VALIDEES.items():
        heures(suivie, datetime.date(2026, mois, 1), validees)
    autre = mission(lot)
    heures(autre, datetime.date(2026, 6, 1), 0, heures=63, heures_a_decider=63, etat="a_decider")
    heures(autre, datetime.date(2026, 10, 1), 0, heures="118.5", etat="sans_anomalie")
    return lot


def adresse(lot):
    return f"/t/{lot.territoire.slug}/suivi/lots/{lot.pk}/"


def lire(client, lot) -> str:
    return client.get(adresse(lot)).content.decode().replace("\u00a0", " ")


def test_le_guichet_lit_la_prevision_et_la_penalite_en_jeu(connecter, territoire, lot):
    page = lire(connecter("facilitateur", territoire), lot)
    assert "Prévision de 1 213 h, 67 h sous l’engagement." in page
    assert "Maintenir les 63 h en attente ramènerait l’écart à 4 h." in page
    assert "Pénalité en jeu : 1 675 € (25 € par heure, CCAP art. 6.4)" in page


def test_l_acheteur_lit_l_alerte_mais_aucun_nom_et_l_etat_ni_l_un_ni_l_autre(connecter, territoire, lot):
    acheteur = connecter("donneur_ordre", territoire, acteur=lot.marche.donneur_ordre)
    page = acheteur.get(adresse(lot))
    assert page.context["alerte"]
    assert page.context["personnes"] == []
    assert "1 personne a au moins une heure validée sur ce lot." in lire(acheteur, lot)
    for nom in ("Morel", "Nadia"):
        assert nom not in page.content.decode()
    etat = connecter("ddetspp", territoire, acteur=ActeurFactory(territoire=territoire, etat=True))
    page = etat.get(adresse(lot))
    assert page.context["alerte"] is None
    assert "Pénalité" not in page.content.decode()


def test_un_autre_acheteur_ne_trouve_pas_le_lot_et_une_structure_ne_l_ouvre_pas(connecter, territoire, lot):
    autre = connecter(
        "donneur_ordre", territoire, acteur=ActeurFactory(territoire=territoire, donneur_ordre=True)
    )
    assert autre.get(adresse(lot)).status_code == 404
    etti = connecter("structure", territoire, acteur=ActeurFactory(territoire=territoire, etti=True))
    assert etti.get(adresse(lot)).status_code == 403


def test_les_totaux_de_la_page_et_de_l_export_sont_ceux_des_lignes(connecter, territoire, lot):
    client = connecter("facilitateur", territoire)
    page = client.get(adresse(lot))
    somme = sum(p.heures.validees for p in page.context["personnes"])
    assert somme == page.context["s"].validees == Decimal(687)
    contenu = client.get(f"{adresse(lot)}?export=csv").content.decode("utf-8-sig")
    lignes = list(csv.reader(io.StringIO(contenu), delimiter=";"))
    total = dict(zip(lignes[0], lignes[-1], strict=True))
    assert total["Heures validées"] == "687,00"
    assert total["Heures déclarées"] == "118,50"
    assert total["Heures en attente de décision"] == "63,00"


def test_des_heures_sans_mission_connue_restent_dans_le_total(connecter, territoire, lot):
    perdue = heures(mission(lot), datetime.date(2026, 10, 1), 0, heures=40, etat="a_corriger")
    type(perdue).objects.filter(pk=perdue.pk).update(mission=None)
    page = connecter("facilitateur", territoire).get(adresse(lot))
    assert page.context["sans_mission"].declarees == 40
    assert "Lignes sans mission connue" in page.content.decode()


def test_un_lot_de_quatre_ans_montre_dix_huit_mois_et_les_plus_anciens_ensemble(connecter, territoire):
    long = LotFactory(
        territoire=territoire, debut=datetime.date(2024, 1, 8), fin_prevue=datetime.date(2027, 12, 31)
    )
    suivie = mission(long, datetime.date(2024, 2, 5))
    for mois in (datetime.date(2024, 2, 1), datetime.date(2024, 9, 1), datetime.date(2026, 9, 1)):
        heures(suivie, mois, 50)
    lignes = connecter("facilitateur", territoire).get(adresse(long)).context["lignes"]
    assert (lignes[0].anterieurs, lignes[0].cumul) == (True, 100)
    assert lignes[1].mois == datetime.date(2025, 11, 1)
    assert sum(ligne.lu.validees for ligne in lignes) == lignes[-1].cumul == 150


def test_un_lot_sans_date_ni_heure_dit_quoi_saisir(connecter, territoire):
    vide = LotFactory(
        territoire=territoire, debut=None, fin_prevue=None, notifie_le=None, etat="en_consultation"
    )
    page = lire(connecter("facilitateur", territoire), vide)
    assert "Saisissez le début et la fin du lot" in page
    assert "Personne pour l’instant" in page


@pytest.mark.parametrize("nombre", [1, 3, 40])
def test_la_page_coute_au_plus_12_requetes_quel_que_soit_le_nombre_de_personnes(
    compter_requetes, connecter, territoire, lot, nombre
):
    for _ in range(nombre):
        heures(mission(lot), datetime.date(2026, 9, 1), 10)
    assert compter_requetes(connecter("facilitateur", territoire), adresse(lot)) <= 12
