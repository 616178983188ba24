"""Dirty values of real files: what is understood, what is told, nothing invented."""

import json
from datetime import date
from decimal import Decimal

import pytest

from marches.decp.rapport import lire_octets
from marches.decp.reperage import type_achat

PROPRE = {
    "id": "2026M001",
    "acheteur": {"id": "21790191700013"},
    "nature": "Marché",
    "objet": "Réfection d’une école",
    "codeCPV": "45442100",
    "techniques": {"technique": ["Sans objet"]},
    "marcheInnovant": False,
    "attributionAvance": False,
    "sousTraitanceDeclaree": False,
    "procedure": "Procédure adaptée",
    "lieuExecution": {"code": "79191", "typeCode": "Code commune"},
    "dureeMois": 12,
    "dateNotification": "2026-03-02",
    "datePublicationDonnees": "2026-03-20",
    "montant": 100000,
    "titulaires": [{"titulaire": {"id": "55204599900869", "typeIdentifiant": "SIRET"}}],
    "considerationsSociales": {"considerationSociale": ["Clause sociale"]},
}


def lire(*notices):
    texte = json.dumps({"marches": {"marche": list(notices)}}, ensure_ascii=True)
    return lire_octets("f.json", texte.encode()).notices


def lire_avec(**champs):
    [notice] = lire(PROPRE | champs)
    return notice


def codes(notice):
    return [anomalie.code for anomalie in notice.anomalies]


def test_notice_propre_sans_anomalie():
    notice = lire_avec()
    assert notice.anomalies == ()
    assert notice.uid == "217901917000132026M001"
    assert (notice.montant, notice.duree_mois) == (Decimal("100000.00"), 12)
    assert notice.considerations_sociales == ("clause",)


