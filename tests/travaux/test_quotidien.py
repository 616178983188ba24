"""The jobs of each day, and the cleaning among them."""

import datetime

import pytest

from guichet.base.horloge import figer, maintenant
from guichet.courriels.services import ecrire_courriel
from guichet.entree.tasks import faire_le_jour_du_territoire
from guichet.fichiers import stockage
from guichet.models import Courriel, Travail
from guichet.territoires.acces import acces_systeme
from guichet.travaux.services import demander_travail
from tests.fabriques.travaux import executer_travaux


@pytest.fixture
def vieux(territoire, tmp_path, settings):
    """A finished job, a sent mail and bytes without a row, a hundred days old."""
    settings.DONNEES = tmp_path
    par = acces_systeme(territoire)
    demander_travail(genre="ancien", cle="un", titre="Ancien", par=par)
    ecrire_courriel(cle="un", destinataire="a@exemple.invalid", sujet="Ancien", corps="…", par=par)
    stockage.write(territoire.pk, b"sans ligne")
    jadis = maintenant()
    Travail.objects.update(etat="fini", fini_le=jadis)
    Courriel.objects.update(envoye_le=jadis)
    return jadis


def test_le_menage_se_fait_une_fois_par_jour_et_oublie_ce_qui_est_vieux(territoire, vieux):
    with figer(vieux.replace(hour=12) + datetime.timedelta(days=100)):
        faire_le_jour_du_territoire(territoire.pk)
        faire_le_jour_du_territoire(territoire.pk)
        (menage,) = [t for t in executer_travaux() if t.genre == "menage"]
    menage.refresh_from_db()
    assert menage.resultat == {"orphelins": 1, "travaux": 1, "courriels": 1}
    assert not Courriel.objects.exists()
    assert not Travail.objects.filter(genre="ancien").exists()


def test_le_menage_garde_ce_qui_est_recent_ou_en_echec(territoire, vieux):
    Travail.objects.update(etat="echoue")
    with figer(vieux.replace(hour=12) + datetime.timedelta(days=30)):
        ecrire_courriel(
            cle="deux",
            destinataire="a@exemple.invalid",
            sujet="En attente",
            corps="…",
            par=acces_systeme(territoire),
        )
        faire_le_jour_du_territoire(territoire.pk)
        executer_travaux()
    assert Travail.objects.filter(genre="ancien").exists()
    assert Courriel.objects.count() == 2
