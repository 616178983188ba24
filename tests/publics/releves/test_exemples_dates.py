"""The dated examples of R3–R7, from the file to the verdict of the line."""

import datetime
from decimal import Decimal

import pytest

from guichet.base.horloge import figer
from publics.models import Contrat, LigneReleve, Titre
from publics.releves.constats import constats_de
from publics.services.parametres import parametres
from publics.services.releves import deposer_releve
from publics.services.releves_envoi import envoyer_releve
from publics.services.releves_mois import tableau_du_mois
from tests.fabriques.guichet import ActeurFactory
from tests.fabriques.marches import LotFactory
from tests.publics.releves.conftest import classeur, ligne_de, mission, personne, structure

JUIN = datetime.date(2026, 6, 1)


def jour(texte: str) -> datetime.date:
    quantieme, mois, annee = map(int, texte.split("/"))
    return datetime.date(annee, mois, quantieme)


def controler(employeur, mois, lignes, par, nom="heures.xlsx"):
    releve = deposer_releve(employeur=employeur, mois=mois, nom=nom, contenu=classeur(lignes), par=par)
    return releve, list(LigneReleve.objects.filter(releve=releve).order_by("pk"))


def codes(ligne) -> set[str]:
    return {anomalie["code"] for anomalie in ligne.anomalies} | set(ligne.constats)


@pytest.fixture
def le_9_juillet():
    with figer(jour("09/07/2026")):
        yield


@pytest.fixture
def tardive(territoire, etti, lots, le_9_juillet):
    """Start 01/06, request 15/06, validated 17/06."""
    une = personne(territoire, "Benali", "Rachid")
    Titre.objects.create(territoire=territoire, participant=une, genre="fiche", debut=jour("20/05/2026"))
    mission(
        une,
        lots[0],
        etti,
        debut=JUIN,
        demandee_le=jour("15/06/2026"),
        complete_le=jour("15/06/2026"),
        validee_le=jour("17/06/2026"),
        couverte_depuis=jour("15/06/2026"),
    )
    return une


def test_start_0106_request_1506_63_hours_to_decide_77_conform(tardive, etti, lots, facilitateur):
    lignes = [
        ligne_de(tardive, lots[0], 63, JUIN, jour("14/06/2026")),
        ligne_de(tardive, lots[0], 77, jour("15/06/2026"), jour("30/06/2026")),
    ]
    releve, (avant, apres) = controler(etti, JUIN, lignes, facilitateur)
    assert (avant.etat, avant.heures_a_decider) == ("a_decider", Decimal(63))
    assert (apres.etat, apres.heures_a_decider) == ("sans_anomalie", Decimal(0))
    assert "R3_DEMANDE_TARDIVE" in codes(avant)
    envoyer_releve(releve=releve, par=facilitateur)
    totaux = LigneReleve.objects.filter(lot=lots[0]).totaux()
    assert (totaux["a_decider"], totaux["declarees"]) == (Decimal(63), Decimal(77))


def test_start_0106_request_1506_one_total_must_be_split(tardive, etti, lots, facilitateur):
    _, (ligne,) = controler(etti, JUIN, [ligne_de(tardive, lots[0], 140)], facilitateur)
    assert ligne.etat == "a_confirmer"
    anomalie = next(a for a in ligne.anomalies if a["code"] == "R3_A_VENTILER")
    assert anomalie["coupes"] == ["2026-06-15"]


def test_etti_150_and_ai_75_both_to_confirm_neither_sees_the_other(territoire, etti, lots, facilitateur):
    ai = structure(territoire, "ai", "Coup de Main 79")
    une = personne(territoire, "Chauvin", "Marie")
    mission(une, lots[0], etti)
    mission(une, lots[1], ai)
    octobre = datetime.date(2026, 10, 1)
    releve, (de_x,) = controler(etti, octobre, [ligne_de(une, lots[0], 150)], facilitateur)
    assert de_x.etat == "sans_anomalie"
    envoyer_releve(releve=releve, par=facilitateur)
    releve, (de_y,) = controler(ai, octobre, [ligne_de(une, lots[1], 75)], facilitateur)
    assert (de_y.etat, "R7_MOIS_LONG" in de_y.constats) == ("a_confirmer", True)
    LigneReleve.objects.filter(pk=de_y.pk).update(confirmation="Deux employeurs")
    envoyer_releve(releve=releve, par=facilitateur)
    de_x.refresh_from_db()
    assert (de_x.etat, "R7_MOIS_LONG" in de_x.constats) == ("a_confirmer", True)
    for ligne, autre in ((de_x, ai), (de_y, etti)):
        dit = " ".join(
            f"{c.phrase} {c.que_faire}"
            for c in constats_de(ligne, {}, parametres(territoire), datetime.date(2026, 11, 5))
        )
        assert "225\u00a0h au total ce mois" in dit
        assert autre.nom not in dit


