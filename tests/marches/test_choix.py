"""The choices stored by the models are those of the pure modules and of the reference lists."""

from guichet.organisations.genres import CategorieDonneurOrdre
from marches.calcul_obligation import ACHETEURS, acheteur_r12
from marches.donnees import dispositifs
from marches.etats import LIBELLES
from marches.models.lot import Dispositif, EtatLot


def test_les_etats_du_lot_sont_ceux_du_cycle_de_vie():
    assert dict(EtatLot.choices) == LIBELLES


def test_les_dispositifs_sont_ceux_de_la_liste_des_articles():
    assert set(Dispositif.values) == set(dispositifs())


def test_chaque_categorie_d_acheteur_a_son_seuil_ou_demande_a_etre_precisee():
    acheteurs = {categorie: acheteur_r12(categorie) for categorie in CategorieDonneurOrdre.values}
    assert set(acheteurs.values()) - {None} <= ACHETEURS
    assert [categorie for categorie, acheteur in acheteurs.items() if acheteur is None] == ["etablissement"]
