"""Factories of marchés, lots and what lots owe. A territoire must be in scope.

`LotFactory(territoire=t, receptionne=True, heures_engagees=420)`: traits give the dates each state needs;
`avec_engagement` writes the engagement and the company that go with a notified lot.
"""

import datetime
from decimal import Decimal

import factory

from marches import models
from tests.fabriques.guichet import ActeurFactory

NOTIFICATION = datetime.date(2026, 1, 5)
DEBUT = datetime.date(2026, 2, 2)
FIN = datetime.date(2026, 12, 18)
RECEPTION = datetime.date(2026, 10, 30)


def _in_same_territoire(fabrique, **champs):
    return factory.SubFactory(fabrique, territoire=factory.SelfAttribute("..territoire"), **champs)


class OperationFactory(factory.django.DjangoModelFactory):
    """A building project."""

    class Meta:
        model = models.Operation

    donneur_ordre = _in_same_territoire(ActeurFactory, donneur_ordre=True)
    nom = factory.Sequence(lambda n: f"Quartier des Tilleuls {n}")


class MarcheFactory(factory.django.DjangoModelFactory):
    """A notified works marché; `a_l_etude` for one not published yet."""

    class Meta:
        model = models.Marche

    donneur_ordre = _in_same_territoire(ActeurFactory, donneur_ordre=True)
    numero = factory.Sequence(lambda n: f"2026-TVX-{n:03}")
    objet = factory.Sequence(lambda n: f"Groupe scolaire des Brizeaux {n}")
    nature = "travaux"
    montant = Decimal(1_000_000)
    lance_le = datetime.date(2025, 10, 6)
    publie_le = datetime.date(2025, 10, 8)
    notifie_le = NOTIFICATION

    class Params:
        a_l_etude = factory.Trait(lance_le=None, publie_le=None, notifie_le=None)
        services = factory.Trait(nature="services")


class LotFactory(factory.django.DjangoModelFactory):
    """A lot under way, 420 h due.

    Traits: identifie, a_etude, clause_retenue, consultation, notifie, suspendu, receptionne, acheve, clos,
    sans_clause, resilie, avec_engagement.
    """

    class Meta:
        model = models.Lot
        skip_postgeneration_save = True

    marche = _in_same_territoire(MarcheFactory)
    numero = factory.Sequence(lambda n: str(n + 1))
    intitule = "Peinture et sols souples"
    metier = "peinture"
    dispositif = "condition"
    etat = "en_cours"
    montant = Decimal(300_000)
    heures_estimees = Decimal(420)
    heures_demandees = Decimal(420)
    heures_engagees = Decimal(420)
    notifie_le = NOTIFICATION
    debut = DEBUT
    fin_prevue = FIN

    class Params:
        avant_marche = factory.Trait(
            heures_demandees=None, heures_engagees=Decimal(0), notifie_le=None, debut=None, fin_prevue=None
        )
        identifie = factory.Trait(
            avant_marche=True, etat="identifie", dispositif="", heures_estimees=None, marche__a_l_etude=True
        )
        a_etude = factory.Trait(avant_marche=True, etat="a_etude", marche__a_l_etude=True)
        clause_retenue = factory.Trait(avant_marche=True, etat="clause_retenue", marche__a_l_etude=True)
        consultation = factory.Trait(avant_marche=True, etat="en_consultation", marche__notifie_le=None)
        sans_clause = factory.Trait(
            avant_marche=True,
            etat="sans_clause",
            dispositif="",
            etat_motif="Moins de 150 heures d’insertion.",
            marche__a_l_etude=True,
        )
        notifie = factory.Trait(etat="notifie", debut=None)
        suspendu = factory.Trait(etat="suspendu")
        receptionne = factory.Trait(etat="receptionne", receptionne_le=RECEPTION)
        acheve = factory.Trait(etat="acheve", receptionne_le=RECEPTION, marche__services=True)
        clos = factory.Trait(etat="clos", receptionne_le=RECEPTION, clos_le=datetime.date(2026, 11, 16))
        resilie = factory.Trait(etat="resilie")
        avec_engagement = factory.Trait(
            engagement=factory.RelatedFactory(
                "tests.fabriques.marches.EngagementFactory",
                factory_related_name="lot",
                territoire=factory.SelfAttribute("..territoire"),
                heures=factory.SelfAttribute("..heures_engagees"),
            ),
            attribution=factory.RelatedFactory(
                "tests.fabriques.marches.AttributionFactory",
                factory_related_name="lot",
                territoire=factory.SelfAttribute("..territoire"),
                heures=factory.SelfAttribute("..heures_engagees"),
            ),
        )


class EngagementFactory(factory.django.DjangoModelFactory):
    """The acte d'engagement of a lot. Traits: avenant, tranche (not affirmed), commande."""

    class Meta:
        model = models.Engagement

    lot = _in_same_territoire(LotFactory)
    genre = "initial"
    heures = factory.SelfAttribute("lot.heures_engagees")
    date_effet = NOTIFICATION

    class Params:
        avenant = factory.Trait(genre="avenant", numero="1", heures=Decimal(60))
        tranche = factory.Trait(genre="tranche", numero="TO1", heures=Decimal(180), ferme=False)
        commande = factory.Trait(
            genre="commande", numero="BC-01", heures=Decimal(72), montant=Decimal(240_000)
        )


class AttributionFactory(factory.django.DjangoModelFactory):
    """A company on a lot, sole titulaire unless told. Traits: mandataire, cotraitant, sous_traitant."""

    class Meta:
        model = models.Attribution

    lot = _in_same_territoire(LotFactory)
    entreprise = _in_same_territoire(ActeurFactory, titulaire=True)
    role = "titulaire"
    depuis = NOTIFICATION

    class Params:
        mandataire = factory.Trait(role="mandataire")
        cotraitant = factory.Trait(role="cotraitant")
        sous_traitant = factory.Trait(role="sous_traitant")


class CalculHeuresFactory(factory.django.DjangoModelFactory):
    """The computation in force of a lot: 300 000 € × 70 % × 6 % / 30 = 420 h."""

    class Meta:
        model = models.CalculHeures

    lot = _in_same_territoire(LotFactory)
    methode = "montant"
    parametres = {
        "montant_ht": "300000",
        "part_main_oeuvre": "0.70",
        "taux_insertion": "0.06",
        "cout_horaire": "30",
    }
    heures = Decimal(420)
