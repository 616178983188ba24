"""Reference data of the repository: complete, usable, with provenance, without natural persons."""

import json
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from stdnum.fr import siret

import marches.donnees
import publics.donnees
from marches.decp.notices import CONSIDERATIONS
from marches.donnees import (
    dispositifs,
    extrait_decp,
    metier_du_cpv,
    metiers,
    metiers_cites,
    motifs_exemption,
    seuils_r12,
)
from publics.donnees import criteres, rome, types_prescripteurs

DOSSIERS = [Path(module.__file__).parent for module in (marches.donnees, publics.donnees)]
EXTRAITS = ["deux-sevres-2018-2019-v1.json", "marches-insertion-2018-2019-v1.json"]
PERSONNE = re.compile(
    r"^(m\.?|mme|mr|monsieur|madame|e\.?i\.?|eirl) |architecte d\.?p\.?l\.?g", re.IGNORECASE
)


@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda dossier: dossier.parent.name)
def test_chaque_fichier_a_sa_provenance(dossier):
    provenance = (dossier / "PROVENANCE.md").read_text("utf-8")
    for fichier in dossier.rglob("*.*"):
        if fichier.suffix in {".csv", ".json", ".xml"}:
            nom = fichier.relative_to(dossier).as_posix()
            assert f"`{nom}`" in provenance or f"`{nom.rpartition('/')[0]}/`" in provenance, nom


@pytest.mark.parametrize("nom", EXTRAITS)
def test_aucune_personne_physique_parmi_les_titulaires(nom):
    notices = json.loads(extrait_decp(nom).read_text("utf-8"))["marches"]
    noms = {titulaire["denominationSociale"] for notice in notices for titulaire in notice["titulaires"]}
    assert [nom for nom in noms if PERSONNE.search(nom)] == []


def test_deux_titulaires_masques_avec_un_siret_jamais_attribue():
    notices = json.loads(extrait_decp(EXTRAITS[0]).read_text("utf-8"))["marches"]
    masques = [t for n in notices for t in n["titulaires"] if "nom masqué" in t["denominationSociale"]]
    assert len(masques) == 2
    assert all(t["id"].startswith("000") and siret.is_valid(t["id"]) for t in masques)


def test_parts_de_main_d_oeuvre_sourcees():
    parts = {code: metier.part for code, metier in metiers().items() if metier.origine == "source"}
    assert parts == {
        "peinture": Decimal("0.70"),
        "maconnerie": Decimal("0.50"),
        "charpente_metallique": Decimal("0.20"),
        "proprete": Decimal("0.80"),
    }


def test_les_autres_parts_sont_marquees_par_defaut():
    autres = [metier for metier in metiers().values() if metier.origine != "source"]
    assert len(autres) >= 25
    assert {metier.origine for metier in autres} == {"defaut"}
    assert all(Decimal("0.10") <= metier.part <= Decimal("0.90") for metier in autres)


def test_chaque_prefixe_cpv_mene_a_un_metier_connu():
    cites = {metier for prefixe, metier in marches.donnees._prefixes().items()}
    assert cites <= set(metiers())


@pytest.mark.parametrize(
    ("cpv", "metier"),
    [
        ("45442100", "peinture"),
        ("90910000", "proprete"),
        ("45262660", "desamiantage"),
        ("45200000", "batiment_tce"),
        ("45233141", "voirie"),
        ("45331200", "chauffage"),
        ("66510000", None),
    ],
)
def test_metier_d_un_cpv(cpv, metier):
    assert metier_du_cpv(cpv) == metier


def test_metiers_cites_dans_l_ordre_du_texte():
    assert metiers_cites("cloisons seches et plafonds") == ["cloisons", "plafonds"]
    assert metiers_cites("fourniture de livres") == []


def test_seuils_sans_trou_ni_recouvrement_par_categorie():
    for categorie in {seuil.categorie for seuil in seuils_r12()}:
        periodes = sorted((s.debut, s.fin) for s in seuils_r12() if s.categorie == categorie)
        assert all(debut <= fin for debut, fin in periodes)
        assert all(avant[1] < apres[0] for avant, apres in pairwise(periodes))


def test_quatre_motifs_d_exemption():
    assert [motif.reference for motif in motifs_exemption().values()] == [
        f"L2112-2-1 II {n}°" for n in range(1, 5)
    ]


def test_dispositifs_anciens_articles_et_valeurs_decp():
    anciens = {code: d.ancien_article for code, d in dispositifs().items() if d.ancien_article}
    assert anciens == {
        "condition": "14",
        "critere": "53",
        "condition_critere": "14+53",
        "reserve_ea": "15",
        "reserve_siae": "15",
        "insertion": "30",
    }
    valeurs = {valeur for d in dispositifs().values() for valeur in d.valeur_decp.split(" + ")}
    assert valeurs == set(CONSIDERATIONS)


def test_criteres_iae():
    assert len(criteres()) == 18
    assert {c.niveau for c in criteres().values()} == {1, 2}
    assert criteres()["RSA"].justificatif == "Attestation RSA"


def test_prescripteurs_et_employeurs():
    employeurs = [t for t in types_prescripteurs().values() if t.employeur]
    assert (len(types_prescripteurs()), len(employeurs)) == (45, 11)
    assert not types_prescripteurs()["FT"].employeur


def test_rome():
    assert len(rome()) == 532
    assert all(re.fullmatch(r"[A-N][0-9]{4}", code) for code in rome())
    assert rome()["A1203"] == "Aménagement et entretien des espaces verts"
