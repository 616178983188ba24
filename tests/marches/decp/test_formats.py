"""Every publication shape: v1 and v2, marché and concession, JSON and XML, several shapes in one file."""

import json
from datetime import date
from decimal import Decimal

import pytest

from marches.decp.rapport import lire_octets

TITULAIRE = {"id": "55204599900869", "typeIdentifiant": "SIRET", "denominationSociale": "Exemple SA"}
CONCESSION_V1 = {
    "_type": "Contrat de concession",
    "id": "2018C0100",
    "autoriteConcedante": {"id": "21790191700013", "nom": "Mairie de Niort"},
    "nature": "Concession de service public",
    "objet": "Exploitation d’un parc de stationnement",
    "procedure": "Procédure négociée ouverte",
    "dureeMois": 120,
    "dateSignature": "2018-11-05",
    "dateDebutExecution": "2019-01-01",
    "valeurGlobale": 1500000,
    "montantSubventionPublique": 0,
    "concessionnaires": [TITULAIRE],
}
XML_V1 = """<?xml version="1.0" encoding="utf-8"?>
<marches xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <marche><id>2018000100</id><acheteur><id>21790191700013</id><nom>Mairie</nom></acheteur><nature>Marché</nature>
  <objet>Peinture</objet><codeCPV>45442100</codeCPV><dureeMois>7</dureeMois>
  <dateNotification>2018-11-28+01:00</dateNotification><montant>60000.0</montant>
  <titulaires><titulaire><id>55204599900869</id><typeIdentifiant>SIRET</typeIdentifiant>
  <denominationSociale>Exemple &amp; fils</denominationSociale></titulaire></titulaires>
  <modifications/></marche>
</marches>"""


def lire(marches):
    return lire_octets("f", json.dumps({"marches": marches}).encode())


def test_concession_v1():
    lu = lire([CONCESSION_V1])
    [notice] = lu.notices
    assert (lu.version, notice.genre, notice.anomalies) == ("v1", "concession", ())
    assert (notice.uid, notice.montant) == ("217901917000132018C0100", Decimal("1500000.00"))
    assert (notice.date_notification, notice.duree_mois) == (date(2018, 11, 5), 120)
    assert notice.titulaires[0].nom == "Exemple SA"


def test_xml_v1():
    lu = lire_octets("f", XML_V1.encode())
    [notice] = lu.notices
    assert (lu.version, notice.montant, notice.date_notification) == (
        "v1",
        Decimal("60000.00"),
        date(2018, 11, 28),
    )
    assert notice.titulaires[0].nom == "Exemple & fils"
    assert [a.code for a in notice.anomalies] == ["DECP_DATE_FORMAT"]


def test_deux_versions_dans_un_fichier():
    lu = lire([CONCESSION_V1, {"id": "1", "considerationsSociales": "NC"}])
    assert lu.version == "mixte"


def test_marches_et_concessions_dans_le_meme_fichier():
    lu = lire({"contrat-concession": [CONCESSION_V1], "autre": {"x": [1]}, "marche": [{"id": "1"}]})
    assert [n.genre for n in lu.notices] == ["concession", "marche"]


@pytest.mark.parametrize(
    "publie",
    [
        [TITULAIRE],
        [{"titulaire": TITULAIRE}],
        {"titulaire": TITULAIRE},
        {"titulaire": [TITULAIRE]},
        [{"titulaire": [TITULAIRE]}],
        TITULAIRE,
        ["55204599900869"],
        "55204599900869",
        55204599900869,
    ],
)
def test_titulaires_sous_toutes_leurs_formes(publie):
    [notice] = lire([{"id": "1", "titulaires": publie}]).notices
    assert [t.identifiant for t in notice.titulaires] == ["55204599900869"]


@pytest.mark.parametrize(
    "publie",
    [
        {"considerationSociale": ["Clause sociale", "Critère social"]},
        ["Clause sociale", "Critère social"],
        "Clause sociale, Critère social",
        "clause sociale;CRITERE SOCIAL",
        [{"considerationSociale": "Clause sociale"}, {"considerationSociale": "Critère social"}],
    ],
)
def test_considerations_sous_toutes_leurs_formes(publie):
    [notice] = lire({"marche": [{"id": "1", "considerationsSociales": publie}]}).notices
    assert notice.considerations_sociales == ("clause", "critere")
