"""Signing in: by password, with the second factor that the role asks for."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.urls import reverse

from tests.fabriques.guichet import ActeurFactory, AppartenanceFactory, UtilisateurFactory

MOT_DE_PASSE = "une phrase assez longue"


@pytest.fixture(autouse=True)
def _sans_limite():
    cache.clear()


@pytest.fixture
def inscrire(territoire):
    """Return a function that makes a real (not demonstration) account with a role."""

    def faire(role, **champs):
        utilisateur = UtilisateurFactory(demonstration=champs.pop("demonstration", False))
        utilisateur.set_password(MOT_DE_PASSE)
        utilisateur.save()
        AppartenanceFactory(utilisateur=utilisateur, role_code=role, territoire=territoire, **champs)
        return utilisateur

    return faire


def entrer(client, utilisateur, mot_de_passe=MOT_DE_PASSE, **kwargs):
    return client.post(
        reverse("account_login"), {"login": utilisateur.email, "password": mot_de_passe}, **kwargs
    )


def test_un_mauvais_mot_de_passe_ne_dit_pas_si_l_adresse_existe(client, inscrire):
    connu = entrer(client, inscrire("facilitateur"), "mauvais mot de passe")
    inconnu = client.post(
        reverse("account_login"), {"login": "inconnue@exemple.invalid", "password": "mauvais"}
    )
    assert connu.status_code == inconnu.status_code == 200
    assert connu.context["form"].errors == inconnu.context["form"].errors


def test_un_compte_de_demonstration_entre_directement(client, inscrire, territoire):
    reponse = entrer(client, inscrire("facilitateur", demonstration=True), follow=True)
    assert reponse.redirect_chain[-1][0] == reverse("a_faire", args=[territoire.slug])


def test_un_facilitateur_doit_activer_son_second_facteur(client, inscrire, territoire):
    reponse = entrer(client, inscrire("facilitateur"), follow=True)
    assert reponse.redirect_chain[-1][0] == reverse("mfa_activate_totp")
    reponse = client.get(reverse("a_faire", args=[territoire.slug]))
    assert reponse.status_code == 302
    assert reponse.url == reverse("mfa_activate_totp")


def test_le_code_de_l_application_est_demande_puis_accepte(client, inscrire, territoire):
    utilisateur = inscrire("facilitateur")
    secret = generate_totp_secret()
    TOTP.activate(utilisateur, secret)
    reponse = entrer(client, utilisateur, follow=True)
    assert reponse.redirect_chain[-1][0] == reverse("mfa_authenticate")
    assert client.get(reverse("a_faire", args=[territoire.slug])).status_code == 302
    code = hotp_value(secret, next(iter(yield_hotp_counters_from_time())))
    reponse = client.post(reverse("mfa_authenticate"), {"code": f"{code:06d}"}, follow=True)
    assert reponse.redirect_chain[-1][0] == reverse("a_faire", args=[territoire.slug])
    assert Authenticator.objects.filter(user=utilisateur).exists()


def test_une_structure_recoit_un_code_et_son_appareil_est_reconnu(client, inscrire, territoire, mailoutbox):
    utilisateur = inscrire("structure", acteur=ActeurFactory(territoire=territoire, etti=True))
    assert entrer(client, utilisateur).url == reverse("account_confirm_login_code")
    code = re.search(r"^([A-Z0-9]{4,}(-[A-Z0-9]+)*)$", mailoutbox[0].body, re.MULTILINE).group(1)
    reponse = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert reponse.url == reverse("mfa_trust")
    client.post(reverse("mfa_trust"), {"action": "trust"})
    assert client.get(reverse("a_faire", args=[territoire.slug])).status_code == 200
    client.post(reverse("account_logout"))
    assert entrer(client, utilisateur, follow=True).redirect_chain[-1][0] == reverse(
        "a_faire", args=[territoire.slug]
    )
    assert len(mailoutbox) == 1


def test_un_compte_ferme_n_entre_plus(client, inscrire, territoire):
    utilisateur = inscrire("facilitateur", demonstration=True)
    entrer(client, utilisateur)
    utilisateur.appartenances.update(active=False)
    assert client.get(reverse("a_faire", args=[territoire.slug])).status_code == 404


def test_dix_essais_rates_ferment_la_porte(client, inscrire):
    utilisateur = inscrire("facilitateur")
    statuts = [entrer(client, utilisateur, "mauvais mot de passe").status_code for _ in range(12)]
    refus = entrer(client, utilisateur)
    assert refus.status_code in (200, 429)
    assert "_auth_user_id" not in client.session
    assert statuts[0] == 200


@pytest.mark.parametrize(("role", "porte"), [("ddetspp", "accueil_etat"), ("plateforme", "france")])
def test_les_sommes_hors_territoire_attendent_aussi_le_second_facteur(client, db, role, porte):
    utilisateur = UtilisateurFactory(demonstration=False)
    AppartenanceFactory(utilisateur=utilisateur, role_code=role, territoire=None)
    client.force_login(utilisateur, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse(porte)).url == reverse("mfa_activate_totp")