@pytest.mark.parametrize(("quand", "code"), [("11/02/2026", None), ("12/02/2026", "R4_DUREE_ATTEINTE")])
def test_first_mission_12022024_counted_until_11022026(territoire, etti, lots, facilitateur, quand, code):
    une = personne(territoire, "Lucas", "Jordan")
    Titre.objects.create(territoire=territoire, participant=une, genre="fiche", debut=jour("01/02/2024"))
    mission(une, lots[0], etti, debut=jour("12/02/2024"))
    with figer(jour("05/03/2026")):
        jour_dit = jour(quand)
        ligne_du_jour = ligne_de(une, lots[0], 7, jour_dit, jour_dit)
        _, (ligne,) = controler(etti, jour("01/02/2026"), [ligne_du_jour], facilitateur)
    refus = {a["code"] for a in ligne.anomalies if a["gravite"] == "refusee"}
    assert refus == ({code} if code else set())


def test_permanent_of_an_ei_is_refused(territoire, lots, facilitateur):
    ei = structure(territoire, "ei", "Atelier du Marais")
    une = personne(territoire, "Collin", "Sandrine")
    mission(une, lots[0], ei, permanent=True)
    _, (ligne,) = controler(ei, datetime.date(2026, 10, 1), [ligne_de(une, lots[0], 100)], facilitateur)
    assert "R6_SALARIE_PERMANENT" in codes(ligne)
    assert next(a for a in ligne.anomalies if a["code"] == "R6_SALARIE_PERMANENT")["gravite"] == "refusee"


def test_cdi_hired_before_the_notification_is_not_counted(territoire, facilitateur):
    lot = LotFactory(territoire=territoire, notifie_le=jour("15/04/2026"), debut=jour("15/04/2026"))
    entreprise = ActeurFactory(territoire=territoire, titulaire=True)
    une = personne(territoire, "Roux", "Paul")
    sienne = mission(une, lot, entreprise, debut=jour("01/02/2026"))
    Contrat.objects.create(territoire=territoire, mission=sienne, genre="cdi", debut=jour("01/02/2026"))
    _, (ligne,) = controler(entreprise, datetime.date(2026, 10, 1), [ligne_de(une, lot, 100)], facilitateur)
    assert "R6_EMBAUCHE_AVANT_NOTIFICATION" in codes(ligne)


@pytest.mark.parametrize(("reprise", "etat"), [("20/04/2026", "sans_anomalie"), ("04/05/2026", "a_decider")])
def test_lot_stopped_2703_resumed(territoire, etti, lots, facilitateur, reprise, etat):
    une = personne(territoire, "Diallo", "Fatou")
    Titre.objects.create(
        territoire=territoire,
        participant=une,
        genre="fiche",
        debut=jour("02/03/2026"),
        fin=jour("02/05/2026"),
    )
    mission(une, lots[0], etti, debut=jour("09/03/2026"), fin=jour("27/03/2026"))
    debut = jour(reprise)
    with figer(jour("05/06/2026")):
        ligne_reprise = ligne_de(une, lots[0], 50, debut, debut + datetime.timedelta(days=5))
        _, (ligne,) = controler(etti, debut.replace(day=1), [ligne_reprise], facilitateur)
    assert ligne.etat == etat


@pytest.mark.parametrize(("aujourdhui", "etat"), [("12/10/2026", "attendu"), ("13/10/2026", "en_retard")])
def test_10102026_is_a_saturday_due_monday_late_tuesday(equipe, etti, facilitateur, aujourdhui, etat):
    with figer(jour(aujourdhui)):
        (rangee,) = tableau_du_mois(mois=jour("01/09/2026"), par=facilitateur)
    assert (rangee.echeance.due_le, rangee.etat) == (jour("12/10/2026"), etat)
