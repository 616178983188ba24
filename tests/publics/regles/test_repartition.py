"""Hours over several days: cut where their fate changes, exactly as judging each day alone would."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as st

from publics.regles.faits import (
    Contrat,
    Decision,
    Demande,
    Fiche,
    NatureContrat,
    PassIae,
    Periode,
    Statut,
    StatutTitre,
    TypeEmployeur,
)
from publics.regles.journee import Dossier, Poste, juger
from publics.regles.parametres import Parametres
from publics.regles.repartition import A_VENTILER, Saisie, repartir, totaux
from publics.regles.verdict import Gravite

PARAMETRES = Parametres()
JUIN = Saisie(date(2026, 6, 1), date(2026, 6, 30), Decimal(140))


def autour(debut=date(2026, 4, 1), fin=date(2026, 7, 31)):
    return st.dates(debut, fin)


def periodes():
    return st.builds(
        lambda debut, duree: Periode(debut, debut + timedelta(days=duree)), autour(), st.integers(0, 60)
    )


CONTRATS = st.lists(
    st.builds(
        lambda p, nature, permanent: Contrat(debut=p.debut, fin=p.fin, nature=nature, permanent=permanent),
        periodes(),
        st.sampled_from(NatureContrat),
        st.sampled_from((False, False, False, True)),
    ),
    max_size=4,
)
TITRES = st.lists(
    st.one_of(
        st.builds(lambda jour: Fiche(signee_le=jour), autour()),
        st.builds(lambda p, s: PassIae(debut=p.debut, fin=p.fin, suspensions=(s,)), periodes(), periodes()),
        st.builds(lambda p: Statut(statut=StatutTitre.EA, debut=p.debut, fin=p.fin), periodes()),
    ),
    max_size=3,
)
DEMANDES = st.lists(
    st.builds(lambda jour, d: Demande(deposee_le=jour, decision=d), autour(), st.sampled_from(Decision)),
    max_size=3,
)


@settings(max_examples=300, deadline=None)
@given(
    CONTRATS,
    st.none() | TITRES,
    st.none() | DEMANDES,
    st.none() | st.dates(date(2024, 5, 15), date(2024, 7, 15)),
    st.sampled_from((TypeEmployeur.ETTI, TypeEmployeur.TITULAIRE)),
)
def test_les_troncons_disent_ce_que_dit_chaque_jour(contrats, titres, demandes, premiere, type_employeur):
    poste = Poste(
        lot="A",
        employeur="X",
        contrats=tuple(contrats),
        demandes=None if demandes is None else tuple(demandes),
        type_employeur=type_employeur,
    )
    dossier = Dossier(titres=None if titres is None else tuple(titres), premiere_mission_connue=premiere)
    jours = [date(2026, 6, rang) for rang in range(1, 31)]
    jours = [jour for jour in jours if any(jour in c.periode for c in contrats)]
    if not jours:
        return
    attendu = [
        juger(jour=jour, poste=poste, dossier=dossier, parametres=PARAMETRES).verdict.gravite
        for jour in jours
    ]
    (sort,) = repartir([JUIN], poste=poste, dossier=dossier, parametres=PARAMETRES)
    assert [t.verdict.gravite for t in sort.troncons] == [gravite for gravite, _ in groupby(attendu)]
    for jour, gravite in zip(jours, attendu, strict=True):
        (troncon,) = [t for t in sort.troncons if t.debut <= jour <= t.fin]
        assert troncon.verdict.gravite is gravite
    assert (sort.case == A_VENTILER) is (len(set(attendu)) > 1)


def test_une_eligibilite_qui_finit_dans_le_mois_coupe_le_lendemain_de_son_dernier_jour():
    poste = Poste(lot="A", employeur="X", contrats=(Contrat(debut=date(2026, 5, 1)),))
    dossier = Dossier(premiere_mission_connue=date(2024, 6, 16))
    (sort,) = repartir([JUIN], poste=poste, dossier=dossier, parametres=PARAMETRES)
    assert [(t.debut, t.fin, t.verdict.gravite) for t in sort.troncons] == [
        (date(2026, 6, 1), date(2026, 6, 15), Gravite.CONFORME),
        (date(2026, 6, 16), date(2026, 6, 30), Gravite.REFUSEE),
    ]


def test_sans_contrat_les_jours_declares_font_la_mission():
    poste = Poste(lot="A", employeur="X", demandes=(Demande(deposee_le=date(2026, 6, 15)),))
    (sort,) = repartir([JUIN], poste=poste, dossier=Dossier(), parametres=PARAMETRES)
    assert [(t.debut, t.fin) for t in sort.troncons] == [
        (date(2026, 6, 1), date(2026, 6, 14)),
        (date(2026, 6, 15), date(2026, 6, 30)),
    ]


def test_les_cases_sont_toujours_toutes_la():
    assert totaux([]) == dict.fromkeys(
        ("conformes", "a_decider", "en_attente", "refusees", "a_ventiler"), Decimal(0)
    )
