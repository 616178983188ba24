"""Missions: verdict before the request, request, answer, coverage, end."""

import datetime

import pytest

from guichet.base.erreurs import Refus
from guichet.base.horloge import figer
from guichet.models import Contact, Courriel
from publics.models import Habilitation, Mission, Participant
from publics.services.missions import demander_mission, valider_mission
from publics.services.missions_suite import actualiser_missions
from tests.fabriques.publics import (
    LotFactory,
    MissionFactory,
    ParticipantFactory,
    PrescriptionFactory,
    TitreFactory,
    structure,
)


def jour(texte: str) -> datetime.date:
    annee = texte[6:] or "2026"
    return datetime.date(int(annee), int(texte[3:5]), int(texte[:2]))


@pytest.fixture(autouse=True)
def le_5_novembre():
    with figer(jour("05/11")):
        yield


def url(territoire, chemin: str) -> str:
    return f"/t/{territoire.slug}/publics/{chemin}"


@pytest.fixture
def etti(territoire):
    return structure(territoire)


@pytest.fixture
def lot(territoire):
    return LotFactory(territoire=territoire)


def saisie(lot, acte="envoyer", **change) -> dict:
    return {
        "nom": "Belkacem",
        "prenom": "Nadia",
        "ne_le": "1991-06-14",
        "lot": lot.pk,
        "debut": "2026-11-16",
        "acte": acte,
        **change,
    }


def test_la_structure_voit_le_verdict_avant_d_envoyer(territoire, connecter, etti, lot):
    client = connecter("structure", territoire, acteur=etti)
    reponse = client.post(url(territoire, "missions/demander/"), saisie(lot, "verifier"))
    page = reponse.content.decode()
    assert "Aucun titre valable" in page
    assert "Envoyer la demande" in page
    assert not Mission.objects.exists()


def test_la_structure_demande_une_mission(territoire, connecter, etti, lot):
    client = connecter("structure", territoire, acteur=etti)
    client.post(url(territoire, "missions/demander/"), saisie(lot, poste="F1606", fin="2027-02-26"))
    mission = Mission.objects.get()
    assert (mission.etat, mission.modalite, mission.demandee_le) == ("a_valider", "etti", jour("05/11"))
    assert (mission.employeur, mission.lot, mission.poste) == (etti, lot, "F1606")
    assert client.get(url(territoire, f"missions/{mission.pk}/")).status_code == 200


def test_demander_une_mission_pour_une_personne_connue_d_ailleurs_ne_dit_rien_d_elle(
    territoire, connecter, etti, lot
):
    connue = ParticipantFactory(territoire=territoire, nom="Belkacem", telephone="0611223344")
    client = connecter("structure", territoire, acteur=etti)
    client.post(url(territoire, "missions/demander/"), saisie(lot))
    mission = Mission.objects.get()
    assert mission.participant != connue
    assert mission.participant.a_rapprocher
    assert client.get(url(territoire, f"personnes/{connue.pk}/")).status_code == 404
    page = client.get(url(territoire, f"missions/{mission.pk}/")).content.decode()
    assert "rapprocher" not in page
    assert connue.telephone not in page


def test_un_permanent_est_refuse(territoire, connecter, etti, lot):
    client = connecter("structure", territoire, acteur=etti)
    reponse = client.post(url(territoire, "missions/demander/"), saisie(lot, permanent="on"))
    assert "salarié permanent" in reponse.content.decode()
    assert not Mission.objects.exists()
    assert not Participant.objects.exists()


def test_un_lot_non_notifie_ne_se_choisit_pas(territoire, connecter, etti):
    lot = LotFactory(territoire=territoire, etat="en_consultation", notifie_le=None)
    client = connecter("structure", territoire, acteur=etti)
    reponse = client.post(url(territoire, "missions/demander/"), saisie(lot))
    assert reponse.status_code == 200
    assert not Mission.objects.exists()


def test_un_code_rome_inconnu_est_dit(territoire, connecter, etti, lot):
    client = connecter("structure", territoire, acteur=etti)
    reponse = client.post(url(territoire, "missions/demander/"), saisie(lot, poste="Z9999"))
    assert "pas un code ROME" in reponse.content.decode()


