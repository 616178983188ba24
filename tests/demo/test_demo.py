"""The demonstration: real totals, nothing changed by a second run, work for each role, accounts that open."""

from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from guichet.base.horloge import figer
from guichet.comptes.demonstration import COMPTES, MOT_DE_PASSE
from guichet.entree.demo.construction import construire
from guichet.entree.fournisseurs import taches
from guichet.models import Territoire, Utilisateur
from guichet.territoires.contexte import contexte
from guichet.territoires.resolution import access_for, with_actor
from publics.models import Decision, Releve
from reporting.indicateurs.perimetre import Perimetre
from reporting.indicateurs.periodes import periode
from reporting.indicateurs.rapport import charger_compare, rapport
from tests.demo.conftest import JOUR

pytestmark = [pytest.mark.lent, pytest.mark.xdist_group("demonstration")]  # built once, by one worker
pytestmark = pytest.mark.lent

# Domaine §8: year → (buyers, hours identified, hours done, persons).
NIORT = {2015: (5, 17662, 6735, 37), 2016: (7, 56975, 10794, 63), 2017: (12, 69871, 25009, 115)}
TABLE = """
WITH reperes AS (
  SELECT extract(year FROM m.lance_le) AS an, m.donneur_ordre_id AS acheteur, l.heures_engagees AS heures
  FROM marches_lot l JOIN marches_marche m ON m.id = l.marche_id WHERE l.etat <> 'sans_clause'
), faites AS (
  SELECT extract(year FROM x.mois) AS an, m.donneur_ordre_id AS acheteur, x.participant_id,
         x.heures_validees AS heures
  FROM publics_lignereleve x JOIN marches_lot l ON l.id = x.lot_id JOIN marches_marche m ON m.id = l.marche_id
  WHERE x.courante AND x.heures_validees > 0
)
SELECT (SELECT count(DISTINCT acheteur) FROM
          (SELECT an, acheteur FROM reperes UNION SELECT an, acheteur FROM faites) a WHERE an = %(an)s),
       (SELECT sum(heures) FROM reperes WHERE an = %(an)s),
       (SELECT sum(heures) FROM faites WHERE an = %(an)s),
       (SELECT count(DISTINCT participant_id) FROM faites WHERE an = %(an)s)
"""


def lignes_par_table() -> dict[str, int]:
    """Number of rows of every table, and the last number given."""
    territoires = list(Territoire.objects.values_list("pk", flat=True))
    with contexte(*territoires), transaction.atomic(), connection.cursor() as curseur:
        comptes = {}
        for modele in apps.get_models():
            table, cle = modele._meta.db_table, modele._meta.pk.column
            curseur.execute(f'SELECT count(*), max("{cle}"::text), max(xmin::text::bigint) FROM "{table}"')
            comptes[table] = curseur.fetchone()
    return comptes


@pytest.mark.parametrize("an", NIORT)
def test_le_tableau_de_niort_se_retrouve_dans_les_lignes(niort, an):
    with connection.cursor() as curseur:
        curseur.execute(TABLE, {"an": an})
        assert curseur.fetchone() == NIORT[an]


@pytest.mark.parametrize("an", NIORT)
def test_le_tableau_de_niort_se_retrouve_dans_les_indicateurs(niort, an):
    fin = date(2017, 11, 30) if an == 2017 else date(an, 12, 31)
    lus = rapport(charger_compare(Perimetre(niort), periode(date(an, 1, 1), fin)))
    valeurs = {i["code"]: i["valeurs"][0] for i in lus["indicateurs"]}
    codes = ("donneurs_ordre", "heures_identifiees", "heures_realisees", "personnes")
    assert tuple(valeurs[code] for code in codes) == NIORT[an]


def test_une_seconde_execution_ne_change_rien(demonstration, db):
    avant = lignes_par_table()
    with figer(JOUR):
        construire()
    assert lignes_par_table() == avant


