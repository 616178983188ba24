"""The matrix: every line of the rights table × every role × one's own, another's, a neighbour's, nobody's.

Generated: a new URL is covered as soon as it has its rule.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guichet.comptes.roles import GUICHET
from guichet.droits.regles import CONNECTE
from guichet.droits.table import table
from tests.droits.demandes import ask
from tests.droits.exemples import addresses, is_public
from tests.droits.monde import ETAT_FERME, TOUS_LES_ROLES
from tests.harnais.page import faults

pytestmark = pytest.mark.lent
PORTE = "/compte/connexion/"
LUES = (200, 302)
SANS_TERRITOIRE = (ETAT_FERME, "plateforme")
# Doors outside a territoire that answer to some roles only: the others get the page of what does not exist.
SEULS = {
    "accueil_etat": {"ddetspp"},
    "etat_departement": {"ddetspp"},
    "france": {"plateforme"},
    "mfa_deactivate_totp": set(),  # nobody here has an application
    "mfa_view_recovery_codes": set(),
}
ECRITURES = ("INSERT", "UPDATE", "DELETE")
REGLES = sorted(table().values(), key=lambda regle: regle.url)
SITUEES = [regle for regle in REGLES if not is_public(regle) and regle.roles != CONNECTE]


def names(regles):
    """Parametrise by rule, named by its URL."""
    return pytest.mark.parametrize("regle", regles, ids=lambda regle: regle.url)


def expected(regle, role: str) -> tuple[int, ...]:
    """Return the statuses that a GET of one's own object may have."""
    if role == "anonyme":
        return LUES if is_public(regle) else (302,)
    lu = LUES if "GET" in regle.methodes else (405,)
    if regle.roles == CONNECTE:
        return lu if role in SEULS.get(regle.url, {role}) else (404,)
    if is_public(regle):
        return LUES
    if role in SANS_TERRITOIRE:
        return (404,)
    if role not in regle.roles:
        return (403,)
    return lu


def may(regle, role: str) -> bool:
    """Whether the table opens a URL of the territoire to a role."""
    return role in regle.roles


@names(REGLES)
def test_chacun_lit_ce_que_la_table_lui_ouvre_et_rien_d_autre(monde, regle):
    fautes = []
    for role in TOUS_LES_ROLES:
        adresse = addresses(monde, regle, role).mienne
        if regle.roles == CONNECTE and role.startswith("lien:"):
            continue  # a link opens pages of its territoire only
        reponse, attendus = ask(monde.client(role), adresse), expected(regle, role)
        if reponse.statut not in attendus:
            fautes.append(f"{role} : {reponse.statut}, attendu {attendus}")
        if not is_public(regle) and reponse.vers.startswith(PORTE) != (role == "anonyme"):
            fautes.append(f"{role} : mené à {reponse.vers}")
        situe = adresse.startswith("/t/") and role != "anonyme" and not role.startswith("lien:")
        fautes += [f"{role} : {faute}" for faute in faults(reponse.html, connecte=situe)]
    assert fautes == []


@names([regle for regle in SITUEES if regle.objet])
def test_l_objet_d_un_autre_et_celui_du_territoire_voisin_n_existent_pas(monde, regle):
    """A stranger's row, a neighbour territoire's and a missing one give the same 404, byte for byte."""
    fautes = []
    for role in sorted(regle.roles & set(TOUS_LES_ROLES)):
        client, lieux = monde.client(role), addresses(monde, regle, role)
        for methode in regle.methodes:
            absente = ask(client, lieux.manquante, methode)
            for nom in ("autre", "ailleurs"):
                if not (adresse := getattr(lieux, nom)):
                    continue
                reponse = ask(client, adresse, methode)
                if (reponse.statut, reponse.corps) != (404, absente.corps):
                    fautes.append(f"{role} {methode} {nom} : {reponse.statut}")
    assert fautes == []


@names([regle for regle in SITUEES if not regle.objet])
def test_le_territoire_voisin_n_existe_pas(monde, regle):
    for role in TOUS_LES_ROLES[:7]:
        adresse = addresses(monde, regle, role).ailleurs
        for methode in regle.methodes:
            assert ask(monde.client(role), adresse, methode).statut == 404, role


@names([regle for regle in SITUEES if "POST" in regle.methodes])
def test_qui_n_est_pas_dans_la_regle_n_ecrit_rien(monde, regle):
    fautes = []
    for role in TOUS_LES_ROLES:
        if may(regle, role) or role == "anonyme":
            continue
        adresse = addresses(monde, regle, role).mienne
        client = monde.client(role)
        with CaptureQueriesContext(connection) as capture:
            reponse = ask(client, adresse, "POST")
        ecrit = [q["sql"] for q in capture.captured_queries if q["sql"].startswith(ECRITURES)]
        attendu = 404 if role in SANS_TERRITOIRE else 403
        if reponse.statut != attendu or ecrit:
            fautes.append((role, reponse.statut, ecrit))
    assert fautes == []


@names([regle for regle in SITUEES if "POST" in regle.methodes])
def test_sans_connexion_un_envoi_mene_a_la_porte(monde, regle):
    reponse = ask(monde.client("anonyme"), addresses(monde, regle, "anonyme").mienne, "POST")
    assert reponse.statut == 302
    assert reponse.vers.startswith(PORTE)


@names([regle for regle in SITUEES if regle.methodes == ("GET",)])
def test_une_page_de_lecture_refuse_un_envoi(monde, regle):
    for role in sorted(regle.roles & GUICHET):
        assert ask(monde.client(role), addresses(monde, regle, role).mienne, "POST").statut == 405
