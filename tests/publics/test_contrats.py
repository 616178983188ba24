"""Contracts of a mission: the 30-day rule, and last week's repeated in one click."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guichet.base.erreurs import Refus
from guichet.base.horloge import figer
from publics.models import Contrat
from publics.services.contrats import NouvelleMission, ajouter_contrat
from tests.fabriques.publics import ContratFactory, MissionFactory, structure

UN_JOUR = datetime.timedelta(days=1)


def jour(texte: str) -> datetime.date:
    return datetime.date(2026, int(texte[3:5]), int(texte[:2]))


def url(territoire, chemin: str) -> str:
    return f"/t/{territoire.slug}/publics/{chemin}"


@pytest.fixture
def mission(territoire):
    etti = structure(territoire)
    mission = MissionFactory(territoire=territoire, employeur=etti, etat="en_cours", debut=jour("09/03"))
    ContratFactory(territoire=territoire, mission=mission, debut=jour("09/03"), fin=jour("27/03"))
    return mission


def contrat(**change) -> dict:
    return {"genre": "interim", "debut": "2026-04-20", "fin": "2026-04-24", **change}


def test_arret_le_27_03_reprise_le_20_04_meme_mission(territoire, connecter, mission):
    client = connecter("structure", territoire, acteur=mission.employeur)
    client.post(url(territoire, f"missions/{mission.pk}/contrat/"), contrat(heures_semaine="35"))
    assert Contrat.objects.filter(mission=mission).count() == 2


def test_arret_le_27_03_reprise_le_04_05_propose_une_nouvelle_mission(territoire, connecter, mission):
    client = connecter("structure", territoire, acteur=mission.employeur)
    envoi = contrat(debut="2026-05-04", fin="2026-05-08")
    reponse = client.post(url(territoire, f"missions/{mission.pk}/contrat/"), envoi)
    page = reponse.content.decode()
    assert "37 jours sans contrat" in page
    assert Contrat.objects.count() == 1
    attendu = f"personne={mission.participant_id}&amp;lot={mission.lot_id}&amp;debut=2026-05-04"
    assert attendu in page
    demande = client.get(f"{url(territoire, 'missions/demander/')}?{attendu.replace('&amp;', '&')}")
    assert 'value="2026-05-04"' in demande.content.decode()
    assert f'value="{mission.participant.nom}"' in demande.content.decode()


def test_un_contrat_ne_precede_pas_sa_mission(territoire, facilitateur, mission):
    with pytest.raises(Refus, match="avant la mission"):
        ajouter_contrat(
            mission=mission, genre="interim", debut=jour("02/03"), fin=jour("06/03"), par=facilitateur
        )


def test_le_meme_contrat_deux_fois_est_refuse(territoire, facilitateur, mission):
    with pytest.raises(Refus, match="commence déjà ce jour-là"):
        ajouter_contrat(
            mission=mission, genre="interim", debut=jour("09/03"), fin=jour("13/03"), par=facilitateur
        )


def test_une_mission_finie_reprend_avec_un_contrat_dans_les_30_jours(territoire, facilitateur, mission):
    mission.etat, mission.fin = "terminee", jour("27/03")
    mission.save()
    ajouter_contrat(
        mission=mission, genre="interim", debut=jour("20/04"), fin=jour("24/04"), par=facilitateur
    )
    mission.refresh_from_db()
    assert (mission.etat, mission.fin) == ("en_cours", jour("24/04"))


def test_une_mission_finie_depuis_plus_de_30_jours_reste_finie(territoire, facilitateur, mission):
    mission.etat, mission.fin = "terminee", jour("27/03")
    mission.save()
    with pytest.raises(NouvelleMission):
        ajouter_contrat(
            mission=mission, genre="interim", debut=jour("04/05"), fin=jour("08/05"), par=facilitateur
        )
    mission.refresh_from_db()
    assert mission.etat == "terminee"


def test_un_contrat_sur_une_mission_suspendue_est_refuse(territoire, facilitateur, mission):
    mission.etat = "suspendue"
    mission.save()
    with pytest.raises(Refus, match="Suspendue"):
        ajouter_contrat(
            mission=mission, genre="interim", debut=jour("30/03"), fin=jour("03/04"), par=facilitateur
        )


def test_la_mission_dure_aussi_longtemps_que_ses_contrats(territoire, facilitateur, mission):
    mission.fin = jour("27/03")
    mission.save()
    ajouter_contrat(
        mission=mission, genre="interim", debut=jour("30/03"), fin=jour("10/04"), par=facilitateur
    )
    mission.refresh_from_db()
    assert mission.fin == jour("10/04")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ecart=st.integers(0, 70), duree=st.integers(0, 40))
def test_la_frontiere_est_a_30_jours_quels_que_soient_les_contrats(
    territoire, facilitateur, mission, ecart, duree
):
    Contrat.objects.filter(mission=mission).exclude(debut=jour("09/03")).delete()
    debut = jour("27/03") + UN_JOUR * (ecart + 1)
    ajouter = {"genre": "interim", "debut": debut, "fin": debut + UN_JOUR * duree, "par": facilitateur}
    if ecart > 30:
        with pytest.raises(NouvelleMission):
            ajouter_contrat(mission=mission, **ajouter)
        assert Contrat.objects.filter(mission=mission).count() == 1
    else:
        ajouter_contrat(mission=mission, **ajouter)
        assert Contrat.objects.filter(mission=mission).count() == 2


def test_les_contrats_de_la_semaine_derniere_se_reconduisent_d_un_clic(territoire, connecter):
    etti = structure(territoire)
    reconduits, arretes = [
        ContratFactory(
            territoire=territoire,
            mission=MissionFactory(
                territoire=territoire, employeur=etti, etat="en_cours", debut=jour("26/10")
            ),
            debut=jour("26/10"),
            fin=jour("30/10"),
            heures_semaine=35,
        )
        for _ in range(2)
    ]
    etrangere = ContratFactory(
        territoire=territoire,
        mission=MissionFactory(territoire=territoire, etat="en_cours", debut=jour("26/10")),
        debut=jour("26/10"),
        fin=jour("30/10"),
    )
    client = connecter("structure", territoire, acteur=etti)
    with figer(jour("05/11")):
        page = client.get(url(territoire, "missions/semaine/")).content.decode()
        client.post(url(territoire, "missions/semaine/"), {"contrat": [reconduits.pk, etrangere.pk]})
        vide = client.get(url(territoire, "missions/semaine/")).content.decode()
    assert f'value="{etrangere.pk}"' not in page
    suite = Contrat.objects.get(mission=reconduits.mission, debut=jour("02/11"))
    assert (suite.fin, suite.heures_semaine) == (jour("06/11"), 35)
    assert Contrat.objects.filter(mission=arretes.mission).count() == 1
    assert Contrat.objects.filter(mission=etrangere.mission).count() == 1
    assert f'value="{reconduits.pk}"' not in vide