def test_les_releves_du_mois_suivant_s_ajoutent_sans_doubler_les_actes(demonstration, db):
    with contexte(demonstration["niort"].pk):
        avant, decisions = Releve.objects.count(), Decision.objects.count()
    with figer(date(2026, 12, 8)):
        construire()
    with contexte(demonstration["niort"].pk):
        assert Releve.objects.count() > avant
        assert Decision.objects.count() == decisions


def test_les_personnes_de_la_fiche_de_lot_ont_les_heures_attendues(niort):
    requete = (
        "SELECT sum(x.heures_validees), sum(x.heures_a_decider) FROM publics_lignereleve x"
        " JOIN marches_lot l ON l.id = x.lot_id JOIN marches_marche m ON m.id = l.marche_id"
        " WHERE m.objet LIKE '%Jean-Macé' AND l.intitule = 'Peinture et sols' AND x.courante"
    )
    with connection.cursor() as curseur:
        curseur.execute(requete)
        assert curseur.fetchone() == (687, 63)


ATTENDUES = {
    "facilitation": (
        "Contrôler le relevé",
        "Valider la fiche",
        "Valider la mission",
        "Étudier un marché",
        "Relancer :",
        "Décider de 63\u00a0h",
        "Faire signer la convention",
        "Relancer le relevé de septembre",
    ),
    "structure-ai": ("Faire signer la convention",),
    "structure-aci": ("Déposer le relevé de septembre", "Déposer le relevé d’octobre"),
    "structure-etti": ("Déposer le relevé d’octobre", "Valider la mission de Yanis Morel"),
    "donneur-ordre": ("Décider de 63\u00a0h",),
    "service": ("Décider de 63\u00a0h",),
    "prescripteur": ("Compléter la fiche de Sofia Lemaire",),
    "etat": ("Faire signer la convention",),
}


@pytest.mark.parametrize("compte", ATTENDUES)
def test_chaque_role_trouve_de_quoi_faire(niort, compte):
    utilisateur = Utilisateur.objects.get(email=f"{compte}@exemple.invalid")
    acces = with_actor(access_for(utilisateur, "niort"))
    quoi = [tache.quoi for tache in taches(acces, JOUR)]
    for attendue in ATTENDUES[compte]:
        assert any(texte.startswith(attendue) for texte in quoi), (attendue, quoi)


def test_l_etat_et_l_etti_voient_les_deux_territoires(demonstration, db):
    for compte in ("etat", "structure-etti"):
        utilisateur = Utilisateur.objects.get(email=f"{compte}@exemple.invalid")
        assert access_for(utilisateur, "niort") is not None
        assert access_for(utilisateur, "voisin") is not None
    structure_ai = Utilisateur.objects.get(email="structure-ai@exemple.invalid")
    assert access_for(structure_ai, "voisin") is None


@pytest.mark.parametrize("compte", COMPTES, ids=lambda c: c.nom_court)
def test_chaque_compte_se_connecte_sans_second_facteur(demonstration, db, compte):
    client = Client()
    reponse = client.post("/compte/connexion/", {"login": compte.email, "password": MOT_DE_PASSE})
    assert reponse.status_code == 302
    assert client.session["_auth_user_id"] == str(Utilisateur.objects.get(email=compte.email).pk)


def test_la_page_de_connexion_montre_les_comptes_en_demonstration_seulement(demonstration, db, settings):
    settings.DEMO = True
    assert MOT_DE_PASSE in Client().get("/compte/connexion/").content.decode()
    settings.DEMO = False
    assert MOT_DE_PASSE not in Client().get("/compte/connexion/").content.decode()


def test_la_commande_annonce_les_comptes(demonstration, db):
    sortie = StringIO()
    with figer(JOUR):
        call_command("demo", stdout=sortie)
    assert MOT_DE_PASSE in sortie.getvalue()
    assert all(compte.email in sortie.getvalue() for compte in COMPTES)
