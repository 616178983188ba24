"""The walls as PostgreSQL holds them: read from its catalogue, so that no table is forgotten."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from guichet.base.contraintes import walled
from guichet.base.pg.depart import _check_connection, check_role
from guichet.base.pg.roles import dangerous_role

RACINE = Path(__file__).resolve().parents[2]
HORS_CLOISONS = {
    "guichet_territoire": "Nom et adresse courte d’un guichet : publics, lus avant d’ouvrir sa cloison.",
    "guichet_organisation": "SIRET et identité publique seulement ; trouvée par SIRET exact.",
    "guichet_utilisateur": "Une personne peut travailler dans plusieurs territoires ; lue à la connexion.",
    "guichet_utilisateur_groups": "Table de Django, vide : les droits viennent de l’organisation.",
    "guichet_utilisateur_user_permissions": "Table de Django, vide : aucun droit n’est donné à une personne.",
    "guichet_appartenance": "C’est elle qui dit quelles cloisons ouvrir.",
    "guichet_partageterritoire": "Territoire ouvert à un service de l’État : lu avant d’ouvrir la cloison.",
    "guichet_partageterritoireutilisateur": "Exigée par guardian à côté de la précédente, vide.",
    "guichet_preuve": "Registre public des documents : aucune donnée personnelle.",
    "guardian_groupobjectpermission": "Table générique de guardian, vide : les partages ont leurs tables.",
    "guardian_userobjectpermission": "Table générique de guardian, vide.",
    "account_emailaddress": "Adresse de connexion (allauth), liée à l’utilisateur.",
    "account_emailconfirmation": "Confirmation d’adresse (allauth), liée à l’utilisateur.",
    "mfa_authenticator": "Second facteur (allauth), lié à l’utilisateur.",
    "auth_group": "Un groupe par organisation, sans autre contenu que son nom.",
    "auth_group_permissions": "Table de Django, vide.",
    "auth_permission": "Liste des permissions déclarées par le code.",
    "django_content_type": "Liste des modèles déclarés par le code.",
    "django_migrations": "Historique des migrations.",
    "django_session": "Sessions, lues avant toute chose.",
}
UNIQUES_SANS_TERRITOIRE = {
    ("guichet_liensigne", "uuid"): "Tiré au hasard : il se lit avant que la cloison soit ouverte.",
    ("guichet_invitation", "empreinte"): "Empreinte d’un secret tiré au hasard.",
    ("guichet_document", "code"): "Code tiré au hasard, unique pour tout le registre public.",
    ("guichet_fichier", "chemin"): "Emplacement tiré au hasard, unique sur le disque.",
}
PORTEE = "current_setting('guichet.territoires'::text)"


def lire(ordre: str) -> list[tuple]:
    with connection.cursor() as curseur:
        curseur.execute(ordre)
        return curseur.fetchall()


@pytest.fixture
def tables(db) -> dict[str, tuple]:
    """Every table of the base: (row security on, forced even on its owner)."""
    ordre = """SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class
               WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"""
    return {nom: (active, forcee) for nom, active, forcee in lire(ordre)}


@pytest.fixture
def cloisonnees(tables) -> set[str]:
    return set(tables) - set(HORS_CLOISONS)


def test_toute_table_a_sa_cloison_ou_une_phrase_qui_dit_pourquoi_elle_n_en_a_pas(tables, cloisonnees):
    assert {nom for nom in cloisonnees if tables[nom] != (True, True)} == set()
    assert {nom for nom in HORS_CLOISONS if nom in tables and tables[nom][0]} == set()


def test_la_liste_des_exceptions_ne_nomme_que_des_tables_qui_existent(tables):
    assert set(HORS_CLOISONS) <= set(tables)


def test_chaque_cloison_lit_la_portee_en_lecture_et_en_ecriture(cloisonnees):
    ordre = "SELECT tablename, permissive, cmd, qual, with_check FROM pg_policies WHERE schemaname = 'public'"
    regles = lire(ordre)
    assert {table for table, *_ in regles} == cloisonnees
    for table, permissive, commande, lecture, ecriture in regles:
        assert (permissive, commande) == ("PERMISSIVE", "ALL"), table
        assert PORTEE in lecture or "EXISTS" in lecture, table
        assert PORTEE in ecriture or "EXISTS" in ecriture, table
    assert len(regles) == len(cloisonnees), "deux règles permissives s’ajoutent : une seule par table"


def test_aucune_cle_etrangere_entre_tables_cloisonnees_ne_traverse(cloisonnees):
    """Checks of foreign keys bypass row security: each must carry the territoire on both sides."""
    ordre = """
        SELECT conname, conrelid::regclass::text, confrelid::regclass::text, condeferrable,
               (SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute
                WHERE attrelid = conrelid AND attnum = ANY(conkey)),
               (SELECT array_agg(attname::text) FROM pg_attribute
                WHERE attrelid = confrelid AND attnum = ANY(confkey))
        FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace"""
    vues = 0
    for nom, _, cible, differable, colonnes, visees in lire(ordre):
        if cible not in cloisonnees:
            continue
        vues += 1
        assert "territoire_id" in colonnes, nom
        assert "territoire_id" in visees, nom
        assert not differable, f"{nom} échouerait à la fin de la transaction, en erreur 500"
    assert vues > 20


def test_chaque_lien_d_un_modele_est_une_cle_de_la_base(cloisonnees):
    ordre = """
        SELECT conrelid::regclass::text, confrelid::regclass::text,
               (SELECT array_agg(attname::text) FROM pg_attribute
                WHERE attrelid = conrelid AND attnum = ANY(conkey))
        FROM pg_constraint WHERE contype = 'f'"""
    cles = {(table, cible, frozenset(colonnes)) for table, cible, colonnes in lire(ordre)}
    manquantes = []
    for modele in apps.get_models():
        for champ in modele._meta.concrete_fields:
            if champ.is_relation and walled(champ.related_model):
                attendue = (
                    modele._meta.db_table,
                    champ.related_model._meta.db_table,
                    frozenset({"territoire_id", champ.column}),
                )
                if attendue not in cles:
                    manquantes.append(f"{modele.__name__}.{champ.name}")
    assert manquantes == []


def test_chaque_cle_unique_contient_le_territoire(cloisonnees):
    """Otherwise a refusal tells a territoire what another one holds."""
    ordre = """
        SELECT indrelid::regclass::text, indexrelid::regclass::text, array_agg(attname::text)
        FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY(indkey)
        WHERE indisunique AND NOT indisprimary GROUP BY 1, 2"""
    fautives = []
    for table, index, colonnes in lire(ordre):
        if table not in cloisonnees or "territoire_id" in colonnes:
            continue
        if len(colonnes) != 1 or (table, colonnes[0]) not in UNIQUES_SANS_TERRITOIRE:
            fautives.append(index)
    assert fautives == []


def test_les_exclusions_contiennent_le_territoire(cloisonnees):
    ordre = """
        SELECT conrelid::regclass::text, conname, array_agg(attname::text)
        FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY(conkey)
        WHERE contype = 'x' GROUP BY 1, 2"""
    assert [nom for table, nom, colonnes in lire(ordre) if "territoire_id" not in colonnes] == []


def test_le_territoire_d_une_ligne_n_est_jamais_absent(cloisonnees):
    ordre = """SELECT table_name, is_nullable FROM information_schema.columns
               WHERE table_schema = 'public' AND column_name = 'territoire_id'"""
    nullables = dict(lire(ordre))
    assert {nom for nom in cloisonnees if nullables.get(nom) == "YES"} == set()


def test_les_vues_lisent_avec_les_droits_de_qui_les_lit(db):
    ordre = """SELECT relname, reloptions FROM pg_class
               WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace"""
    assert [nom for nom, options in lire(ordre) if "security_invoker=true" not in (options or [])] == []
    assert lire("SELECT matviewname FROM pg_matviews") == []


def test_aucune_fonction_ne_passe_outre_avec_les_droits_de_son_auteur(db):
    ordre = """SELECT proname FROM pg_proc
               WHERE prosecdef AND pronamespace = 'public'::regnamespace"""
    assert lire(ordre) == []


def test_le_role_de_l_application_est_ordinaire(db):
    assert dangerous_role(connection) == ""
    ordre = """SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication
               FROM pg_roles WHERE rolname = current_user"""
    assert lire(ordre) == [(False,) * 5]
    assert lire("SELECT tablename FROM pg_tables WHERE tableowner = current_user") == []


@pytest.fixture
def proprietaire(db, settings):
    """Work as the owner of the tables for a moment."""
    with connection.cursor() as curseur:
        curseur.execute("RESET ROLE")
    yield
    with connection.cursor() as curseur:
        curseur.execute(f"SET ROLE {connection.ops.quote_name(settings.ROLE_APPLICATION)}")


def test_le_proprietaire_des_tables_est_refuse(proprietaire, settings):
    assert "possède les tables" in dangerous_role(connection)
    assert [erreur.id for erreur in check_role(None, ["default"])] == ["cloisons.E001"]
    settings.PROPRIETAIRE = True
    assert check_role(None, ["default"]) == [], "la commande qui migre est la sienne"


def test_une_connexion_du_proprietaire_est_fermee_avant_de_servir(proprietaire, monkeypatch):
    fermees = []
    monkeypatch.setattr(connection, "close", lambda: fermees.append(True))
    with pytest.raises(ImproperlyConfigured, match="possède les tables"):
        _check_connection(None, connection)
    assert fermees == [True]


@pytest.mark.lent
@pytest.mark.parametrize(
    "commande",
    [
        ["-c", "import guichet.wsgi"],
        ["-m", "celery", "-A", "guichet", "worker", "-c", "1", "--pool", "solo"],
    ],
    ids=["web", "worker"],
)
def test_ni_le_web_ni_un_worker_ne_demarrent_avec_le_proprietaire(db, settings, commande):
    adresse = urlsplit(settings.DATABASE_OWNER_URL)
    environnement = {
        **os.environ,
        "DATABASE_URL": urlunsplit(adresse._replace(path=f"/{connection.settings_dict['NAME']}")),
        "REDIS_URL": settings.REDIS_URL,
        "SECRET_KEY": "essai",
    }
    fini = subprocess.run(
        [sys.executable, *commande],
        cwd=RACINE,
        env=environnement,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert fini.returncode != 0
    assert "possède les tables" in fini.stderr
