"""Every page of persons, fiches and missions answers, to those who may read it only."""

import datetime

import pytest

from guichet.base.horloge import figer
from guichet.models import LienSigne
from tests.fabriques.publics import (
    ContratFactory,
    MissionFactory,
    ParticipantFactory,
    PrescriptionFactory,
    TitreFactory,
    structure,
)

JOUR = datetime.date(2026, 11, 5)


@pytest.fixture(autouse=True)
def le_5_novembre():
    with figer(JOUR):
        yield


def url(territoire, chemin: str) -> str:
    return f"/t/{territoire.slug}/publics/{chemin}"


LISTES = [
    "personnes/",
    "fiches/",
    "missions/",
    "missions/demander/",
    "missions/semaine/",
    "verifier/",
    "fiches/nouvelle/",
]


@pytest.mark.parametrize("role", ["facilitateur", "structure"])
@pytest.mark.parametrize("chemin", LISTES)
def test_les_listes_vides_disent_quoi_faire(territoire, connecter, role, chemin):
    acteur = structure(territoire) if role == "structure" else None
    reponse = connecter(role, territoire, acteur=acteur).get(url(territoire, chemin))
    assert reponse.status_code == 200


@pytest.mark.parametrize("role", ["donneur_ordre", "ddetspp"])
@pytest.mark.parametrize("chemin", LISTES)
def test_ni_acheteur_ni_etat_n_entrent_ici(territoire, connecter, role, chemin):
    reponse = connecter(role, territoire).get(url(territoire, chemin))
    assert reponse.status_code == 403


def test_la_page_d_une_personne_et_de_sa_mission(territoire, connecter):
    mission = MissionFactory(territoire=territoire, etat="en_cours", debut=datetime.date(2026, 3, 2))
    ContratFactory(territoire=territoire, mission=mission)
    TitreFactory(territoire=territoire, participant=mission.participant)
    PrescriptionFactory(territoire=territoire, participant=mission.participant)
    client = connecter("facilitateur", territoire)
    for chemin in (
        f"personnes/{mission.participant_id}/",
        f"missions/{mission.pk}/",
        f"personnes/{mission.participant_id}/modifier/",
        f"personnes/{mission.participant_id}/titre/",
        f"personnes/{mission.participant_id}/prolonger/",
        f"personnes/{mission.participant_id}/sortie/",
        f"personnes/{mission.participant_id}/suivi/",
        f"missions/{mission.pk}/contrat/",
        f"missions/{mission.pk}/fin/",
        f"missions/{mission.pk}/evaluation/",
        "personnes/",
        "missions/",
        "fiches/",
    ):
        assert client.get(url(territoire, chemin)).status_code == 200, chemin


def test_une_structure_ne_voit_pas_les_personnes_d_une_autre(territoire, connecter):
    autre = MissionFactory(territoire=territoire, etat="en_cours")
    client = connecter("structure", territoire, acteur=structure(territoire))
    for chemin in (f"personnes/{autre.participant_id}/", f"missions/{autre.pk}/"):
        assert client.get(url(territoire, chemin)).status_code == 404
    liste = client.get(url(territoire, "personnes/")).content.decode()
    assert autre.participant.nom not in liste


def test_un_prescripteur_ne_voit_que_ses_fiches(territoire, connecter):
    from tests.fabriques.guichet import ActeurFactory

    france_travail = ActeurFactory(territoire=territoire, prescripteur=True)
    sienne = PrescriptionFactory(territoire=territoire, prescripteur=france_travail)
    autre = PrescriptionFactory(territoire=territoire)
    client = connecter("prescripteur", territoire, acteur=france_travail)
    assert client.get(url(territoire, f"fiches/{sienne.pk}/")).status_code == 200
    assert client.get(url(territoire, f"fiches/{autre.pk}/")).status_code == 404
    assert client.get(url(territoire, f"personnes/{sienne.participant_id}/")).status_code == 403


def test_un_lien_signe_ouvre_ses_fiches_sans_compte(territoire, client):
    from guichet.droits import liens
    from tests.fabriques.guichet import ActeurFactory, LienSigneFactory

    ccas = ActeurFactory(territoire=territoire, prescripteur=True)
    lien = LienSigneFactory(territoire=territoire, genre=LienSigne.Genre.PRESCRIPTEUR, acteur=ccas)
    sienne = PrescriptionFactory(territoire=territoire, prescripteur=ccas, lien=lien)
    autre = PrescriptionFactory(territoire=territoire, prescripteur=ccas)
    client.cookies[liens.COOKIE] = liens.sign(lien, territoire.slug)
    assert client.get(url(territoire, "fiches/nouvelle/")).status_code == 200
    assert client.get(url(territoire, f"fiches/{sienne.pk}/")).status_code == 200
    assert client.get(url(territoire, f"fiches/{autre.pk}/")).status_code == 404


def lignes(territoire, nombre, acteur=None):
    for _ in range(nombre):
        personne = ParticipantFactory(territoire=territoire)
        TitreFactory(territoire=territoire, participant=personne)
        PrescriptionFactory(territoire=territoire, participant=personne, structure=acteur)
        champs = {"employeur": acteur} if acteur else {}
        mission = MissionFactory(territoire=territoire, participant=personne, etat="en_cours", **champs)
        ContratFactory(
            territoire=territoire,
            mission=mission,
            debut=datetime.date(2026, 10, 26),
            fin=datetime.date(2026, 10, 30),
        )


@pytest.mark.parametrize("role", ["facilitateur", "structure"])
@pytest.mark.parametrize("chemin", ["personnes/", "fiches/", "missions/", "missions/semaine/", "verifier/"])
def test_une_liste_de_1_3_ou_30_lignes_pose_autant_de_questions(
    territoire, connecter, role, chemin, compter_requetes
):
    acteur = structure(territoire) if role == "structure" else None
    client = connecter(role, territoire, acteur=acteur)
    comptes = []
    for ajout in (1, 2, 27):
        lignes(territoire, ajout, acteur)
        comptes.append(compter_requetes(client, url(territoire, chemin)))
    assert comptes[0] == comptes[1] == comptes[2]
    assert comptes[0] <= 12


@pytest.mark.parametrize("role", ["facilitateur", "structure"])
def test_la_page_d_une_personne_pose_autant_de_questions_quel_que_soit_son_parcours(
    territoire, connecter, role, compter_requetes
):
    acteur = structure(territoire)
    personne = ParticipantFactory(territoire=territoire)
    client = connecter(role, territoire, acteur=acteur if role == "structure" else None)
    comptes = []
    for ajout in (1, 2, 9):
        for _ in range(ajout):
            mission = MissionFactory(
                territoire=territoire, participant=personne, employeur=acteur, etat="en_cours"
            )
            ContratFactory(territoire=territoire, mission=mission)
            fiche = PrescriptionFactory(territoire=territoire, participant=personne, structure=acteur)
            TitreFactory(territoire=territoire, participant=personne, prescription=fiche)
        comptes.append(compter_requetes(client, url(territoire, f"personnes/{personne.pk}/")))
        mission_vue = compter_requetes(client, url(territoire, f"missions/{mission.pk}/"))
        fiche_vue = compter_requetes(client, url(territoire, f"fiches/{fiche.pk}/"))
    assert comptes[0] == comptes[1] == comptes[2]
    assert max(comptes[0], mission_vue, fiche_vue) <= 12, (comptes[0], mission_vue, fiche_vue)
