"""Page of a person: path, hours, consultation recorded, a structure's own missions only, cost."""

import datetime

import pytest

from guichet.base.horloge import figer
from guichet.journal.models import Entree
from publics.models import Critere, Evaluation, Suivi
from tests.fabriques.guichet import ActeurFactory
from tests.fabriques.marches import LotFactory
from tests.fabriques.publics import ParticipantFactory, TitreFactory
from tests.fabriques.reporting import heures, mission

JOUR = datetime.date(2026, 11, 5)
SEPTEMBRE = datetime.date(2026, 9, 1)


@pytest.fixture(autouse=True)
def _jour():
    with figer(JOUR):
        yield


@pytest.fixture
def personne(territoire):
    return ParticipantFactory(territoire=territoire, nom="Belkacem", prenom="Nadia")


def adresse(personne):
    return f"/t/{personne.territoire.slug}/suivi/personnes/{personne.pk}/"


def test_le_parcours_reunit_missions_heures_evaluations_et_suivi(connecter, territoire, personne):
    etti, ai = ActeurFactory(territoire=territoire, etti=True), ActeurFactory(territoire=territoire, ai=True)
    passee = mission(
        LotFactory(territoire=territoire), datetime.date(2025, 2, 3), ai, "terminee", participant=personne
    )
    heures(passee, datetime.date(2025, 3, 1), 412)
    courante = mission(LotFactory(territoire=territoire), employeur=etti, participant=personne)
    heures(courante, SEPTEMBRE, "181.5")
    heures(courante, datetime.date(2026, 10, 1), 0, heures=62, etat="sans_anomalie")
    Evaluation.objects.create(
        territoire=territoire, mission=passee, le=datetime.date(2025, 6, 30), assiduite="Bonne"
    )
    Suivi.objects.create(
        territoire=territoire,
        participant=personne,
        echeance=6,
        le=datetime.date(2025, 8, 3),
        situation="Sans emploi, inscrite",
        source="Appel",
    )
    reponse = connecter("facilitateur", territoire).get(adresse(personne))
    texte = reponse.content.decode().replace("\u00a0", " ")
    assert "2 missions sur 2 marchés, 593,5 h validées" in texte
    assert "Éligible jusqu’au 02/02/2027" in texte
    assert "Faite le 30/06/2025" in texte
    assert "6 mois, sans emploi" in texte
    assert "Votre consultation est enregistrée" in texte
    assert reponse.context["page"].declarees == 62


def test_chaque_consultation_entre_au_journal(connecter, territoire, personne):
    connecter("facilitateur", territoire).get(adresse(personne))
    entree = Entree.objects.get(consultation=True)
    assert (entree.objet_type, entree.objet_id) == ("publics.participant", personne.pk)


def test_une_structure_ne_lit_que_ses_missions_et_ses_heures(connecter, territoire, personne):
    sienne, autre = (ActeurFactory(territoire=territoire, etti=True) for _ in range(2))
    for employeur, faites in ((sienne, 30), (autre, 55)):
        lot = LotFactory(territoire=territoire)
        heures(mission(lot, employeur=employeur, participant=personne), SEPTEMBRE, faites)
    page = connecter("structure", territoire, acteur=sienne).get(adresse(personne)).context["page"]
    assert [m.mission.employeur for m in page.missions] == [sienne]
    assert page.validees == 30
    etrangere = ActeurFactory(territoire=territoire, etti=True)
    assert connecter("structure", territoire, acteur=etrangere).get(adresse(personne)).status_code == 404


def test_un_acheteur_et_l_etat_n_ouvrent_pas_la_page(connecter, territoire, personne):
    ville = ActeurFactory(territoire=territoire, donneur_ordre=True)
    etat = ActeurFactory(territoire=territoire, etat=True)
    for role, acteur in (("donneur_ordre", ville), ("ddetspp", etat)):
        assert connecter(role, territoire, acteur=acteur).get(adresse(personne)).status_code == 403


def test_les_jours_hors_eligibilite_d_une_mission_prevue_sont_annonces(connecter, territoire, personne):
    TitreFactory(territoire=territoire, participant=personne)
    mission(
        LotFactory(territoire=territoire),
        datetime.date(2025, 2, 3),
        etat="terminee",
        participant=personne,
        fin=datetime.date(2025, 6, 27),
    )
    mission(
        LotFactory(territoire=territoire),
        datetime.date(2026, 11, 16),
        etat="a_valider",
        participant=personne,
        fin=datetime.date(2027, 2, 26),
    )
    texte = connecter("facilitateur", territoire).get(adresse(personne)).content.decode()
    assert "24 jours seraient refusés sans prolongation" in texte


def test_une_personne_sans_mission_a_sa_page(connecter, territoire, personne):
    Critere.objects.create(territoire=territoire, participant=personne, code="RSA", retenu=True)
    texte = connecter("facilitateur", territoire).get(adresse(personne)).content.decode()
    assert "Aucune mission pour l’instant" in texte
    assert "Bénéficiaire du RSA" in texte


@pytest.mark.parametrize("nombre", [1, 3, 20])
def test_la_page_coute_au_plus_12_requetes(compter_requetes, connecter, territoire, personne, nombre):
    for _ in range(nombre):
        heures(mission(LotFactory(territoire=territoire), participant=personne), SEPTEMBRE, 5)
    assert compter_requetes(connecter("facilitateur", territoire), adresse(personne)) <= 12
