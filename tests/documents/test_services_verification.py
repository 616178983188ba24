"""The public check: a code, a file, a command."""

import datetime
import json
import secrets
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from guichet.base.erreurs import Refus
from guichet.documents import cadence, verification
from guichet.documents.certificats import certificat_de_demonstration
from guichet.entree.management.commands.verifier import ILLISIBLES
from guichet.models import Preuve
from tests.documents import exemples


@pytest.fixture
def preuve(db, convention, certificat, settings, tmp_path):
    """Register the convention of the session as this installation's."""
    import hashlib

    settings.DONNEES, settings.SCEAU_P12, settings.DEMO = tmp_path, "", True
    certificat_de_demonstration(tmp_path / "sceau", titulaire="Autre", le=exemples.LE)
    return Preuve.objects.create(
        code="7QF4-KM2D-9XTP",
        numero="D1-2026-0412",
        version=1,
        genre="Convention tripartite",
        emetteur="Agglomération du Niortais",
        emis_le=exemples.LE,
        sha256=hashlib.sha256(convention).hexdigest(),
        taille=len(convention),
    )


@pytest.fixture
def meme_sceau(preuve, settings, monkeypatch, certificat):
    monkeypatch.setattr("guichet.documents.registre.certificat_courant", lambda: certificat)


@pytest.fixture(autouse=True)
def cache_local(settings):
    cache = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": secrets.token_hex(4)}
    settings.CACHES = {"default": cache}


def page(chemin):
    reponse = Client().get(chemin)
    return reponse.status_code, reponse.content.decode()


@pytest.mark.parametrize("code", ["7QF4-KM2D-9XTP", "7qf4km2d9xtp", "7QF4 KM2D 9XTP"])
def test_un_code_connu_dit_ce_que_le_registre_en_sait(preuve, code):
    statut, texte = page(f"/v/{code}/")
    assert statut == 200
    for attendu in ("D1-2026-0412", "Convention tripartite", "Agglomération du Niortais", preuve.sha256):
        assert attendu in texte


def test_un_code_inconnu_est_une_page_404_qui_dit_quoi_faire(preuve):
    statut, texte = page("/v/7QF4-KM2D-9XTQ/")
    assert statut == 404
    assert "Ce code n’est celui d’aucun document" in texte


def test_un_document_remplace_le_dit(preuve):
    Preuve.objects.update(remplacee_par="D1-2026-0412, version 2")
    assert "version 2" in page("/v/7QF4-KM2D-9XTP/")[1]


def test_le_code_tape_mene_a_sa_page(preuve):
    reponse = Client().get("/v/", {"code": "7qf4 km2d 9xtp"})
    assert reponse.status_code == 302
    assert "D1-2026-0412" in Client().get(reponse["Location"]).content.decode()
    assert "obligatoire" in Client().get("/v/", {"code": ""}).content.decode()


def envoyer(octets):
    fichier = SimpleUploadedFile("recu.pdf", octets, content_type="application/pdf")
    return Client().post("/v/", {"fichier": fichier}).content.decode()


def test_le_fichier_recu_est_compare_octet_par_octet(preuve, convention):
    assert "Ce fichier est authentique" in envoyer(convention)
    assert "n’est pas au registre" in envoyer(convention + b"\n")


def test_au_dela_de_la_limite_on_attend_une_minute(preuve, settings):
    client = Client()
    statuts = [client.get("/v/7QF4-KM2D-9XTP/").status_code for _ in range(cadence.LIMITE + 1)]
    assert set(statuts[:-1]) == {200}
    assert statuts[-1] == 429


def test_sans_redis_la_page_repond(preuve, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "unix:///nulle/part.sock",
        }
    }
    assert page("/v/7QF4-KM2D-9XTP/")[0] == 200


def verifier(chemin, capsys):
    try:
        call_command("verifier", str(chemin), "--json")
        statut = 0
    except SystemExit as sortie:
        statut = sortie.code
    return statut, json.loads(capsys.readouterr().out)


def un_octet_change(octets):
    modifie = bytearray(octets)
    modifie[len(octets) // 2] ^= 1
    return bytes(modifie)


@pytest.mark.parametrize(
    ("changer", "statut"),
    [
        (lambda o: o, 0),
        (un_octet_change, 1),
        (lambda o: o + b"\n% ajout", 1),
        (lambda o: o[:-200], 1),
        (lambda o: b"bonjour", 2),
    ],
    ids=["intact", "un-octet", "ajout", "tronque", "pas-un-pdf"],
)
def test_la_commande_et_son_code_de_sortie(
    meme_sceau, convention, fichier, capsys, tmp_path, changer, statut
):
    chemin = fichier(changer(convention))
    trouve, reponse = verifier(chemin, capsys)
    assert (trouve, reponse["valide"]) == (statut, statut == 0)
    sortie = tmp_path / "reponse.json"
    sortie.write_text(json.dumps(reponse))
    controle = subprocess.run(
        [
            shutil.which("check-jsonschema") or ".venv/bin/check-jsonschema",
            "--schemafile",
            "docs/schemas/verifier.json",
            sortie,
        ],
        capture_output=True,
        check=False,
    )
    assert controle.returncode == 0, controle.stdout


def test_le_schema_nomme_tous_les_codes_du_verificateur():
    schema = json.loads(Path("docs/schemas/verifier.json").read_text())
    connus = set(schema["properties"]["code"]["enum"])
    assert connus == set(verification._PHRASES) | ILLISIBLES


def test_sans_cachet_installe_la_commande_le_dit(meme_sceau, convention, fichier, capsys, monkeypatch):
    def absent():
        raise Refus("SCEAU_ABSENT", "Aucun certificat.", "Installez-en un.")

    monkeypatch.setattr("guichet.documents.registre.certificat_courant", absent)
    statut, reponse = verifier(fichier(convention), capsys)
    assert (statut, reponse["code"]) == (2, "SCEAU_ABSENT")


def test_la_commande_dit_qu_un_fichier_est_introuvable(meme_sceau, tmp_path, capsys):
    statut, reponse = verifier(tmp_path / "absent.pdf", capsys)
    assert (statut, reponse["code"]) == (2, "VERIF_FICHIER_INTROUVABLE")


def test_un_document_authentique_mais_hors_registre_n_est_pas_valide(meme_sceau, convention, fichier, capsys):
    Preuve.objects.all().delete()
    statut, reponse = verifier(fichier(convention), capsys)
    assert (statut, reponse["code"]) == (1, "VERIF_HORS_REGISTRE")


def test_le_cachet_de_demonstration_sert_sous_toute_horloge(settings, tmp_path):
    """Made under a late clock, it still seals and validates a document of an earlier one."""
    from guichet.base.horloge import figer
    from guichet.documents.coffre import certificat_courant

    settings.DONNEES = tmp_path
    with figer(datetime.date(2028, 3, 31)):
        certificat = certificat_courant().certificat
    valide = certificat["tbs_certificate"]["validity"]
    assert valide["not_before"].native.date() < datetime.date(2015, 1, 1)
    assert valide["not_after"].native.date() > datetime.date(2040, 1, 1)
