"""Factories of persons, fiches and missions, with the lot they need. A territoire must be in scope."""

import datetime

import factory

from guichet.models import Acteur
from marches.models import Lot, Marche
from publics import models
from tests.fabriques.guichet import ActeurFactory


class MarcheFactory(factory.django.DjangoModelFactory):
    """A notified marché."""

    class Meta:
        model = Marche

    donneur_ordre = factory.SubFactory(
        ActeurFactory, territoire=factory.SelfAttribute("..territoire"), donneur_ordre=True
    )
    numero = factory.Sequence(lambda n: f"2026-{n:03}")
    objet = factory.Sequence(lambda n: f"Groupe scolaire {n}")
    notifie_le = datetime.date(2026, 1, 5)


class LotFactory(factory.django.DjangoModelFactory):
    """A lot under way."""

    class Meta:
        model = Lot

    marche = factory.SubFactory(MarcheFactory, territoire=factory.SelfAttribute("..territoire"))
    numero = factory.Sequence(lambda n: str(n + 1))
    intitule = "Peinture"
    etat = "en_cours"
    notifie_le = datetime.date(2026, 1, 5)


class ParticipantFactory(factory.django.DjangoModelFactory):
    """A person."""

    class Meta:
        model = models.Participant

    nom = factory.Sequence(lambda n: f"Morel{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}")
    prenom = "Nadia"
    ne_le = datetime.date(1991, 6, 14)


class PrescriptionFactory(factory.django.DjangoModelFactory):
    """A fiche sent to the guichet."""

    class Meta:
        model = models.Prescription

    participant = factory.SubFactory(ParticipantFactory, territoire=factory.SelfAttribute("..territoire"))
    etat = "transmise"
    signee_le = datetime.date(2026, 10, 2)
    transmise_le = datetime.datetime(2026, 10, 2, 9, tzinfo=datetime.UTC)
    complete_le = datetime.date(2026, 10, 2)


class TitreFactory(factory.django.DjangoModelFactory):
    """A title: a validated fiche signed on `debut`."""

    class Meta:
        model = models.Titre

    participant = factory.SubFactory(ParticipantFactory, territoire=factory.SelfAttribute("..territoire"))
    genre = "fiche"
    debut = datetime.date(2026, 10, 2)
    fin = datetime.date(2026, 12, 2)


class MissionFactory(factory.django.DjangoModelFactory):
    """A mission waiting for the guichet."""

    class Meta:
        model = models.Mission

    participant = factory.SubFactory(ParticipantFactory, territoire=factory.SelfAttribute("..territoire"))
    lot = factory.SubFactory(LotFactory, territoire=factory.SelfAttribute("..territoire"))
    employeur = factory.SubFactory(ActeurFactory, territoire=factory.SelfAttribute("..territoire"), etti=True)
    modalite = "etti"
    debut = datetime.date(2026, 11, 16)
    demandee_le = datetime.date(2026, 11, 5)


class ContratFactory(factory.django.DjangoModelFactory):
    """A weekly contract."""

    class Meta:
        model = models.Contrat

    mission = factory.SubFactory(MissionFactory, territoire=factory.SelfAttribute("..territoire"))
    genre = "interim"
    debut = datetime.date(2026, 11, 16)
    fin = datetime.date(2026, 11, 20)


def structure(territoire, **champs) -> Acteur:
    """Return an ETTI of the territoire."""
    return ActeurFactory(territoire=territoire, etti=True, **champs)
