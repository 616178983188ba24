"""Workbooks given back: same cells, errors told, nothing that runs; templates that come back filled."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from guichet.tableaux.classeur import Classeur, Feuille
from guichet.tableaux.ecriture import ecrire_erreurs
from guichet.tableaux.ecriture_modele import ColonneModele, Modele, ecrire_modele
from guichet.tableaux.lecture import lire_classeur
from guichet.tableaux.reconnaissance import reconnaitre
from guichet.tableaux.reconnu import A_CONFIRMER, BLOQUANT, Probleme
from tests.tableaux.fabrique.familles import FAMILLES, MOIS


def ouvrir(octets: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(octets))


def probleme(ligne: int, colonne: str = "", code: str = "FORMAT_HEURES", gravite: str = BLOQUANT) -> Probleme:
    return Probleme(
        code, gravite, ligne, colonne, "heures", "151h75", "il y a 75 minutes", "151h40", "Corrigez."
    )


CELLULES = [
    "=1+1",
    "+33",
    "@x",
    "-1",
    "http://x.fr",
    "0012",
    7.5,
    True,
    date(2026, 2, 3),
    timedelta(hours=151, minutes=40),
]


def test_les_cellules_reviennent_telles_quelles_sans_formule():
    classeur = Classeur("csv", [Feuille("", [["Nom", "Heures"], CELLULES])])
    feuille = ouvrir(ecrire_erreurs(classeur, [])).worksheets[0]
    lues = [cellule.value for cellule in feuille[2]]
    assert lues[:8] == ["=1+1", "+33", "@x", "-1", "http://x.fr", "0012", 7.5, True]
    assert all(cellule.data_type != "f" for cellule in feuille[2])
    assert lues[8] == datetime(2026, 2, 3)  # noqa: DTZ001
    assert lues[9] == timedelta(hours=151, minutes=40)
    assert all(cellule.hyperlink is None for cellule in feuille[2])


def test_la_colonne_erreur_dit_la_case_la_cause_et_l_attendu():
    classeur = Classeur("csv", [Feuille("", [["Nom", "Heures"], ["Roy", "151h75"], ["Petit", "7,5"]])])
    feuille = ouvrir(ecrire_erreurs(classeur, [probleme(2, "B")])).worksheets[0]
    assert feuille["C1"].value == "Erreur"
    assert (
        feuille["C2"].value
        == "À corriger, colonne B : « 151h75 », il y a 75 minutes. Attendu : 151h40. Corrigez."
    )
    assert feuille["C3"].value is None
    assert feuille["B2"].fill.fgColor.rgb.endswith("FCEFEC")
    assert feuille["B3"].fill.fill_type is None


def test_plusieurs_problemes_le_plus_grave_d_abord():
    classeur = Classeur("csv", [Feuille("", [["Nom", "Heures"], ["Roy", "x"]])])
    feuille = ouvrir(
        ecrire_erreurs(classeur, [probleme(2, "A", gravite=A_CONFIRMER), probleme(2, "B")])
    ).worksheets[0]
    premiere, seconde = feuille["C2"].value.split("\n")
    assert premiere.startswith("À corriger")
    assert seconde.startswith("À confirmer")


@pytest.mark.parametrize("nom", FAMILLES)
def test_un_classeur_rendu_puis_redepose_redit_la_meme_chose(nom):
    fichier = FAMILLES[nom](2)
    classeur = lire_classeur(BytesIO(fichier.octets), fichier.nom)
    avant = reconnaitre(classeur, mois=MOIS)
    entetes = avant.entetes
    lignes = [(t.feuille, ligne) for t in avant.tableaux for ligne in t.lignes]
    feuille, ligne = lignes[0]
    faute = probleme(ligne.numero, "A")
    faute.feuille = feuille
    rendu = lire_classeur(BytesIO(ecrire_erreurs(classeur, [faute], entetes=entetes)), "rendu.xlsx")
    apres = reconnaitre(rendu, mois=MOIS, memoire=avant.memoire)
    assert apres.questions == []
    valeurs = lambda resultat: [(x.numero, x.valeurs["heures"]) for t in resultat.tableaux for x in t.lignes]  # noqa: E731
    assert valeurs(apres) == valeurs(avant)
    deux_fois = ecrire_erreurs(rendu, [], entetes=entetes)
    largeurs = [f.max_column for f in ouvrir(deux_fois).worksheets]
    assert largeurs == [
        f.max_column for f in ouvrir(ecrire_erreurs(rendu, [faute], entetes=entetes)).worksheets
    ]


def test_les_feuilles_sans_tableau_ne_recoivent_rien_et_leurs_noms_restent_distincts():
    noms = ["Réhabilitation du groupe scolaire A", "Réhabilitation du groupe scolaire B", "a/b", "A:B", ""]
    classeur = Classeur("ods", [Feuille(nom, [["Nom", "Heures"], ["Roy", "x"]]) for nom in noms])
    faute = probleme(2, "B")
    faute.feuille = noms[1]
    livre = ouvrir(ecrire_erreurs(classeur, [faute], entetes={noms[1]: 1}))
    assert len({nom.lower() for nom in livre.sheetnames}) == 5
    assert [feuille.max_column for feuille in livre.worksheets] == [2, 3, 2, 2, 2]


def modele() -> Modele:
    colonnes = (
        ColonneModele("Identifiant", 12),
        ColonneModele("Nom", 20),
        ColonneModele("Prénom", 20),
        ColonneModele("Date de naissance", 14, "date"),
        ColonneModele("Marché", 30),
        ColonneModele("Lot", 8),
        ColonneModele("Heures du mois", 12, "heures", True, aide="Heures travaillées sur ce lot."),
        ColonneModele("Observations", 30, "texte", True, choix=("Absence", "Rupture")),
    )
    lignes = [
        ("P-1", "Roy", "Zoé", date(1985, 5, 12), "2026-012", "2", None, ""),
        ("P-2", "=Petit", "Inès", date(1990, 2, 3), "24M07", "", Decimal("151.67"), ""),
    ]
    return Modele(
        "Relevé de septembre 2026", ["ETTI du Marais"], colonnes, lignes, ["Une ligne par personne."]
    )


def test_le_modele_se_remplit_et_se_relit():
    octets = ecrire_modele(modele())
    classeur = ouvrir(octets)
    feuille = classeur["Relevé"]
    feuille["G5"] = "7h30"
    tampon = BytesIO()
    classeur.save(tampon)
    lu = reconnaitre(lire_classeur(tampon, "releve.xlsx"), mois=MOIS)
    assert lu.questions == []
    (tableau,) = lu.tableaux
    lues = [(ligne.numero, ligne.valeurs["personne_id"], ligne.valeurs["heures"]) for ligne in tableau.lignes]
    assert lues == [(5, "P-1", Decimal("7.50")), (6, "P-2", Decimal("151.67"))]
    assert [p.code for ligne in tableau.lignes for p in ligne.problemes] == ["CELLULE_FORMULE"]
    assert tableau.titre["mois_lu"] == "09/2026"
    assert tableau.sans_heures == []


def test_le_modele_ouvre_les_cases_a_saisir_et_verifie_les_heures():
    feuille = ouvrir(ecrire_modele(modele()))["Relevé"]
    assert feuille.protection.sheet
    assert feuille["B5"].protection.locked
    assert not feuille["G5"].protection.locked
    assert feuille["B6"].data_type == "s"
    regles = {regle.type: regle for regle in feuille.data_validations.dataValidation}
    assert (regles["decimal"].formula1, regles["decimal"].formula2) == ("0", "350")
    assert "Absence" in regles["list"].formula1


def test_les_memes_donnees_donnent_le_meme_fichier():
    assert ecrire_modele(modele()) == ecrire_modele(modele())
