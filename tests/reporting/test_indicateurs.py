"""Indicators computed from rows, and the command that gives them to programs."""

import datetime
import io
import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reporting.indicateurs.catalogue import calculer
from reporting.indicateurs.faits import charger
from reporting.indicateurs.perimetre import Perimetre, of_buyer
from reporting.indicateurs.periodes import annee, periode
from reporting.indicateurs.rapport import charger_compare
from tests.fabriques.marches import LotFactory
from tests.fabriques.reporting import NIORT, heures, mission, niort

SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "indicateurs.json"
CODES = ("donneurs_ordre", "heures_identifiees", "heures_realisees", "personnes")
MARS = datetime.date(2026, 3, 1)


def lire(*arguments) -> dict:
    sortie = io.StringIO()
    call_command("indicateurs", *arguments, "--json", stdout=sortie)
    return json.loads(sortie.getvalue())


def valeurs(faits) -> dict:
    return {code: v[0] for code, v in calculer(faits).items()}


def test_la_commande_donne_exactement_le_tableau_de_niort(territoire):
    niort(territoire)
    reponse = lire(territoire.slug, "2017", "--au", "2017-11-30")
    jsonschema.validate(reponse, json.loads(SCHEMA.read_text()))
    lus = {i["code"]: i["valeurs"][:3] for i in reponse["indicateurs"]}
    assert [lus[code] for code in CODES] == [
        [NIORT[an][rang] for an in (2017, 2016, 2015)] for rang in range(4)
    ]
    assert [p["libelle"] for p in reponse["periodes"]] == ["2017", "2016", "2015", "Depuis le début"]
    assert reponse["periodes"][0]["precision"] == "onze mois"
    assert lus["heures_par_personne"] == [217, 171, 182]
    assert lus["etp"] == [15.6, 6.7, 4.2]


def test_un_territoire_inconnu_ou_une_periode_a_l_envers_sont_refuses(territoire):
    with pytest.raises(CommandError, match="Aucun territoire"):
        call_command("indicateurs", "nulle-part", "2017")
    with pytest.raises(CommandError, match="Période refusée"):
        call_command("indicateurs", territoire.slug, "2017", "--au", "2016-11-30")


def test_le_nombre_de_requetes_ne_depend_ni_des_lignes_ni_des_periodes(territoire):
    def compter():
        with CaptureQueriesContext(connection) as requetes:
            charger_compare(Perimetre(territoire), annee(2017))
        return sum("set_config" not in requete["sql"] for requete in requetes)

    vide = compter()
    niort(territoire)
    assert compter() <= vide <= 7


def test_une_personne_compte_des_une_heure_validee_dans_la_periode(territoire):
    lot = LotFactory(territoire=territoire)
    for validees in ("0.99", "1", "35"):
        heures(mission(lot), MARS, validees)
    heures(mission(lot), datetime.date(2025, 12, 1), 12)
    faits = charger(Perimetre(territoire), [annee(2026)], Decimal(1607))
    assert valeurs(faits)["personnes"] == 2
    assert valeurs(faits)["heures_realisees"] == Decimal("36.99")


def test_est_nouvelle_qui_commence_sa_premiere_mission_dans_la_periode_chez_tout_acheteur(territoire):
    lot, autre = LotFactory(territoire=territoire), LotFactory(territoire=territoire)
    ancienne = mission(autre, datetime.date(2025, 6, 2), etat="terminee")
    heures(mission(lot, participant=ancienne.participant), MARS, 10)
    heures(mission(lot), MARS, 10)
    faits = charger(of_buyer(lot.marche.donneur_ordre), [annee(2026)], Decimal(1607))
    assert valeurs(faits)["personnes"] == 2
    assert valeurs(faits)["personnes_nouvelles"] == 1


def test_les_heures_d_un_acheteur_ne_comptent_pas_celles_d_un_autre(territoire):
    lot, autre = LotFactory(territoire=territoire), LotFactory(territoire=territoire)
    heures(mission(lot), MARS, 10)
    heures(mission(autre), MARS, 25)
    faits = charger(of_buyer(lot.marche.donneur_ordre), [annee(2026)], Decimal(1607))
    assert valeurs(faits)["heures_realisees"] == 10
    assert valeurs(faits)["donneurs_ordre"] == 1


def test_le_taux_ne_compte_que_les_lots_receptionnes_et_l_avancement_les_autres(territoire):
    fait = datetime.date(2026, 10, 1)
    for engagees, validees, traits in ((300, 420, True), (500, 400, True), (200, 90, False)):
        lot = LotFactory(territoire=territoire, heures_engagees=engagees, receptionne=traits)
        heures(mission(lot), fait, validees)
    lus = valeurs(charger(Perimetre(territoire), [annee(2026)], Decimal(1607)))
    assert lus["taux"] == Decimal("1.025")
    assert lus["taux_plafonne"] == Decimal("0.875")
    assert (lus["lots_atteints"], lus["lots_receptionnes"]) == (1, 2)
    assert lus["avancement"] == Decimal("0.45")


def test_un_lot_sans_clause_n_est_pas_identifie(territoire):
    LotFactory(territoire=territoire, sans_clause=True)
    LotFactory(territoire=territoire, heures_engagees=150)
    lus = valeurs(charger(Perimetre(territoire), [annee(2025), annee(2026)], Decimal(1607)))
    assert (lus["lots"], lus["heures_identifiees"]) == (1, 150)


def test_la_somme_des_mois_est_le_total_de_l_annee(territoire):
    niort(territoire)
    perimetre = Perimetre(territoire)
    mois = [periode(datetime.date(2017, m, 1), datetime.date(2017, m, 28)) for m in range(1, 13)]
    parts = charger(perimetre, [annee(2017), *mois], Decimal(1607))
    realisees = calculer(parts)["heures_realisees"]
    assert (
        realisees[0] == sum(realisees[1:]) == perimetre.lignes().filter(mois__year=2017).totaux()["validees"]
    )
