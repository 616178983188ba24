"""The list component, shown on the contacts of an actor."""

import csv
import io
import zipfile
from decimal import Decimal
from types import SimpleNamespace

import openpyxl
import pytest
from django import forms
from django.db import connection
from django.db.models import Count
from django.http import QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from guichet.base.erreurs import Refus
from guichet.models import Contact
from guichet.tableaux.liste import Colonne, Liste
from guichet.tableaux.liste.liste import clean_query
from guichet.tableaux.liste.vues import enregistrer_vue
from tests.fabriques.guichet import ActeurFactory


class Filtres(forms.Form):
    """Filter by job."""

    fonction = forms.CharField(required=False)

    def __init__(self, *args, acces, **kwargs):
        super().__init__(*args, **kwargs)

    def filter(self, contacts):
        """Narrow the contacts."""
        fonction = self.cleaned_data["fonction"]
        return contacts.filter(fonction=fonction) if fonction else contacts


LISTE = Liste(
    url="equipe",
    titre="Contacts d’été",
    colonnes=(
        Colonne("nom", "Nom", tri="nom", lien=lambda acces, c: f"/c/{c.pk}/"),
        Colonne("acteur.nom", "Chez", second=lambda c: c.fonction),
        Colonne(
            "poids",
            "Heures",
            valeur=lambda c: Decimal("1.50"),
            genre="heures2",
            total=Count("pk") * Decimal("1.50"),
        ),
    ),
    filtres=Filtres,
    charger=lambda contacts: contacts.select_related("acteur"),
    tri="nom",
    par_page=10,
)


@pytest.fixture
def contacts(territoire):
    acteur = ActeurFactory(territoire=territoire)

    def faire(nombre, **champs):
        for n in range(nombre):
            Contact.objects.create(territoire=territoire, acteur=acteur, **{"nom": f"N{n:03d}", **champs})

    return faire


@pytest.fixture
def demander(facilitateur):
    def faire(requete=""):
        request = RequestFactory().get(f"/x/?{requete}")
        request.acces = facilitateur
        request.user = facilitateur.utilisateur
        request.csp_nonce = "n"
        return LISTE.repondre(request, Contact.objects.visible_to(facilitateur))

    return faire


@pytest.mark.parametrize("nombre", [1, 3, 300])
def test_le_nombre_de_requetes_ne_depend_pas_des_lignes(contacts, demander, nombre):
    contacts(nombre)
    with CaptureQueriesContext(
        connection,
    ) as requetes:
        demander()
    assert len(requetes) <= 5  # four of the list, one of the navigation's counters


def test_le_pied_porte_le_total_du_filtre_et_non_de_la_page(contacts, demander):
    contacts(25, fonction="chef")
    contacts(5, nom="autre", fonction="adjoint")
    texte = demander("fonction=chef").content.decode()
    assert "37,50" in texte
    assert "25 lignes" in texte.replace("\u00a0", " ")
    assert texte.count("<tr tabindex") == 10


def test_le_tri_vient_de_l_adresse_et_un_champ_inconnu_est_ignore(contacts, demander):
    contacts(3)
    texte = demander("tri=-nom").content.decode()
    assert texte.index("N002") < texte.index("N000")
    texte = demander("tri=territoire__nom").content.decode()
    assert texte.index("N000") < texte.index("N002")


def test_les_trois_exports_ont_les_memes_lignes_et_le_meme_total(contacts, demander):
    contacts(12, fonction="=1+1")
    contacts(2, nom="=HYPERLINK(1)", fonction="=1+1")
    contacts(1, fonction="hors filtre")
    lus = list(
        csv.reader(
            io.StringIO(demander("export=csv&fonction=%3D1%2B1").content.decode("utf-8-sig")), delimiter=";"
        )
    )
    classeur = openpyxl.load_workbook(io.BytesIO(demander("export=xlsx&fonction=%3D1%2B1").content))
    feuille = list(classeur.active.iter_rows(values_only=True))
    ods = zipfile.ZipFile(io.BytesIO(demander("export=ods&fonction=%3D1%2B1").content))
    contenu = ods.read("content.xml").decode()
    assert len(lus) == len(feuille) == contenu.count("<table:table-row>") == 16
    assert lus[-1][2] == "21,00"
    assert feuille[-1][2] == 21
    assert 'office:value="21.00"' in contenu
    assert lus[1][0] == "'=HYPERLINK(1)"
    assert classeur.active["A2"].data_type == "s"


def test_un_format_inconnu_n_existe_pas(contacts, demander):
    from django.http import Http404

    with pytest.raises(Http404):
        demander("export=exe")


def test_une_vue_se_garde_sans_page_et_une_seule_fois(facilitateur):
    vue = enregistrer_vue(
        url="equipe", nom=" Chefs ", requete="page=3&fonction=chef&export=csv&vide=", par=facilitateur
    )
    assert (vue.nom, vue.requete) == ("Chefs", "fonction=chef")
    with pytest.raises(Refus) as refus:
        enregistrer_vue(url="equipe", nom="Chefs", requete="", par=facilitateur)
    assert refus.value.code == "VUE_EXISTE"


def test_une_vue_s_enregistre_et_s_oublie_par_la_page(connecter, territoire):
    client = connecter("administrateur", territoire)
    donnees = {"url": "equipe", "nom": "Actifs", "requete": "b=2&a=1"}
    assert client.post(f"/t/{territoire.slug}/vues/", donnees).url.endswith("/comptes/?a=1&b=2")
    assert clean_query(QueryDict("b=2&page=4&a=1")) == "a=1&b=2"


@pytest.mark.parametrize("url", ["nimporte", "marches:lot_fiche", "accueil"])
def test_une_adresse_de_vue_qui_n_est_pas_une_liste_est_refusee(connecter, territoire, url):
    client = connecter("administrateur", territoire)
    assert client.post(f"/t/{territoire.slug}/vues/", {"url": url, "nom": "x"}).status_code == 422


def test_la_colonne_d_un_objet_manquant_est_un_tiret():
    rang = SimpleNamespace(acteur=None, pk=1)
    assert "vide-cellule" in Colonne("acteur.nom", "Chez").afficher(None, rang)
