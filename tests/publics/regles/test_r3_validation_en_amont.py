"""R3: coverage from the request, and what follows a proposal to the donneur d'ordre."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publics.regles.codes import Code
from publics.regles.decision_donneur_ordre import calendrier_decision, suite_de_la_proposition
from publics.regles.faits import Contrat, Decision, Demande, Fiche
from publics.regles.journee import Dossier, Poste
from publics.regles.missions import enchainer
from publics.regles.parametres import Parametres
from publics.regles.r3_validation_en_amont import demandes_de
from publics.regles.repartition import Saisie, repartir, totaux
from publics.regles.verdict import Gravite

PARAMETRES = Parametres()
MARS = Contrat(debut=date(2026, 3, 9), fin=date(2026, 3, 27))
JUIN = Contrat(debut=date(2026, 6, 1), fin=date(2026, 6, 26))


@pytest.mark.parametrize(
    ("deposee", "prevue", "rang"),
    [
        (date(2026, 3, 1), None, 0),
        (date(2026, 3, 20), None, 0),
        (date(2026, 3, 27), None, 0),
        (date(2026, 3, 28), None, 1),
        (date(2026, 3, 20), date(2026, 6, 1), 1),
        (date(2026, 7, 1), None, 1),
    ],
)
def test_a_quelle_mission_se_rattache_une_demande(deposee, prevue, rang):
    missions = enchainer([MARS, JUIN], 30)
    demande = Demande(deposee_le=deposee, debut_prevu=prevue)
    assert demandes_de(missions, [demande], rang) == (demande,)
    assert demandes_de(missions, [demande], 1 - rang) == ()


DEMANDES = st.lists(
    st.builds(
        lambda jour, decision: Demande(deposee_le=jour, decision=decision),
        st.dates(date(2026, 5, 1), date(2026, 7, 15)),
        st.sampled_from(Decision),
    ),
    max_size=3,
)
SAISIES = st.lists(
    st.builds(
        lambda premier, duree, centiemes: Saisie(
            date(2026, 6, premier), date(2026, 6, min(30, premier + duree)), Decimal(centiemes) / 100
        ),
        st.integers(1, 30),
        st.integers(0, 29),
        st.integers(0, 30000),
    ),
    max_size=5,
)


@settings(deadline=None)
@given(SAISIES, st.none() | DEMANDES, st.dates(date(2026, 4, 1), date(2026, 7, 1)))
def test_le_partage_ne_perd_ni_ne_compte_deux_fois_aucune_heure(saisies, demandes, signee):
    poste = Poste(
        lot="A", employeur="X", contrats=(JUIN,), demandes=None if demandes is None else tuple(demandes)
    )
    sorts = repartir(
        saisies,
        poste=poste,
        dossier=Dossier(titres=(Fiche(signee_le=signee),)),
        parametres=PARAMETRES,
    )
    assert [sort.saisie for sort in sorts] == saisies
    assert sum(totaux(sorts).values()) == sum(saisie.heures for saisie in saisies)


@settings(deadline=None)
@given(DEMANDES, st.dates(date(2026, 5, 1), date(2026, 6, 30)))
def test_demander_plus_tot_ne_fait_jamais_perdre_une_heure(demandes, plus_tot):
    def conformes(liste):
        poste = Poste(lot="A", employeur="X", contrats=(JUIN,), demandes=tuple(liste))
        jours = [date(2026, 6, rang) for rang in range(1, 27)]
        saisies = [Saisie(jour, jour, Decimal(7)) for jour in jours]
        return totaux(repartir(saisies, poste=poste, dossier=Dossier(), parametres=PARAMETRES))["conformes"]

    validee = Demande(deposee_le=plus_tot, decision=Decision.VALIDEE)
    assert conformes([*demandes, validee]) >= conformes(demandes)


def test_calendrier_d_une_proposition_du_1er_juin():
    dates = calendrier_decision(date(2026, 6, 1), PARAMETRES)
    assert dates.reponses_jusqu_au == date(2026, 6, 9)
    assert dates.relance_le == date(2026, 6, 16)
    assert dates.silence_le == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("jours", "accord", "code", "gravite"),
    [
        (8, True, Code.R3_ATTENTE_REPONSES, Gravite.EN_ATTENTE),
        (9, True, Code.R3_ATTENTE_DONNEUR_ORDRE, Gravite.A_DECIDER),
        (15, True, Code.R3_RELANCER, Gravite.A_DECIDER),
        (29, True, Code.R3_RELANCER, Gravite.A_DECIDER),
        (30, True, Code.R3_SILENCE_PROPOSITION_APPLIQUEE, Gravite.CONFORME),
        (30, False, Code.R3_SILENCE_SANS_EFFET, Gravite.A_DECIDER),
        (300, False, Code.R3_SILENCE_SANS_EFFET, Gravite.A_DECIDER),
    ],
)
def test_suite_d_une_proposition_sans_decision(jours, accord, code, gravite):
    verdict = suite_de_la_proposition(
        proposee_le=date(2026, 6, 1),
        au=date(2026, 6, 1) + timedelta(days=jours),
        silence_vaut_accord=accord,
        parametres=PARAMETRES,
    )
    assert (verdict.code, verdict.gravite) == (code, gravite)
