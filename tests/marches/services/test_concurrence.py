"""Several people at once on the same lot, several loads of the same notice."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.db.models import Sum

from guichet.base.erreurs import Conflit
from guichet.models import Acteur, Organisation
from guichet.territoires.acces import acces_systeme
from guichet.territoires.contexte import contexte
from marches.models import Chargement, Engagement, Lot, Marche, NoticeLue
from marches.services.decp import charger_notice, deposer_decp
from marches.services.engagements import ajouter_engagement
from marches.services.etats import changer_etat
from tests.fabriques.guichet import TerritoireFactory, siret
from tests.fabriques.marches import LotFactory

FILS = 4


@pytest.fixture
def territoire(transactional_db):
    ici = TerritoireFactory()
    with contexte(ici.pk):
        yield ici


def ensemble(territoire, acte) -> list:
    """Run `acte(rang)` in FILS threads that start together; return what each returned or raised."""
    depart = Barrier(FILS)

    def courir(rang):
        try:
            with contexte(territoire.pk):
                depart.wait()
                return acte(rang)
        except Exception as erreur:
            return erreur
        finally:
            connection.close()

    with ThreadPoolExecutor(FILS) as fils:
        return list(fils.map(courir, range(FILS)))


def test_des_avenants_simultanes_font_la_somme(territoire):
    with transaction.atomic():
        lot = LotFactory(territoire=territoire, heures_engagees=Decimal(0))
    par = acces_systeme(territoire)

    def ajouter(rang):
        for _ in range(5):
            ajouter_engagement(lot=lot, genre="avenant", heures=Decimal(rang + 1), par=par)

    assert ensemble(territoire, ajouter) == [None] * FILS
    with transaction.atomic():
        somme = Engagement.objects.filter(lot=lot).aggregate(t=Sum("heures"))["t"]
        assert Lot.objects.get(pk=lot.pk).heures_engagees == somme == 50


def test_un_seul_change_l_etat_les_autres_l_apprennent(territoire):
    with transaction.atomic():
        lot = LotFactory(territoire=territoire)
    par = acces_systeme(territoire)

    def suspendre(rang):
        reponses = {"motif": f"motif {rang}"}
        return changer_etat(lot=lot, verbe="suspendre", depuis="en_cours", reponses=reponses, par=par).etat

    issues = ensemble(territoire, suspendre)
    assert issues.count("suspendu") == 1
    assert sum(isinstance(issue, Conflit) for issue in issues) == FILS - 1


def test_la_meme_notice_chargee_en_meme_temps_fait_un_marche(territoire):
    par = acces_systeme(territoire)
    contenu = {
        "genre": "marche",
        "identifiant": "2026-1",
        "type_achat": "travaux",
        "procedure": None,
        "cpv": None,
        "lieu": None,
        "montant_courant": "1000.00",
        "duree_courante": 6,
        "date_notification": "2026-01-12",
        "titulaires_courants": [{"identifiant": siret(2), "type_identifiant": "SIRET", "nom": "Peinture"}],
        "metier_propose": None,
        "considerations_sociales": None,
        "anomalies": [],
    }
    with transaction.atomic():
        chargement, _ = deposer_decp(nom="x.json", contenu=b"{}", par=par)
        notice = NoticeLue.objects.create(
            territoire=territoire,
            chargement=chargement,
            rang=1,
            uid=f"{siret(1)}2026-1",
            objet="Peinture",
            acheteur_siret=siret(1),
            contenu=contenu,
        )

    def charger(rang):
        with transaction.atomic():
            return charger_notice(notice=notice, par=par)

    issues = ensemble(territoire, charger)
    assert sorted(issues, key=str) == ["cree"] + ["inchange"] * (FILS - 1)
    with transaction.atomic():
        assert Marche.objects.count() == Lot.objects.count() == Chargement.objects.count() == 1
        assert Acteur.objects.count() == 2
    assert Organisation.objects.filter(siret__in=[siret(1), siret(2)]).count() == 2
