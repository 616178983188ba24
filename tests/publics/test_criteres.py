"""Age of a proof on the day the fiche is signed."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publics.regles.calendrier import ajouter_mois
from publics.services.criteres import CRITERES, constat_preuve, libelle_critere

JOURS = st.dates(datetime.date(2000, 1, 1), datetime.date(2060, 12, 31))


def jour(texte: str) -> datetime.date:
    return datetime.datetime.strptime(texte, "%d/%m/%Y").replace(tzinfo=datetime.UTC).date()


@pytest.mark.parametrize(
    ("code", "preuve", "signee", "constat"),
    [
        ("RSA", "03/07/2026", "02/10/2026", ""),
        ("RSA", "02/07/2026", "02/10/2026", "moins de 3 mois attendus"),
        ("ASE", "03/10/2025", "02/10/2026", ""),
        ("ASE", "02/10/2025", "02/10/2026", "moins de 12 mois attendus"),
        ("QPV", "30/11/2025", "31/05/2026", "moins de 6 mois attendus"),
        ("RSA", "03/10/2026", "02/10/2026", "postérieure à la signature"),
        ("TH", "02/10/2016", "02/10/2026", ""),
    ],
)
def test_age_de_la_preuve(code, preuve, signee, constat):
    trouve = constat_preuve(code, jour(preuve), jour(signee))
    assert constat in trouve
    assert bool(trouve) == bool(constat)


def test_une_preuve_sans_date_se_dit_quand_son_age_compte():
    assert "sans date" in constat_preuve("RSA", None, jour("02/10/2026"))
    assert constat_preuve("SENIOR", None, jour("02/10/2026")) == ""


def test_un_critere_sorti_de_la_liste_garde_son_code():
    assert libelle_critere("ANCIEN") == "ANCIEN"
    assert constat_preuve("ANCIEN", None, jour("02/10/2026")) == ""


@given(preuve=JOURS, signee=JOURS, code=st.sampled_from(sorted(CRITERES)))
def test_une_preuve_vaut_de_son_jour_a_la_veille_de_son_age_maximal(preuve, signee, code):
    age = CRITERES[code].age_mois
    bonne = age is None or preuve <= signee < ajouter_mois(preuve, age)
    assert (constat_preuve(code, preuve, signee) == "") == bonne
