"""`manage.py releve controler`: the report, the exit status, nothing stored."""

import json
from pathlib import Path

import jsonschema
import pytest
from django.core.management import call_command

from publics.models import LigneReleve, Releve
from tests.publics.releves.conftest import classeur, ligne_de

SCHEMA = json.loads(Path("docs/schemas/releve-controler.json").read_text())


@pytest.fixture
def controler(tmp_path, etti, capsys):
    """Return (contents, options) → (exit status, report), valid for the published schema."""

    def lancer(contenu: bytes, nom="octobre.xlsx", **options):
        chemin = tmp_path / nom
        chemin.write_bytes(contenu)
        choix = {"structure": etti.organisation.siret, "mois": "2026-10", **options}
        arguments = [f"--{cle}={valeur}" for cle, valeur in choix.items()]
        statut = 0
        try:
            call_command("releve", "controler", str(chemin), *arguments, "--json")
        except SystemExit as fin:
            statut = fin.code
        rapport = json.loads(capsys.readouterr().out)
        jsonschema.validate(rapport, SCHEMA)
        return statut, rapport

    return lancer


def test_a_good_file(controler, equipe, lots):
    statut, rapport = controler(classeur([ligne_de(une, lots[0], 120) for une in equipe]))
    assert (statut, rapport["statut"]) == (0, "lu")
    assert rapport["synthese"]["heures"] == "360.00"
    assert [ligne["etat"] for ligne in rapport["lignes"]] == ["sans_anomalie"] * 3
    assert not Releve.objects.exists()
    assert not LigneReleve.objects.exists()


def test_a_line_says_where_what_and_what_to_do(controler, equipe, lots):
    ligne = list(ligne_de(equipe[0], lots[0], 120))
    ligne[3], ligne[4] = "zzz", None
    statut, rapport = controler(classeur([ligne]))
    verdict = rapport["lignes"][0]["verdicts"][0]
    assert (statut, rapport["statut"]) == (0, "a_corriger")
    assert verdict["code"] == "R7_LOT_INCONNU"
    assert (verdict["ligne"], verdict["colonne"], verdict["trouve"]) == (4, "D", "zzz")
    assert verdict["phrase"] == "Ligne 4, colonne D : marché « zzz » introuvable."


def test_a_refused_file(controler):
    statut, rapport = controler(b"%PDF-1.7 not a table")
    assert (statut, rapport["refus"]["code"]) == (1, "FICHIER_TYPE")


def test_an_unknown_structure(controler, equipe, lots):
    statut, rapport = controler(classeur([ligne_de(equipe[0], lots[0], 1)]), structure="personne")
    assert (statut, rapport["refus"]["code"]) == (2, "STRUCTURE_INCONNUE")


def test_a_wrong_month(controler):
    assert controler(b"x", mois="octobre")[0] == 2
