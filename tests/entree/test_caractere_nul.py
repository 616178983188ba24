"""The character NUL, that PostgreSQL refuses, is answered 400 wherever it stands."""

import pytest

NUL = "a\x00b"


@pytest.mark.parametrize(
    ("chemin", "donnees"),
    [
        ("recherche/", {"q": NUL}),
        ("publics/missions/demander/", {"recepisse": NUL}),
        ("publics/fiches/nouvelle/", {"recepisse": NUL}),
    ],
)
def test_une_adresse_avec_un_caractere_nul_n_est_pas_une_panne(connecter, territoire, chemin, donnees):
    client = connecter("facilitateur", territoire)
    assert client.get(f"/t/{territoire.slug}/{chemin}", donnees).status_code == 400


@pytest.mark.parametrize("champ", ["nom", "requete"])
def test_un_envoi_avec_un_caractere_nul_n_est_pas_une_panne(connecter, territoire, champ):
    client = connecter("facilitateur", territoire)
    donnees = {"url": "a_faire", "nom": "x", "requete": "a=1", champ: NUL}
    assert client.post(f"/t/{territoire.slug}/vues/", donnees).status_code == 400
