"""The walls: what PostgreSQL itself refuses."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from guichet.models import Acteur, Contact
from guichet.territoires.contexte import contexte
from tests.fabriques.guichet import ActeurFactory, TerritoireFactory


@pytest.fixture
def deux(db):
    """Two territoires with one actor each."""
    a, b = TerritoireFactory(), TerritoireFactory()
    with contexte(a.pk):
        ici = ActeurFactory(territoire=a)
    with contexte(b.pk):
        ailleurs = ActeurFactory(territoire=b)
    return a, b, ici, ailleurs


def test_le_role_des_tests_est_celui_de_l_application(db, settings):
    with connection.cursor() as curseur:
        curseur.execute("SELECT current_user")
        assert curseur.fetchone()[0] == settings.ROLE_APPLICATION


def test_sans_contexte_postgresql_refuse_de_lire(deux):
    with pytest.raises(DatabaseError), transaction.atomic():
        list(Acteur.objects.all())


def test_un_contexte_vide_ne_montre_rien(deux):
    with contexte():
        assert not Acteur.objects.exists()


def test_chacun_ne_voit_que_les_siens(deux):
    a, b, ici, _ = deux
    with contexte(a.pk):
        assert list(Acteur.objects.all()) == [ici]
    with contexte(a.pk, b.pk):
        assert Acteur.objects.count() == 2


def test_on_n_ecrit_pas_chez_le_voisin(deux):
    a, b, _, ailleurs = deux
    with contexte(a.pk), pytest.raises(DatabaseError), transaction.atomic():
        ActeurFactory(territoire=b, organisation=ailleurs.organisation, nom="intrus")


def test_une_cle_ne_traverse_pas_la_cloison(deux):
    a, _, _, ailleurs = deux
    with contexte(a.pk), pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.create(territoire=a, acteur_id=ailleurs.pk, nom="Camille Martin")


def test_une_lecture_ne_peut_rien_ecrire_et_le_reste_du_test_le_peut(deux):
    a, _, ici, _ = deux
    with contexte(a.pk):
        with pytest.raises(DatabaseError), contexte(a.pk, lecture=True):
            ici.save()
        ici.nom = "Renommé"
        ici.save()
        with contexte(a.pk, lecture=True):
            assert Acteur.objects.get().nom == "Renommé"
        ici.save()
