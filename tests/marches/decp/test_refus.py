"""Files that are not read at all: a coded refusal with a sentence and the next act, nothing else."""

import json

import pytest

from guichet.base.erreurs import Refus
from marches.decp import lecture, rapport
from marches.decp.lecture import ouvrir
from marches.decp.lecture_json import DECODEUR
from marches.decp.rapport import lire, lire_octets

DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE marches [%s]><marches><marche><id>&e;</id></marche></marches>'
BOMBE = DOCTYPE % (b'<!ENTITY a "aaaaaaaaaa">' + b'<!ENTITY e "&a;&a;&a;&a;&a;&a;&a;&a;">')

REFUSES = {
    "vide": (b"", "DECP_FICHIER_VIDE"),
    "blancs": (b" \n\t ", "DECP_FICHIER_VIDE"),
    "texte": (b"id;montant\n1;2\n", "DECP_FORMAT_INCONNU"),
    "pdf": (b"%PDF-1.7\n", "DECP_FORMAT_INCONNU"),
    "zip": (b"PK\x03\x04\x00\x00\x00\x00", "DECP_FORMAT_INCONNU"),
    "json coupe": (b'{"marches": [{"id": "1", "objet": "tra', "DECP_JSON_ILLISIBLE"),
    "json suivi de texte": (b'{"marches": []} fin', "DECP_JSON_ILLISIBLE"),
    "json sans virgule": (b'{"marches": [{} {}]}', "DECP_JSON_ILLISIBLE"),
    "json sans deux-points": (b'{"marches" []}', "DECP_JSON_ILLISIBLE"),
    "cle qui n'est pas un texte": (b"{1: 2}", "DECP_JSON_ILLISIBLE"),
    "json emboite": (b'{"marches": [' + b"[" * 100_000, "DECP_JSON_ILLISIBLE"),
    "notice d'un million de zeros": (
        b'{"marches": [[' + b"0," * 1_000_000 + b"0]]}",
        "DECP_NOTICE_TROP_GROSSE",
    ),
    "texte d'un million de lettres": (
        b'{"marches": ["' + b"a" * 2_000_000 + b'"]}',
        "DECP_NOTICE_TROP_GROSSE",
    ),
    "xml a trop de balises": (b"<marches><marche>" + b"<a/>" * 30_000, "DECP_NOTICE_TROP_GROSSE"),
    "trop d'elements": (b"[" + b"0," * 100_000 + b"0]", "DECP_FICHIER_TROP_GROS"),
    "autre json": (b'{"contrats": []}', "DECP_STRUCTURE_INCONNUE"),
    "marches n'est pas une liste": (b'{"marches": "NC"}', "DECP_STRUCTURE_INCONNUE"),
    "xml coupe": (b"<marches><marche><id>1", "DECP_XML_ILLISIBLE"),
    "xml mal ferme": (b"<marches><marche></marches>", "DECP_XML_ILLISIBLE"),
    "xml emboite": (b"<marches><marche>" + b"<a>" * 1000, "DECP_XML_ILLISIBLE"),
    "encodage inconnu": (b'<?xml version="1.0" encoding="klingon"?><marches/>', "DECP_XML_ILLISIBLE"),
    "autre xml": (b"<html><body/></html>", "DECP_STRUCTURE_INCONNUE"),
    "doctype": (b"<!DOCTYPE marches><marches/>", "DECP_XML_INTERDIT"),
    "entite externe": (DOCTYPE % b'<!ENTITY e SYSTEM "file:///etc/passwd">', "DECP_XML_INTERDIT"),
    "bombe d'entites": (BOMBE, "DECP_XML_INTERDIT"),
}


@pytest.mark.parametrize("cas", REFUSES)
def test_refus_code(cas):
    octets, code = REFUSES[cas]
    with pytest.raises(Refus) as info:
        lire_octets("fichier", octets)
    assert info.value.code == code
    assert info.value.phrase.endswith(".")
    assert info.value.que_faire.endswith(".")


