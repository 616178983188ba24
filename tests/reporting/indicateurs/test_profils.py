"""Profiles at entry and natures of exits, on the dated examples of domaine §7; masks on the printed rows."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.indicateurs.lus import Faits, PersonneLue, SortieLue
from reporting.indicateurs.periodes import Periode, annee, cumul, periode, precedentes
from reporting.indicateurs.repartitions import PROFILS, classe_d_age, profil
from reporting.indicateurs.sorties import est_durable, nature, six_mois_ou_plus

ENTREE = date(2026, 3, 2)
SEXE = next(r for r in PROFILS if r.code == "sexe")


def personne(**champs) -> PersonneLue:
    defauts = {
        "pk": 1,
        "sexe": "M",
        "ne_le": date(1990, 1, 1),
        "qpv": None,
        "niveau": "",
        "mois_chomage": None,
        "commune": "",
        "prescripteur": "",
        "critere": "",
        "premiere": ENTREE,
        "heures": (Decimal(10),),
        "marches": (1,),
    }
    return PersonneLue(**defauts | champs)


@pytest.mark.parametrize(
    ("fin", "durable"), [(date(2026, 8, 31), True), (date(2026, 8, 30), False)], ids=["31_08", "30_08"]
)
def test_un_contrat_du_01_03_est_durable_jusqu_au_31_08(fin, durable):
    assert six_mois_ou_plus(date(2026, 3, 1), fin) is durable
    sortie = SortieLue(
        participant=1, le=fin, vers="autre", type_contrat="cdd", debut=date(2026, 3, 1), fin=fin
    )
    assert est_durable(sortie) is durable
    assert nature(sortie) == ("durable" if durable else "transition")


@pytest.mark.parametrize(
    ("vers", "contrat", "attendue"),
    [
        ("titulaire", "cdi", "durable"),
        ("autre", "cdd6", "durable"),
        ("autre", "interim", "transition"),
        ("formation", "", "positive"),
        ("sans", "", "autre"),
        ("inconnue", "cdi", "autre"),
    ],
)
def test_la_nature_d_une_sortie(vers, contrat, attendue):
    sortie = SortieLue(participant=1, le=ENTREE, vers=vers, type_contrat=contrat, debut=None, fin=None)
    assert nature(sortie) == attendue


@pytest.mark.parametrize(
    ("ne_le", "classe"),
    [
        (date(2000, 3, 3), "Moins de 26 ans"),
        (date(2000, 3, 2), "26 à 44 ans"),
        (date(1981, 3, 3), "26 à 44 ans"),
        (date(1981, 3, 2), "45 à 49 ans"),
        (date(1976, 3, 2), "50 ans et plus"),
        (None, "Non renseigné"),
    ],
)
def test_l_age_est_celui_du_premier_jour_de_la_premiere_mission(ne_le, classe):
    assert classe_d_age(personne(ne_le=ne_le)) == classe


def test_37_personnes_dont_4_femmes_total_visible_et_deux_sexes_masques():
    gens = [personne(pk=n, sexe="F" if n < 4 else "M") for n in range(37)]
    faits = Faits((annee(2026),), Decimal(1607), personnes=gens)
    parts = profil(faits, 0, SEXE)
    assert len(faits.personnes_de(0)) == 37
    assert [(p.nombre, p.heures, p.masquee) for p in parts] == [(None, None, True)] * 2
    clair = profil(faits, 0, SEXE, masque=False)
    assert [p.nombre for p in clair] == [4, 33]


@given(st.lists(st.sampled_from(["F", "M", ""]), max_size=60))
def test_ce_qui_reste_visible_ne_donne_jamais_un_petit_effectif_par_soustraction(sexes):
    gens = [personne(pk=n, sexe=s) for n, s in enumerate(sexes)]
    parts = profil(Faits((annee(2026),), Decimal(1607), personnes=gens), 0, SEXE)
    visibles = sum(p.nombre for p in parts if not p.masquee)
    caches = [p for p in parts if p.masquee]
    assert all(p.nombre >= 5 for p in parts if not p.masquee)
    if caches and len(parts) > 1 and len(gens) >= 5:
        assert len(caches) >= 2
        assert len(gens) - visibles >= 5


def test_les_periodes_comparees():
    onze = periode(date(2017, 1, 1), date(2017, 11, 30))
    assert (onze.libelle, onze.precision) == ("2017", "onze mois")
    assert [p.libelle for p in precedentes(onze)] == ["2016", "2015"]
    assert precedentes(onze)[0].fin == date(2016, 12, 31)
    trimestre = periode(date(2026, 2, 1), date(2026, 4, 30))
    assert [(p.debut, p.fin) for p in precedentes(trimestre, 1)] == [(date(2025, 2, 1), date(2025, 4, 30))]
    fevrier = periode(date(2024, 2, 1), date(2024, 2, 29))
    assert precedentes(fevrier, 1)[0].fin == date(2023, 2, 28)
    assert date(1999, 1, 1) in cumul(onze)
    with pytest.raises(ValueError, match="premier du mois"):
        Periode(date(2026, 1, 2), date(2026, 3, 31), "")
