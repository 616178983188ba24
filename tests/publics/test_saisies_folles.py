"""Whatever is posted, whoever posts: never a fault of ours, and nothing written by a refused act."""

import datetime

import pytest
from django.urls import reverse

from guichet.base.horloge import figer
from guichet.droits.regles import Regle
from publics import droits
from tests.fabriques.guichet import ActeurFactory, LienSigneFactory
from tests.fabriques.publics import MissionFactory, PrescriptionFactory, TitreFactory, structure

pytestmark = pytest.mark.lent
ECRITURES = [
    regle for regle in droits.PERSONNES + droits.FICHES + droits.MISSIONS if "POST" in regle.methodes
]
ENORME = "9" * 400
FOLIES = [
    {},
    {"acte": "valider", "motif": "é" * 5000, "retenus": ["x", "-1", ENORME]},
    {"connue": ENORME, "contrat": ["", "abc", ENORME], "fin": "0001-01-01", "debut": "9999-12-31"},
    {
        "nom": "\x00",
        "prenom": " ",
        "ne_le": "31/02/1991",
        "lot": "1 OR 1=1",
        "debut": "demain",
        "heures_semaine": "NaN",
        "mois": "1e308",
        "genre": "fiche",
        "vu_le": "hier",
        "acte": "envoyer",
    },
    {
        "nom": "A",
        "prenom": "B",
        "ne_le": "9999-12-31",
        "debut": "9999-12-31",
        "fin": "9999-12-31",
        "le": "9999-12-31",
        "du": "9999-12-31",
        "au": "9999-12-31",
        "genre": "pass_iae",
        "numero": "999991234567",
        "mois": "36",
        "motif": "x",
        "signee_le": "9999-12-31",
        "vers": "sans",
        "situation": "x",
        "source": "x",
        "echeance": "6",
        "heures_semaine": "60",
    },
]


@pytest.fixture
def objets(territoire):
    mission = MissionFactory(territoire=territoire, employeur=structure(territoire))
    personne = mission.participant
    prescripteur = ActeurFactory(territoire=territoire, prescripteur=True)
    fiche = PrescriptionFactory(
        territoire=territoire, participant=personne, prescripteur=prescripteur, structure=mission.employeur
    )
    return {
        "": None,
        "participant": personne,
        "mission": mission,
        "prescription": fiche,
        "titre_fiche": TitreFactory(territoire=territoire, participant=personne),
        "titre_pass": TitreFactory(
            territoire=territoire,
            participant=personne,
            genre="pass_iae",
            fin=datetime.date(2028, 1, 4),
        ),
        "lien_prescripteur": LienSigneFactory(
            territoire=territoire, genre="lien:prescripteur", acteur=prescripteur
        ),
        "structure": mission.employeur,
        "prescripteur": prescripteur,
    }


@pytest.mark.parametrize("regle", ECRITURES, ids=lambda regle: regle.url)
def test_aucune_saisie_ne_fait_de_faute(territoire, connecter, objets, regle: Regle):
    objet = objets[regle.objet]
    arguments = (objet.pk,) if objet is not None else ()
    for role in sorted(regle.roles - {"lien:prescripteur", "assistant"}):
        client = connecter(role, territoire, acteur=objets.get(role))
        with figer(datetime.date(2026, 11, 5)):
            adresse = reverse(regle.url, args=(territoire.slug, *arguments))
            for folie in FOLIES:
                reponse = client.post(adresse, folie)
                assert reponse.status_code in (200, 302, 400, 404, 409), (role, folie, reponse.status_code)


BORNES = ["1900-01-01", "2024-02-29", "2099-12-31"]


@pytest.mark.parametrize("debut", BORNES)
@pytest.mark.parametrize("ne_le", ["1900-01-01", "2026-11-05", "2026-11-06", "2100-01-01"])
def test_les_dates_extremes_ont_une_reponse(territoire, connecter, objets, debut, ne_le):
    mission = objets["mission"]
    client = connecter("structure", territoire, acteur=objets["structure"])
    saisie = {
        "nom": "Zed",
        "prenom": "Ines",
        "ne_le": ne_le,
        "lot": mission.lot_id,
        "debut": debut,
        "fin": debut,
        "acte": "envoyer",
    }
    with figer(datetime.date(2026, 11, 5)):
        for chemin in ("missions/demander/", "verifier/"):
            reponse = client.post(f"/t/{territoire.slug}/publics/{chemin}", saisie)
            assert reponse.status_code == (302 if ne_le <= "2026-11-05" else 200), chemin
