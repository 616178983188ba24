"""What the sweeper wakes, and the leases of dead processes."""

import datetime
import os
import subprocess
import sys

import pytest

from guichet.base.horloge import figer, maintenant
from guichet.models import Travail
from guichet.travaux import bail, executant
from guichet.travaux.services import demander_travail
from guichet.travaux.tasks import due

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def travail(facilitateur):
    return demander_travail(genre="essai", cle="un", titre="Un essai", par=facilitateur)


def test_un_travail_tout_juste_demande_n_est_pas_renvoye(travail):
    assert due() == []


def test_un_travail_dont_le_message_s_est_perdu_est_renvoye_une_fois_par_minute(travail):
    with figer(maintenant() + MINUTE):
        assert due() == [travail]
        assert due() == []
    with figer(maintenant() + 3 * MINUTE):
        assert due() == [travail]


def test_un_travail_en_cours_n_est_renvoye_qu_apres_son_bail(travail):
    bail.take(travail.pk)
    with figer(maintenant() + MINUTE / 2):
        assert due() == []
    with figer(maintenant() + 2 * MINUTE):
        assert due() == [travail]


def test_le_bail_d_un_processus_mort_de_cette_machine_est_rendu(travail):
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as processus:
        nom = executant._name_of(processus.pid)
        assert not executant.dead(nom)
        Travail.objects.filter(pk=travail.pk).update(
            etat="en_cours", bail_de=nom, bail_jusqu_a=maintenant() + MINUTE
        )
        assert bail.reclaim() == 0
        processus.kill()
    assert executant.dead(nom)
    assert bail.reclaim() == 1
    assert due() == [travail]


def test_un_numero_de_processus_repris_par_un_autre_ne_trompe_pas():
    assert executant.dead(f"{executant.host()}:{os.getpid()}:1")
    assert not executant.dead(executant.here())


def test_le_bail_d_une_autre_machine_attend_son_terme(travail):
    Travail.objects.filter(pk=travail.pk).update(
        etat="en_cours", bail_de="autre-machine:1:1", bail_jusqu_a=maintenant() + MINUTE
    )
    assert bail.reclaim() == 0
