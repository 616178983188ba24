"""The home page: who must act, since when, what happens if nobody does."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guichet.base.horloge import figer
from guichet.entree.taches import Tache, en_groupes
from tests.fabriques.conventions import convention_a_signer
from tests.fabriques.guichet import ActeurFactory
from tests.fabriques.publics import ParticipantFactory, PrescriptionFactory

JOUR = datetime.date(2026, 11, 5)
AVANT = ("SAVEPOINT", "RELEASE", "SELECT set_config", "BEGIN")


@pytest.fixture(autouse=True)
def _jour():
    with figer(JOUR):
        yield


def tache(**champs) -> Tache:
    return Tache(
        **{"quoi": "Faire", "objet": "", "url": "/", "depuis": JOUR, "consequence": "Rien", **champs}
    )


def test_les_groupes_vont_du_plus_ancien_au_plus_recent():
    hier, demain = JOUR - datetime.timedelta(1), JOUR + datetime.timedelta(1)
    groupes = en_groupes(
        [
            tache(quoi="loin"),
            tache(quoi="bientôt", echeance=demain),
            tache(quoi="en retard", echeance=hier),
            tache(quoi="plus vieux retard", echeance=hier, depuis=hier),
            tache(quoi="aujourd’hui même", echeance=JOUR),
        ],
        jour=JOUR,
        cap=datetime.date(2026, 11, 10),
        libelle_cap="Avant mardi",
    )
    assert [(g["aspect"], [t["quoi"] for t in g["taches"]]) for g in groupes] == [
        ("depasse", ["plus vieux retard", "en retard"]),
        ("proche", ["aujourd’hui même", "bientôt"]),
        ("ensuite", ["loin"]),
    ]


def test_une_convention_a_signer_attend_chez_chacun_a_son_tour(connecter, territoire, facilitateur):
    convention = convention_a_signer(facilitateur)
    guichet = connecter("facilitateur", territoire).get(f"/t/{territoire.slug}/")
    assert "Faire signer la convention 2026, 0 sur 3" in guichet.content.decode()
    structure = connecter("structure", territoire, acteur=convention.partenaire).get(f"/t/{territoire.slug}/")
    assert "Faire signer la convention 2026, 0 sur 3" in structure.content.decode()
    autre = connecter("structure", territoire, acteur=ActeurFactory(territoire=territoire, ai=True))
    assert "Faire signer" not in autre.get(f"/t/{territoire.slug}/").content.decode()


@pytest.mark.parametrize("role", ["facilitateur", "structure", "donneur_ordre", "prescripteur"])
def test_sans_rien_a_faire_la_page_le_dit(connecter, territoire, role):
    acteur = None if role == "facilitateur" else ActeurFactory(territoire=territoire, etti=True)
    page = connecter(role, territoire, acteur=acteur).get(f"/t/{territoire.slug}/")
    assert page.status_code == 200
    assert "Rien ne vous attend" in page.content.decode()


def test_les_onglets_partagent_ce_qui_est_a_moi(connecter, territoire, facilitateur):
    convention_a_signer(facilitateur)
    client = connecter("facilitateur", territoire)
    assert "Faire signer" in client.get(f"/t/{territoire.slug}/?qui=vous").content.decode()
    assert "Faire signer" not in client.get(f"/t/{territoire.slug}/?qui=autres").content.decode()


@pytest.mark.parametrize("nombre", [1, 3, 30])
def test_le_nombre_de_requetes_ne_depend_pas_des_taches(connecter, territoire, facilitateur, nombre):
    for n in range(nombre):
        convention_a_signer(facilitateur, annee=2001 + n)
    client = connecter("facilitateur", territoire)
    with CaptureQueriesContext(connection) as requetes:
        client.get(f"/t/{territoire.slug}/")
    utiles = [q["sql"] for q in requetes if not q["sql"].startswith(AVANT)]
    assert len(utiles) <= 12, "\n".join(q[:120] for q in utiles)


def test_une_fiche_porte_le_nom_que_son_prescripteur_a_ecrit(connecter, territoire):
    """Another spelling would tell the prescriber that the guichet knew the person (R14)."""
    mission_locale = ActeurFactory(territoire=territoire, prescripteur=True)
    PrescriptionFactory(
        territoire=territoire,
        participant=ParticipantFactory(territoire=territoire, nom="Dupont-Renard", prenom="Alix"),
        prescripteur=mission_locale,
        nom_saisi="Alix Dupond",
    )
    page = connecter("prescripteur", territoire, acteur=mission_locale).get(f"/t/{territoire.slug}/")
    assert "Valider la fiche de Alix Dupond" in page.content.decode()
    assert "Renard" not in page.content.decode()
