"""The State's dashboard: sums, structures, masked profiles, exits, delays; each opening recorded."""

import csv
import datetime
import io

import pytest

from guichet.base.horloge import figer
from guichet.journal.models import Entree
from publics.models import Releve, Sortie
from tests.fabriques.guichet import ActeurFactory
from tests.fabriques.marches import LotFactory
from tests.fabriques.reporting import heures, mission

JOUR = datetime.date(2026, 11, 5)
SEPTEMBRE = datetime.date(2026, 9, 1)


@pytest.fixture(autouse=True)
def _jour():
    with figer(JOUR):
        yield


@pytest.fixture
def etat(connecter, territoire):
    return connecter("ddetspp", territoire, acteur=ActeurFactory(territoire=territoire, etat=True))


def adresse(territoire):
    return f"/t/{territoire.slug}/suivi/etat/"


def test_l_etat_lit_les_sommes_sans_aucun_nom_et_sa_lecture_est_enregistree(etat, territoire):
    lot = LotFactory(territoire=territoire)
    suivies = [mission(lot, sexe="F" if rang < 2 else "M") for rang in range(9)]
    for suivie in suivies:
        heures(suivie, SEPTEMBRE, 10)
    page = etat.get(adresse(territoire))
    assert page.context["chiffres"][0]["valeur"] == "90"
    assert page.context["t"].effectif == 9
    sexe = dict(page.context["t"].profils)["Sexe"]
    assert all(part.masquee for part in sexe)
    assert not any(s.participant.nom in page.content.decode() for s in suivies)
    assert Entree.objects.get(consultation=True).role_code == "ddetspp"


def test_les_retards_de_chaque_structure_sur_douze_mois(etat, territoire):
    etti = ActeurFactory(territoire=territoire, etti=True, nom="Sèvre Intérim")
    attendu = datetime.date(2026, 8, 10)
    for rang, (etat_releve, depose) in enumerate(
        (("valide", attendu), ("valide", attendu + datetime.timedelta(3)), ("attendu", None))
    ):
        Releve.objects.create(
            territoire=territoire,
            employeur=etti,
            mois=datetime.date(2026, 5 + rang, 1),
            attendu_le=attendu,
            etat=etat_releve,
            depose_le=depose and datetime.datetime.combine(depose, datetime.time(12), datetime.UTC),
        )
    contenu = etat.get(f"{adresse(territoire)}?export=csv").content.decode("utf-8-sig")
    rang = next(r for r in csv.reader(io.StringIO(contenu), delimiter=";") if r[0] == "Sèvre Intérim")
    assert rang[3:] == ["3", "2"]


def test_les_sorties_peu_nombreuses_sont_masquees(etat, territoire):
    lot = LotFactory(territoire=territoire)
    for rang in range(8):
        suivie = mission(lot)
        Sortie.objects.create(
            territoire=territoire,
            participant=suivie.participant,
            le=SEPTEMBRE,
            vers="titulaire" if rang < 6 else "formation",
            type_contrat="cdi" if rang < 6 else "",
        )
    parts = {p.libelle: p for p in etat.get(adresse(territoire)).context["t"].sorties}
    assert parts["Formation"].masquee
    assert sum(p.masquee for p in parts.values()) >= 2


def test_le_guichet_l_ouvre_et_un_acheteur_non(connecter, territoire):
    assert connecter("facilitateur", territoire).get(adresse(territoire)).status_code == 200
    ville = ActeurFactory(territoire=territoire, donneur_ordre=True)
    assert connecter("donneur_ordre", territoire, acteur=ville).get(adresse(territoire)).status_code == 403


@pytest.mark.parametrize("nombre", [1, 3, 30])
def test_la_page_coute_au_plus_12_requetes(compter_requetes, etat, territoire, nombre):
    for _ in range(nombre):
        heures(mission(LotFactory(territoire=territoire)), SEPTEMBRE, 10)
    assert compter_requetes(etat, adresse(territoire)) <= 12
