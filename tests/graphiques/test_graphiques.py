"""The figures of the charts: what is drawn, what the table says, what the sentence says."""

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.graphiques import exemples
from guichet.graphiques.annuel import Serie, annees
from guichet.graphiques.barre_heures import Heures, barre_heures, echelle_commune, petite_barre
from guichet.graphiques.cumul import Cumul, heures_cumulees
from guichet.graphiques.formes import Ligne, Rect, Texte
from guichet.graphiques.mois import BAS, TRACE, Mois, heures_par_mois
from guichet.graphiques.parcours import Bande, Rangee, parcours
from guichet.graphiques.parts import repartition

N = "\u00a0"
heures = st.decimals(0, 5000, places=2)


def surfaces(dessin, style):
    return [f for f in dessin.formes if isinstance(f, Rect) and f.style == style]


def mots(dessin):
    return [f.texte for f in dessin.formes if isinstance(f, Texte)]


def test_les_heures_en_attente_pendent_sous_la_barre():
    dessin = barre_heures(exemples.un_lot(), "lot")
    validees, attente = surfaces(dessin, "validees")[0], surfaces(dessin, "attente")[0]
    assert attente.y >= validees.y + validees.hauteur
    valeurs = {r.libelle: (r.valeur, r.detail) for r in dessin.legende}
    assert valeurs["En attente de décision"] == (f"63{N}h", "hors total")
    assert valeurs["Validées"] == (f"687{N}h", f"53,7{N}%")
    assert "63\u00a0h en attente de décision, hors total" in dessin.phrase


@given(heures, heures, heures, heures, heures)
def test_validees_puis_declarees_se_suivent_sans_se_couvrir(
    a_realiser, validees, declarees, attente, prevision
):
    dessin = barre_heures(Heures(a_realiser, validees, declarees, attente, prevision=prevision), "x")
    if validees > 0 and declarees > 0:
        une, autre = surfaces(dessin, "validees")[0], surfaces(dessin, "declarees")[0]
        assert une.x + une.largeur == pytest.approx(autre.x)
        assert float(une.largeur / autre.largeur) == pytest.approx(float(validees / declarees), rel=1e-6)


def test_les_petites_barres_partagent_le_trait_de_l_engagement():
    lots = [Heures(D(3600), D(412), prevision=D(2071)), Heures(D(100), D(20), prevision=D(107))]
    echelle = echelle_commune(lots)
    traits = {
        f.x1
        for h in lots
        for f in petite_barre(h, "b", echelle).formes
        if isinstance(f, Ligne) and f.style == "engagement"
    }
    assert len(traits) == 1


def test_une_petite_barre_tres_depassee_reste_dans_sa_case():
    lots = [Heures(D(90), D(900))]
    assert echelle_commune(lots) == D("1.5")
    assert surfaces(petite_barre(lots[0], "b", D("1.5")), "validees")[0].largeur == 100


def test_le_total_du_mois_est_la_somme_de_ses_lignes():
    dessin = exemples.mois_du_lot()
    assert dessin.tableau.total == ("Total", "687,0", "63,0", "118,5", "407,5")
    assert dessin.tableau.lignes[5] == ("Juin 2026", "128,5", "63,0", "–", "–")


@given(heures, heures, heures)
def test_les_series_d_un_mois_s_empilent_jusqu_au_total(validees, attente, declarees):
    mois = Mois(date(2026, 6, 1), validees, attente, declarees)
    dessin = heures_par_mois([mois, Mois(date(2026, 7, 1), D(5000))], phrase="p", identifiant="m")
    empiles = [f for f in dessin.formes if isinstance(f, Rect) and f.x < 50]
    haut = sum((f.hauteur for f in empiles), D(0))
    assert min((f.y for f in empiles), default=BAS) == pytest.approx(BAS - haut)
    if mois.total > 5000:
        assert haut <= TRACE


def test_le_rythme_se_lit_dans_la_legende_quand_la_place_manque():
    mois = [Mois(date(2026, 1, 1), D(10))] * 11 + [Mois(date(2026, 12, 1), prevision=D(5))]
    etroit = heures_par_mois(mois, phrase="p", identifiant="m", rythme=D("94.9"), largeur=300)
    assert not any("par mois" in m for m in mots(etroit))
    assert etroit.legende[-1].libelle == f"Rythme nécessaire, 94,9{N}h par mois"


def test_le_cumul_s_arrete_au_dernier_mois_valide():
    points = [
        Cumul(date(2026, 1, 1), D(10), D(12)),
        Cumul(date(2026, 2, 1), D(30), D(24)),
        Cumul(date(2026, 3, 1), None, D(36), D(45)),
    ]
    dessin = heures_cumulees(points, phrase="p", identifiant="c")
    assert len([f for f in dessin.formes if isinstance(f, Ligne) and f.style == "courbe"]) == 1
    assert f"30{N}validées".replace(N, " ") in mots(dessin)
    assert "45 avec mars" in mots(dessin)
    assert [ligne[0] for ligne in dessin.tableau.lignes] == ["Janvier 2026", "Février 2026"]


def test_les_parts_vont_de_la_plus_grande_a_la_plus_petite_et_font_le_tout():
    table = exemples.modalites()
    assert table.total == 7142
    assert sum(p.ratio for p in table.lignes) == pytest.approx(D(1))
    assert [p.valeur for p in table.lignes] == sorted((p.valeur for p in table.lignes), reverse=True)


def test_une_repartition_vide_ne_divise_pas_par_zero():
    table = repartition([("Formation", D(0))], objet="Modalité", identifiant="r")
    assert table.lignes[0].ratio == 0


def test_le_bilan_ecrit_chaque_valeur_au_dessus_de_sa_barre():
    dessin = exemples.bilan()[0]
    for valeur in ("17 662", "56 975", "69 871", "6 735", "10 794", "25 009"):
        assert valeur.replace(" ", N) in mots(dessin)
    assert f"75{N}000" not in mots(dessin)
    assert dessin.tableau.lignes[1] == ("Réalisées", f"6{N}735", f"10{N}794", f"25{N}009")


def test_une_annee_a_zero_se_dessine():
    dessin = annees(("2015",), (Serie("Personnes", (D(0),)),), phrase="p", identifiant="a")
    assert surfaces(dessin, "validees")[0].hauteur == 0


def test_une_bande_va_jusqu_a_la_fin_de_son_dernier_jour():
    rangee = Rangee("Lot", "ETTI", (Bande(date(2026, 1, 1), date(2026, 1, 31), "validees", "20 h"),))
    vue = parcours(
        [rangee],
        debut=date(2026, 1, 1),
        fin=date(2026, 2, 1),
        aujourdhui=date(2026, 1, 15),
        identifiant="p",
        duree="Un mois",
    )
    _, dessin = vue.rangees[0]
    assert surfaces(dessin, "validees")[0].largeur == 100
    assert dessin.phrase == "Lot : 20 h, du 01/01/2026 au 31/01/2026"