@pytest.mark.parametrize(
    ("champ", "publie", "attribut", "lu", "code"),
    [
        ("montant", "NC", "montant", None, "DECP_MONTANT_ABSENT"),
        ("montant", None, "montant", None, "DECP_MONTANT_ABSENT"),
        ("montant", 0, "montant", None, "DECP_MONTANT_NUL"),
        ("montant", -12, "montant", None, "DECP_MONTANT_NUL"),
        ("montant", 1e17, "montant", None, "DECP_MONTANT_INVRAISEMBLABLE"),
        ("montant", 999999999.99, "montant", None, "DECP_MONTANT_INVRAISEMBLABLE"),
        ("montant", float("nan"), "montant", None, "DECP_MONTANT_ILLISIBLE"),
        ("montant", float("inf"), "montant", None, "DECP_MONTANT_ILLISIBLE"),
        ("montant", "sur devis", "montant", None, "DECP_MONTANT_ILLISIBLE"),
        ("montant", True, "montant", None, "DECP_MONTANT_ILLISIBLE"),
        ("montant", [1], "montant", None, "DECP_MONTANT_ILLISIBLE"),
        ("montant", 20.91, "montant", Decimal("20.91"), "DECP_MONTANT_FAIBLE"),
        ("montant", "155 000,50 €", "montant", Decimal("155000.50"), "DECP_MONTANT_FORMAT"),
        ("montant", "155\u00a0000,505", "montant", Decimal("155000.51"), "DECP_MONTANT_FORMAT"),
        ("dureeMois", "NC", "duree_mois", None, "DECP_DUREE_ABSENTE"),
        ("dureeMois", 0, "duree_mois", None, "DECP_DUREE_INVRAISEMBLABLE"),
        ("dureeMois", 36500, "duree_mois", None, "DECP_DUREE_INVRAISEMBLABLE"),
        ("dureeMois", 12.5, "duree_mois", None, "DECP_DUREE_ILLISIBLE"),
        ("dureeMois", "un an", "duree_mois", None, "DECP_DUREE_ILLISIBLE"),
        ("dateNotification", "NC", "date_notification", None, "DECP_DATE_ABSENTE"),
        ("dateNotification", "0000-00-00", "date_notification", None, "DECP_DATE_ILLISIBLE"),
        ("dateNotification", "2026-02-30", "date_notification", None, "DECP_DATE_ILLISIBLE"),
        ("dateNotification", "0202-03-02", "date_notification", None, "DECP_DATE_INVRAISEMBLABLE"),
        ("dateNotification", "02/03/2026", "date_notification", date(2026, 3, 2), "DECP_DATE_FORMAT"),
        (
            "dateNotification",
            "2026-03-02T00:00:00",
            "date_notification",
            date(2026, 3, 2),
            "DECP_DATE_FORMAT",
        ),
        ("codeCPV", "NC", "cpv", None, "DECP_CPV_ABSENT"),
        ("codeCPV", "4544", "cpv", "45440000", "DECP_CPV_COURT"),
        ("codeCPV", "3452000", "cpv", "03452000", "DECP_CPV_COURT"),
        ("codeCPV", 3452000, "cpv", "03452000", "DECP_CPV_COURT"),
        ("codeCPV", "45442100-8", "cpv", "45442100", "DECP_CPV_CLE"),
        ("codeCPV", "peinture", "cpv", None, "DECP_CPV_ILLISIBLE"),
        ("considerationsSociales", "NC", "considerations_sociales", None, "DECP_CONSIDERATION_ABSENTE"),
        ("considerationsSociales", None, "considerations_sociales", None, "DECP_CONSIDERATION_ABSENTE"),
        ("considerationsSociales", ["Oui"], "considerations_sociales", None, "DECP_CONSIDERATION_INCONNUE"),
        (
            "considerationsSociales",
            ["Clause sociale", "Pas de considération sociale"],
            "considerations_sociales",
            ("clause", "aucune"),
            "DECP_CONSIDERATION_CONTRADICTOIRE",
        ),
        ("sousTraitanceDeclaree", "oui", "sous_traitance_declaree", True, "DECP_BOOLEEN"),
        ("sousTraitanceDeclaree", "1", "sous_traitance_declaree", True, "DECP_BOOLEEN"),
        ("sousTraitanceDeclaree", 0, "sous_traitance_declaree", False, "DECP_BOOLEEN"),
        ("sousTraitanceDeclaree", "peut-être", "sous_traitance_declaree", None, "DECP_BOOLEEN_ILLISIBLE"),
        ("objet", "", "objet", None, "DECP_OBJET_ABSENT"),
        ("objet", "NC", "objet", None, "DECP_OBJET_ABSENT"),
        ("objet", "R\ufffdfection", "objet", "R\ufffdfection", "DECP_CARACTERES_PERDUS"),
        ("objet", "Lot 1<br />Murs &amp; sols", "objet", "Lot 1 Murs & sols", "DECP_BALISES"),
        (
            "objet",
            "MarchÃ© de l’été".replace("été", "Ã©tÃ©").replace("’", "'"),
            "objet",
            "Marché de l'été",
            "DECP_ENCODAGE_DOUBLE",
        ),
        ("id", "2026-M-0001-LOT-17", "identifiant", "2026-M-0001-LOT-17", "DECP_IDENTIFIANT_TROP_LONG"),
        ("titulaires", [], "titulaires", (), "DECP_TITULAIRE_ABSENT"),
        ("titulaires", [{}], "titulaires", (), "DECP_TITULAIRE_ABSENT"),
        ("titulaires", [{"titulaire": {"id": "00000000000000"}}], "titulaires", (), "DECP_TITULAIRE_NEANT"),
    ],
)
def test_valeur_sale(champ, publie, attribut, lu, code):
    notice = lire_avec(**{champ: publie})
    assert getattr(notice, attribut) == lu
    assert codes(notice) == [code]


@pytest.mark.parametrize(
    ("publie", "attendus"), [(999.99, ["DECP_MONTANT_FAIBLE"]), (1000, []), (9999999999, None)]
)
def test_bornes_d_un_montant_plausible(publie, attendus):
    assert codes(lire_avec(montant=publie)) == (
        ["DECP_MONTANT_INVRAISEMBLABLE"] if attendus is None else attendus
    )


def test_siret_de_13_chiffres_retrouve_son_zero():
    notice = lire_avec(titulaires=[{"id": 5542001200019, "typeIdentifiant": "SIRET"}])
    assert notice.titulaires[0].identifiant == "05542001200019"
    assert codes(notice) == ["DECP_TITULAIRES_A_PLAT", "DECP_SIRET_ZERO_PERDU"]


def test_siret_de_13_chiffres_sans_cle_n_est_pas_invente():
    notice = lire_avec(titulaires=[{"titulaire": {"id": "2179019170001", "typeIdentifiant": "SIRET"}}])
    assert notice.titulaires[0].identifiant == "2179019170001"
    assert codes(notice) == ["DECP_SIRET_LONGUEUR"]


def test_cle_du_siret_de_l_acheteur_fausse():
    notice = lire_avec(acheteur={"id": "21790191700014"})
    assert codes(notice) == ["DECP_SIRET_CLE"]
    assert notice.chargeable


@pytest.mark.parametrize("acheteur", [None, "NC", {}, {"id": "NC"}, {"id": "2179019170001"}, ["x"]])
def test_sans_acheteur_rien_n_est_charge(acheteur):
    notice = lire_avec(acheteur=acheteur)
    assert "DECP_ACHETEUR_ABSENT" in codes(notice)
    assert (notice.uid, notice.chargeable) == (None, False)


