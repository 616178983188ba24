"""Factories of the ground floor. Tenant rows need a territoire in scope."""

import datetime

import factory
from django.contrib.auth.models import Group

from guichet import models
from guichet.base.horloge import maintenant


def siret(n: int) -> str:
    """Return a SIRET with a right check digit, built on a number."""
    base = f"{100_000_00 + n:08d}"[-8:]
    siren = base + _luhn_digit(base)
    nic = siren + "0001"
    return nic + _luhn_digit(nic)


def _luhn_digit(chiffres: str) -> str:
    total = 0
    for rang, chiffre in enumerate(reversed(chiffres)):
        valeur = int(chiffre) * (2 if rang % 2 == 0 else 1)
        total += valeur - 9 if valeur > 9 else valeur
    return str(-total % 10)


class TerritoireFactory(factory.django.DjangoModelFactory):
    """A guichet."""

    class Meta:
        model = models.Territoire

    slug = factory.Sequence(lambda n: f"terre-{n}")
    nom = factory.Sequence(lambda n: f"Agglomération {n}")
    porteur = factory.SelfAttribute("nom")
    departement = "79"
    initiale = "A"
    cree_le = factory.LazyFunction(maintenant)


class OrganisationFactory(factory.django.DjangoModelFactory):
    """A legal person with its group of rights."""

    class Meta:
        model = models.Organisation

    siret = factory.Sequence(siret)
    nom = factory.Sequence(lambda n: f"Organisation {n}")
    groupe = factory.LazyAttribute(lambda o: Group.objects.create(name=f"organisation {o.siret}"))
    cree_le = factory.LazyFunction(maintenant)


class ActeurFactory(factory.django.DjangoModelFactory):
    """An organisation in a territoire. Traits say which parts it plays."""

    class Meta:
        model = models.Acteur

    territoire = factory.SubFactory(TerritoireFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    nom = factory.SelfAttribute("organisation.nom")
    cree_le = factory.LazyFunction(maintenant)

    class Params:
        donneur_ordre = factory.Trait(est_donneur_ordre=True, categorie="commune")
        titulaire = factory.Trait(est_titulaire=True)
        etti = factory.Trait(est_partenaire=True, genre="etti")
        ai = factory.Trait(est_partenaire=True, genre="ai")
        ei = factory.Trait(est_partenaire=True, genre="ei")
        geiq = factory.Trait(est_partenaire=True, genre="geiq")
        prescripteur = factory.Trait(est_prescripteur=True, type_prescripteur="FT")
        etat = factory.Trait(est_etat=True)


class UtilisateurFactory(factory.django.DjangoModelFactory):
    """A person with an account, second factor waived."""

    class Meta:
        model = models.Utilisateur
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"personne{n}@exemple.invalid")
    prenom = "Camille"
    nom = factory.Sequence(lambda n: f"Martin{n}")
    demonstration = True


class AppartenanceFactory(factory.django.DjangoModelFactory):
    """A membership; `acteur` gives its organisation."""

    class Meta:
        model = models.Appartenance

    utilisateur = factory.SubFactory(UtilisateurFactory)
    acteur = None
    organisation = factory.LazyAttribute(
        lambda o: o.acteur.organisation if o.acteur else OrganisationFactory()
    )
    role_code = "facilitateur"


class LienSigneFactory(factory.django.DjangoModelFactory):
    """A signed link, open for a month."""

    class Meta:
        model = models.LienSigne

    genre = "lien:entreprise"
    expire_le = factory.LazyFunction(lambda: maintenant() + datetime.timedelta(days=30))
