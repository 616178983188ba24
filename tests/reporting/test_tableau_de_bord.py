"""Dashboard of a buyer: figures, exports, masks, whose lots, cost."""

import csv
import datetime
import io
from decimal import Decimal

import pytest

from guichet.base.horloge import figer
from tests.fabriques.guichet import ActeurFactory
from tests.fabriques.marches import LotFactory, MarcheFactory
from tests.fabriques.reporting import heures, mission

JOUR = datetime.date(2026, 11, 5)
OCTOBRE = datetime.date(2026, 10, 1)


@pytest.fixture(autouse=True)
def _jour():
    with figer(JOUR):
        yield


@pytest.fixture
def acheteur(territoire):
    return ActeurFactory(territoire=territoire, donneur_ordre=True, nom="Ville de Niort")


def un_lot(acheteur, engagees=420, validees=0, **champs):
    lot = LotFactory(
        territoire=acheteur.territoire,
        marche=MarcheFactory(
            territoire=acheteur.territoire, donneur_ordre=acheteur, service=champs.pop("service", None)
        ),
        heures_engagees=Decimal(engagees),
        **champs,
    )
    if validees:
        heures(mission(lot), OCTOBRE, validees)
    return lot


def adresse(territoire):
    return f"/t/{territoire.slug}/suivi/tableau/"


def test_l_acheteur_lit_ses_chiffres_et_l_export_porte_les_memes_totaux(connecter, territoire, acheteur):
    un_lot(acheteur, 300, 420, receptionne=True)
    un_lot(acheteur, 500, 400, receptionne=True)
    un_lot(acheteur, 200, 90)
    client = connecter("donneur_ordre", territoire, acteur=acheteur)
    reponse = client.get(adresse(territoire))
    chiffres = {c["libelle"]: c["valeur"] for c in reponse.context["chiffres"]}
    assert chiffres["Taux de réalisation, 2 lots réceptionnés"] == "102,5"
    assert chiffres["Avancement, 1 lot en cours"] == "45"
    assert chiffres["Personnes en 2026"] == "3"
    page = reponse.content.decode().replace("\u00a0", " ")
    assert "1 lot sur 2 a atteint l’objectif ; 87,5 % en plafonnant chaque lot." in page
    lignes = list(
        csv.reader(
            io.StringIO(client.get(f"{adresse(territoire)}?export=csv").content.decode("utf-8-sig")),
            delimiter=";",
        )
    )
    total = dict(zip(lignes[0], lignes[-1], strict=True))
    assert total["Heures validées"] == "910,00"
    assert total["Heures à réaliser"] == "1000,00"


def test_aucun_nom_de_personne_sur_la_page_ni_dans_l_export(connecter, territoire, acheteur):
    lot = un_lot(acheteur)
    suivie = mission(lot)
    heures(suivie, OCTOBRE, 30)
    client = connecter("donneur_ordre", territoire, acteur=acheteur)
    for suffixe in ("", "?export=csv"):
        texte = client.get(adresse(territoire) + suffixe).content.decode()
        assert suivie.participant.nom not in texte


def test_37_personnes_dont_4_femmes_les_deux_sexes_sont_masques(connecter, territoire, acheteur):
    lot = un_lot(acheteur)
    for rang in range(37):
        heures(mission(lot, sexe="F" if rang < 4 else "M"), OCTOBRE, 10)
    client = connecter("donneur_ordre", territoire, acteur=acheteur)
    reponse = client.get(adresse(territoire))
    sexe = dict(reponse.context["t"].profils)["Sexe"]
    assert reponse.context["t"].effectif == 37
    assert [p.masquee for p in sexe] == [True, True]
    page = reponse.content.decode()
    assert "Effectif inférieur à 5" in page
    assert "Masqué avec le précédent" in page


def test_un_service_ne_voit_que_ses_lots_et_un_autre_acheteur_aucun(connecter, territoire, acheteur):
    service = ActeurFactory(territoire=territoire, donneur_ordre=True, parent=acheteur, nom="Espaces verts")
    un_lot(acheteur, 420, 100)
    sien = un_lot(acheteur, 200, 50, service=service)
    du_service = connecter("donneur_ordre", territoire, acteur=service).get(adresse(territoire))
    assert [s.lot.pk for s in du_service.context["t"].en_cours] == [sien.pk]
    de_la_ville = connecter("donneur_ordre", territoire, acteur=acheteur).get(adresse(territoire))
    assert de_la_ville.context["t"].totaux.validees == 150
    autre = ActeurFactory(territoire=territoire, donneur_ordre=True)
    page = connecter("donneur_ordre", territoire, acteur=autre).get(adresse(territoire))
    assert "Aucun lot notifié" in page.content.decode()


def test_le_guichet_ouvre_la_meme_page_et_une_structure_ne_l_ouvre_pas(connecter, territoire, acheteur):
    un_lot(acheteur, 420, 100)
    chemin = f"/t/{territoire.slug}/suivi/donneurs-ordre/{acheteur.pk}/"
    page = connecter("facilitateur", territoire).get(chemin)
    assert page.context["t"].totaux.validees == 100
    etti = ActeurFactory(territoire=territoire, etti=True)
    assert connecter("structure", territoire, acteur=etti).get(chemin).status_code == 403
    guichet = connecter("facilitateur", territoire)
    assert guichet.get(f"/t/{territoire.slug}/suivi/donneurs-ordre/{etti.pk}/").status_code == 404


def test_les_lots_vont_du_plus_au_moins_expose(connecter, territoire, acheteur):
    tranquille, expose = un_lot(acheteur, 100, 400), un_lot(acheteur, 5000, 100)
    page = connecter("donneur_ordre", territoire, acteur=acheteur).get(adresse(territoire))
    assert [s.lot.pk for s in page.context["t"].en_cours] == [expose.pk, tranquille.pk]


@pytest.mark.parametrize("nombre", [1, 3, 40])
def test_la_page_coute_au_plus_12_requetes_quel_que_soit_le_nombre_de_lots(
    compter_requetes, connecter, territoire, acheteur, nombre
):
    for _ in range(nombre):
        un_lot(acheteur, 420, 30)
    client = connecter("donneur_ordre", territoire, acteur=acheteur)
    assert compter_requetes(client, adresse(territoire)) <= 11
