"""Actors through their pages: found by exact SIRET, completed, listed, opened to the State."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guichet.models import Acteur, Contact, Entree, Organisation, PartageTerritoire
from guichet.organisations.genres import TypePrescripteur, categorie_proposee
from publics.donnees import types_prescripteurs
from tests.fabriques.guichet import ActeurFactory, OrganisationFactory, TerritoireFactory, siret

HORS_COMPTE = ("SAVEPOINT", "RELEASE", "BEGIN", "SELECT set_config")
LISTES = ["partenaires/", "donneurs-ordre/", "titulaires/", "prescripteurs/", "services-etat/"]
TRAITS = dict(zip(LISTES, ["etti", "donneur_ordre", "titulaire", "prescripteur", "etat"], strict=True))
CREATIONS = [*(f"{liste}nouveau/" for liste in LISTES), "acteurs/nouveau/"]


@pytest.fixture
def client_guichet(territoire, connecter):
    return connecter("administrateur", territoire)


def url(territoire, chemin: str) -> str:
    return f"/t/{territoire.slug}/{chemin}"


def structure(**champs) -> dict:
    return {"nom": "Sèvre Intérim", "est_partenaire": "on", "genre": "etti", **champs}


@pytest.mark.parametrize("chemin", [*LISTES, *CREATIONS])
def test_les_pages_vides_repondent(territoire, client_guichet, chemin):
    assert client_guichet.get(url(territoire, chemin)).status_code == 200


def test_un_siret_connu_retrouve_l_organisation_un_autre_la_cree(territoire, client_guichet):
    connue = OrganisationFactory(nom="Sèvre Intérim Insertion")
    adresse = url(territoire, "partenaires/nouveau/")
    groupes = f"{connue.siret[:3]} {connue.siret[3:6]} {connue.siret[6:9]} {connue.siret[9:]}"
    client_guichet.post(adresse, structure(siret=groupes))
    client_guichet.post(adresse, structure(nom="Coup de Main", genre="ai", siret=siret(800)))
    assert Acteur.objects.get(genre="etti").organisation == connue
    nouvelle = Acteur.objects.get(genre="ai").organisation
    assert (nouvelle.siret, nouvelle.nom) == (siret(800), "Coup de Main")
    assert nouvelle.groupe is not None


def test_un_siret_faux_est_refuse_sans_rien_perdre(territoire, client_guichet):
    reponse = client_guichet.post(url(territoire, "partenaires/nouveau/"), structure(siret="21790191700014"))
    texte = reponse.content.decode()
    assert "n’est pas valable" in texte
    assert "Sèvre Intérim" in texte
    assert not Acteur.objects.exists()


def test_une_structure_deja_connue_devient_aussi_titulaire(territoire, client_guichet):
    client_guichet.post(url(territoire, "partenaires/nouveau/"), structure(siret=siret(800)))
    envoi = {"nom": "Sèvre Intérim Insertion", "est_titulaire": "on", "siret": siret(800)}
    client_guichet.post(url(territoire, "titulaires/nouveau/"), envoi)
    acteur = Acteur.objects.get()
    assert (acteur.est_partenaire, acteur.est_titulaire, acteur.genre) == (True, True, "etti")
    assert Entree.objects.filter(verbe="completer_acteur", objet_id=acteur.pk).exists()


@pytest.mark.parametrize(
    ("envoi", "phrase"),
    [
        ({"nom": "X", "est_partenaire": "on"}, "Choisissez le genre de la structure"),
        ({"nom": "X", "est_donneur_ordre": "on"}, "Choisissez la catégorie"),
        ({"nom": "X", "est_prescripteur": "on"}, "Choisissez le type de prescripteur"),
        ({"nom": "X"}, "n’a aucun rôle"),
    ],
)
def test_un_acteur_incomplet_dit_ce_qui_manque(territoire, client_guichet, envoi, phrase):
    reponse = client_guichet.post(url(territoire, "acteurs/nouveau/"), envoi)
    assert phrase in reponse.content.decode()
    assert not Acteur.objects.exists()


def test_un_service_partage_l_organisation_de_son_donneur_d_ordre(territoire, client_guichet):
    ville = ActeurFactory(territoire=territoire, donneur_ordre=True)
    envoi = {
        "nom": "Service bâtiments",
        "est_donneur_ordre": "on",
        "parent": ville.pk,
        "siret": ville.organisation.siret,
    }
    client_guichet.post(url(territoire, "donneurs-ordre/nouveau/"), envoi)
    service = Acteur.objects.get(parent=ville)
    assert service.organisation == ville.organisation
    fiche = client_guichet.get(url(territoire, f"acteurs/{ville.pk}/")).content.decode()
    assert "Service bâtiments" in fiche


def test_modifier_un_acteur_et_son_historique(territoire, client_guichet):
    acteur = ActeurFactory(territoire=territoire, etti=True)
    adresse = url(territoire, f"acteurs/{acteur.pk}/modifier/")
    assert client_guichet.get(adresse).status_code == 200
    envoi = {"nom": "Nouveau nom", "est_partenaire": "on", "genre": "ai", "actif": "on"}
    fiche = client_guichet.post(adresse, envoi, follow=True).content.decode()
    acteur.refresh_from_db()
    assert (acteur.nom, acteur.genre) == ("Nouveau nom", "ai")
    assert "Modifié" in fiche


def test_deux_acteurs_d_une_organisation_ne_portent_pas_le_meme_nom(territoire, client_guichet):
    ville = ActeurFactory(territoire=territoire, donneur_ordre=True, nom="Ville")
    service = ActeurFactory(
        territoire=territoire,
        donneur_ordre=True,
        organisation=ville.organisation,
        parent=ville,
        nom="Voirie",
    )
    envoi = {"nom": "Ville", "est_donneur_ordre": "on", "categorie": "commune", "actif": "on"}
    reponse = client_guichet.post(url(territoire, f"acteurs/{service.pk}/modifier/"), envoi)
    assert reponse.status_code == 200
    assert "existe déjà sous" in reponse.content.decode()


def test_un_seul_contact_est_a_appeler_en_premier(territoire, client_guichet):
    acteur = ActeurFactory(territoire=territoire, titulaire=True)
    adresse = url(territoire, f"acteurs/{acteur.pk}/contacts/nouveau/")
    assert client_guichet.get(adresse).status_code == 200
    for nom in ("Thierry Caillaud", "Ana Lopes"):
        client_guichet.post(adresse, {"nom": nom, "telephone": "05 49 00 00 14", "principal": "on"})
    assert Contact.objects.get(principal=True).nom == "Ana Lopes"
    contact = Contact.objects.get(nom="Thierry Caillaud")
    modifier = url(territoire, f"contacts/{contact.pk}/")
    assert client_guichet.get(modifier).status_code == 200
    client_guichet.post(modifier, {"nom": "Thierry Caillaud", "courriel": "t@exemple.invalid"})
    fiche = client_guichet.post(url(territoire, f"contacts/{contact.pk}/supprimer/"), follow=True)
    assert "Ana Lopes" in fiche.content.decode()
    assert Contact.objects.count() == 1


def test_ouvrir_puis_fermer_le_territoire_a_l_etat(territoire, client_guichet, connecter):
    acteur = ActeurFactory(territoire=territoire, etat=True)
    prefecture = connecter("ddetspp", None, organisation=acteur.organisation)
    tableau = url(territoire, "partenaires/")
    assert prefecture.get(tableau).status_code == 404
    adresse = url(territoire, f"acteurs/{acteur.pk}/ouverture/")
    for _ in range(2):
        client_guichet.post(adresse, {"acte": "ouvrir"})
    assert PartageTerritoire.objects.count() == 1
    assert prefecture.get(tableau).status_code == 200
    assert (
        "lit le territoire" in client_guichet.get(url(territoire, f"acteurs/{acteur.pk}/")).content.decode()
    )
    client_guichet.post(adresse, {"acte": "fermer"})
    assert prefecture.get(tableau).status_code == 404


def test_le_territoire_ne_s_ouvre_qu_a_un_service_de_l_etat(territoire, client_guichet):
    acteur = ActeurFactory(territoire=territoire, etti=True)
    reponse = client_guichet.post(url(territoire, f"acteurs/{acteur.pk}/ouverture/"), {"acte": "ouvrir"})
    assert reponse.status_code == 422
    assert not PartageTerritoire.objects.exists()


def test_seul_l_administrateur_ouvre_le_territoire(territoire, connecter):
    acteur = ActeurFactory(territoire=territoire, etat=True)
    client = connecter("facilitateur", territoire)
    reponse = client.post(url(territoire, f"acteurs/{acteur.pk}/ouverture/"), {"acte": "ouvrir"})
    assert reponse.status_code == 403


@pytest.mark.parametrize("role", ["structure", "donneur_ordre", "prescripteur"])
def test_les_autres_roles_n_entrent_pas(territoire, connecter, role):
    acteur = ActeurFactory(territoire=territoire)
    client = connecter(role, territoire, acteur=acteur)
    for chemin in [*LISTES, f"acteurs/{acteur.pk}/", "acteurs/nouveau/"]:
        assert client.get(url(territoire, chemin)).status_code == 403


def test_un_acteur_d_ailleurs_n_existe_pas(territoire, client_guichet):
    from guichet.territoires.contexte import contexte

    ailleurs = TerritoireFactory()
    with contexte(ailleurs.pk):
        acteur = ActeurFactory(territoire=ailleurs, etti=True)
    assert client_guichet.get(url(territoire, f"acteurs/{acteur.pk}/")).status_code == 404
    assert Organisation.objects.filter(pk=acteur.organisation_id).exists()


def test_chercher_par_nom_sans_accent_par_siret_et_montrer_les_inactifs(territoire, client_guichet):
    acteur = ActeurFactory(territoire=territoire, etti=True, nom="Sèvre Intérim")
    ActeurFactory(territoire=territoire, etti=True, nom="Parti ailleurs", actif=False)
    for requete in ("q=sevre", f"q={acteur.organisation.siret[:9]}", "genre=etti"):
        page = client_guichet.get(url(territoire, f"partenaires/?{requete}")).content.decode()
        assert "Sèvre Intérim" in page
        assert "Parti ailleurs" not in page
    page = client_guichet.get(url(territoire, "partenaires/?inactifs=on")).content.decode()
    assert "Parti ailleurs" in page


@pytest.mark.parametrize("chemin", LISTES)
def test_une_liste_de_1_3_ou_30_lignes_pose_autant_de_questions(territoire, client_guichet, chemin):
    comptes = []
    for ajout in (1, 2, 27):
        for _ in range(ajout):
            acteur = ActeurFactory(territoire=territoire, **{TRAITS[chemin]: True})
            Contact.objects.create(territoire=territoire, acteur=acteur, nom="Ana Lopes")
        with CaptureQueriesContext(connection) as capture:
            assert client_guichet.get(url(territoire, chemin)).status_code == 200
        comptes.append(sum(not q["sql"].startswith(HORS_COMPTE) for q in capture.captured_queries))
    assert comptes[0] == comptes[1] == comptes[2]
    assert comptes[0] <= 12


def test_les_types_de_prescripteurs_sont_ceux_de_la_liste_nationale():
    assert set(TypePrescripteur.values) <= set(types_prescripteurs())


@pytest.mark.parametrize(
    ("numero", "categorie"),
    [("21790191700013", "commune"), ("22790001800015", "departement"), ("55204599900869", "")],
)
def test_la_categorie_d_un_acheteur_public_se_lit_dans_son_siren(numero, categorie):
    assert categorie_proposee(numero) == categorie
