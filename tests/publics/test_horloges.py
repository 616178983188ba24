"""The clocks of a person, from the rows to what the pages show (R2, R4)."""

import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guichet.base.horloge import figer
from guichet.models import Reglage
from publics.regles.calendrier import ajouter_mois
from publics.services.horloges import horloges, horloges_de
from publics.services.parametres import parametres
from tests.fabriques.publics import (
    MissionFactory,
    ParticipantFactory,
    PrescriptionFactory,
    TitreFactory,
    structure,
)

UN_JOUR = datetime.timedelta(days=1)


def jour(texte: str) -> datetime.date:
    return datetime.date(int(texte[6:] or 2026), int(texte[3:5]), int(texte[:2]))


def le(personne, quand: str):
    return horloges(personne, jour=jour(quand), parametres=parametres(personne.territoire))


def test_une_personne_nouvelle_n_a_ni_titre_ni_duree_commencee(territoire):
    vues = le(ParticipantFactory(territoire=territoire), "05/11")
    assert not vues.eligible
    assert (vues.jours_titre, vues.jours_duree, vues.debut, vues.fin) == (None, None, None, None)


def test_la_fiche_compte_le_jour_meme_et_le_dernier(territoire):
    personne = ParticipantFactory(territoire=territoire)
    TitreFactory(territoire=territoire, participant=personne, debut=jour("15/03"), fin=jour("15/05"))
    assert le(personne, "15/05").jours_titre == 1
    assert le(personne, "16/05").jours_titre is None
    assert "périmée depuis le 15/05/2026" in le(personne, "16/05").titre.phrase


def test_une_fiche_non_validee_attend_le_guichet(territoire):
    fiche = PrescriptionFactory(territoire=territoire, signee_le=jour("02/10"))
    assert le(fiche.participant, "05/11").titre.code == "R2_FICHE_A_VALIDER"


def test_rsa_premiere_mission_12_02_2024_eligible_jusqu_au_11_02_2026(territoire):
    personne = ParticipantFactory(territoire=territoire)
    MissionFactory(
        territoire=territoire,
        participant=personne,
        etat="terminee",
        debut=jour("12/02/2024"),
        fin=jour("28/06/2024"),
    )
    MissionFactory(
        territoire=territoire, participant=personne, etat="en_cours", debut=jour("03/03/2025"), fin=None
    )
    veille = le(personne, "11/02")
    assert (veille.debut, veille.fin, veille.jours_duree) == (jour("12/02/2024"), jour("11/02"), 1)
    lendemain = le(personne, "12/02")
    assert (lendemain.fin, lendemain.jours_duree) == (jour("11/02"), 0)
    assert lendemain.duree.code == "R4_DUREE_ATTEINTE"
    assert veille.jours_hors_duree(jour("07/03")) == 24


def test_une_mission_refusee_ou_annulee_ne_fait_pas_partir_la_duree(territoire):
    personne = ParticipantFactory(territoire=territoire)
    for etat in ("refusee", "annulee"):
        MissionFactory(territoire=territoire, participant=personne, etat=etat, debut=jour("02/03"))
    assert le(personne, "05/11").debut is None


def test_une_date_plus_ancienne_connue_ailleurs_fait_partir_la_duree(territoire):
    personne = ParticipantFactory(territoire=territoire, entree_ailleurs=jour("01/12/2024"))
    assert le(personne, "05/11").fin == jour("30/11")


def test_travailleur_d_esat_sans_limite(territoire):
    personne, esat = ParticipantFactory(territoire=territoire), structure(territoire)
    TitreFactory(
        territoire=territoire,
        participant=personne,
        genre="esat",
        debut=jour("07/01/2019"),
        fin=None,
        structure=esat,
    )
    MissionFactory(
        territoire=territoire,
        participant=personne,
        employeur=esat,
        etat="en_cours",
        debut=jour("07/01/2019"),
        fin=None,
    )
    vues = le(personne, "05/11")
    assert vues.sans_limite
    assert vues.eligible
    assert (vues.jours_titre, vues.jours_duree) == (None, None)


def test_un_pass_iae_suspendu_repousse_sa_fin(territoire):
    personne = ParticipantFactory(territoire=territoire)
    TitreFactory(
        territoire=territoire,
        participant=personne,
        genre="pass_iae",
        debut=jour("05/01"),
        fin=jour("31/10"),
        interruptions=[["2026-06-01", "2026-06-10"]],
    )
    assert le(personne, "10/11").titre.jusqu_au == jour("10/11")
    assert le(personne, "05/06").titre.code == "R2_PASS_SUSPENDU"
    assert le(personne, "11/11").titre.code == "R2_PASS_TERMINE"


def test_le_reglage_du_territoire_change_la_validite(territoire):
    personne = ParticipantFactory(territoire=territoire)
    TitreFactory(territoire=territoire, participant=personne, debut=jour("15/03"), fin=jour("15/05"))
    Reglage.objects.create(
        territoire=territoire,
        cle="validite_fiche_mois",
        valeur=3,
        modifie_le=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
    )
    assert le(personne, "15/06").jours_titre == 1


def test_les_horloges_de_plusieurs_sont_celles_de_chacune(territoire, django_assert_num_queries):
    personnes = [ParticipantFactory(territoire=territoire) for _ in range(5)]
    for rang, personne in enumerate(personnes):
        TitreFactory(
            territoire=territoire,
            participant=personne,
            debut=jour("01/10") + rang * UN_JOUR,
            fin=jour("01/12"),
        )
        MissionFactory(
            territoire=territoire,
            participant=personne,
            etat="en_cours",
            debut=jour("03/10") + rang * UN_JOUR,
        )
    reglages = parametres(territoire)
    with django_assert_num_queries(3):
        ensemble = horloges_de(personnes, jour=jour("05/11"), parametres=reglages)
    assert [ensemble[p.pk] for p in personnes] == [
        horloges(p, jour=jour("05/11"), parametres=reglages) for p in personnes
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    signee=st.dates(datetime.date(2023, 1, 1), datetime.date(2028, 12, 31)),
    debut=st.dates(datetime.date(2023, 1, 1), datetime.date(2028, 12, 31)),
    ecart=st.integers(-800, 800),
)
def test_quels_que_soient_les_jours_le_dernier_compte_et_le_suivant_non(territoire, signee, debut, ecart):
    personne = ParticipantFactory(territoire=territoire)
    TitreFactory(
        territoire=territoire,
        participant=personne,
        debut=signee,
        fin=ajouter_mois(signee, 2),
    )
    MissionFactory(territoire=territoire, participant=personne, etat="en_cours", debut=debut, fin=None)
    reglages = parametres(territoire)
    quand = debut + ecart * UN_JOUR
    with figer(quand):
        vues = horloges(personne, jour=quand, parametres=reglages)
    if vues.jours_titre is not None:
        assert signee <= quand <= ajouter_mois(signee, 2)
        dernier = quand + (vues.jours_titre - 1) * UN_JOUR
        assert horloges(personne, jour=dernier, parametres=reglages).jours_titre == 1
        assert horloges(personne, jour=dernier + UN_JOUR, parametres=reglages).jours_titre is None
    if quand < debut:
        assert vues.debut is None
    elif vues.jours_duree:
        fin = quand + (vues.jours_duree - 1) * UN_JOUR
        assert fin + UN_JOUR == ajouter_mois(debut, 24)
        assert horloges(personne, jour=fin + UN_JOUR, parametres=reglages).jours_duree == 0
    else:
        assert quand >= ajouter_mois(debut, 24)
