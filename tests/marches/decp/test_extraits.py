"""Every real notice of the repository is read, what is wrong is told: counts checked a second way."""

import json
from collections import Counter
from decimal import Decimal

import pytest
from stdnum.fr import siret

from marches.decp.rapport import en_json, lire_fichier
from marches.donnees import extrait_decp

NIORT = "21790191700013"
DEUX_SEVRES = "deux-sevres-2018-2019-v1.json"
INSERTION = "marches-insertion-2018-2019-v1.json"


def lecture(nom):
    return lire_fichier(extrait_decp(nom))


def brutes(nom):
    return json.loads(extrait_decp(nom).read_text("utf-8"), parse_float=Decimal)["marches"]


def textes(notice):
    yield from (notice["objet"], notice["acheteur"]["nom"], notice["lieuExecution"]["nom"])
    yield from (titulaire["denominationSociale"] for titulaire in notice["titulaires"])


def compte_naif(notices):
    """The same counts without any code of the reader."""
    sirets = [n["acheteur"]["id"] for n in notices] + [t["id"] for n in notices for t in n["titulaires"]]
    vus, doubles = set(), 0
    for notice in notices:
        uid = notice["acheteur"]["id"] + notice["id"]
        doubles += uid in vus
        vus.add(uid)
    sans_effet = [
        m
        for n in notices
        for m in n["modifications"]
        if not {"montant", "dureeMois", "titulaires"} & m.keys()
    ]
    comptes = {
        "DECP_BALISES": sum("<" in texte for n in notices for texte in textes(n)),
        "DECP_CARACTERES_PERDUS": sum("\ufffd" in texte for n in notices for texte in textes(n)),
        "DECP_CPV_COURT": sum(len(n["codeCPV"]) < 8 for n in notices),
        "DECP_DATE_ABSENTE": sum("dateNotification" not in n for n in notices),
        "DECP_DOUBLON_IDENTIQUE": doubles,
        "DECP_MODIFICATION_SANS_EFFET": len(sans_effet),
        "DECP_MONTANT_FAIBLE": sum(0 < n["montant"] < 1000 for n in notices),
        "DECP_MONTANT_NUL": sum(n["montant"] == 0 for n in notices),
        "DECP_OBJET_TRONQUE": sum(len(n["objet"]) in (255, 256) for n in notices),
        "DECP_SIRET_CLE": sum(not siret.is_valid(numero) for numero in sirets),
        "DECP_TITULAIRE_NEANT": sum(t["id"] == "0" * 14 for n in notices for t in n["titulaires"]),
    }
    return {code: nombre for code, nombre in comptes.items() if nombre}


def test_deux_sevres_68_notices_65_marches():
    lu = lecture(DEUX_SEVRES)
    assert (len(lu.notices), len(lu.chargeables), lu.version, lu.fichier.encodage) == (68, 65, "v1", "utf-8")
    assert lu.compter_anomalies() == {
        "DECP_CARACTERES_PERDUS": 116,
        "DECP_CPV_COURT": 1,
        "DECP_DATE_ABSENTE": 20,
        "DECP_DOUBLON_IDENTIQUE": 3,
        "DECP_MONTANT_NUL": 1,
        "DECP_SIRET_CLE": 1,
        "DECP_TITULAIRE_NEANT": 1,
    }


def test_insertion_36_notices_34_marches():
    lu = lecture(INSERTION)
    assert (len(lu.notices), len(lu.chargeables), lu.version) == (36, 34, "v1")
    assert lu.compter_anomalies() == {
        "DECP_BALISES": 4,
        "DECP_CARACTERES_PERDUS": 21,
        "DECP_DATE_ABSENTE": 13,
        "DECP_DOUBLON_IDENTIQUE": 2,
        "DECP_MODIFICATION_SANS_EFFET": 1,
        "DECP_MONTANT_FAIBLE": 1,
        "DECP_OBJET_TRONQUE": 2,
    }


@pytest.mark.parametrize("nom", [DEUX_SEVRES, INSERTION])
def test_anomalies_egales_a_un_second_compte_naif(nom):
    assert lecture(nom).compter_anomalies() == compte_naif(brutes(nom))