def test_une_structure_sans_convention_est_prevenue_et_peut_demander(territoire, connecter, etti, lot):
    client = connecter("structure", territoire, acteur=etti)
    adresse = url(territoire, "missions/demander/")
    assert "Aucune convention en vigueur" in client.post(adresse, saisie(lot, "verifier")).content.decode()
    Habilitation.objects.create(
        territoire=territoire, partenaire=etti, modalite="etti", debut=jour("01/01"), source="C-2026-1"
    )
    assert "Aucune convention" not in client.post(adresse, saisie(lot, "verifier")).content.decode()


def test_la_meme_mission_deux_fois_est_refusee(territoire, connecter, etti, lot):
    client = connecter("structure", territoire, acteur=etti)
    client.post(url(territoire, "missions/demander/"), saisie(lot))
    reponse = client.post(url(territoire, "missions/demander/"), saisie(lot))
    assert "aucune nouvelle demande n’est nécessaire" in reponse.content.decode()
    assert Mission.objects.count() == 1


def test_le_guichet_valide_en_un_clic_tant_que_le_titre_court(territoire, connecter, etti):
    mission = MissionFactory(territoire=territoire, employeur=etti)
    TitreFactory(territoire=territoire, participant=mission.participant)
    Contact.objects.create(
        territoire=territoire, acteur=etti, nom="T. Baudry", courriel="etti@exemple.invalid"
    )
    client = connecter("facilitateur", territoire)
    assert "Valider la mission" in client.get(url(territoire, f"missions/{mission.pk}/")).content.decode()
    client.post(url(territoire, f"missions/{mission.pk}/valider/"))
    mission.refresh_from_db()
    assert (mission.etat, mission.couverte_depuis, mission.titre.genre) == (
        "validee",
        jour("16/11"),
        "fiche",
    )
    assert mission.participant.nom not in Courriel.objects.get().corps


def test_sans_titre_la_mission_ne_se_valide_pas(territoire, connecter):
    mission = MissionFactory(territoire=territoire)
    client = connecter("facilitateur", territoire)
    assert "Valider la mission" not in client.get(url(territoire, f"missions/{mission.pk}/")).content.decode()
    reponse = client.post(url(territoire, f"missions/{mission.pk}/valider/"), follow=True)
    assert "Aucun titre d’éligibilité" in reponse.content.decode().replace("'", "’").replace("&#x27;", "’")
    mission.refresh_from_db()
    assert mission.etat == "a_valider"


def test_refuser_puis_annuler_le_refus_garde_le_jour_de_la_demande(territoire, connecter):
    mission = MissionFactory(territoire=territoire)
    client = connecter("facilitateur", territoire)
    client.post(url(territoire, f"missions/{mission.pk}/refuser/"), {"motif": "Hors public"})
    mission.refresh_from_db()
    assert (mission.etat, mission.motif_fin) == ("refusee", "Hors public")
    with figer(jour("09/11")):
        client.post(url(territoire, f"missions/{mission.pk}/redemander/"))
    mission.refresh_from_db()
    assert (mission.etat, mission.demandee_le) == ("a_valider", jour("05/11"))


def test_une_demande_renouvelee_par_la_structure_date_du_nouveau_jour(territoire, connecter, etti):
    mission = MissionFactory(territoire=territoire, employeur=etti, etat="refusee", motif_fin="Sans titre")
    with figer(jour("09/11")):
        connecter("structure", territoire, acteur=etti).post(
            url(territoire, f"missions/{mission.pk}/redemander/")
        )
    mission.refresh_from_db()
    assert (mission.etat, mission.demandee_le) == ("a_valider", jour("09/11"))


def test_deux_personnes_repondent_a_une_mission_la_seconde_a_un_conflit(territoire, connecter):
    mission = MissionFactory(territoire=territoire)
    TitreFactory(territoire=territoire, participant=mission.participant)
    connecter("facilitateur", territoire).post(url(territoire, f"missions/{mission.pk}/valider/"))
    reponse = connecter("assistant", territoire).post(
        url(territoire, f"missions/{mission.pk}/refuser/"), {"motif": "Hors public"}
    )
    assert reponse.status_code == 409
    assert "Validée" in reponse.content.decode()
    assert "Refusée" in reponse.content.decode()


