"""Whatever the cells: recognition ends without raising, loses no hour, and its result can be written back."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from guichet.tableaux.classeur import Classeur, Feuille
from guichet.tableaux.ecriture import ecrire_erreurs
from guichet.tableaux.reconnaissance import reconnaitre

MOTS = [
    *(
        "",
        "Nom",
        "Prénom",
        "Nom Prénom",
        "Né le",
        "Heures",
        "Total",
        "Sous-total",
        "Marché",
        "Marché : M1",
        "Lot 3",
        "S1",
    ),
    *(
        "Semaine 36",
        "Septembre 2026",
        "7h30",
        "151,67",
        "absent",
        "=1+1",
        "03/02/1990",
        "31/09/2026",
        "ROY Zoé",
        "\u202ex",
    ),
]
CELLULES = st.one_of(
    st.sampled_from(MOTS),
    st.text(max_size=12),
    st.floats(),
    st.integers(-(10**15), 10**15),
    st.booleans(),
    st.dates(),
    st.datetimes(min_value=datetime(1900, 1, 1)),  # noqa: DTZ001
    st.timedeltas(timedelta(0), timedelta(days=400)),
)
GRILLES = st.lists(st.lists(CELLULES, max_size=8), max_size=14)
FUSIONS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 5), st.integers(0, 14), st.integers(0, 9)), max_size=3
)


@settings(max_examples=150, deadline=None)
@given(GRILLES, GRILLES, FUSIONS, st.sampled_from(["xlsx", "csv"]))
def test_n_importe_quelles_cellules(grille, autre, fusions, nature):
    classeur = Classeur(nature, [Feuille("Feuil1", grille, True, fusions), Feuille("M2", autre)])
    resultat = reconnaitre(classeur, mois=date(2026, 9, 1))
    problemes = [p for t in resultat.tableaux for ligne in t.lignes for p in ligne.problemes]
    assert all(p.phrase.endswith(".") for p in problemes)
    octets = ecrire_erreurs(classeur, problemes)
    assert len(openpyxl.load_workbook(BytesIO(octets)).worksheets) == 2
    suivant = reconnaitre(classeur, mois=date(2026, 9, 1), memoire=resultat.memoire)
    assert suivant.connue or not resultat.tableaux


@given(
    st.lists(
        st.tuples(st.sampled_from(["ROY Zoé", "PETIT Inès", "LE GOFF Élie"]), st.integers(1, 20_000)),
        min_size=1,
        max_size=30,
    )
)
def test_aucune_heure_ne_se_perd(lignes):
    grille = [["Nom Prénom", "Marché", "Heures"]]
    grille += [[nom, "M1", float(Decimal(centiemes) / 100)] for nom, centiemes in lignes]
    total = Decimal(sum(centiemes for _, centiemes in lignes)) / 100
    grille += [["Total", "", float(total)]]
    resultat = reconnaitre(Classeur("xlsx", [Feuille("Feuil1", grille)]))
    (tableau,) = resultat.tableaux
    assert sum(ligne.valeurs["heures"] for ligne in tableau.lignes) == total
    assert tableau.avertissements == []
    assert tableau.total_annonce == tableau.heures_lues == total
    assert len(tableau.lignes) + len(tableau.sans_heures) == len(lignes)