@pytest.mark.parametrize("nom", [DEUX_SEVRES, INSERTION])
def test_chaque_valeur_publiee_se_retrouve(nom):
    for notice, brute in zip(lecture(nom).notices, brutes(nom), strict=True):
        assert notice.uid == brute["acheteur"]["id"] + brute["id"]
        assert notice.montant == (brute["montant"] or None)
        assert notice.duree_mois == brute["dureeMois"]
        assert (notice.date_notification and notice.date_notification.isoformat()) == brute.get(
            "dateNotification"
        )
        publies = [t["id"] for t in brute["titulaires"] if t["id"].strip("0")]
        assert [t.identifiant for t in notice.titulaires] == publies
        assert notice.considerations_sociales is None


def test_niort_27_notices_24_marches():
    notices = [n for n in lecture(DEUX_SEVRES).notices if n.acheteur_siret == NIORT]
    retenues = [n for n in notices if n.chargeable]
    assert (len(notices), len({n.uid for n in notices}), len(retenues)) == (27, 24, 24)
    assert sum(n.montant for n in retenues) == Decimal("4275850.00")
    natures = Counter(n.nature for n in retenues)
    assert natures == {"Marché subséquent": 11, "Marché": 10, "Accord-cadre": 3}
    assert [n.rang for n in notices if n.double_de] == [50, 60, 62]


def test_lot_sans_attributaire_n_a_ni_montant_ni_titulaire():
    [notice] = [n for n in lecture(DEUX_SEVRES).notices if n.identifiant == "2018xjpvA6K_Zt00"]
    assert (notice.montant, notice.titulaires, notice.chargeable) == (None, (), True)


def test_les_accents_perdus_sont_proposes_sans_toucher_au_texte_publie():
    notices = {n["rang"]: n for n in en_json(lecture(DEUX_SEVRES))["notices"]}
    perdus = [n for n in notices.values() if "\ufffd" in n["objet"]]
    assert len(perdus) == 36
    assert all(n["objet_propose"] for n in perdus)
    assert notices[31]["objet_propose"].startswith(
        "Prestations d'entretien et de nettoyage des locaux-Lot N°2-Salles"
    )
    assert "Lecture proposée : « Deux Sèvres »." in " ".join(a["phrase"] for a in notices[31]["anomalies"])


def test_arbres_le_cpv_a_retrouve_son_zero():
    [notice] = [n for n in lecture(DEUX_SEVRES).notices if n.cpv == "03452000"]
    assert notice.objet == "Accord-cadre Fourniture d'arbres"


def test_modification_reelle_change_montant_et_duree():
    [notice] = [n for n in lecture(INSERTION).notices if n.identifiant == "2018M18414GR01"]
    assert (notice.montant, notice.montant_courant) == (Decimal("20000.00"), Decimal("380000.00"))
    assert (notice.duree_mois, notice.duree_courante) == (12, 48)
    assert not notice.modifications[0].sans_effet


def test_insertion_urbaine_n_est_pas_une_clause():
    indices = {n["identifiant"]: n["indice_insertion"] for n in en_json(lecture(INSERTION))["notices"]}
    assert indices.pop("2018iJes0d9bT-00") is False
    assert all(indices.values())


def test_metiers_proposes_pour_les_lots_du_site_marot():
    notices = en_json(lecture(DEUX_SEVRES))["notices"]
    proposes = {n["cpv"]: n["metier_propose"] for n in notices if n["acheteur_siret"] == "25790041500023"}
    assert proposes["45442100"] == "peinture"
    assert proposes["45233222"] == "cloisons"  # published with the CPV code of a pavement
    assert proposes["45232130"] == "maconnerie"
    assert proposes["45431000"] == "carrelage"
    assert proposes["45315300"] == "electricite"


@pytest.mark.parametrize("nom", [DEUX_SEVRES, INSERTION])
def test_relire_donne_les_memes_identites(nom):
    premiere, seconde = lecture(nom), lecture(nom)
    assert premiere.notices == seconde.notices
    uids = [n.uid for n in premiere.chargeables]
    assert len(uids) == len(set(uids))
