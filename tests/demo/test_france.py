"""All of France at a thousandth: sizes, walls, refusals."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from guichet.comptes.demonstration import MOT_DE_PASSE
from guichet.entree.demo.france.construction import COURRIEL, construire_france
from guichet.entree.demo.france.tailles import TERRITOIRES, tailles, weights
from guichet.models import Acteur, Organisation, Territoire, Utilisateur
from guichet.territoires.contexte import contexte, tous_les_territoires
from marches.models import Lot
from publics.models import LigneReleve, Mission, Participant
from tests.demo.conftest import compter_les_lignes
from tests.fabriques.guichet import TerritoireFactory

pytestmark = [pytest.mark.lent, pytest.mark.xdist_group("france")]  # built once, by one worker


def test_le_plus_grand_territoire_a_quatre_pour_cent_et_la_mediane_moins_d_un_millieme():
    poids = weights()
    assert sum(poids) == pytest.approx(1)
    assert poids[0] == pytest.approx(0.04)
    assert sorted(poids)[TERRITOIRES // 2] <= 0.001


@pytest.mark.parametrize("echelle", [0.001, 0.01, 1])
def test_les_totaux_nationaux_sont_exacts(echelle):
    prevues = tailles(echelle)
    assert len(prevues) == TERRITOIRES
    assert sum(t.participants for t in prevues) == round(600_000 * echelle)
    assert min(t.marches for t in prevues) >= 1


@pytest.fixture(scope="module")
def france(django_db_setup, django_db_blocker):
    """A thousandth of the country, undone at the end of the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        etapes = {nom: nombre for nom, nombre, _ in construire_france(0.001)}
        compter_les_lignes()
        yield etapes
        transaction.set_rollback(True)


def test_les_lignes_sont_la_et_se_tiennent(france, db):
    assert france["personnes"] == 600
    assert france["missions"] >= 600
    assert 4 <= france["lignes de relevé"] / france["missions"] <= 7
    with contexte(*tous_les_territoires()):
        assert Participant.objects.count() == 600
        assert LigneReleve.objects.filter(heures_validees__gt=150).count() == 0
        sans_titre = Mission.objects.filter(titre=None).count()
        assert sans_titre == 0
    organisation = Organisation.objects.filter(nom__startswith="Acheteur").first()
    organisation.full_clean(exclude=["groupe"])


def test_un_territoire_ne_voit_que_ses_lignes(france, db):
    grand, petit = Territoire.objects.get(slug="france-001"), Territoire.objects.get(slug="france-369")
    with contexte(petit.pk):
        assert set(Lot.objects.values_list("territoire", flat=True)) == {petit.pk}
        assert not Acteur.objects.filter(territoire=grand).exists()


def test_le_compte_ouvre_le_plus_grand_territoire(france, db):
    compte = Utilisateur.objects.get(email=COURRIEL)
    assert compte.check_password(MOT_DE_PASSE)
    assert [a.territoire.slug for a in compte.appartenances.all()] == ["france-001"]


def test_une_seconde_france_est_refusee(france, db):
    with pytest.raises(CommandError, match="déjà"):
        call_command("france", echelle=0.001, stdout=StringIO())


def test_refusee_dans_une_base_qui_tient_de_vrais_territoires(db):
    TerritoireFactory(slug="grand-poitiers")
    with pytest.raises(CommandError, match="grand-poitiers"):
        call_command("france", echelle=0.001, stdout=StringIO())


@pytest.mark.parametrize("echelle", [0, 2])
def test_echelle_hors_bornes_refusee(db, echelle):
    with pytest.raises(CommandError, match="Échelle"):
        call_command("france", echelle=echelle, stdout=StringIO())
