"""Accounts open by invitation, close at once, and never tell who has one."""

import re

import pytest

from guichet.courriels.models import Courriel
from guichet.models import Appartenance, Invitation, Utilisateur
from tests.fabriques.guichet import ActeurFactory, UtilisateurFactory

MOT_DE_PASSE = "une phrase assez longue"


@pytest.fixture
def admin(connecter, territoire):
    return connecter("administrateur", territoire)


def inviter(admin, territoire, **champs):
    donnees = {"email": "neuve@exemple.invalid", "role": "facilitateur", "acteur": "", **champs}
    return admin.post(f"/t/{territoire.slug}/comptes/inviter/", donnees)


def lien_recu() -> str:
    return re.search(r"(/i/\S+)", Courriel.objects.latest("pk").corps).group(1)


def test_une_invitation_ouvre_un_compte_une_seule_fois(admin, client, territoire):
    assert inviter(admin, territoire).status_code == 302
    lien = lien_recu()
    assert client.get(lien).status_code == 200
    champs = {"prenom": "Alix", "nom": "Roy", "mot_de_passe": MOT_DE_PASSE}
    assert client.post(lien, champs).status_code == 302
    assert Appartenance.objects.get(utilisateur__email="neuve@exemple.invalid").role_code == "facilitateur"
    assert client.post(lien, champs).status_code == 404


def test_une_adresse_connue_recoit_le_meme_lien_et_garde_son_mot_de_passe(admin, client, territoire):
    connue = UtilisateurFactory(email="connue@exemple.invalid")
    connue.set_password(MOT_DE_PASSE)
    connue.save()
    inconnue = inviter(admin, territoire)
    reponse = inviter(admin, territoire, email="CONNUE@exemple.invalid")
    assert (reponse.status_code, reponse.url) == (inconnue.status_code, inconnue.url)
    client.post(lien_recu())
    assert Utilisateur.objects.filter(email="connue@exemple.invalid").count() == 1
    connue.refresh_from_db()
    assert connue.check_password(MOT_DE_PASSE)


def test_un_role_de_structure_demande_pour_laquelle(admin, territoire):
    reponse = inviter(admin, territoire, role="structure")
    assert "organisation" in reponse.context["form"].errors["acteur"][0]
    acteur = ActeurFactory(territoire=territoire, etti=True)
    assert inviter(admin, territoire, role="structure", acteur=acteur.pk).status_code == 302


def test_un_lien_altere_ou_annule_ne_sert_plus(admin, client, territoire):
    inviter(admin, territoire)
    lien = lien_recu()
    assert client.get(lien[:-3] + "zz/").status_code == 404
    admin.post(f"/t/{territoire.slug}/comptes/invitations/{Invitation.objects.get().pk}/annuler/")
    assert client.get(lien).status_code == 404


def test_fermer_un_compte_agit_a_la_page_suivante(admin, connecter, territoire):
    autre = connecter("facilitateur", territoire)
    assert autre.get(f"/t/{territoire.slug}/").status_code == 200
    admin.post(f"/t/{territoire.slug}/comptes/{autre.appartenance.pk}/fermer/")
    assert autre.get(f"/t/{territoire.slug}/").status_code == 404
    admin.post(f"/t/{territoire.slug}/comptes/{autre.appartenance.pk}/rouvrir/")
    assert autre.get(f"/t/{territoire.slug}/").status_code == 200


def test_on_ne_ferme_pas_son_propre_compte(admin, territoire):
    reponse = admin.post(f"/t/{territoire.slug}/comptes/{admin.appartenance.pk}/fermer/")
    assert reponse.status_code == 422
    assert Appartenance.objects.get(pk=admin.appartenance.pk).active


def test_deux_onglets_deux_roles_rien_ne_s_ecrit(admin, territoire):
    reponse = admin.post(
        f"/t/{territoire.slug}/comptes/inviter/",
        {"email": "a@exemple.invalid", "role": "facilitateur", "_appartenance": "999999"},
    )
    assert reponse.status_code == 409
    assert not Invitation.objects.exists()
