"""Whatever comes in, the answer is a report that fits its schema or a coded refusal."""

import json
from functools import lru_cache
from pathlib import Path

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guichet.base.erreurs import Refus
from marches.decp.anomalies import MODELES
from marches.decp.rapport import en_json, lire, lire_octets
from marches.donnees import extrait_decp

SCHEMA = json.loads((Path(__file__).parents[3] / "docs/schemas/decp-lire.json").read_text("utf-8"))
VALIDATEUR = jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
XML = extrait_decp("exemples-officiels/Contrat-concession-modification.xml").read_bytes()

CODES_REFUS = SCHEMA["oneOf"][1]["properties"]["refus"]["properties"]["code"]["enum"]

SALES = st.sampled_from(
    [
        "NC",
        "",
        "0",
        0,
        1e17,
        -1,
        "oui",
        "1",
        True,
        None,
        "\ufffd",
        "\x00",
        "\ud800",
        "2179019170001",
        "9" * 400,
        1e308,
    ]
)
FEUILLES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | SALES
CLES = st.sampled_from(
    [
        "id",
        "acheteur",
        "titulaires",
        "titulaire",
        "montant",
        "modifications",
        "modification",
        "objet",
        "marche",
    ]
) | st.text(max_size=5)
JSON = st.recursive(
    FEUILLES,
    lambda enfants: st.lists(enfants, max_size=4) | st.dictionaries(CLES, enfants, max_size=5),
    max_leaves=20,
)
LIBRE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@lru_cache
def notices_reelles():
    noms = ["deux-sevres-2018-2019-v1.json", "marches-insertion-2018-2019-v1.json"]
    v1 = [n for nom in noms for n in json.loads(extrait_decp(nom).read_text("utf-8"))["marches"]]
    v2 = json.loads(extrait_decp("exemples-officiels/marches_concessions.json").read_text("utf-8"))["marches"]
    return v1 + v2["marche"] + v2["contrat-concession"]


def controler(octets):
    try:
        rapport = en_json(lire_octets("f", octets))
    except Refus as refus:
        if refus.code not in CODES_REFUS:
            raise
        return None
    VALIDATEUR.validate(json.loads(json.dumps(rapport, ensure_ascii=False).encode("utf-8")))
    return rapport


@LIBRE
@given(JSON)
def test_n_importe_quel_json(valeur):
    controler(json.dumps(valeur).encode())


@LIBRE
@given(st.lists(JSON, max_size=4), st.sampled_from(["plat", "marche", "contrat-concession"]))
def test_n_importe_quelle_liste_de_notices(notices, forme):
    marches = notices if forme == "plat" else {forme: notices}
    rapport = controler(json.dumps({"marches": marches}).encode())
    assert rapport["synthese"]["notices"] == len(notices)


@LIBRE
@given(st.binary(max_size=300))
def test_n_importe_quels_octets(octets):
    controler(octets)


@LIBRE
@given(st.data())
def test_notice_reelle_mutee(data):
    notice = json.loads(json.dumps(data.draw(st.sampled_from(notices_reelles()))))
    cible = notice
    for _ in range(data.draw(st.integers(0, 3))):
        enfants = [
            v
            for v in (cible.values() if isinstance(cible, dict) else cible)
            if isinstance(v, dict | list) and v
        ]
        cible = data.draw(st.sampled_from(enfants)) if enfants else cible
    cle = data.draw(st.sampled_from(sorted(cible) if isinstance(cible, dict) else range(len(cible))))
    if data.draw(st.booleans()):
        cible[cle] = data.draw(JSON)
    else:
        del cible[cle]
    rapport = controler(json.dumps({"marches": [notice]}).encode())
    [lue] = rapport["notices"]
    assert lue["chargeable"] == (lue["uid"] is not None)


@LIBRE
@given(st.integers(0, len(XML) - 1), st.integers(0, 40), st.binary(max_size=40))
def test_xml_officiel_mute(debut, longueur, ajout):
    controler(XML[:debut] + ajout + XML[debut + longueur :])


@LIBRE
@given(st.lists(st.sampled_from(range(104)), max_size=30))
def test_une_notice_retenue_par_identite_quel_que_soit_l_ordre(rangs):
    notices = [notices_reelles()[rang] for rang in rangs]
    lu = lire_octets("f", json.dumps({"marches": notices}).encode())
    assert {n.uid for n in lu.chargeables} == {n.uid for n in lu.notices}
    assert len(lu.chargeables) == len({n.uid for n in lu.chargeables})


def test_schema_et_catalogue_disent_les_memes_codes():
    notice = SCHEMA["oneOf"][0]["properties"]["notices"]["items"]
    codes = notice["properties"]["anomalies"]["items"]["properties"]["code"]["enum"]
    assert codes == sorted(MODELES)
    jsonschema.Draft7Validator.check_schema(SCHEMA)


def test_refus_conforme_au_schema(tmp_path):
    VALIDATEUR.validate(lire(tmp_path / "absent"))