def demandee_puis_validee(territoire, par, etti, lot, *, signee, debut, demandee, validee) -> Mission:
    personne = ParticipantFactory(territoire=territoire)
    with figer(jour(signee)):
        TitreFactory(territoire=territoire, participant=personne, debut=jour(signee), fin=None)
    with figer(jour(demandee)):
        mission = demander_mission(participant=personne, lot=lot, employeur=etti, debut=jour(debut), par=par)
    with figer(jour(validee)):
        return valider_mission(mission=mission, par=par)


def test_demande_du_vendredi_05_06_debut_lundi_08_06_validee_le_10_06_couvre_des_le_08_06(
    territoire, facilitateur, etti, lot
):
    mission = demandee_puis_validee(
        territoire,
        facilitateur,
        etti,
        lot,
        signee="01/06",
        debut="08/06",
        demandee="05/06",
        validee="10/06",
    )
    assert (mission.couverte_depuis, mission.etat) == (jour("08/06"), "en_cours")


def test_debut_01_06_demande_15_06_validee_17_06_couvre_depuis_le_15_06(territoire, facilitateur, etti, lot):
    mission = demandee_puis_validee(
        territoire,
        facilitateur,
        etti,
        lot,
        signee="28/05",
        debut="01/06",
        demandee="15/06",
        validee="17/06",
    )
    assert mission.couverte_depuis == jour("15/06")


def test_une_fiche_transmise_apres_la_demande_couvre_du_jour_ou_elle_est_complete(
    territoire, facilitateur, etti, lot
):
    personne = ParticipantFactory(territoire=territoire)
    with figer(jour("05/06")):
        mission = demander_mission(
            participant=personne, lot=lot, employeur=etti, debut=jour("08/06"), par=facilitateur
        )
    fiche = PrescriptionFactory(
        territoire=territoire,
        participant=personne,
        etat="validee",
        signee_le=jour("03/06"),
        complete_le=jour("12/06"),
    )
    TitreFactory(
        territoire=territoire,
        participant=personne,
        debut=jour("03/06"),
        fin=jour("03/08"),
        prescription=fiche,
    )
    with figer(jour("15/06")):
        mission = valider_mission(mission=mission, par=facilitateur)
    assert mission.couverte_depuis == jour("12/06")


def test_fiche_du_15_03_debut_16_05_ne_se_valide_pas(territoire, facilitateur, etti, lot):
    with pytest.raises(Refus, match="périmée depuis le 15/05/2026") as refus:
        demandee_puis_validee(
            territoire,
            facilitateur,
            etti,
            lot,
            signee="15/03",
            debut="16/05",
            demandee="10/05",
            validee="11/05",
        )
    assert refus.value.code == "R2_FICHE_PERIMEE"


def test_suspendre_reprendre_terminer_evaluer(territoire, connecter, etti):
    mission = MissionFactory(territoire=territoire, employeur=etti, etat="en_cours", debut=jour("02/03"))
    client = connecter("structure", territoire, acteur=etti)
    etat = url(territoire, f"missions/{mission.pk}/etat/")
    suites = [
        (etat, {"acte": "suspendre", "motif": "Intempéries"}, "suspendue"),
        (etat, {"acte": "reprendre"}, "en_cours"),
        (url(territoire, f"missions/{mission.pk}/fin/"), {"fin": "2026-10-30"}, "terminee"),
    ]
    for adresse, envoi, attendu in suites:
        client.post(adresse, envoi)
        mission.refresh_from_db()
        assert mission.etat == attendu
    assert mission.fin == jour("30/10")
    client.post(
        url(territoire, f"missions/{mission.pk}/evaluation/"), {"le": "2026-11-02", "assiduite": "Bonne"}
    )
    assert "Bonne" in client.get(url(territoire, f"missions/{mission.pk}/")).content.decode()


@pytest.mark.parametrize(
    ("envoi", "phrase"),
    [
        ({"fin": "2026-02-01"}, "précède le début"),
        ({"fin": "2026-12-01"}, "pas encore passé"),
        ({"fin": "2026-10-30", "rupture": "on"}, "Choisissez le motif"),
    ],
)
def test_une_fin_impossible_est_dite(territoire, connecter, etti, envoi, phrase):
    mission = MissionFactory(territoire=territoire, employeur=etti, etat="en_cours", debut=jour("02/03"))
    client = connecter("structure", territoire, acteur=etti)
    assert phrase in client.post(url(territoire, f"missions/{mission.pk}/fin/"), envoi).content.decode()
    mission.refresh_from_db()
    assert mission.etat == "en_cours"


