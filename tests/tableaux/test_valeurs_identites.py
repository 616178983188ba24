"""SIRET, PASS IAE, names: what identifies somebody or a company in a cell."""

import pytest

from guichet.tableaux.noms import cle_de_personne, forme, separer
from guichet.tableaux.valeurs import Illisible, lire_pass_iae, lire_siret, lire_texte


@pytest.mark.parametrize(
    "ecrit", ["21790191700013", 21790191700013.0, "217 901 917 00013", "217\u00a0901\u00a0917 00013 "]
)
def test_siret_lu(ecrit):
    assert lire_siret(ecrit) == "21790191700013"


@pytest.mark.parametrize("ecrit", [5410107600013.0, 5410107600013, "5410107600013"])
def test_siret_dont_le_zero_de_tete_est_perdu(ecrit):
    assert lire_siret(ecrit) == "05410107600013"


def test_siret_21790191700014_refuse():
    with pytest.raises(Illisible) as refus:
        lire_siret("21790191700014")
    assert refus.value.code == "FORMAT_SIRET"


@pytest.mark.parametrize("ecrit", ["1.23E+13", "2,179E+13", 12300000000000.0])
def test_siret_abrege_par_le_tableur(ecrit):
    with pytest.raises(Illisible, match="abrégé"):
        lire_siret(ecrit)


@pytest.mark.parametrize("ecrit", ["999990000001", "99999 0000001", 999990000001.0, "99999-0000001"])
def test_pass_iae_lu(ecrit):
    assert lire_pass_iae(ecrit) == "999990000001"


@pytest.mark.parametrize("ecrit", ["99998000001", "9999900000012", "IAE"])
def test_pass_iae_refuse(ecrit):
    with pytest.raises(Illisible) as refus:
        lire_pass_iae(ecrit)
    assert refus.value.code == "FORMAT_PASS_IAE"


MEMES = (
    ("Dupré-Martin", "Élodie", "DUPRE MARTIN", "elodie"),
    ("Élodie", "Dupré-Martin", "Dupré Martin", "Élodie"),
    ("de la Tour", "Jean-Marc", "DE LA TOUR", "Jean Marc"),
    ("N’Diaye", "Fatou ", "N'DIAYE", "FATOU"),
    ("Œuvrard", "Noëlle", "OEUVRARD", "Noelle"),
    ("Mme Roy", "Zoé", "Roy", "Zoé"),
)


@pytest.mark.parametrize(("nom", "prenom", "autre_nom", "autre_prenom"), MEMES)
def test_deux_ecritures_de_la_meme_personne(nom, prenom, autre_nom, autre_prenom):
    assert cle_de_personne(nom, prenom) == cle_de_personne(autre_nom, autre_prenom)


def test_deux_personnes_differentes():
    assert cle_de_personne("Roy", "Zoé") != cle_de_personne("Roy", "Zoa")


@pytest.mark.parametrize(
    ("cellule", "attendu"),
    [
        ("LE GOFF Élie", ("LE GOFF", "Élie", True)),
        ("Élie LE GOFF", ("LE GOFF", "Élie", True)),
        ("Le Goff, Élie", ("Le Goff", "Élie", True)),
        ("Mme ROY Zoé", ("ROY", "Zoé", True)),
        ("Roy Zoé", ("Roy", "Zoé", False)),
        ("De la Tour Jean", ("De la Tour", "Jean", False)),
        ("Zoé", ("Zoé", "", False)),
    ],
)
def test_nom_et_prenom_dans_une_cellule(cellule, attendu):
    assert separer(cellule) == attendu


def test_forme_d_un_nom():
    assert forme(" Ait  SAÏD ") == "aitsaid"


@pytest.mark.parametrize("ecrit", ["=1+1", "@SUM(A1)", "+cmd|'/c'!A0", "-cmd"])
def test_un_texte_qui_serait_execute_est_signale(ecrit):
    with pytest.raises(Illisible) as refus:
        lire_texte(ecrit)
    assert refus.value.code == "CELLULE_FORMULE"


def test_un_texte_ordinaire_qui_commence_par_un_signe():
    assert lire_texte("- 3 jours") == "- 3 jours"
    assert lire_texte("+33 5 00 00 00 00") == "+33 5 00 00 00 00"
