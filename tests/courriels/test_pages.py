"""The outbox as the guichet sees it."""

from guichet.base.horloge import maintenant
from guichet.courriels.services import ecrire_courriel
from guichet.models import Courriel
from tests.fabriques.guichet import ActeurFactory


def test_un_message_echoue_se_voit_et_se_relance(connecter, territoire, facilitateur):
    courriel = ecrire_courriel(
        cle="a", destinataire="camille@exemple.invalid", sujet="Fiche validée", corps="…", par=facilitateur
    )
    client = connecter("facilitateur", territoire)
    adresse = f"/t/{territoire.slug}/courriels/"
    assert "En attente" in client.get(adresse).content.decode()
    assert "Aucun message en échec" in client.get(adresse, {"echec": "1"}).content.decode()
    Courriel.objects.update(abandonne_le=maintenant(), erreur="Adresse refusée (550)")
    assert "550" in client.get(adresse, {"echec": "1"}).content.decode()
    client.post(f"{adresse}{courriel.pk}/relancer/")
    courriel.refresh_from_db()
    assert courriel.abandonne_le is None


def test_une_structure_ne_voit_pas_les_messages(connecter, territoire):
    client = connecter("structure", territoire, acteur=ActeurFactory(territoire=territoire, etti=True))
    assert client.get(f"/t/{territoire.slug}/courriels/").status_code == 403