def test_fichier_trop_gros(tmp_path, monkeypatch):
    monkeypatch.setattr(lecture, "TAILLE_MAX", 1024)
    fichier = tmp_path / "gros.json"
    fichier.write_bytes(b'{"marches": []}' + b" " * 1024)
    assert lire(fichier)["refus"]["code"] == "DECP_FICHIER_TROP_GROS"


def test_trop_d_anomalies(monkeypatch):
    monkeypatch.setattr(rapport, "ANOMALIES_MAX", 1000)
    octets = b"[" + (b'{"titulaires":[' + b"0," * 120 + b"0]},") * 20 + b"0]"
    with pytest.raises(Refus) as info:
        lire_octets("f", octets)
    assert info.value.code == "DECP_FICHIER_TROP_GROS"


def test_la_limite_est_de_50_mo():
    assert lecture.TAILLE_MAX == 50 * 1024 * 1024


def test_fichier_introuvable(tmp_path):
    assert lire(tmp_path / "absent.json")["refus"]["code"] == "DECP_FICHIER_INTROUVABLE"
    assert lire(tmp_path)["refus"]["code"] == "DECP_FICHIER_INTROUVABLE"


def test_refus_json_dit_la_ligne():
    with pytest.raises(Refus) as info:
        lire_octets("f", b'{\n"marches": [\n{"id": }\n]}')
    assert info.value.phrase.startswith("Ligne 3, ")


@pytest.mark.parametrize(
    "texte",
    [
        '{"marches": []}',
        "[]",
        '{"autre": 1, "marches": {"marche": []}}',
        '{"marches": {"contrat-concession": []}}',
    ],
)
def test_fichier_sans_notice_est_lu(texte):
    lu = lire_octets("f", texte.encode())
    assert (lu.notices, lu.version) == ((), None)


@pytest.mark.parametrize("encodage", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodages(encodage):
    octets = '{"marches": [{"id": "1", "objet": "Réfection de l’école"}]}'.encode(encodage)
    assert lire_octets("f", octets).notices[0].objet == "Réfection de l’école"


def test_xml_en_latin1_declare():
    octets = (
        '<?xml version="1.0" encoding="iso-8859-1"?><marches><marche><objet>Été</objet></marche></marches>'
    )
    assert lire_octets("f", octets.encode("latin-1")).notices[0].objet == "Été"


def test_une_notice_plus_longue_que_la_premiere_fenetre():
    objet = "a" * 30_000
    octets = f'{{"marches": [{{"id": "1", "objet": "{objet}"}}, {{"id": "2"}}]}}'.encode()
    premiere, seconde = lire_octets("f", octets).notices
    assert (premiere.objet, seconde.identifiant) == (objet, "2")


def test_un_nombre_plus_long_que_la_fenetre_est_un_seul_element():
    assert len(lire_octets("f", b"[" + b"1" * 20_000 + b"]").notices) == 1


@pytest.mark.parametrize("avant", range(16 * 1024 - 40, 16 * 1024 + 5))
def test_aucune_coupure_de_fenetre_ne_change_la_lecture(avant):
    notice = {"objet": "a" * avant, "dureeMois": 12345, "id": "é\\u00e9", "montant": 1.5, "x": True}
    lue = DECODEUR.decode(json.dumps([notice]))
    assert [brute.contenu for brute in ouvrir("f", json.dumps([notice]).encode()).notices()] == lue


@pytest.mark.parametrize(
    "octets", [b"\xff\xfe{\x00}", b'\xef\xbb\xbf{"marches": ["\xe9"]}', b'{"marches": ["\xe9\x81"]}']
)
def test_octet_impossible_dans_l_encodage(octets, tmp_path):
    fichier = tmp_path / "f"
    fichier.write_bytes(octets)
    rapport = lire(fichier)
    assert rapport["statut"] == "lu" or rapport["refus"]["code"] == "DECP_JSON_ILLISIBLE"
