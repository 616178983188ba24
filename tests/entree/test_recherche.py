"""Search: tolerant to accents and typos, never beyond one's rights."""

import pytest

from guichet.entree.recherche import chercher
from guichet.territoires.contexte import contexte
from tests.fabriques.guichet import ActeurFactory, TerritoireFactory
from tests.fabriques.marches import LotFactory, MarcheFactory


@pytest.fixture
def marche(territoire):
    return MarcheFactory(
        territoire=territoire, objet="Réhabilitation du groupe scolaire Jean-Macé", numero="2026-TVX-014"
    )


@pytest.mark.parametrize(
    "texte", ["groupe scolaire", "REHABILITATION", "jean macé", "2026-TVX", "groupe scolère"]
)
def test_un_marche_se_trouve_sans_accent_et_avec_une_faute(facilitateur, marche, texte):
    titres = [r.titre for g in chercher(facilitateur, texte) for r in g["resultats"]]
    assert marche.objet in titres


def test_une_organisation_se_trouve_par_son_siret(facilitateur, territoire):
    acteur = ActeurFactory(territoire=territoire, etti=True, nom="Sèvre Intérim Insertion")
    siret = acteur.organisation.siret
    for texte in (siret, f"{siret[:3]} {siret[3:6]} {siret[6:9]}", "sevre interim"):
        assert [r.titre for g in chercher(facilitateur, texte) for r in g["resultats"]] == [acteur.nom]


def test_une_lettre_ne_cherche_rien(facilitateur):
    assert chercher(facilitateur, "a") == []


def test_on_ne_trouve_pas_ce_qui_est_au_voisin(facilitateur, marche):
    ailleurs = TerritoireFactory()
    with contexte(ailleurs.pk):
        MarcheFactory(territoire=ailleurs, objet="Réhabilitation du collège")
    titres = [r.titre for g in chercher(facilitateur, "réhabilitation") for r in g["resultats"]]
    assert titres == [marche.objet]


def test_la_page_repond_et_dit_combien(connecter, territoire, marche):
    LotFactory(territoire=territoire, marche=marche, intitule="Peinture")
    client = connecter("facilitateur", territoire)
    page = client.get(f"/t/{territoire.slug}/recherche/?q=jean+macé").content.decode()
    assert "1 réponse pour" in page
