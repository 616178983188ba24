"""The State reads what is opened to it, sums only at its door, and leaves a trace."""

import pytest
from django.urls import reverse
from guardian.shortcuts import assign_perm, remove_perm

from guichet.journal.models import Entree
from guichet.territoires.contexte import contexte
from tests.fabriques.guichet import OrganisationFactory, TerritoireFactory


@pytest.fixture
def ddets(connecter):
    service = OrganisationFactory(nom="DDETS-PP 79")
    client = connecter("ddetspp", None, organisation=service)
    client.service = service
    return client


def ouvrir(territoire, service):
    assign_perm("guichet.lire_territoire", service.groupe, territoire)


def test_la_porte_ne_montre_que_les_territoires_ouverts(db, ddets):
    ouvert, ferme, ailleurs = TerritoireFactory(), TerritoireFactory(), TerritoireFactory(departement="86")
    ouvrir(ouvert, ddets.service)
    ouvrir(ailleurs, ddets.service)
    page = ddets.get(reverse("accueil_etat")).content.decode()
    assert ouvert.nom in page
    assert ailleurs.nom in page
    assert ferme.nom not in page
    assert ailleurs.nom not in ddets.get(reverse("etat_departement", args=["79"])).content.decode()
    assert ddets.get(reverse("etat_departement", args=["33"])).status_code == 404


def test_chaque_acces_est_ecrit_chez_le_guichet(db, ddets):
    ici = TerritoireFactory()
    ouvrir(ici, ddets.service)
    ddets.get(reverse("accueil_etat"))
    with contexte(ici.pk):
        entree = Entree.objects.get()
    assert (entree.consultation, entree.organisation) == (True, "DDETS-PP 79")


def test_un_territoire_referme_disparait_aussitot(db, ddets):
    ici = TerritoireFactory()
    ouvrir(ici, ddets.service)
    assert ddets.get(f"/t/{ici.slug}/conventions/").status_code == 200
    remove_perm("guichet.lire_territoire", ddets.service.groupe, ici)
    assert ddets.get(f"/t/{ici.slug}/conventions/").status_code == 404
    assert ddets.get(reverse("accueil_etat")).status_code == 404


def test_un_facilitateur_n_a_ni_la_porte_de_l_etat_ni_la_france(connecter, territoire):
    client = connecter("facilitateur", territoire)
    assert client.get(reverse("accueil_etat")).status_code == 404
    assert client.get(reverse("france")).status_code == 404


def test_la_plateforme_voit_des_sommes(connecter, db):
    client = connecter("plateforme", None)
    TerritoireFactory(nom="Pays secret")
    page = client.get(reverse("france"))
    assert page.status_code == 200
    assert "Pays secret" not in page.content.decode()
