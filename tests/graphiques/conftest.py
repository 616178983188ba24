"""The gallery page as the browser receives it."""

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings

from guichet.graphiques.galerie import contexte

MANQUE = "⟪%s⟫"
REQUETE = ["django.template.context_processors.request"]


@pytest.fixture(scope="session")
def page_galerie():
    """HTML of the gallery, every missing variable written ⟪so⟫."""
    reglages = settings.TEMPLATES[0]
    # The page's own variables come from the test; a missing one must show, in the components too.
    options = reglages["OPTIONS"] | {"string_if_invalid": MANQUE, "context_processors": REQUETE}
    acces = SimpleNamespace(
        territoire=SimpleNamespace(nom="Agglomération du Niortais", accent="#0B5C63"),
        utilisateur=SimpleNamespace(nom_complet="Maud Guérineau"),
        role=SimpleNamespace(libelle="Facilitatrice"),
        organisation=None,
        est_guichet=True,
    )
    navigation = [{"libelle": "Relevés", "url": "#", "compte": 6, "urgent": False, "actif": True}]
    requete = RequestFactory().get("/galerie/?etat=cours")
    requete.csp_nonce = "n"
    contenu = {
        **contexte(),
        "acces": acces,
        "navigation": navigation,
        "liens": {"recherche": "/r", "compte": "/c"},
    }
    with override_settings(TEMPLATES=[reglages | {"OPTIONS": options}]):
        return render_to_string("galerie/galerie.html", contenu, request=requete)
