"""French figures, dates and typography as people read them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.base import dates, formats
from guichet.base.typographie import insecables

N = "\u00a0"


@pytest.mark.parametrize(
    ("valeur", "decimales", "attendu"),
    [
        (Decimal("1412.50"), None, f"1{N}412,5{N}h"),
        (Decimal("1412.5"), 2, f"1{N}412,50{N}h"),
        (Decimal("25009.00"), None, f"25{N}009{N}h"),
        (Decimal("151.665"), 2, f"151,67{N}h"),
        (Decimal("-3.25"), None, f"\u22123,25{N}h"),
        (Decimal("0"), None, f"0{N}h"),
        (Decimal("-0.001"), None, f"0{N}h"),
        (100, None, f"100{N}h"),
        (None, None, "–"),
    ],
)
def test_heures(valeur, decimales, attendu):
    assert formats.heures(valeur, decimales) == attendu


@pytest.mark.parametrize(
    ("valeur", "attendu"),
    [
        (Decimal("1024000"), f"1{N}024{N}000{N}€"),
        (Decimal("11901.37"), f"11{N}901,37{N}€"),
        (Decimal("11901.50"), f"11{N}901,50{N}€"),
        (None, "–"),
    ],
)
def test_montant_ecrit_tous_les_centimes_ou_aucun(valeur, attendu):
    assert formats.montant(valeur) == attendu


@pytest.mark.parametrize(
    ("ratio", "decimales", "attendu"),
    [
        (Decimal("1.025"), None, f"102,5{N}%"),
        (Decimal("0.67"), None, f"67{N}%"),
        (Decimal("0.23"), 1, f"23,0{N}%"),
        (None, None, "–"),
    ],
)
def test_taux(ratio, decimales, attendu):
    assert formats.taux(ratio, decimales) == attendu


@pytest.mark.parametrize(
    ("ratio", "attendu"),
    [
        (Decimal("0.12"), f"+12{N}%"),
        (Decimal("-0.03"), f"\u22123{N}%"),
        (Decimal("1.317"), f"+131,7{N}%"),
        (Decimal("0"), f"0{N}%"),
        (Decimal("0.0004"), f"0{N}%"),
    ],
)
def test_evolution_porte_son_signe(ratio, attendu):
    assert formats.evolution(ratio) == attendu


def test_identifiants():
    assert formats.siret("21790191700013") == f"217{N}901{N}917{N}00013"
    assert formats.siret("1.23E+13") == "1.23E+13"
    assert formats.telephone("0549000014") == N.join(("05", "49", "00", "00", "14"))
    assert formats.telephone("+33 5 49 00 00 14") == "+33 5 49 00 00 14"
    assert formats.taille(1) == f"1{N}octet"
    assert formats.taille(1_310_000) == f"1,3{N}Mo"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_un_nombre_se_relit_sans_perte(valeur):
    ecrit = formats.nombre(valeur)
    relu = Decimal(ecrit.replace(N, "").replace(",", ".").replace("\u2212", "-"))
    assert relu == valeur
    assert " " not in ecrit
    assert "\u202f" not in ecrit


def test_dates_en_colonne_en_liste_et_en_phrase():
    d = date(2026, 11, 10)
    assert dates.jour(d) == "10/11/2026"
    assert dates.jour(date(2026, 1, 12)) == "12/01/2026"
    assert dates.jour_court(d) == f"10{N}nov."
    assert dates.jour_long(d) == f"mardi 10{N}novembre"
    assert dates.date_longue(date(2026, 1, 1)) == f"jeudi 1er{N}janvier 2026"
    assert dates.instant(datetime(2026, 11, 5, 9, 5, tzinfo=UTC)) == f"5{N}nov. 9{N}h{N}05"
    assert dates.jour(None) == "–"


@pytest.mark.parametrize(
    ("mois", "attendu"),
    [(10, "d’octobre 2026"), (4, "d’avril 2026"), (8, "d’août 2026"), (9, "de septembre 2026")],
)
def test_le_mois_s_elide_apres_de(mois, attendu):
    assert dates.de_mois(date(2026, mois, 1)) == attendu


@pytest.mark.parametrize(
    ("quand", "attendu"),
    [
        (date(2026, 10, 12), f"24{N}jours"),
        (date(2026, 11, 4), f"1{N}jour"),
        (date(2026, 11, 5), "aujourd’hui"),
        (date(2026, 11, 8), f"dans 3{N}jours"),
    ],
)
def test_anciennete(quand, attendu):
    assert dates.jours_depuis(quand, date(2026, 11, 5)) == attendu


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("Ligne 7 : fiche périmée !", f"Ligne{N}7{N}: fiche périmée{N}!"),
        ("« ecole jean » au lot 3", f"«{N}ecole jean{N}» au lot{N}3"),
        ("12 000 h, 5 % ou 30 €", f"12{N}000{N}h, 5{N}% ou 30{N}€"),
        ("n° 4 ; l'avis", f"n°{N}4{N}; l’avis"),
        ("un hiver à 9 h 58", f"un hiver à 9{N}h 58"),
    ],
)
def test_espaces_insecables(texte, attendu):
    assert insecables(texte) == attendu
