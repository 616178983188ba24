"""The local servers, started for real: side by side, after a kill, from several terminals at once."""

import os
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
import redis

from guichet.services_locaux import adresses
from guichet.services_locaux.binaires import ServiceIndisponible
from guichet.services_locaux.emplacements import LONGUEUR_MAX_SOCKET, NOM_LE_PLUS_LONG, emplacements
from guichet.services_locaux.pilotage import arreter, demarrer, etat

pytestmark = pytest.mark.lent


def un(projet: Path, requete: str, role: str = "DATABASE_URL"):
    """First value of a query, as a role."""
    with psycopg.connect(adresses(projet)[role], autocommit=True) as connexion:
        curseur = connexion.execute(requete)
        return curseur.fetchone()[0] if curseur.description else None


def client_redis(projet: Path) -> redis.Redis:
    return redis.Redis(unix_socket_path=str(emplacements(projet).valkey_socket))


def test_demarrer_donne_une_base_et_une_file_qui_repondent(checkout):
    projet = checkout()
    assert demarrer(projet) == ["PostgreSQL", "Valkey"]
    assert un(projet, "SELECT current_user::text") == "guichet_app"
    assert un(projet, "SELECT current_user::text", "DATABASE_OWNER_URL") == "guichet_proprietaire"
    with client_redis(projet) as client:
        assert client.ping()


def test_un_second_demarrage_ne_fait_rien_et_un_arret_arrete(checkout):
    projet = checkout()
    demarrer(projet)
    assert demarrer(projet) == []
    assert arreter(projet) == ["PostgreSQL", "Valkey"]
    assert etat(projet) == {"PostgreSQL": False, "Valkey": False}
    assert arreter(projet) == []


def test_les_roles_ont_les_droits_annonces_et_rien_de_plus(checkout):
    projet = checkout()
    demarrer(projet)
    with psycopg.connect(adresses(projet)["DATABASE_OWNER_URL"], autocommit=True) as connexion:
        colonnes = "rolname, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, rolreplication"
        roles = connexion.execute(
            f"SELECT {colonnes} FROM pg_roles WHERE rolname LIKE 'guichet_%'"
        ).fetchall()
        assert {nom: droits for nom, *droits in roles} == {
            "guichet_proprietaire": [False, True, False, False, False],
            "guichet_app": [False, False, False, False, False],
            "guichet_sauvegarde": [False, False, False, True, False],
        }
        extensions = {nom for (nom,) in connexion.execute("SELECT extname FROM pg_extension")}
        assert extensions >= {"unaccent", "pg_trgm", "btree_gist", "citext"}
        # Tests act as the application without inheriting from it.
        connexion.execute("SET ROLE guichet_app")
        connexion.execute("RESET ROLE")
        connexion.execute("CREATE DATABASE essai")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        un(projet, "CREATE DATABASE interdite")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        un(projet, "CREATE TABLE interdite (a int)")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        un(projet, "SET ROLE guichet_proprietaire")


def test_les_sockets_ne_sont_ouverts_qu_a_leur_compte(checkout):
    projet = checkout()
    demarrer(projet)
    lieux = emplacements(projet)
    assert stat.S_IMODE(lieux.sockets.stat().st_mode) == 0o700
    arreter(projet)
    lieux.sockets.chmod(0o755)
    with pytest.raises(ServiceIndisponible, match="ouvert à d'autres"):
        demarrer(projet)


def test_les_donnees_survivent_a_un_kill_9(checkout):
    projet = checkout()
    demarrer(projet)
    un(projet, "CREATE TABLE temoin AS SELECT 42 AS valeur", "DATABASE_OWNER_URL")
    with client_redis(projet) as client:
        client.rpush("defaut", "message")
        client.execute_command("WAITAOF", 1, 0, 1000)
        numero_valkey = client.info("server")["process_id"]
    lieux = emplacements(projet)
    (donnees,) = lieux.racine.glob("pg-*")
    numero_pg = int((donnees / "postmaster.pid").read_text().split()[0])
    os.kill(numero_pg, signal.SIGKILL)
    os.kill(numero_valkey, signal.SIGKILL)
    assert demarrer(projet)
    assert un(projet, "SELECT valeur FROM temoin", "DATABASE_OWNER_URL") == 42
    with client_redis(projet) as client:
        assert client.lrange("defaut", 0, -1) == [b"message"]


