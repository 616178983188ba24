"""The calculator: trade shares of the territoire, each computation kept."""

from decimal import Decimal

from marches.models import CalculHeures
from marches.services.calculs import calculer, enregistrer_calcul, lire_parts
from tests.fabriques.marches import LotFactory

D = Decimal


def montant(**champs):
    usage = {
        "montant_ht": D(1_000_000),
        "part_main_oeuvre": D("0.5"),
        "taux_insertion": D("0.05"),
        "cout_horaire": D(30),
    }
    return usage | champs


def test_un_million_a_50_pour_cent_5_pour_cent_30_euros_donne_833_heures():
    assert calculer("montant", montant()).heures == 833


def test_proprete_avec_reprise_520_heures_et_une_clause_conseillee():
    resultat = calculer(
        "proprete",
        {
            "montant_ht": D(500_000),
            "mois": 48,
            "heures_reprises": D(200),
            "taux_insertion": D("0.05"),
            "cout_horaire": D(25),
        },
    )
    assert (resultat.heures, resultat.part_a_recruter, resultat.clause_conseillee) == (520, D("0.52"), True)


def test_le_territoire_change_et_ajoute_des_metiers():
    parts = lire_parts("Peinture = 65\nvitrerie = 40,5 %\nmaconnerie = 250\nn’importe quoi\n")
    assert (parts["peinture"].part, parts["peinture"].origine) == (D("0.65"), "territoire")
    assert (parts["vitrerie"].part, parts["vitrerie"].libelle) == (D("0.405"), "vitrerie")
    assert parts["maconnerie"].part == D("0.50")
    assert parts["charpente_metallique"].origine == "source"


def test_l_ancien_calcul_reste_lisible(territoire, facilitateur):
    lot = LotFactory(territoire=territoire, a_etude=True, heures_estimees=None)
    enregistrer_calcul(lot=lot, methode="montant", parametres=montant(), par=facilitateur)
    enregistrer_calcul(
        lot=lot,
        methode="montant",
        parametres=montant(montant_ht=D(1_200_000)),
        motif="avenant",
        par=facilitateur,
    )
    lot.refresh_from_db()
    calculs = CalculHeures.objects.filter(lot=lot)
    assert lot.heures_estimees == 1000
    assert [(c.heures, c.courant, c.auteur, c.motif) for c in calculs] == [
        (1000, True, facilitateur.utilisateur, "avenant"),
        (833, False, facilitateur.utilisateur, ""),
    ]
    assert calculs[1].lisibles == [
        "montant 1\u00a0000\u00a0000\u00a0€",
        "main-d’œuvre 50\u00a0%",
        "taux 5\u00a0%",
        "coût horaire 30\u00a0€",
    ]
