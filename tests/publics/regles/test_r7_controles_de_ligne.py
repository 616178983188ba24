"""R7: checks of a line, their severity and their words."""

from datetime import date
from decimal import Decimal

import pytest

from publics.regles.codes import Code
from publics.regles.parametres import Parametres
from publics.regles.r7_controles_de_ligne import Ligne, controler_ligne
from publics.regles.verdict import Gravite

B, C, N = Gravite.BLOQUANT, Gravite.A_CONFIRMER, Gravite.INFORMATION


def controler(parametres=None, **change):
    ligne = Ligne(
        **{"mois": date(2026, 6, 1), "mois_du_jour": date(2026, 7, 3), "heures": Decimal(140), **change}
    )
    return controler_ligne(ligne, parametres or Parametres())


def test_une_ligne_ordinaire_est_sans_anomalie():
    assert controler() == ()


CAS = [
    ({"personne_connue": False, "personne": "Ben Ali"}, B, Code.R7_PERSONNE_INCONNUE, "« Ben Ali »"),
    ({"lot_connu": False, "lot": "Ecole Zola"}, B, Code.R7_LOT_INCONNU, "Marché « Ecole Zola » introuvable"),
    ({"lot_etat": "clos"}, B, Code.R7_LOT_CLOS, "clôturé"),
    ({"mois": date(2026, 8, 1)}, B, Code.R7_MOIS_FUTUR, "d’août 2026"),
    ({"doublon_exact": True}, B, Code.R7_DOUBLON_EXACT, "identique"),
    ({"semaines": {"S1": Decimal("48.5"), "S2": Decimal("91.5")}}, C, Code.R7_SEMAINE_LONGUE, "S1"),
    ({"heures_autres": Decimal("80.01")}, C, Code.R7_MOIS_LONG, "220,01"),
    ({"lot_debut": date(2026, 7, 1)}, C, Code.R7_HORS_DATES_LOT, "01/07/2026"),
    ({"lot_fin": date(2026, 5, 31)}, C, Code.R7_HORS_DATES_LOT, "31/05/2026"),
    ({"lot_etat": "receptionne"}, C, Code.R7_LOT_RECEPTIONNE, "réceptionné"),
    ({"mois_cloture": True}, C, Code.R7_MOIS_CLOTURE, "rectificatif"),
    ({"heures": Decimal("-7")}, C, Code.R7_HEURES_NEGATIVES, "avoir sur le mois de juin 2026"),
    ({"heures_deja_declarees": Decimal("70")}, C, Code.R7_DEJA_DECLARE, "Remplacer, ajouter ou ignorer ?"),
    ({"semaines": {"S1": Decimal(35), "S2": Decimal(35)}}, C, Code.R7_SOMME_SEMAINES, "70"),
    ({"employeur_habilite": False}, C, Code.R7_EMPLOYEUR_NON_HABILITE, "convention"),
    ({"contrat_joint": False}, N, Code.R7_CONTRAT_ABSENT, "contrat"),
    ({"heures_mois_precedent": Decimal(280)}, N, Code.R7_ECART_MOIS_PRECEDENT, "le mois précédent"),
]


@pytest.mark.parametrize(("change", "gravite", "code", "mots"), CAS, ids=[str(cas[2]) for cas in CAS])
def test_controle(change, gravite, code, mots):
    verdict = controler(**change)[0]
    assert (verdict.gravite, verdict.code) == (gravite, code)
    assert mots in verdict.texte


@pytest.mark.parametrize(
    "change",
    [
        {"mois": date(2026, 7, 1)},
        {"heures_autres": Decimal(80)},
        {"semaines": {"S1": Decimal(48), "S2": Decimal(48), "S3": Decimal(44)}},
        {"lot_debut": date(2026, 6, 30), "lot_fin": date(2026, 6, 30)},
        {"heures_mois_precedent": Decimal(279)},
        {"heures": Decimal(0)},
    ],
)
def test_a_la_limite_rien_n_est_dit(change):
    assert controler(**change) == ()


def test_plus_de_350_h_bloquant_avant_le_repere_du_mois():
    verdicts = controler(heures=Decimal("350.01"))
    assert [v.code for v in verdicts] == [Code.R7_HEURES_IMPOSSIBLES, Code.R7_MOIS_LONG]
    assert controler(heures=Decimal(350))[0].code == Code.R7_MOIS_LONG


def test_la_phrase_du_mois_long_dit_le_total_et_le_repere():
    (verdict,) = controler(heures_autres=Decimal(85))
    assert verdict.texte == "225\u00a0h au total ce mois, repère 220\u00a0h. Confirmez ou corrigez."


def test_un_doublon_exact_n_est_pas_dit_deux_fois():
    codes = [v.code for v in controler(doublon_exact=True, heures_deja_declarees=Decimal(140))]
    assert codes == [Code.R7_DOUBLON_EXACT]


def test_ligne_d_un_autre_guichet_mise_de_cote_sans_erreur():
    (verdict,) = controler(autre_guichet=True, personne_connue=False, heures=Decimal(999))
    assert (verdict.gravite, verdict.code) == (Gravite.MISE_DE_COTE, Code.R7_AUTRE_GUICHET)


def test_le_plus_grave_d_abord():
    gravites = [v.gravite for v in controler(contrat_joint=False, lot_etat="receptionne", lot_connu=False)]
    assert gravites == [B, C, N]
