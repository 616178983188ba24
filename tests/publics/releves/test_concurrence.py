"""Many at once: one relevé for one file, one transition for a decision, no hour twice."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from guichet.base.erreurs import Conflit
from guichet.base.horloge import figer
from guichet.territoires.acces import acces_systeme
from guichet.territoires.contexte import contexte
from publics.models import Decision, LigneReleve, Mission, Releve
from publics.services.decisions import Proposition, decider, proposer_decision
from publics.services.releves import deposer_releve
from publics.services.releves_controle import Reponse, decider_ligne
from publics.services.releves_envoi import envoyer_releve
from tests.fabriques.guichet import TerritoireFactory
from tests.fabriques.marches import LotFactory
from tests.publics.releves.conftest import (
    AUJOURDHUI,
    OCTOBRE,
    classeur,
    ligne_de,
    mission,
    personne,
    structure,
)

FILS = 10
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def monde():
    """A territoire written for good, seen by every thread."""
    territoire = TerritoireFactory()
    with contexte(territoire.pk), transaction.atomic():
        etti = structure(territoire, "etti", "Sèvre Intérim Insertion")
        lot = LotFactory(territoire=territoire)
        personnes = [personne(territoire, nom, "Alix") for nom in ("Amrani", "Belkacem", "Chauvin")]
        for une in personnes:
            mission(une, lot, etti)
        contenu = classeur([ligne_de(une, lot, 100) for une in personnes])
    return {"territoire": territoire, "etti": etti, "lot": lot, "personnes": personnes, "contenu": contenu}


def ensemble(monde, acte, fois: int) -> list:
    """Run `acte(access, rank)` in threads, each in its transaction; what each returned or raised."""

    def un(rang):
        try:
            with figer(AUJOURDHUI), contexte(monde["territoire"].pk), transaction.atomic():
                return acte(acces_systeme(monde["territoire"]), rang)
        except (Conflit, IntegrityError) as erreur:
            return erreur
        finally:
            connection.close()

    with ThreadPoolExecutor(FILS) as fils:
        return list(fils.map(un, range(fois)))


def deposer(monde, acces):
    return deposer_releve(
        employeur=monde["etti"], mois=OCTOBRE, nom="octobre.xlsx", contenu=monde["contenu"], par=acces
    )


def test_the_same_file_fifty_times_is_one_releve(monde):
    faits = ensemble(monde, lambda acces, _: deposer(monde, acces).pk, 50)
    assert len(set(faits)) == 1
    with contexte(monde["territoire"].pk), transaction.atomic():
        assert Releve.objects.count() == 1
        assert LigneReleve.objects.count() == 3


def test_a_hundred_decisions_are_one_transition_and_99_conflicts(monde):
    acces = acces_systeme(monde["territoire"])
    with contexte(monde["territoire"].pk), transaction.atomic():
        une = personne(monde["territoire"], "Diallo", "Fatou")
        Mission.objects.create(
            territoire=monde["territoire"],
            participant=une,
            lot=monde["lot"],
            employeur=monde["etti"],
            modalite="etti",
            debut=OCTOBRE,
        )
        monde["contenu"] = classeur([ligne_de(une, monde["lot"], 63)])
        releve = envoyer_releve(releve=deposer(monde, acces), par=acces)
        proposition = Proposition(sens="maintien", heures=Decimal(63), motif="R3_JAMAIS_DEMANDEE")
        lignes = list(LigneReleve.objects.filter(releve=releve))
        decision = proposer_decision(lignes=lignes, proposition=proposition, par=acces)

    def acte(acces, rang):
        sens = "maintien" if rang % 2 else "invalidation"
        return decider(decision=decision, sens=sens, motif=f"Décision {rang}", par=acces)

    faits = ensemble(monde, acte, 100)
    conflits = [fait for fait in faits if isinstance(fait, Conflit)]
    assert (len(conflits), {conflit.code for conflit in conflits}) == (99, {"DECISION_DEJA_PRISE"})
    assert sum(isinstance(fait, Decision) for fait in faits) == 1
    with contexte(monde["territoire"].pk), transaction.atomic():
        totaux = LigneReleve.objects.all().totaux()
    assert totaux["validees"] + totaux["invalidees"] == Decimal(63)


def test_a_hundred_answers_on_one_line_are_one_answer(monde):
    acces = acces_systeme(monde["territoire"])
    with contexte(monde["territoire"].pk), transaction.atomic():
        releve = envoyer_releve(releve=deposer(monde, acces), par=acces)
        ligne = LigneReleve.objects.filter(releve=releve).first()
    faits = ensemble(
        monde, lambda acces, _: decider_ligne(ligne=ligne, reponse=Reponse(acte="accepter"), par=acces), 100
    )
    assert sum(isinstance(fait, Conflit) and fait.code == "LIGNE_DEJA_DECIDEE" for fait in faits) == 99


def test_sent_twenty_times_the_hours_count_once(monde):
    acces = acces_systeme(monde["territoire"])
    with contexte(monde["territoire"].pk), transaction.atomic():
        releve = deposer(monde, acces)
    faits = ensemble(monde, lambda acces, _: envoyer_releve(releve=releve, par=acces), 20)
    assert sum(isinstance(fait, Releve) for fait in faits) == 1
    with contexte(monde["territoire"].pk), transaction.atomic():
        assert LigneReleve.objects.all().totaux()["declarees"] == Decimal(300)


def test_postgresql_refuses_the_same_hours_twice(monde):
    def acte(acces, rang):
        releve = Releve.objects.create(
            territoire=monde["territoire"],
            employeur=monde["etti"],
            mois=OCTOBRE,
            version=rang + 1,
            courante=False,
            attendu_le=datetime.date(2026, 11, 10),
        )
        LigneReleve.objects.create(
            territoire=monde["territoire"],
            releve=releve,
            employeur=monde["etti"],
            mission=Mission.objects.filter(participant=monde["personnes"][0]).get(),
            participant=monde["personnes"][0],
            lot=monde["lot"],
            mois=OCTOBRE,
            numero=1,
            heures=Decimal(100),
        )

    faits = ensemble(monde, acte, 20)
    assert sum(isinstance(fait, IntegrityError) for fait in faits) == 19
