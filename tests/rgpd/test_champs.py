"""Every field is declared personal or not: nothing forgotten, nothing invented, and real names agree."""

import pytest
from django.apps import apps
from django.db import models

from guichet.rgpd.champs import CHAMPS, nature_of
from guichet.rgpd.natures import Nature

APPLICATIONS = ("guichet", "marches", "publics", "conventions", "reporting")
MODELES = {
    modele._meta.label: modele for app in APPLICATIONS for modele in apps.get_app_config(app).get_models()
}
PERSONNES = {"guichet.Utilisateur", "guichet.Appartenance", "publics.Participant"}
LONGS_SANS_PERSONNE = {
    "guichet.MiseEnPageApprise.colonnes": "Des titres de colonnes et le champ que chacun désigne.",
    "marches.Marche.notice": "Notice publiée par l’acheteur, reprise telle quelle.",
    "marches.Marche.anomalies": "Défauts d’une notice publiée.",
    "marches.CalculHeures.parametres": "Montants, parts et taux d’un calcul.",
    "marches.Chargement.synthese": "Comptes d’un chargement de notices publiées.",
    "marches.NoticeLue.anomalies": "Défauts d’une notice publiée.",
    "marches.NoticeLue.contenu": "Notice publiée.",
    "reporting.Bilan.instantane": "Sommes et effectifs, masqués sous 5 à l’affichage.",
    "reporting.Bilan.changements": "Sommes et effectifs qui ont changé d’une version à l’autre.",
}


def champs_de(modele) -> set[str]:
    return {champ.name for champ in (*modele._meta.concrete_fields, *modele._meta.many_to_many)}


def test_every_model_is_declared_and_every_declared_model_exists():
    assert set(MODELES) == set(CHAMPS)


@pytest.mark.parametrize("nom", sorted(MODELES))
def test_every_field_is_declared_once_and_every_declared_field_exists(nom):
    declaration, champs = CHAMPS[nom], champs_de(MODELES[nom])
    assert champs - declaration.champs == set(), "champ ajouté sans être déclaré personnel ou non"
    assert declaration.champs - champs - {"id", "territoire"} == set(), "champ déclaré, disparu du modèle"
    assert not declaration.en_double


def test_an_unknown_field_is_refused():
    with pytest.raises(KeyError, match="inconnu"):
        nature_of("publics.Participant", "inconnu")


def test_a_key_to_a_person_or_an_account_is_personal():
    for nom, modele in MODELES.items():
        for champ in modele._meta.concrete_fields:
            if champ.is_relation and champ.related_model and champ.related_model._meta.label in PERSONNES:
                assert nature_of(nom, champ.name) is Nature.LIEN, f"{nom}.{champ.name}"


def test_an_address_of_mail_is_a_contact():
    for nom, modele in MODELES.items():
        for champ in modele._meta.concrete_fields:
            if isinstance(champ, models.EmailField):
                assert nature_of(nom, champ.name) is Nature.CONTACT, f"{nom}.{champ.name}"


def test_a_long_text_or_free_data_is_personal_or_says_why_not():
    neutres = {
        f"{nom}.{champ.name}"
        for nom, modele in MODELES.items()
        for champ in modele._meta.concrete_fields
        if isinstance(champ, models.TextField | models.JSONField) and nature_of(nom, champ.name) is None
    }
    assert neutres == set(LONGS_SANS_PERSONNE)