def test_un_numero_de_processus_repris_par_un_autre_n_empeche_pas_de_demarrer(checkout):
    projet = checkout()
    demarrer(projet)
    (donnees,) = emplacements(projet).racine.glob("pg-*")
    fichier = donnees / "postmaster.pid"
    contenu = fichier.read_text()
    arreter(projet)
    fichier.write_text("\n".join([str(os.getpid()), *contenu.split("\n")[1:]]))
    assert "PostgreSQL" in demarrer(projet)


def test_quatre_terminaux_en_meme_temps_ne_cassent_rien(checkout):
    projet = checkout()
    with ThreadPoolExecutor(4) as terminaux:
        resultats = list(terminaux.map(demarrer, [projet] * 4))
    assert sorted(nom for resultat in resultats for nom in resultat) == ["PostgreSQL", "Valkey"]
    assert all(etat(projet).values())


def test_deux_checkouts_cote_a_cote_ont_chacun_leurs_donnees(checkout):
    un_projet, autre = checkout("un"), checkout("autre")
    demarrer(un_projet)
    demarrer(autre)
    un(un_projet, "CREATE TABLE ici (a int)", "DATABASE_OWNER_URL")
    assert un(un_projet, "SELECT to_regclass('ici') IS NOT NULL")
    assert not un(autre, "SELECT to_regclass('ici') IS NOT NULL")
    arreter(autre)
    assert all(etat(un_projet).values())


@pytest.mark.parametrize("nom", ["chemin " + "très long/" * 12, "espace, virgule et ' apostrophe"])
def test_un_chemin_long_ou_bizarre_convient(checkout, nom):
    projet = checkout(nom)
    lieux = emplacements(projet)
    assert len(os.fsencode(f"{lieux.sockets}{NOM_LE_PLUS_LONG}")) <= LONGUEUR_MAX_SOCKET
    demarrer(projet)
    assert un(projet, "SELECT 1") == 1


def test_un_dossier_ferme_aux_autres_convient_aussi_a_root(checkout):
    projet = checkout(mode=0o700)
    demarrer(projet)
    assert un(projet, "SELECT 1") == 1
    assert emplacements(projet).racine.is_relative_to(projet) == (os.geteuid() != 0)


def test_des_adresses_donnees_dispensent_des_serveurs_locaux(checkout, monkeypatch):
    projet = checkout()
    monkeypatch.setenv("DATABASE_URL", "postgresql://ailleurs/guichet")
    monkeypatch.setenv("REDIS_URL", "redis://ailleurs/0")
    assert demarrer(projet) == []
    assert etat(projet) == {}
    assert list(projet.iterdir()) == []


def test_un_dossier_de_programmes_faux_est_refuse_en_clair(checkout, monkeypatch):
    projet = checkout()
    with monkeypatch.context() as reglages:
        reglages.setenv("GUICHET_PG_BINDIR", "/usr/share")
        with pytest.raises(ServiceIndisponible, match="GUICHET_PG_BINDIR"):
            demarrer(projet)


def test_calculer_les_adresses_ne_touche_a_rien(checkout):
    projet = checkout()
    trois = adresses(projet)
    assert {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"} <= set(trois)
    assert list(projet.iterdir()) == []


@pytest.mark.parametrize("porte", [["-m", "guichet.services_locaux"], ["manage.py", "services"]])
def test_les_deux_portes_disent_l_etat(racine, porte):
    fait = subprocess.run(
        [sys.executable, *porte, "status"], cwd=racine, capture_output=True, text=True, check=False
    )
    assert "PostgreSQL : " in fait.stdout
    assert fait.returncode in (0, 3)
