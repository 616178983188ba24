"""The thin thread: a file, its checks, its sending, its control, the hours of the lot."""

from datetime import date
from decimal import Decimal

import pytest

from publics.models import EtatReleve, LigneReleve, Mission, Releve
from publics.services.releves import deposer_releve
from publics.services.releves_controle import accepter_lignes_sans_anomalie
from publics.services.releves_envoi import envoyer_releve
from publics.services.releves_lignes import confirmer_ligne
from tests.publics.releves.conftest import OCTOBRE, classeur, ligne_de


@pytest.fixture
def depose(etti, equipe, lots, facilitateur):
    fichier = classeur([ligne_de(une, lots[0], 100 + rang) for rang, une in enumerate(equipe)])
    return deposer_releve(employeur=etti, mois=OCTOBRE, nom="octobre.xlsx", contenu=fichier, par=facilitateur)


def test_from_the_file_to_the_hours_of_the_lot(depose, lots, facilitateur):
    assert depose.etat == EtatReleve.BROUILLON
    lignes = LigneReleve.objects.filter(releve=depose)
    assert [(ligne.etat, ligne.heures) for ligne in lignes] == [
        ("sans_anomalie", Decimal("100.00")),
        ("sans_anomalie", Decimal("101.00")),
        ("sans_anomalie", Decimal("102.00")),
    ]
    du_lot = LigneReleve.objects.filter(lot=lots[0])
    assert du_lot.totaux()["declarees"] == 0
    envoye = envoyer_releve(releve=depose, par=facilitateur)
    assert envoye.etat == EtatReleve.DEPOSE
    assert du_lot.totaux()["declarees"] == Decimal("303.00")
    assert accepter_lignes_sans_anomalie(releve=envoye, par=facilitateur) == 3
    totaux = du_lot.totaux()
    assert (totaux["validees"], totaux["declarees"]) == (Decimal("303.00"), Decimal("0.00"))
    assert Releve.objects.get(pk=envoye.pk).etat == EtatReleve.VALIDE


def test_the_same_file_twice_is_one_releve(depose, etti, equipe, lots, facilitateur):
    fichier = classeur([ligne_de(une, lots[0], 100 + rang) for rang, une in enumerate(equipe)])
    encore = deposer_releve(employeur=etti, mois=OCTOBRE, nom="bis.xlsx", contenu=fichier, par=facilitateur)
    assert encore.pk == depose.pk
    assert LigneReleve.objects.filter(releve=depose).count() == 3


def test_hours_before_a_mission_that_starts_later_wait_for_a_decision(etti, equipe, lots, facilitateur):
    """The mission opened for them ends on the eve of the next one: the two never overlap."""
    une = equipe[0]
    Mission.objects.filter(participant=une).update(debut=date(2026, 11, 2), fin=None)
    fichier = classeur([ligne_de(une, lots[0], 70, debut=date(2026, 10, 5))])
    releve = deposer_releve(employeur=etti, mois=OCTOBRE, nom="avant.xlsx", contenu=fichier, par=facilitateur)
    for ligne in LigneReleve.objects.filter(releve=releve, etat="a_confirmer"):
        confirmer_ligne(ligne=ligne, motif="commencée avant la demande", par=facilitateur)
    envoyer_releve(releve=releve, par=facilitateur)
    ouverte = Mission.objects.exclude(debut=date(2026, 11, 2)).get(participant=une, lot=lots[0])
    assert (ouverte.debut, ouverte.fin) == (date(2026, 10, 5), date(2026, 11, 1))
    assert LigneReleve.objects.get(releve=releve).mission_id == ouverte.pk