@pytest.mark.parametrize("identifiant", [None, "", "NC", {}])
def test_sans_identifiant_rien_n_est_charge(identifiant):
    notice = lire_avec(id=identifiant)
    assert codes(notice) == ["DECP_IDENTIFIANT_ABSENT"]
    assert not notice.chargeable


def test_identifiant_plus_long_que_ce_que_l_on_garde():
    notice = lire_avec(id="x" * 61)
    assert codes(notice) == ["DECP_IDENTIFIANT_INUTILISABLE"]
    assert not notice.chargeable


@pytest.mark.parametrize(
    ("cpv", "attendu"),
    [
        ("45442100", "travaux"),
        ("03452000", "fournitures"),
        ("48000000", "fournitures"),
        ("90910000", "services"),
        ("71240000", "pi"),
        (None, None),
    ],
)
def test_type_d_achat_d_apres_le_cpv(cpv, attendu):
    assert type_achat(cpv) == attendu


def test_titulaires_a_plat_dans_le_format_2022():
    notice = lire_avec(titulaires=[{"id": "55204599900869", "typeIdentifiant": "SIRET"}])
    assert codes(notice) == ["DECP_TITULAIRES_A_PLAT"]
    assert len(notice.titulaires) == 1


def test_titulaire_cite_deux_fois():
    notice = lire_avec(titulaires=PROPRE["titulaires"] * 2)
    assert codes(notice) == ["DECP_TITULAIRE_DOUBLE"]
    assert len(notice.titulaires) == 1


def test_titulaire_etranger_garde_son_identifiant():
    notice = lire_avec(titulaires=[{"titulaire": {"id": "BE0403170701", "typeIdentifiant": "TVA"}}])
    assert notice.anomalies == ()
    assert notice.titulaires[0].type_identifiant == "TVA"


def modification(**champs):
    dates = {"dateNotificationModification": "2026-04-01", "datePublicationDonneesModification": "2026-04-02"}
    return {"modification": {"id": 1} | dates | champs}


@pytest.mark.parametrize(
    "champs", [{}, {"montant": 100000.0}, {"dureeMois": 12}, {"titulaires": PROPRE["titulaires"]}]
)
def test_modification_qui_ne_change_rien(champs):
    notice = lire_avec(modifications=[modification(**champs)])
    assert codes(notice) == ["DECP_MODIFICATION_SANS_EFFET"]
    assert notice.modifications[0].sans_effet


def test_modifications_comparees_l_une_apres_l_autre():
    notice = lire_avec(
        modifications=[
            modification(montant=120000),
            modification(montant=120000),
            modification(montant=100000),
        ]
    )
    assert [m.sans_effet for m in notice.modifications] == [False, True, False]
    assert notice.montant_courant == Decimal("100000.00")


def test_meme_uid_de_deux_sources_identique():
    premiere, seconde = lire(
        PROPRE | {"source": "A"}, PROPRE | {"source": "B", "datePublicationDonnees": "2026-03-19"}
    )
    assert (premiere.chargeable, seconde.double_de) == (True, 1)
    assert codes(seconde) == ["DECP_DOUBLON_IDENTIQUE"]


def test_meme_uid_valeurs_differentes_la_plus_recente_est_retenue():
    premiere, seconde = lire(PROPRE, PROPRE | {"montant": 120000, "datePublicationDonnees": "2026-04-01"})
    assert (premiere.double_de, seconde.double_de) == (2, None)
    [anomalie] = premiere.anomalies
    assert anomalie.code == "DECP_DOUBLON_DIFFERENT"
    assert anomalie.valeur == "montant"
    assert "n° 2" in anomalie.phrase


def test_anomalie_dit_le_champ_la_valeur_l_attendu_et_une_phrase():
    [anomalie] = lire_avec(montant="NC").anomalies
    assert (anomalie.champ, anomalie.valeur, anomalie.gravite) == ("montant", "NC", "a_confirmer")
    assert anomalie.attendu == "un montant HT en euros, supérieur à 0"
    assert anomalie.phrase == "Le montant n’est pas communiqué (« NC »)."


def test_texte_sans_caractere_que_la_base_refuse():
    notice = lire_avec(objet="Lot\x00 1\ud800 fin\x92")
    assert notice.objet == "Lot 1 fin’"


def test_element_qui_n_est_pas_une_notice():
    notices = lire(PROPRE, "NC", 12, None, [])
    assert [n.chargeable for n in notices] == [True, False, False, False, False]
    assert {code for n in notices[1:] for code in codes(n)} == {"DECP_NOTICE_ILLISIBLE"}
