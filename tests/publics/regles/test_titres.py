"""R2: each kind of title on one day, and the refusal that is shown."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publics.regles.codes import Code
from publics.regles.faits import EtatFiche, Fiche, PassIae, Periode, Statut, StatutTitre
from publics.regles.parametres import Parametres
from publics.regles.r2_droit_de_commencer import droit_de_commencer
from publics.regles.titres import dernier_jour_fiche, fin_effective
from publics.regles.verdict import Gravite

PARAMETRES = Parametres()
JOURS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


def droit(jour, *titres, employeur=None, parametres=PARAMETRES):
    return droit_de_commencer(jour=jour, titres=titres, parametres=parametres, employeur=employeur)


@pytest.mark.parametrize(
    ("etat", "gravite", "code"),
    [
        (EtatFiche.VALIDEE, Gravite.CONFORME, Code.R2_FICHE_VALABLE),
        (EtatFiche.TRANSMISE, Gravite.EN_ATTENTE, Code.R2_FICHE_A_VALIDER),
        (EtatFiche.PIECE_A_FOURNIR, Gravite.EN_ATTENTE, Code.R2_FICHE_A_VALIDER),
        (EtatFiche.REFUSEE, Gravite.BLOQUANT, Code.R2_FICHE_REFUSEE),
        (EtatFiche.RETIREE, Gravite.BLOQUANT, Code.R2_FICHE_REFUSEE),
        (EtatFiche.BROUILLON, Gravite.BLOQUANT, Code.R2_FICHE_REFUSEE),
    ],
)
def test_fiche_selon_son_etat(etat, gravite, code):
    verdict = droit(date(2026, 4, 1), Fiche(signee_le=date(2026, 3, 15), etat=etat))
    assert (verdict.gravite, verdict.code) == (gravite, code)


@settings(deadline=None)
@given(JOURS, st.integers(0, 200), st.integers(0, 200), st.integers(1, 6))
def test_une_fiche_valable_un_jour_l_est_tous_les_jours_depuis_sa_signature(signee, ecart, avant, mois):
    parametres = Parametres(validite_fiche_mois=mois)
    jour = signee + timedelta(days=ecart)
    plus_tot = signee + timedelta(days=min(ecart, avant))
    fiche = Fiche(signee_le=signee)
    if droit(jour, fiche, parametres=parametres).gravite is Gravite.CONFORME:
        assert droit(plus_tot, fiche, parametres=parametres).gravite is Gravite.CONFORME
    else:
        assert droit(jour + timedelta(days=avant), fiche, parametres=parametres).code == Code.R2_FICHE_PERIMEE


@settings(deadline=None)
@given(JOURS, st.integers(0, 40))
def test_une_fiche_signee_plus_tard_ne_finit_jamais_plus_tot(signee, ecart):
    plus_tard = Fiche(signee_le=signee + timedelta(days=ecart))
    assert dernier_jour_fiche(Fiche(signee_le=signee), PARAMETRES) <= dernier_jour_fiche(
        plus_tard, PARAMETRES
    )


def test_de_deux_titres_valables_celui_qui_dure_le_plus():
    fiche = Fiche(signee_le=date(2026, 3, 15))
    longue = PassIae(debut=date(2025, 1, 1), fin=date(2026, 12, 31))
    assert droit(date(2026, 4, 1), fiche, longue).code == Code.R2_PASS_EN_COURS


def test_de_plusieurs_refus_le_plus_recent():
    ancienne, recente = Fiche(signee_le=date(2025, 1, 10)), Fiche(signee_le=date(2026, 1, 10))
    assert droit(date(2026, 6, 1), ancienne, recente).depuis == date(2026, 3, 10)


def test_une_fiche_a_valider_passe_avant_une_fiche_perimee():
    attente = Fiche(signee_le=date(2026, 5, 20), etat=EtatFiche.TRANSMISE)
    verdict = droit(date(2026, 6, 1), Fiche(signee_le=date(2026, 1, 10)), attente)
    assert verdict.code == Code.R2_FICHE_A_VALIDER


def suspension(*bornes):
    return tuple(Periode(date(2025, *debut), date(2025, *fin)) for debut, fin in bornes)


@pytest.mark.parametrize(
    ("suspensions", "jours"),
    [
        ((), 0),
        (suspension(((6, 1), (6, 10))), 10),
        (suspension(((6, 1), (6, 10)), ((6, 6), (6, 15))), 15),
        (suspension(((6, 1), (6, 20)), ((6, 5), (6, 10))), 20),
        (suspension(((6, 1), (6, 10)), ((8, 1), (8, 1))), 11),
    ],
)
def test_les_suspensions_poussent_le_pass_de_leurs_jours_sans_les_compter_deux_fois(suspensions, jours):
    titre = PassIae(debut=date(2024, 1, 1), fin=date(2025, 12, 31), suspensions=suspensions)
    assert fin_effective(titre) == date(2025, 12, 31) + timedelta(days=jours)


def test_une_suspension_posterieure_a_la_fin_ne_pousse_rien():
    titre = PassIae(debut=date(2023, 1, 1), fin=date(2024, 12, 31), suspensions=suspension(((6, 1), (6, 10))))
    assert fin_effective(titre) == date(2024, 12, 31)


def test_une_suspension_sans_fin_laisse_la_fin_du_pass_inconnue():
    titre = PassIae(debut=date(2024, 1, 1), fin=date(2025, 12, 31), suspensions=(Periode(date(2025, 6, 1)),))
    assert fin_effective(titre) is None
    assert droit(date(2025, 5, 31), titre).gravite is Gravite.CONFORME
    verdict = droit(date(2027, 1, 1), titre)
    assert verdict.code == Code.R2_PASS_SUSPENDU
    assert "sans date de fin" in verdict.phrase


def test_suspension_puis_prolongation():
    titre = PassIae(
        debut=date(2024, 1, 1),
        fin=date(2025, 12, 31),
        suspensions=suspension(((6, 1), (6, 10))),
        prolongations=(Periode(date(2026, 1, 11), date(2026, 7, 10)),),
    )
    assert fin_effective(titre) == date(2026, 7, 10)


def test_suspension_pendant_la_prolongation():
    titre = PassIae(
        debut=date(2023, 1, 1),
        fin=date(2024, 12, 31),
        suspensions=suspension(((6, 1), (6, 10))),
        prolongations=(Periode(date(2025, 1, 1), date(2025, 12, 31)),),
    )
    assert fin_effective(titre) == date(2026, 1, 10)


ESAT = Statut(statut=StatutTitre.ESAT, debut=date(2019, 1, 7), fin=date(2026, 6, 30), employeur="X")


@pytest.mark.parametrize(
    ("jour", "employeur", "code"),
    [
        (date(2026, 6, 30), "X", Code.R2_STATUT_EN_COURS),
        (date(2026, 7, 1), "X", Code.R2_STATUT_TERMINE),
        (date(2019, 1, 6), "X", Code.R2_STATUT_PAS_COMMENCE),
        (date(2026, 6, 30), "Y", Code.R2_STATUT_AUTRE_EMPLOYEUR),
    ],
)
def test_statut_selon_le_jour_et_l_employeur(jour, employeur, code):
    assert droit(jour, ESAT, employeur=employeur).code == code


def test_statut_non_accepte_par_le_territoire():
    parametres = Parametres(statuts_acceptes=frozenset({StatutTitre.GEIQ}))
    assert droit(date(2026, 6, 1), ESAT, parametres=parametres).code == Code.R2_TITRE_NON_ACCEPTE


def test_pass_pas_encore_commence():
    titre = PassIae(debut=date(2026, 6, 2), fin=date(2028, 6, 1))
    assert droit(date(2026, 6, 1), titre).code == Code.R2_PASS_PAS_COMMENCE
