"""The ministry's own examples, JSON and XML, read to the same notices."""

from datetime import date
from decimal import Decimal

import pytest

from marches.decp.rapport import lire_fichier
from marches.donnees import extrait_decp

ATTENDUS = {
    "concessions.json": (2, 2, "json"),
    "concessions_avec_modifications.json": (2, 2, "json"),
    "marches_avec_modifications.json": (2, 2, "json"),
    "marches_concessions.json": (4, 4, "json"),
    "Marche.xml": (2, 1, "xml"),
    "Contrat-concession.xml": (2, 1, "xml"),
    "Contrat-concession-modification.xml": (2, 1, "xml"),
}


def lecture(nom):
    return lire_fichier(extrait_decp(f"exemples-officiels/{nom}"))


@pytest.mark.parametrize("nom", ATTENDUS)
def test_exemple_officiel_lu(nom):
    lu = lecture(nom)
    assert (len(lu.notices), len(lu.chargeables), lu.fichier.format) == ATTENDUS[nom]
    assert lu.version == "v2"
    assert {n.considerations_sociales for n in lu.notices} == {("clause", "critere")}


def test_le_meme_marche_en_json_et_en_xml():
    json_, xml = lecture("marches_avec_modifications.json").notices[1], lecture("Marche.xml").notices[0]
    for champ in (
        "acheteur_siret",
        "cpv",
        "montant",
        "duree_mois",
        "date_notification",
        "titulaires",
        "lieu",
    ):
        assert getattr(json_, champ) == getattr(xml, champ), champ
    assert json_.techniques == xml.techniques == ("Concours", "Accord-cadre")
    assert json_.sous_traitance_declaree is xml.sous_traitance_declaree is True
    assert json_.sous_traitances[0].montant == xml.sous_traitances[0].montant == Decimal("123456.89")


def test_modification_officielle_change_le_titulaire_et_le_montant():
    notice = lecture("marches_avec_modifications.json").notices[0]
    assert notice.montant == Decimal("575000.00")
    assert notice.montant_courant == Decimal("123457.87")
    assert notice.duree_courante == 12
    assert [t.identifiant for t in notice.titulaires_courants] == ["868768687576575"]
    assert notice.modifications[0].date_notification == date(2022, 10, 18)


def test_concession_lue_avec_ses_propres_noms_de_champs():
    notice = lecture("Contrat-concession-modification.xml").notices[0]
    assert (notice.genre, notice.cpv) == ("concession", None)
    assert notice.date_notification == date(2024, 4, 2)
    assert [t.identifiant for t in notice.titulaires] == ["38103128500491", "38103128500574"]
    assert (notice.montant, notice.montant_courant) == (Decimal("10.30"), Decimal("25.00"))
