"""Rows ticked in a DECP preview whose value nobody could have been shown."""

import pytest

from guichet.fichiers.services import deposer_fichier
from marches.models import Chargement


@pytest.mark.parametrize("coche", ["²", "9" * 30, "9" * 5000])
def test_une_notice_qui_n_existe_pas_n_est_pas_une_panne(connecter, territoire, facilitateur, coche):
    fichier = deposer_fichier(nom="d.json", contenu=b"{}", type_mime="application/json", par=facilitateur)
    chargement = Chargement.objects.create(territoire=territoire, fichier=fichier)
    adresse = f"/t/{territoire.slug}/marches/decp/{chargement.pk}/"
    page = connecter("facilitateur", territoire).post(adresse, {"notice": [coche]}, follow=True)
    assert "Aucune notice n’est choisie" in page.content.decode()
