"""Every page of marchés and lots answers those who may read it, in a constant number of statements."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guichet.base.champs import Heures
from guichet.base.horloge import figer
from marches import heures_des_lots
from tests.fabriques.guichet import ActeurFactory, TerritoireFactory
from tests.fabriques.marches import (
    AttributionFactory,
    CalculHeuresFactory,
    EngagementFactory,
    LotFactory,
    MarcheFactory,
)

JOUR = datetime.date(2026, 11, 5)
HORS_COMPTE = ("SAVEPOINT", "RELEASE", "BEGIN", "SELECT set_config")


@pytest.fixture(autouse=True)
def le_5_novembre():
    with figer(JOUR):
        yield


def url(territoire, chemin: str = "") -> str:
    return f"/t/{territoire.slug}/marches/{chemin}"


def compter(client, adresse: str) -> int:
    with CaptureQueriesContext(connection) as capture:
        assert client.get(adresse).status_code == 200
    return sum(not requete["sql"].startswith(HORS_COMPTE) for requete in capture.captured_queries)


def test_un_territoire_vide_dit_quoi_faire(territoire, connecter):
    client = connecter("facilitateur", territoire)
    for chemin in ("", "lots/", "nouveau/"):
        assert client.get(url(territoire, chemin)).status_code == 200
    assert "Enregistrer un marché" in client.get(url(territoire)).content.decode()


@pytest.mark.parametrize(
    "trait",
    [
        "identifie",
        "a_etude",
        "clause_retenue",
        "consultation",
        "sans_clause",
        "notifie",
        "receptionne",
        "clos",
    ],
)
def test_les_pages_d_un_lot_dans_chaque_etat(territoire, connecter, trait):
    lot = LotFactory(territoire=territoire, **{trait: True})
    EngagementFactory(territoire=territoire, lot=lot, heures=lot.heures_engagees)
    EngagementFactory(territoire=territoire, lot=lot, tranche=True)
    AttributionFactory(territoire=territoire, lot=lot)
    CalculHeuresFactory(territoire=territoire, lot=lot)
    client = connecter("facilitateur", territoire)
    for chemin in (
        f"{lot.marche_id}/",
        f"{lot.marche_id}/modifier/",
        f"{lot.marche_id}/lot/",
        f"{lot.marche_id}/exemption/",
        f"lots/{lot.pk}/",
        f"lots/{lot.pk}/modifier/",
        f"lots/{lot.pk}/calcul/",
        f"lots/{lot.pk}/engagement/",
        f"lots/{lot.pk}/entreprise/",
    ):
        assert client.get(url(territoire, chemin)).status_code == 200, chemin


@pytest.mark.parametrize("methode", ["montant", "proprete", "commandes", "forfait", "inconnue"])
def test_chaque_methode_de_calcul_a_son_formulaire(territoire, connecter, methode):
    lot = LotFactory(territoire=territoire, a_etude=True)
    client = connecter("facilitateur", territoire)
    assert client.get(url(territoire, f"lots/{lot.pk}/calcul/?methode={methode}")).status_code == 200


def test_un_acheteur_ne_voit_que_ses_marches_publies_ou_non(territoire, connecter):
    sien = LotFactory(territoire=territoire, a_etude=True)
    autre = LotFactory(territoire=territoire)
    client = connecter("donneur_ordre", territoire, acteur=sien.marche.donneur_ordre)
    assert client.get(url(territoire, f"{sien.marche_id}/")).status_code == 200
    assert client.get(url(territoire, f"lots/{sien.pk}/")).status_code == 200
    assert client.get(url(territoire, f"{autre.marche_id}/")).status_code == 404
    assert client.get(url(territoire, f"lots/{autre.pk}/")).status_code == 404
    assert autre.marche.objet not in client.get(url(territoire, "lots/")).content.decode()
    assert client.get(url(territoire, f"lots/{sien.pk}/calcul/")).status_code == 403


def test_un_service_ne_voit_que_ses_lots(territoire, connecter):
    ville = ActeurFactory(territoire=territoire, donneur_ordre=True)
    batiments = ActeurFactory(territoire=territoire, donneur_ordre=True, parent=ville)
    voirie = ActeurFactory(territoire=territoire, donneur_ordre=True, parent=ville)
    sien = LotFactory(territoire=territoire, marche__donneur_ordre=ville, marche__service=batiments)
    autre = LotFactory(territoire=territoire, marche__donneur_ordre=ville, marche__service=voirie)
    client = connecter("donneur_ordre", territoire, acteur=batiments)
    assert client.get(url(territoire, f"lots/{sien.pk}/")).status_code == 200
    assert client.get(url(territoire, f"lots/{autre.pk}/")).status_code == 404
    siege = connecter("donneur_ordre", territoire, acteur=ville)
    assert siege.get(url(territoire, f"lots/{autre.pk}/")).status_code == 200


@pytest.mark.parametrize("role", ["structure", "ddetspp"])
def test_avant_la_notification_ni_structure_ni_etat_ne_voient_un_lot(territoire, connecter, role):
    acteur = ActeurFactory(territoire=territoire, etti=True) if role == "structure" else None
    notifie = LotFactory(territoire=territoire)
    cache = LotFactory(territoire=territoire, consultation=True, marche__objet="Médiathèque secrète")
    client = connecter(role, territoire, acteur=acteur)
    assert client.get(url(territoire, f"lots/{notifie.pk}/")).status_code == 200
    assert client.get(url(territoire, f"lots/{cache.pk}/")).status_code == 404
    assert "secrète" not in client.get(url(territoire, "lots/")).content.decode()
    assert client.get(url(territoire, f"{notifie.marche_id}/")).status_code == 403


def test_une_structure_lit_qui_appeler_et_ni_montant_ni_etude(territoire, connecter):
    from guichet.models import Contact

    lot = LotFactory(territoire=territoire, avec_engagement=True, heures_estimees=999)
    titulaire = AttributionFactory._meta.model.objects.get(lot=lot).entreprise
    Contact.objects.create(
        territoire=territoire, acteur=titulaire, nom="Thierry Caillaud", telephone="0549000014"
    )
    client = connecter("structure", territoire, acteur=ActeurFactory(territoire=territoire, etti=True))
    page = client.get(url(territoire, f"lots/{lot.pk}/")).content.decode()
    assert "Thierry Caillaud" in page
    assert "05 49 00 00 14".replace(" ", "\u00a0") in page
    assert "999" not in page
    assert "300\u00a0000" not in page
    assert "Thierry Caillaud" in client.get(url(territoire, "lots/")).content.decode()


def test_une_structure_lit_les_heures_qui_restent(territoire, connecter, monkeypatch):
    from django.db.models import Value

    lot = LotFactory(territoire=territoire, heures_engagees=Decimal(1280))
    client = connecter("structure", territoire, acteur=ActeurFactory(territoire=territoire, etti=True))
    monkeypatch.setattr(heures_des_lots, "_source", heures_des_lots._source.copy())
    heures_des_lots.declarer(
        validees=lambda: Value(Decimal(687), output_field=Heures()), en_attente=lambda lot: Decimal(0)
    )
    assert "593\u00a0h" in client.get(url(territoire, f"lots/{lot.pk}/")).content.decode()
    assert ">593<" in client.get(url(territoire, "lots/")).content.decode()


def test_un_lot_d_un_autre_territoire_n_existe_pas(territoire, connecter):
    from guichet.territoires.contexte import contexte

    ailleurs = TerritoireFactory()
    with contexte(ailleurs.pk):
        lot = LotFactory(territoire=ailleurs)
    client = connecter("facilitateur", territoire)
    assert client.get(url(territoire, f"lots/{lot.pk}/")).status_code == 404
    assert client.get(url(territoire, f"{lot.marche_id}/")).status_code == 404


@pytest.mark.parametrize(
    ("role", "chemins"),
    [
        ("facilitateur", ["", "lots/"]),
        ("donneur_ordre", ["", "lots/"]),
        ("structure", ["lots/"]),
        ("ddetspp", ["lots/"]),
    ],
)
def test_une_liste_de_1_3_ou_30_lignes_pose_autant_de_questions(territoire, connecter, role, chemins):
    ville = ActeurFactory(territoire=territoire, donneur_ordre=True)
    acteurs = {"donneur_ordre": ville, "structure": ActeurFactory(territoire=territoire, etti=True)}
    client = connecter(role, territoire, acteur=acteurs.get(role))
    comptes = {chemin: [] for chemin in chemins}
    for ajout in (1, 2, 27):
        for _ in range(ajout):
            lot = LotFactory(territoire=territoire, marche__donneur_ordre=ville)
            AttributionFactory(territoire=territoire, lot=lot)
        for chemin in chemins:
            comptes[chemin].append(compter(client, url(territoire, chemin)))
    for mesures in comptes.values():
        assert len(set(mesures)) == 1
        assert mesures[0] <= 12


def test_un_marche_de_1_3_ou_30_lots_pose_autant_de_questions(territoire, connecter):
    marche = MarcheFactory(territoire=territoire)
    client = connecter("facilitateur", territoire)
    comptes = []
    for ajout in (1, 2, 27):
        for _ in range(ajout):
            lot = LotFactory(territoire=territoire, marche=marche)
            AttributionFactory(territoire=territoire, lot=lot)
        comptes.append(compter(client, url(territoire, f"{marche.pk}/")))
    assert comptes[0] == comptes[1] == comptes[2]
    assert comptes[0] <= 12


@pytest.mark.parametrize("trait", ["identifie", "consultation", "notifie", "suspendu", "receptionne"])
def test_la_page_d_un_lot_pose_peu_de_questions(territoire, connecter, trait):
    lot = LotFactory(territoire=territoire, **{trait: True})
    client = connecter("facilitateur", territoire)
    comptes = []
    for ajout in (1, 2, 9):
        for n in range(ajout):
            EngagementFactory(territoire=territoire, lot=lot, commande=True, numero=f"BC-{ajout}-{n}")
            AttributionFactory(territoire=territoire, lot=lot, sous_traitant=True)
            CalculHeuresFactory(territoire=territoire, lot=lot, courant=False)
        comptes.append(compter(client, url(territoire, f"lots/{lot.pk}/")))
    assert comptes[0] == comptes[1] == comptes[2]
    assert comptes[0] <= 12
