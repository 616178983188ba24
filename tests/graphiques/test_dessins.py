"""Every chart is well-formed, named, paints without style=, and stays inside its width."""

import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from guichet.graphiques import exemples
from guichet.graphiques.barre_heures import Heures, barre_heures
from guichet.graphiques.dessin import Dessin
from guichet.graphiques.formes import Texte
from guichet.graphiques.svg import ecrire

PARCOURS = exemples.parcours_d_une_personne()
DESSINS = {
    "barre": barre_heures(exemples.un_lot(), "lot"),
    "barre vide": barre_heures(Heures(Decimal(0)), "vide"),
    "mois": exemples.mois_du_lot(),
    "cumul": exemples.cumul(),
    "bilan heures": exemples.bilan()[0],
    "bilan personnes": exemples.bilan()[1],
    "petite barre": next(exemples.lots())["barre"],
    "part": exemples.modalites().lignes[0].barre,
    "parcours, tête": PARCOURS.tete,
    **{f"parcours, {r.libelle}": d for r, d in PARCOURS.rangees},
}


@pytest.fixture(params=DESSINS, ids=str)
def dessin(request):
    return DESSINS[request.param]


def test_le_svg_est_bien_forme_et_nomme(dessin):
    racine = ElementTree.fromstring(ecrire(dessin))
    if dessin.decoratif:
        assert racine.get("aria-hidden") == "true"
    else:
        assert racine.get("role") == "img"
        assert racine.get("aria-label") == dessin.phrase != ""


def test_ni_style_ni_viewbox(dessin):
    texte = ecrire(dessin)
    assert "style=" not in texte
    assert "viewBox" not in texte


def test_les_motifs_utilises_sont_definis_une_fois(dessin):
    texte = ecrire(dessin)
    definis = re.findall(r'<pattern id="([^"]+)"', texte)
    assert set(re.findall(r"url\(#([^)]+)\)", texte)) == set(definis)
    assert len(definis) == len(set(definis))


def test_rien_ne_sort_de_la_largeur(dessin):
    for element in ElementTree.fromstring(ecrire(dessin)).iter():
        x = Decimal((element.get("x") or "0").rstrip("%"))
        largeur = element.get("width") or ""
        if element.tag == "rect" and largeur.endswith("%"):
            assert 0 <= x <= 100
            assert x + Decimal(largeur.rstrip("%")) <= Decimal("100.01")


def test_un_nom_de_lot_ne_peut_pas_devenir_du_code():
    dessin = Dessin("d", 'Lot "1" <script>', 10, (Texte(Decimal(0), Decimal(0), "<b>&"),))
    racine = ElementTree.fromstring(ecrire(dessin))
    assert racine.get("aria-label") == 'Lot "1" <script>'
    assert racine.find("text").text == "<b>&"


def test_un_pdf_prend_l_accent_du_territoire():
    texte = ecrire(replace(DESSINS["mois"], accent="#7A1F5C"))
    assert "#7A1F5C" in texte
    assert "#0B5C63" not in texte


def test_la_legende_montre_chaque_style_par_un_dessin_a_son_nom():
    reperes = DESSINS["barre"].reperes
    identifiants = [d.identifiant for _, d in reperes]
    assert len(set(identifiants)) == len(reperes) == 6
    for _, pastille in reperes:
        ElementTree.fromstring(ecrire(pastille))
