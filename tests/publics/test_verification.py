"""« Vérifier avant mission »: green or red at once, a numbered receipt, nothing said to a stranger."""

import datetime

import pytest

from guichet.base.horloge import figer
from guichet.models import Entree
from publics.models import Mission, Verification
from tests.fabriques.publics import (
    LotFactory,
    MissionFactory,
    ParticipantFactory,
    PrescriptionFactory,
    TitreFactory,
    structure,
)


def jour(texte: str) -> datetime.date:
    return datetime.date(int(texte[6:] or 2026), int(texte[3:5]), int(texte[:2]))


def url(territoire, chemin: str) -> str:
    return f"/t/{territoire.slug}/publics/{chemin}"


@pytest.fixture
def etti(territoire):
    return structure(territoire)


@pytest.fixture
def lot(territoire):
    return LotFactory(territoire=territoire)


def verifier(client, territoire, personne, lot, debut: str):
    reponse = client.post(
        url(territoire, "verifier/"),
        {
            "nom": personne.nom,
            "prenom": personne.prenom,
            "ne_le": personne.ne_le.isoformat(),
            "lot": lot.pk,
            "debut": jour(debut).isoformat(),
        },
    )
    assert reponse.status_code == 302
    return Verification.objects.latest("pk")


@pytest.fixture
def sienne(territoire, etti):
    """A person whom the structure knows through her fiche."""
    personne = ParticipantFactory(territoire=territoire)

    def signer(le: str, fin: str):
        fiche = PrescriptionFactory(
            territoire=territoire, participant=personne, structure=etti, etat="validee", signee_le=jour(le)
        )
        TitreFactory(
            territoire=territoire, participant=personne, debut=jour(le), fin=jour(fin), prescription=fiche
        )
        return personne

    return signer


@pytest.mark.parametrize(
    ("signee", "fin", "debut", "reponse", "phrase"),
    [
        ("15/03", "15/05", "15/05", "vert", "valable jusqu'au 15/05/2026"),
        ("15/03", "15/05", "16/05", "rouge", "périmée depuis le 15/05/2026"),
        ("31/12/2025", "28/02", "28/02", "vert", "valable jusqu'au 28/02/2026"),
        ("31/12/2025", "28/02", "01/03", "rouge", "périmée depuis le 28/02/2026"),
    ],
)
def test_reponse_immediate_pour_une_personne_de_la_structure(
    territoire, connecter, etti, lot, sienne, signee, fin, debut, reponse, phrase
):
    client = connecter("structure", territoire, acteur=etti)
    recepisse = verifier(client, territoire, sienne(signee, fin), lot, debut)
    assert recepisse.reponse == reponse
    assert phrase.replace("'", "’") in recepisse.phrase.replace("'", "’")
    page = client.get(url(territoire, f"verifier/{recepisse.pk}/"))
    assert recepisse.numero in page.content.decode()


def test_un_inconnu_eligible_ne_livre_que_sa_date(territoire, connecter, etti, lot):
    personne = ParticipantFactory(territoire=territoire)
    TitreFactory(
        territoire=territoire,
        participant=personne,
        genre="pass_iae",
        debut=jour("05/01"),
        fin=jour("04/01/2028"),
    )
    with figer(jour("05/11")):
        client = connecter("structure", territoire, acteur=etti)
        recepisse = verifier(client, territoire, personne, lot, "16/11")
    assert recepisse.reponse == "vert"
    assert recepisse.phrase.startswith("Éligible jusqu’au")
    assert "PASS" not in recepisse.phrase


