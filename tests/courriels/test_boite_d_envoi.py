"""The outbox: once, later, or not at all."""

import datetime
import smtplib
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest
from django.core import mail

from guichet.base.erreurs import Refus
from guichet.base.horloge import figer, maintenant
from guichet.courriels import envoi
from guichet.courriels.services import (
    annuler_courriels,
    delai_annulation,
    ecrire_courriel,
    relancer_courriel,
)
from guichet.models import Courriel
from tests.courriels.serveur import ERREURS
from tests.fabriques.guichet import ActeurFactory


def ecrire(par, **champs):
    return ecrire_courriel(
        **{
            "cle": "fiche:1",
            "destinataire": "camille@exemple.invalid",
            "sujet": "Fiche validée",
            "corps": "Bonjour.",
            "par": par,
            **champs,
        }
    )


@pytest.fixture
def panne(settings):
    """Make the mail server fail with the exception put in the list."""
    settings.EMAIL_BACKEND = "tests.courriels.serveur.ServeurCapricieux"
    yield ERREURS
    ERREURS.clear()


def test_ecrit_deux_fois_il_part_une_fois(facilitateur):
    ecrire(facilitateur)
    ecrire(facilitateur)
    assert envoi.send_due() == 1
    assert envoi.send_due() == 0
    assert len(mail.outbox) == 1


def test_il_porte_un_identifiant_tire_de_sa_ligne(facilitateur, settings):
    settings.DEFAULT_FROM_EMAIL = "guichet@niort.invalid"
    courriel = ecrire(facilitateur)
    envoi.send_due()
    message = mail.outbox[0]
    assert message.extra_headers["Message-ID"] == envoi.message_id(courriel)
    assert message.extra_headers["Message-ID"].endswith("@niort.invalid>")
    assert parseaddr(str(make_header(decode_header(message.from_email)))) == (
        facilitateur.territoire.porteur,
        "guichet@niort.invalid",
    )


def test_il_attend_le_delai_d_annulation_du_territoire(facilitateur):
    delai = delai_annulation(facilitateur.territoire)
    assert delai == datetime.timedelta(minutes=15)
    ecrire(facilitateur, delai=delai)
    assert envoi.send_due() == 0
    with figer(maintenant() + delai):
        assert envoi.send_due() == 1


def test_annule_pendant_le_delai_il_ne_part_jamais(facilitateur):
    acteur = ActeurFactory(territoire=facilitateur.territoire)
    ecrire(facilitateur, objet=acteur, delai=datetime.timedelta(minutes=15))
    ecrire(facilitateur, cle="autre:1")
    assert annuler_courriels(objet=acteur, par=facilitateur) == 1
    assert annuler_courriels(cle_prefixe="fiche:", par=facilitateur) == 0
    with figer(maintenant() + datetime.timedelta(hours=1)):
        assert envoi.send_due() == 1
    assert annuler_courriels(cle_prefixe="autre:", par=facilitateur) == 0, "un message parti ne s’annule plus"


def test_annuler_sans_dire_quoi_est_une_erreur(facilitateur):
    with pytest.raises(ValueError, match="cle_prefixe"):
        annuler_courriels(par=facilitateur)


def test_un_serveur_absent_fait_attendre_de_plus_en_plus_puis_abandonner(facilitateur, panne):
    courriel = ecrire(facilitateur)
    panne.append(ConnectionRefusedError("absent"))
    instant = maintenant()
    for _ in range(envoi.ESSAIS_MAX):
        with figer(instant):
            assert envoi.send_due() == 0
        courriel.refresh_from_db()
        instant = max(courriel.prochain_essai, instant)
    assert courriel.abandonne_le is not None
    assert courriel.essais == envoi.ESSAIS_MAX
    panne.clear()
    with figer(instant + datetime.timedelta(days=2)):
        assert envoi.send_due() == 0
        relancer_courriel(courriel=courriel, par=facilitateur)
        assert envoi.send_due() == 1


def test_une_adresse_refusee_pour_de_bon_est_abandonnee_tout_de_suite(facilitateur, panne):
    courriel = ecrire(facilitateur)
    panne.append(smtplib.SMTPRecipientsRefused({"camille@exemple.invalid": (550, b"inconnu")}))
    envoi.send_due()
    courriel.refresh_from_db()
    assert courriel.abandonne_le is not None
    assert courriel.erreur == "Adresse refusée par le serveur du destinataire (550 inconnu)."


def test_un_message_en_train_de_partir_n_est_pas_repris_avant_sa_reserve(facilitateur):
    """A worker killed while it speaks to the mail server: the mail waits, then leaves again, the same."""
    courriel = ecrire(facilitateur)
    identifiant = envoi.message_id(envoi._claim())
    assert envoi.send_due() == 0
    with figer(maintenant() + envoi.RESERVE):
        assert envoi.send_due() == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == identifiant == envoi.message_id(courriel)


def test_un_sujet_sur_deux_lignes_ne_forge_pas_d_en_tete(facilitateur):
    ecrire(facilitateur, sujet="Fiche\nBcc: autre@exemple.invalid")
    envoi.send_due()
    assert mail.outbox[0].message()["Bcc"] is None
    assert mail.outbox[0].subject == "Fiche Bcc: autre@exemple.invalid"


def test_relancer_un_message_qui_attend_est_refuse(facilitateur):
    with pytest.raises(Refus) as refus:
        relancer_courriel(courriel=ecrire(facilitateur), par=facilitateur)
    assert refus.value.code == "COURRIEL_NON_ABANDONNE"
    assert Courriel.objects.get().essais == 0
