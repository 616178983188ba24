"""Opening a real territoire: the link it prints lets its administrator in; bad values are told."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from guichet.models import Appartenance, Territoire

MOT_DE_PASSE = "une phrase assez longue pour tenir"


def ouvrir(*arguments) -> str:
    """Run the command and return the link it prints."""
    sortie = StringIO()
    call_command("creer_territoire", *arguments, stdout=sortie)
    return sortie.getvalue().strip().splitlines()[-1]


@pytest.mark.django_db
def test_l_invitation_ouvre_le_compte_de_l_administrateur():
    lien = ouvrir("thouars", "Thouarsais", "79", "Direction@Exemple.invalid")
    client, chemin = Client(), "/" + lien.split("/", 3)[3]
    assert client.get(chemin).status_code == 200
    client.post(chemin, {"prenom": "Lise", "nom": "Barbot", "mot_de_passe": MOT_DE_PASSE})
    appartenance = Appartenance.objects.select_related("territoire", "utilisateur").get(
        utilisateur__email="direction@exemple.invalid"
    )
    assert (appartenance.role_code, appartenance.territoire.slug) == ("administrateur", "thouars")
    assert not appartenance.utilisateur.demonstration


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slug", "departement", "mot"),
    [("Thouars Ouest", "79", "slug"), ("thouars", "7", "departement"), ("thouars", "099", "departement")],
)
def test_valeurs_refusees_en_les_nommant(slug, departement, mot):
    with pytest.raises(CommandError, match=mot):
        ouvrir(slug, "Thouarsais", departement, "direction@exemple.invalid")
    assert not Territoire.objects.exists()


@pytest.mark.django_db
def test_une_adresse_deja_prise_est_refusee():
    ouvrir("thouars", "Thouarsais", "79", "direction@exemple.invalid")
    with pytest.raises(CommandError, match="slug"):
        ouvrir("thouars", "Autre", "86", "autre@exemple.invalid")