def test_un_inconnu_non_eligible_et_un_absent_ont_la_meme_reponse(territoire, connecter, etti, lot):
    perimee = ParticipantFactory(territoire=territoire)
    TitreFactory(territoire=territoire, participant=perimee, debut=jour("15/03"), fin=jour("15/05"))
    client = connecter("structure", territoire, acteur=etti)
    with figer(jour("05/11")):
        connu = verifier(client, territoire, perimee, lot, "16/11")
        absent = verifier(client, territoire, ParticipantFactory.build(nom="Absente"), lot, "16/11")
    for champ in ("reponse", "code", "phrase", "que_faire", "jusqu_au"):
        assert getattr(connu, champ) == getattr(absent, champ)
    assert absent.participant is None


def test_les_recepisses_se_suivent_sans_trou_et_sont_journalises(territoire, connecter, etti, lot, sienne):
    client = connecter("structure", territoire, acteur=etti)
    personne = sienne("02/10", "02/12")
    with figer(jour("05/11")):
        numeros = [verifier(client, territoire, personne, lot, "16/11").numero for _ in range(3)]
    assert numeros == ["REC-2026-0001", "REC-2026-0002", "REC-2026-0003"]
    entrees = Entree.objects.filter(verbe="verifier_avant_mission")
    assert entrees.count() == 3
    assert not any(personne.nom in entree.phrase for entree in entrees)


def test_une_structure_ne_lit_pas_le_recepisse_d_une_autre(territoire, connecter, etti, lot, sienne):
    recepisse = verifier(
        connecter("structure", territoire, acteur=etti), territoire, sienne("02/10", "02/12"), lot, "16/11"
    )
    autre = connecter("structure", territoire, acteur=structure(territoire))
    assert autre.get(url(territoire, f"verifier/{recepisse.pk}/")).status_code == 404


def test_la_demande_qui_suit_le_recepisse_porte_sa_date(territoire, connecter, etti, lot, sienne):
    client = connecter("structure", territoire, acteur=etti)
    personne = sienne("02/10", "02/12")
    with figer(jour("06/11")):
        recepisse = verifier(client, territoire, personne, lot, "16/11")
    envoi = {
        "nom": personne.nom,
        "prenom": personne.prenom,
        "ne_le": personne.ne_le.isoformat(),
        "lot": lot.pk,
        "acte": "envoyer",
    }
    adresse = f"{url(territoire, 'missions/demander/')}?recepisse={recepisse.numero}"
    with figer(jour("18/11")):
        assert 'value="2026-11-16"' in client.get(adresse).content.decode()
        client.post(adresse, {**envoi, "debut": "2026-11-16"})
    mission = Mission.objects.get()
    assert (mission.demandee_le, mission.verification) == (jour("06/11"), recepisse)


def test_un_recepisse_pour_un_autre_debut_ne_date_pas_la_demande(territoire, connecter, etti, lot, sienne):
    client = connecter("structure", territoire, acteur=etti)
    personne = sienne("02/10", "02/12")
    with figer(jour("06/11")):
        recepisse = verifier(client, territoire, personne, lot, "16/11")
    with figer(jour("18/11")):
        client.post(
            f"{url(territoire, 'missions/demander/')}?recepisse={recepisse.numero}",
            {
                "nom": personne.nom,
                "prenom": personne.prenom,
                "ne_le": personne.ne_le.isoformat(),
                "lot": lot.pk,
                "debut": "2026-11-09",
                "acte": "envoyer",
            },
        )
    mission = Mission.objects.get()
    assert (mission.demandee_le, mission.verification) == (jour("18/11"), None)


def test_la_suite_d_une_mission_n_a_pas_besoin_de_nouvelle_fiche(territoire, connecter, etti, lot, sienne):
    personne = sienne("02/03", "02/05")
    MissionFactory(
        territoire=territoire,
        participant=personne,
        lot=lot,
        employeur=etti,
        etat="en_cours",
        debut=jour("09/03"),
        fin=jour("26/06"),
    )
    client = connecter("structure", territoire, acteur=etti)
    assert verifier(client, territoire, personne, lot, "15/06").code == "R2_MEME_MISSION"
    assert verifier(client, territoire, personne, lot, "30/07").reponse == "rouge"
