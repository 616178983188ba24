"""A year typed wrong is refused where it is typed, not kept as the end of a lot."""

import datetime

import pytest

from tests.fabriques.marches import LotFactory
from tests.marches.test_actes import saisie


@pytest.mark.parametrize(
    ("chemin", "champ"), [("lots/{lot}/modifier/", "fin_prevue"), ("{marche}/modifier/", "notifie_le")]
)
@pytest.mark.parametrize("jour", ["9999-12-31", "0206-10-01"])
def test_une_annee_mal_tapee_est_refusee(connecter, territoire, chemin, champ, jour):
    lot = LotFactory(territoire=territoire, fin_prevue=datetime.date(2027, 6, 30))
    client = connecter("facilitateur", territoire)
    adresse = f"/t/{territoire.slug}/marches/{chemin.format(lot=lot.pk, marche=lot.marche_id)}"
    reponse = client.post(adresse, saisie(client.get(adresse), **{champ: jour}))
    assert "entre 1900 et 2099" in reponse.content.decode()
    lot.refresh_from_db()
    assert lot.fin_prevue == datetime.date(2027, 6, 30)
