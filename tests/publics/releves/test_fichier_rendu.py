"""The workbook given back with its errors, corrected, deposited again; the template of the month."""

import datetime
from decimal import Decimal
from io import BytesIO

import pytest

from guichet.tableaux.lecture import lire_classeur
from publics.models import LigneReleve, Releve
from publics.releves.classeurs import classeur_des_erreurs, modele_du_mois
from publics.services.releves import deposer_releve
from publics.services.releves_controle import accepter_lignes_sans_anomalie
from publics.services.releves_envoi import envoyer_releve
from tests.publics.releves.conftest import AUJOURDHUI, OCTOBRE, classeur, ligne_de


@pytest.fixture
def deposer(etti, facilitateur):
    def faire(contenu, nom="octobre.xlsx"):
        return deposer_releve(employeur=etti, mois=OCTOBRE, nom=nom, contenu=contenu, par=facilitateur)

    return faire


def test_the_file_comes_back_with_an_error_column_and_may_be_deposited_as_it_is(deposer, equipe, lots):
    lignes = [ligne_de(une, lots[0], 100) for une in equipe]
    lignes[1] = (*lignes[1][:7], "beaucoup")
    releve = deposer(classeur(lignes))
    rendu = classeur_des_erreurs(releve, jour=AUJOURDHUI)
    feuille = lire_classeur(BytesIO(rendu)).feuilles[0]
    assert feuille.lignes[2][-1] == "Erreur"
    assert "beaucoup" in feuille.lignes[4][-1]
    assert [ligne[-1] for ligne in (feuille.lignes[3], feuille.lignes[5])] == ["", ""] or len(
        feuille.lignes[3]
    ) < 9
    encore = deposer(rendu, "corrige.xlsx")
    assert encore.pk == releve.pk
    assert LigneReleve.objects.filter(releve=encore).count() == 3


def test_the_template_lists_the_persons_and_reads_back(deposer, etti, equipe, lots, facilitateur):
    modele = modele_du_mois(employeur=etti, mois=OCTOBRE, par=facilitateur)
    feuille = lire_classeur(BytesIO(modele)).feuilles[0]
    entete = next(rang for rang, ligne in enumerate(feuille.lignes) if "Heures" in ligne)
    place = feuille.lignes[entete].index("Heures")
    lignes = [list(ligne) for ligne in feuille.lignes[entete + 1 : entete + 4]]
    for ligne in lignes:
        ligne[place] = 77.5
    contenu = classeur(lignes, entetes=feuille.lignes[entete])
    releve = deposer(contenu)
    lues = LigneReleve.objects.filter(releve=releve)
    assert {(ligne.participant_id, ligne.etat, ligne.heures) for ligne in lues} == {
        (une.pk, "sans_anomalie", Decimal("77.50")) for une in equipe
    }


def test_a_rectificatif_keeps_what_did_not_change(deposer, equipe, lots, facilitateur):
    lignes = [ligne_de(une, lots[0], 100) for une in equipe]
    premier = envoyer_releve(releve=deposer(classeur(lignes)), par=facilitateur)
    accepter_lignes_sans_anomalie(releve=premier, par=facilitateur)
    lignes[2] = (*lignes[2][:7], 120)
    second = deposer(classeur(lignes), "rectificatif.xlsx")
    assert (second.version, second.courante, second.precedente_id) == (2, False, premier.pk)
    du_lot = LigneReleve.objects.filter(lot=lots[0])
    assert du_lot.totaux()["validees"] == Decimal(300)
    envoyer_releve(releve=second, par=facilitateur)
    totaux = du_lot.totaux()
    assert (totaux["validees"], totaux["declarees"]) == (Decimal(200), Decimal(120))
    assert not Releve.objects.get(pk=premier.pk).courante
    assert LigneReleve.objects.filter(releve=premier).count() == 3


def test_a_big_file_is_read_by_a_job(deposer, etti, equipe, lots, facilitateur, settings, monkeypatch):
    from guichet.travaux.execution import execute

    monkeypatch.setattr("publics.services.releves.SEUIL_TRAVAIL", 10)
    releve = deposer(classeur([ligne_de(une, lots[0], 100) for une in equipe]))
    assert not LigneReleve.objects.exists()
    travail = execute(releve.travail_id)
    assert (travail.etat, LigneReleve.objects.filter(releve=releve).count()) == ("fini", 3)
    assert datetime.date(2026, 11, 10) == releve.attendu_le
