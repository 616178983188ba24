"""R4: the clock of a person, its exceptions, extensions and new periods."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publics.regles.codes import Code
from publics.regles.faits import Contrat, Fiche, NatureContrat, PassIae, Periode, Statut, StatutTitre
from publics.regles.faits import TypeEmployeur as T
from publics.regles.parametres import Parametres
from publics.regles.r4_duree_eligibilite import Parcours, debut_de_periode, duree_eligibilite
from publics.regles.verdict import Gravite

PARAMETRES = Parametres()
PREMIERE = Periode(date(2024, 2, 12), date(2026, 12, 31))
JOUR = date(2026, 6, 1)


def duree(
    jour=JOUR, *, parametres=PARAMETRES, contrat=None, type_employeur=T.ETTI, employeur="X", **parcours
):
    return duree_eligibilite(
        jour=jour,
        parcours=Parcours(**{"missions": (PREMIERE,), **parcours}),
        parametres=parametres,
        contrat=contrat,
        type_employeur=type_employeur,
        employeur=employeur,
    )


@pytest.mark.parametrize(
    ("statut", "debut", "fin", "employeur", "code"),
    [
        (StatutTitre.ESAT, date(2019, 1, 7), None, "X", Code.R4_STATUT_NON_LIMITE),
        (StatutTitre.EA, date(2019, 1, 7), JOUR, None, Code.R4_STATUT_NON_LIMITE),
        (StatutTitre.EATT, date(2019, 1, 7), JOUR - timedelta(days=1), "X", Code.R4_DUREE_ATTEINTE),
        (StatutTitre.ESAT, date(2019, 1, 7), None, "Y", Code.R4_DUREE_ATTEINTE),
        (StatutTitre.GEIQ, date(2019, 1, 7), None, "X", Code.R4_DUREE_ATTEINTE),
    ],
)
def test_statut_sans_duree_limite_chez_son_employeur(statut, debut, fin, employeur, code):
    titre = Statut(statut=statut, debut=debut, fin=fin, employeur=employeur)
    assert duree(titres=(titre,)).code == code


@pytest.mark.parametrize("type_employeur", [T.AI, T.EI, T.ETTI, T.ACI, T.EITI])
def test_salarie_de_siae_tant_que_le_pass_court_suspension_comprise(type_employeur):
    titre = PassIae(
        debut=date(2024, 2, 12),
        fin=date(2026, 2, 11),
        suspensions=(Periode(date(2025, 1, 1), date(2025, 12, 31)),),
    )
    verdict = duree(titres=(titre,), type_employeur=type_employeur)
    assert (verdict.code, verdict.jusqu_au) == (Code.R4_PASS_EN_COURS, date(2027, 2, 11))


@pytest.mark.parametrize("type_employeur", [T.GEIQ, T.ETT, T.TITULAIRE, None])
def test_le_pass_ne_leve_la_duree_que_dans_une_siae(type_employeur):
    titre = PassIae(debut=date(2025, 2, 12), fin=date(2027, 2, 11))
    assert duree(titres=(titre,), type_employeur=type_employeur).code == Code.R4_DUREE_ATTEINTE


CDI = Contrat(debut=date(2026, 2, 11), nature=NatureContrat.CDI)


@pytest.mark.parametrize(
    ("contrat", "type_employeur", "code"),
    [
        (CDI, T.TITULAIRE, Code.R4_CDI),
        (CDI, T.SOUS_TRAITANT, Code.R4_CDI),
        (CDI, T.GEIQ, Code.R4_DUREE_ATTEINTE),
        (Contrat(debut=date(2026, 2, 12), nature=NatureContrat.CDI), T.TITULAIRE, Code.R4_DUREE_ATTEINTE),
        (Contrat(debut=date(2026, 2, 11), nature=NatureContrat.CDD), T.TITULAIRE, Code.R4_DUREE_ATTEINTE),
        (
            Contrat(debut=date(2026, 2, 11), nature=NatureContrat.PROFESSIONNALISATION),
            T.GEIQ,
            Code.R4_ALTERNANCE,
        ),
    ],
)
def test_cdi_et_alternance_commences_pendant_l_eligibilite(contrat, type_employeur, code):
    assert duree(contrat=contrat, type_employeur=type_employeur).code == code


def test_cdi_regle_a_douze_mois():
    parametres = Parametres(duree_cdi_mois=12)
    verdict = duree(contrat=CDI, type_employeur=T.TITULAIRE, parametres=parametres)
    assert verdict.jusqu_au == date(2027, 2, 10)


def test_une_prolongation_plus_longue_que_l_horloge_du_cdi_compte_encore():
    verdict = duree(
        date(2028, 6, 1),
        contrat=Contrat(debut=date(2026, 2, 11), nature=NatureContrat.CDI),
        type_employeur=T.TITULAIRE,
        prolongation_mois=36,
    )
    assert verdict.jusqu_au == date(2029, 2, 11)


@pytest.mark.parametrize(
    ("reprise", "signee", "premier"),
    [
        (date(2025, 3, 16), date(2025, 3, 1), date(2025, 3, 16)),
        (date(2025, 3, 15), date(2025, 3, 1), date(2023, 6, 1)),
        (date(2025, 3, 16), date(2024, 3, 1), date(2023, 6, 1)),
    ],
)
def test_nouvelle_periode_apres_douze_mois_pleins_et_sur_un_nouveau_titre(reprise, signee, premier):
    parcours = Parcours(
        missions=(Periode(date(2023, 6, 1), date(2024, 3, 15)), Periode(reprise, None)),
        titres=(Fiche(signee_le=signee),),
    )
    assert debut_de_periode(reprise, parcours, PARAMETRES) == premier


def test_un_pass_commence_le_dernier_jour_de_la_mission_n_est_pas_un_nouveau_titre():
    def debut(commence):
        parcours = Parcours(
            missions=(Periode(date(2023, 6, 1), date(2024, 3, 15)), Periode(date(2025, 6, 1))),
            titres=(PassIae(debut=commence, fin=date(2026, 3, 14)),),
        )
        return debut_de_periode(date(2025, 6, 1), parcours, PARAMETRES)

    assert debut(date(2024, 3, 15)) == date(2023, 6, 1)
    assert debut(date(2024, 3, 16)) == date(2025, 6, 1)


def test_une_mission_ailleurs_entre_temps_empeche_la_nouvelle_periode():
    parcours = Parcours(
        missions=(
            Periode(date(2023, 6, 1), date(2024, 3, 15)),
            Periode(date(2024, 9, 1), date(2024, 9, 2)),
            Periode(date(2025, 3, 16), None),
        ),
        titres=(Fiche(signee_le=date(2025, 3, 1)),),
    )
    assert debut_de_periode(date(2025, 3, 16), parcours, PARAMETRES) == date(2023, 6, 1)


def test_une_date_plus_ancienne_connue_ailleurs_l_emporte():
    assert duree(date(2026, 1, 5), premiere_connue=date(2024, 1, 5)).gravite is Gravite.REFUSEE
    assert duree(date(2026, 1, 4), premiere_connue=date(2024, 1, 5)).gravite is Gravite.CONFORME


@settings(deadline=None)
@given(st.dates(date(2010, 1, 1), date(2040, 1, 1)), st.integers(-60, 60), st.integers(0, 24))
def test_prolonger_ne_raccourcit_jamais(premier, ecart, mois):
    jour = premier + timedelta(days=730 + ecart)
    sans = duree(jour, missions=(Periode(premier),))
    avec = duree(jour, missions=(Periode(premier),), prolongation_mois=mois)
    if sans.gravite is Gravite.CONFORME:
        assert avec.gravite is Gravite.CONFORME
        assert avec.jusqu_au >= sans.jusqu_au