def test_une_rupture_a_un_motif(territoire, connecter, etti):
    mission = MissionFactory(territoire=territoire, employeur=etti, etat="en_cours", debut=jour("02/03"))
    connecter("structure", territoire, acteur=etti).post(
        url(territoire, f"missions/{mission.pk}/fin/"),
        {"fin": "2026-10-30", "rupture": "on", "motif": "formation"},
    )
    mission.refresh_from_db()
    assert (mission.etat, mission.motif_fin) == ("rompue", "Entrée en formation")


def test_une_structure_n_agit_pas_sur_la_mission_d_une_autre(territoire, connecter, etti):
    autre = MissionFactory(territoire=territoire, etat="en_cours")
    client = connecter("structure", territoire, acteur=etti)
    for chemin in ("contrat/", "fin/", "etat/", "redemander/", "evaluation/"):
        assert client.post(url(territoire, f"missions/{autre.pk}/{chemin}")).status_code == 404


def test_chaque_nuit_les_missions_commencent_et_celles_sans_contrat_finissent(territoire, facilitateur):
    commence = MissionFactory(territoire=territoire, etat="validee", debut=jour("05/11"))
    demain = MissionFactory(territoire=territoire, etat="validee", debut=jour("06/11"))
    jours_30 = MissionFactory(territoire=territoire, etat="en_cours", debut=jour("01/09"), fin=jour("05/10"))
    jours_31 = MissionFactory(territoire=territoire, etat="en_cours", debut=jour("01/09"), fin=jour("04/10"))
    assert actualiser_missions(par=facilitateur) == {"commencees": 1, "terminees": 1}
    etats = []
    for mission in (commence, demain, jours_30, jours_31):
        mission.refresh_from_db()
        etats.append(mission.etat)
    assert etats == ["en_cours", "validee", "en_cours", "terminee"]


def test_une_reprise_dans_les_30_jours_n_est_pas_une_nouvelle_demande(territoire, connecter, etti, lot):
    personne = ParticipantFactory(territoire=territoire)
    ancienne = MissionFactory(
        territoire=territoire,
        participant=personne,
        lot=lot,
        employeur=etti,
        etat="terminee",
        debut=jour("09/03"),
        fin=jour("27/03"),
    )
    client = connecter("structure", territoire, acteur=etti)
    envoi = {"nom": personne.nom, "prenom": personne.prenom, "ne_le": personne.ne_le.isoformat()}
    page = client.post(
        url(territoire, "missions/demander/"), saisie(lot, "verifier", **envoi, debut="2026-04-20")
    ).content.decode()
    assert f"missions/{ancienne.pk}/contrat/" in page
    assert "Envoyer la demande" not in page
    client.post(url(territoire, "missions/demander/"), saisie(lot, **envoi, debut="2026-04-20"))
    assert Mission.objects.count() == 1
    client.post(url(territoire, "missions/demander/"), saisie(lot, **envoi, debut="2026-05-04"))
    assert Mission.objects.count() == 2


def test_une_mission_travaillee_sans_demande_se_demande_ensuite(territoire, connecter, etti, lot):
    personne = ParticipantFactory(territoire=territoire)
    TitreFactory(territoire=territoire, participant=personne)
    commencee = MissionFactory(
        territoire=territoire,
        participant=personne,
        lot=lot,
        employeur=etti,
        debut=jour("26/10"),
        demandee_le=None,
    )
    envoi = {"nom": personne.nom, "prenom": personne.prenom, "ne_le": personne.ne_le.isoformat()}
    connecter("structure", territoire, acteur=etti).post(
        url(territoire, "missions/demander/"), saisie(lot, **envoi, debut="2026-10-26")
    )
    commencee.refresh_from_db()
    assert commencee.demandee_le == jour("05/11")
    connecter("facilitateur", territoire).post(url(territoire, f"missions/{commencee.pk}/valider/"))
    commencee.refresh_from_db()
    assert (commencee.etat, commencee.couverte_depuis) == ("en_cours", jour("05/11"))
    page = connecter("facilitateur", territoire).get(url(territoire, f"missions/{commencee.pk}/"))
    assert "attendent la décision du donneur d’ordre" in page.content.decode()
