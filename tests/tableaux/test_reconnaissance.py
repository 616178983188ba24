"""Layouts written by hand, one particularity each, and what a person is asked."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from guichet.tableaux.classeur import Classeur, Feuille
from guichet.tableaux.lecture import lire_classeur
from guichet.tableaux.reconnaissance import reconnaitre

NEE = date(1985, 5, 12)
MOIS = date(2026, 9, 1)
ENTETE = ["Nom", "Prénom", "Né le", "Heures"]


def classeur(*lignes, nature="xlsx", nom="Feuil1", **autres) -> Classeur:
    feuilles = [Feuille(nom, [list(ligne) for ligne in lignes])]
    feuilles += [Feuille(cle, [list(ligne) for ligne in valeur]) for cle, valeur in autres.items()]
    return Classeur(nature, feuilles)


def lignes_de(resultat, *cles):
    return [tuple(ligne.valeurs.get(cle) for cle in cles) for t in resultat.tableaux for ligne in t.lignes]


def codes(resultat):
    return [
        (p.code, p.ligne, p.colonne) for t in resultat.tableaux for ligne in t.lignes for p in ligne.problemes
    ]


def lire(*lignes, **options):
    choix = {cle: options.pop(cle) for cle in ("memoire", "choix") if cle in options}
    return reconnaitre(classeur(*lignes, **options), mois=MOIS, **choix)


def test_formation_a_cote_des_heures_en_entreprise():
    entete = ["Salarié", "Marché", "Heures travail", "Heures formation", "Total heures"]
    resultat = lire(entete, ["ROY Zoé", "M1", 100, 20, 120], ["PETIT Inès", "M1", 50, 0, 50])
    assert resultat.questions == []
    assert lignes_de(resultat, "heures", "heures_formation") == [(100, 20), (50, 0)]


@pytest.mark.parametrize(
    "titres", [("Janvier 2026", "Août 2026", "Septembre 2026"), ("janv", "août", "sept")]
)
def test_une_colonne_par_mois(titres):
    resultat = lire(["Nom", "Prénom", "Marché", *titres, "Total"], ["ROY", "Zoé", "M1", 10, 20, 30, 60])
    assert resultat.questions == []
    assert lignes_de(resultat, "heures") == [(Decimal("30.00"),)]


def test_une_feuille_par_mois():
    mois = {
        "Août": [["Nom", "Marché", "Heures"], ["Roy Zoé", "M1", 10]],
        "Octobre": [["Nom", "Marché", "Heures"]],
    }
    resultat = lire(["Nom", "Marché", "Heures"], ["Roy Zoé", "M1", 20], nom="Septembre", **mois)
    assert lignes_de(resultat, "heures") == [(20,)]
    assert resultat.feuilles_ecartees == [("Août", "autre mois"), ("Octobre", "autre mois")]


def test_marche_ecrit_une_seule_fois_est_a_confirmer():
    resultat = lire(
        ["Marché", "Nom", "Heures"], ["M1", "ROY Zoé", 10], ["", "PETIT Inès", 20], ["Total", "", 30]
    )
    assert lignes_de(resultat, "marche", "heures") == [("M1", 10), ("M1", 20)]
    assert codes(resultat) == [("MARCHE_DE_LA_LIGNE_PRECEDENTE", 3, "A")]


def test_nom_ecrit_une_seule_fois_est_a_confirmer():
    resultat = lire(["Nom", "Prénom", "Marché", "Heures"], ["ROY", "Zoé", "M1", 10], ["", "", "M2", 20])
    assert lignes_de(resultat, "nom", "marche") == [("ROY", "M1"), ("ROY", "M2")]
    assert codes(resultat) == [("PERSONNE_DE_LA_LIGNE_PRECEDENTE", 3, "A")]


def test_total_sans_libelle_n_est_pas_une_personne():
    resultat = lire(
        ["Nom", "Prénom", "Marché", "Heures"],
        ["ROY", "Zoé", "M1", 10],
        ["PETIT", "Inès", "M1", 20],
        ["", "", "", 30],
    )
    assert resultat.tableaux[0].totaux == [(4, 30)]
    assert codes(resultat) == []


def test_une_personne_qui_se_nomme_total():
    resultat = lire(
        ["Nom", "Prénom", "Marché", "Heures"], ["TOTAL", "Marie", "M1", 10], ["TOTAL", "", "", 10]
    )
    assert lignes_de(resultat, "nom", "prenom") == [("TOTAL", "Marie")]


def test_total_different_est_dit():
    resultat = lire(["Nom", "Marché", "Heures"], ["ROY Zoé", "M1", 10], ["Total", "", 12.5])
    assert resultat.tableaux[0].avertissements == [
        ("TOTAL_DIFFERENT", "Ligne 3 : le fichier annonce 12,50 h, ses lignes font 10,00 h.")
    ]


def test_un_bloc_par_marche_dans_une_feuille():
    resultat = lire(
        *(["Marché : 2026-012 École"], ENTETE, ["ROY", "Zoé", NEE, 10], ["Total", "", "", 10], []),
        *(["Marché : 24M07 Boulevard"], ENTETE, ["PETIT", "Inès", NEE, 20], ["Total", "", "", 20]),
    )
    assert lignes_de(resultat, "nom", "marche") == [("ROY", "2026-012 École"), ("PETIT", "24M07 Boulevard")]


def test_intertitre_de_lot_sous_un_marche_en_titre():
    resultat = lire(
        *(["Marché 2026-012 – École"], ENTETE, ["Lot 1 - Gros œuvre"], ["ROY", "Zoé", NEE, 10]),
        *(["Lot 2 - Peinture"], ["PETIT", "Inès", NEE, 20]),
    )
    assert lignes_de(resultat, "marche", "lot") == [
        ("2026-012 – École", "Lot 1 - Gros œuvre"),
        ("2026-012 – École", "Lot 2 - Peinture"),
    ]


def test_heures_en_toutes_lettres_sont_refusees_avec_leur_place():
    resultat = lire(
        ["Nom", "Prénom", "Marché", "Heures"], ["ROY", "Zoé", "M1", "absent"], ["PETIT", "Inès", "M1", 0]
    )
    (tableau,) = resultat.tableaux
    (probleme,) = tableau.lignes[0].problemes
    assert probleme.phrase == (
        "Ligne 2, colonne D : « absent », ce n’est pas un nombre d’heures. "
        "Attendu : un nombre d’heures, par exemple 151,67 ou 151h40."
    )
    assert tableau.sans_heures == [3]


def test_semaines_qui_ne_font_pas_le_mois():
    entete = ["Nom", "Marché", "S1", "S2", "S3", "S4", "S5", "Total"]
    resultat = lire(
        entete, ["ROY Zoé", "M1", 35, 35, 35, 35, "", 140], ["PETIT Inès", "M1", 35, 35, "", "", "", 75]
    )
    assert lignes_de(resultat, "heures") == [(140,), (75,)]
    assert codes(resultat) == [("SOMME_SEMAINES", 3, "H")]


def test_dates_inversees():
    entete = ["Nom", "Marché", "Début", "Fin", "Heures"]
    resultat = lire(entete, ["ROY Zoé", "M1", date(2026, 9, 30), date(2026, 9, 1), 10])
    assert codes(resultat) == [("DATES_INVERSEES", 2, "D")]


def test_virgule_decimale_prise_pour_un_separateur():
    octets = "Nom,Prénom,Marché,Heures\nROY,Zoé,M1,151,67\n".encode()
    resultat = reconnaitre(lire_classeur(BytesIO(octets), "a.csv"))
    assert [code for code, *_ in codes(resultat)] == ["VALEURS_EN_TROP"]


def test_sans_en_tete_on_demande_puis_on_lit():
    lignes = (["ROY", "Zoé", "12/05/1985", "M1", "7,5"], ["PETIT", "Inès", "12/05/1986", "M1", "8"])
    resultat = lire(*lignes, nature="csv")
    (question,) = resultat.questions
    assert question.code == "ENTETE_INTROUVABLE"
    choix = {"entete": 0, "nom": "A", "prenom": "B", "naissance": "C", "marche": "D", "heures": "E"}
    resultat = lire(*lignes, nature="csv", choix=choix)
    assert resultat.questions == []
    assert lignes_de(resultat, "nom", "naissance", "heures")[0] == ("ROY", NEE, Decimal("7.50"))


def test_deux_colonnes_d_heures_on_demande_laquelle():
    lignes = (["Nom", "Marché", "Heures", "Nb heures"], ["ROY Zoé", "M1", 10, 12])
    resultat = lire(*lignes)
    (question,) = resultat.questions
    assert (question.code, question.champ) == ("COLONNE_A_CHOISIR", "heures")
    assert [lettre for lettre, _, _ in question.candidats] == ["C", "D"]
    choisi = lire(*lignes, choix={"heures": "D"})
    assert choisi.questions == []
    appris = lire(*lignes, memoire=choisi.memoire)
    assert appris.questions == []
    assert appris.connue
    assert lignes_de(appris, "heures") == [(12,)]


def test_sans_marche_nulle_part_on_demande_une_seule_fois():
    resultat = lire(["Nom", "Prénom", "Heures"], ["ROY", "Zoé", 10], ["PETIT", "Inès", 20])
    assert [question.code for question in resultat.questions] == ["MARCHE_A_PRECISER"]
    assert codes(resultat) == []


def test_une_disposition_changee_est_dite():
    memoire = lire(["Nom", "Marché", "Heures"], ["ROY Zoé", "M1", 10]).memoire
    resultat = lire(["Nom", "Marché", "Visa", "Heures du mois"], ["ROY Zoé", "M1", "x", 10], memoire=memoire)
    assert not resultat.connue
    ((code, phrase),) = resultat.avertissements
    assert code == "DISPOSITION_CHANGEE"
    assert "Visa" in phrase
    assert "disparues : Heures" in phrase


def test_l_empreinte_ne_change_pas_avec_le_mois():
    octobre = lire(["Nom", "Marché", "S40", "S41", "Heures octobre 2026"], ["ROY Zoé", "M1", 5, 5, 10])
    novembre = lire(
        ["Nom", "Marché", "S44", "S45", "Heures novembre 2026"],
        ["ROY Zoé", "M1", 5, 5, 10],
        memoire=octobre.memoire,
    )
    assert novembre.connue
    assert novembre.empreinte == octobre.empreinte


def test_feuille_masquee_ecartee():
    source = classeur(
        ["Nom", "Marché", "Heures"], ["ROY Zoé", "M1", 10], Listes=[["Nom", "Marché"], ["a", "b"]]
    )
    source.feuilles[1].visible = False
    assert reconnaitre(source).feuilles_ecartees == [("Listes", "feuille masquée")]


def test_accents_abimes_par_un_double_encodage():
    octets = "Nom;Prénom;Marché;Heures\nROY;Zoé;M1;7,5\n".encode().decode("cp1252").encode()
    lu = lire_classeur(BytesIO(octets), "a.csv")
    assert [code for code, _ in lu.avertissements] == ["ACCENTS_RETABLIS"]
    assert lignes_de(reconnaitre(lu), "prenom") == [("Zoé",)]


def test_encodage_mac_est_demande_puis_impose():
    octets = "Nom;Prénom;Marché;Heures\nBéranger;Zoé;École;7,5\n".encode("mac_roman")
    lu = lire_classeur(BytesIO(octets), "a.csv")
    assert [code for code, _ in lu.avertissements] == ["ENCODAGE_A_CONFIRMER"]
    assert "Prénom" in lu.avertissements[0][1]
    assert lu.encodage == "mac_roman"
    impose = lire_classeur(BytesIO(octets), "a.csv", encodage="mac_roman")
    assert impose.avertissements == []
    assert lignes_de(reconnaitre(impose), "nom") == [("Béranger",)]


def test_ligne_sep_n_est_pas_comptee():
    lu = lire_classeur(BytesIO("sep=;\r\nNom;Marché;Heures\r\nRoy Zoé;M1;x\r\n".encode()), "a.csv")
    assert codes(reconnaitre(lu)) == [("FORMAT_HEURES", 2, "C")]


def test_une_colonne_d_heures_entierement_fausse_reste_la_colonne_des_heures():
    fautes = [[f"ROY Zoé{chr(97 + n)}", "M1", "151h75"] for n in range(6)]
    resultat = lire(["Nom", "Marché", "Heures"], *fautes)
    assert codes(resultat) == [("FORMAT_HEURES", n, "C") for n in range(2, 8)]


def test_une_colonne_sans_titre_est_proposee_pour_les_heures():
    resultat = lire(["Nom", "Prénom"], ["ROY", "Zoé", "7h30"], ["PETIT", "Inès", "8h"])
    assert [(q.champ, [lettre for lettre, *_ in q.candidats]) for q in resultat.questions] == [
        ("heures", ["C"])
    ]
    choisi = lire(["Nom", "Prénom"], ["ROY", "Zoé", "7h30"], choix={"heures": "C"})
    assert lignes_de(choisi, "heures") == [(Decimal("7.50"),)]
