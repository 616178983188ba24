"""Settings of a territoire: defaults, types, bounds, journal."""

from decimal import Decimal

import pytest

from guichet.base.erreurs import Refus
from guichet.journal.models import Entree
from guichet.models import Reglage
from guichet.territoires.reglages import CATALOGUE, changer_reglages, reglage, reglages


def test_chaque_defaut_est_une_valeur_acceptee():
    for definition in CATALOGUE:
        assert definition.lire(definition.defaut) == definition.defaut, definition.cle


def test_sans_reglage_pose_les_defauts_du_domaine(territoire):
    assert reglages(territoire)["validite_fiche_mois"] == 2
    assert reglage(territoire, "base_etp") == Decimal("1607")


def test_un_reglage_change_est_relu_dans_son_type_et_journalise(territoire, facilitateur):
    changees = changer_reglages(valeurs={"seuil_semaine_heures": "44,5"}, par=facilitateur)
    assert changees == ["seuil_semaine_heures"]
    assert reglage(territoire, "seuil_semaine_heures") == Decimal("44.5")
    assert Entree.objects.get().details["seuil_semaine_heures"] == {"avant": "48", "apres": "44.5"}


def test_revenir_au_defaut_ne_garde_pas_de_ligne(territoire, facilitateur):
    changer_reglages(valeurs={"jours_rappels": "5, 12"}, par=facilitateur)
    changer_reglages(valeurs={"jours_rappels": [5, 10, 11]}, par=facilitateur)
    assert not Reglage.objects.exists()


@pytest.mark.parametrize(
    ("cle", "valeur"),
    [
        ("jour_echeance", "31"),
        ("jour_echeance", "le dix"),
        ("base_etp", "1500"),
        ("seuil_mois_heures", "NaN"),
        ("accepte_pass_iae", "peut-être"),
    ],
)
def test_une_valeur_hors_bornes_est_refusee_en_francais(territoire, facilitateur, cle, valeur):
    with pytest.raises(Refus, match="n’est pas accepté") as refus:
        changer_reglages(valeurs={cle: valeur}, par=facilitateur)
    assert refus.value.champ == cle
    assert not Reglage.objects.exists()
