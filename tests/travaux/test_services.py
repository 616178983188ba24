"""Jobs asked, executed, failed, started again: in this process, without a broker."""

import datetime

import pytest
from django.db import connection, transaction

from guichet.base.erreurs import Refus
from guichet.base.horloge import figer, maintenant
from guichet.models import Travail
from guichet.territoires.acces import Acces, acces_systeme
from guichet.travaux import bail, registre
from guichet.travaux.execution import execute
from guichet.travaux.quotidien import demander_le_jour
from guichet.travaux.registre import travail as declare
from guichet.travaux.services import avancer, demander_travail, garder, relancer_travail, terminer


@pytest.fixture
def genre():
    """Declare a kind for one test: `genre(fonction)`."""
    poses = []

    def poser(fonction, code="essai", **options):
        declare(code, **options)(fonction)
        poses.append(code)
        return code

    yield poser
    for code in poses:
        del registre._GENRES[code]


def demander(par, **champs):
    return demander_travail(**{"genre": "essai", "cle": "un", "titre": "Un essai", "par": par, **champs})


def test_demander_deux_fois_donne_le_meme_travail(facilitateur):
    assert demander(facilitateur).pk == demander(facilitateur, titre="Autre titre").pk


def test_un_travail_fait_garde_son_resultat_et_n_est_pas_refait(facilitateur, genre):
    passages = []

    def faire(travail, acces):
        passages.append(acces.utilisateur)
        avancer(travail, 50, "À moitié")
        with transaction.atomic():
            terminer(travail, {"lignes": 3}, adresse="/t/ici/")

    genre(faire)
    travail = demander(facilitateur)
    execute(travail.pk)
    assert execute(travail.pk) is None
    travail.refresh_from_db()
    assert (travail.etat, travail.progres, travail.resultat) == ("fini", 100, {"lignes": 3})
    assert travail.adresse == "/t/ici/"
    assert passages == [facilitateur.utilisateur]


def test_une_fonction_qui_rend_son_resultat_est_terminee_pour_elle(facilitateur, genre):
    genre(lambda travail, acces: {"total": 1})
    travail = demander(facilitateur)
    execute(travail.pk)
    travail.refresh_from_db()
    assert (travail.etat, travail.resultat) == ("fini", {"total": 1})


def test_un_refus_echoue_tout_de_suite_avec_sa_phrase(facilitateur, genre):
    def refuser(travail, acces):
        raise Refus("MODELE_VIDE", "Le modèle est vide.", "Choisissez-en un autre.")

    genre(refuser)
    travail = demander(facilitateur)
    execute(travail.pk)
    travail.refresh_from_db()
    assert (travail.etat, travail.erreur_code) == ("echoue", "MODELE_VIDE")
    assert travail.erreur == "Le modèle est vide. Choisissez-en un autre."


def test_une_panne_est_reprise_plus_tard_puis_echoue(facilitateur, genre):
    def tomber(travail, acces):
        raise RuntimeError("panne")

    genre(tomber)
    travail = demander(facilitateur)
    debut = maintenant()
    for essai in range(bail.ESSAIS_MAX):
        with figer(debut + datetime.timedelta(hours=essai)):
            execute(travail.pk)
            assert execute(travail.pk) is None, "repris sans attendre"
    travail.refresh_from_db()
    assert (travail.etat, travail.erreur_code) == ("echoue", "TRAVAIL_ERREUR")
    assert "relancer" in travail.erreur


def test_relancer_rend_ses_essais_a_un_travail_echoue(facilitateur, genre):
    issues = [Refus("NON", "Non."), None]

    def faire(travail, acces):
        if issue := issues.pop(0):
            raise issue

    genre(faire)
    travail = demander(facilitateur)
    execute(travail.pk)
    relancer_travail(travail=travail, par=facilitateur)
    execute(travail.pk)
    travail.refresh_from_db()
    assert (travail.etat, travail.essais, travail.erreur) == ("fini", 1, "")
    with pytest.raises(Refus, match="seul un travail échoué"):
        relancer_travail(travail=travail, par=facilitateur)


def test_qui_a_perdu_son_bail_n_ecrit_plus_rien(facilitateur, genre):
    """A worker that stayed silent too long finds its job taken: its last block is undone."""

    def trainer(travail, acces):
        Travail.objects.filter(pk=travail.pk).update(bail_de="ailleurs:1:2")
        with transaction.atomic():
            demander(facilitateur, cle="effet")
            terminer(travail, {})

    genre(trainer)
    travail = demander(facilitateur)
    execute(travail.pk)
    travail.refresh_from_db()
    assert travail.etat == "en_cours"
    assert not Travail.objects.filter(cle="effet").exists()


def test_un_bail_expire_se_reprend_et_un_bail_valable_non(facilitateur, genre):
    genre(lambda travail, acces: {})
    travail = demander(facilitateur)
    pris = bail.take(travail.pk)
    assert bail.take(travail.pk) is None
    with figer(maintenant() + registre.BAIL * 2):
        repris = bail.take(travail.pk)
    assert repris.essais == 2
    with pytest.raises(bail.BailPerdu):
        garder(pris, numero="D1")


def test_avancer_prolonge_le_bail(facilitateur, genre):
    genre(lambda travail, acces: {})
    debut = maintenant()
    with figer(debut):
        travail = bail.take(demander(facilitateur).pk)
    with figer(debut + registre.BAIL / 2):
        avancer(travail, 30, "Suite")
    with figer(debut + registre.BAIL * 1.2):
        assert bail.take(travail.pk) is None


def test_avancer_dans_une_transaction_est_une_erreur_de_qui_ecrit_le_travail(facilitateur, genre):
    fautes = []

    def faire(travail, acces):
        with transaction.atomic(), pytest.raises(RuntimeError, match="hors de toute transaction") as faute:
            avancer(travail, 10)
        fautes.append(faute)

    genre(faire)
    execute(demander(facilitateur).pk)
    assert fautes


def test_ce_qui_est_garde_sert_a_l_essai_suivant(facilitateur, genre):
    vus = []

    def faire(travail, acces):
        vus.append(travail.resultat.get("numero"))
        garder(travail, numero="D1-2026-0001")
        if len(vus) == 1:
            raise RuntimeError("tué ici")

    genre(faire)
    travail = demander(facilitateur)
    execute(travail.pk)
    with figer(maintenant() + datetime.timedelta(hours=1)):
        execute(travail.pk)
    assert vus == [None, "D1-2026-0001"]


def test_interrompu_trop_souvent_le_travail_echoue_visiblement(facilitateur, genre):
    genre(lambda travail, acces: {})
    travail = demander(facilitateur)
    debut = maintenant()
    for essai in range(bail.ESSAIS_MAX + 1):
        with figer(debut + essai * registre.BAIL * 2):
            bail.take(travail.pk)
    travail.refresh_from_db()
    assert (travail.etat, travail.erreur_code) == ("echoue", "TRAVAIL_INTERROMPU")


def test_un_genre_inconnu_ne_reste_pas_en_attente_pour_toujours(facilitateur):
    travail = demander(facilitateur, genre="disparu")
    debut = maintenant()
    for essai in range(bail.ESSAIS_MAX):
        with figer(debut + datetime.timedelta(hours=essai)):
            execute(travail.pk)
    travail.refresh_from_db()
    assert travail.etat == "echoue"


def test_le_travail_a_les_droits_de_qui_l_a_demande(facilitateur, genre):
    vus = []
    genre(lambda travail, acces: vus.append((acces.role.code, acces.appartenance.pk)))
    execute(demander(facilitateur).pk)
    assert vus == [("facilitateur", facilitateur.appartenance.pk)]


@pytest.mark.parametrize("fermer", ["appartenance", "compte", "suppression"])
def test_un_acces_ferme_depuis_refuse_le_travail(facilitateur, genre, fermer):
    genre(lambda travail, acces: {})
    travail = demander(facilitateur)
    if fermer == "appartenance":
        facilitateur.appartenance.active = False
        facilitateur.appartenance.save()
    elif fermer == "compte":
        facilitateur.utilisateur.is_active = False
        facilitateur.utilisateur.save()
    else:
        facilitateur.appartenance.delete()
    execute(travail.pk)
    travail.refresh_from_db()
    assert (travail.etat, travail.erreur_code) == ("echoue", "TRAVAIL_ACCES_FERME")


def test_un_lien_signe_ne_demande_pas_de_travail(territoire):
    from guichet.comptes.roles import LIEN_ENTREPRISE

    with pytest.raises(ValueError, match="appartenance"):
        demander(Acces(role=LIEN_ENTREPRISE, territoire=territoire))


def test_les_travaux_du_jour_sont_demandes_une_fois_par_jour(territoire, genre):
    genre(lambda travail, acces: {}, code="rappels", chaque_jour=True)
    par = acces_systeme(territoire)
    nuit = datetime.datetime(2026, 11, 5, 2, tzinfo=datetime.UTC)
    assert demander_le_jour(par=par, instant=nuit) == []
    for heure in (6, 7, 8):
        demander_le_jour(par=par, instant=nuit.replace(hour=heure))
    demander_le_jour(par=par, instant=nuit.replace(day=6, hour=6))
    assert sorted(Travail.objects.filter(genre="rappels").values_list("cle", flat=True)) == [
        "2026-11-05",
        "2026-11-06",
    ]


def test_le_jour_d_un_territoire_d_outre_mer_est_le_sien(territoire, genre):
    genre(lambda travail, acces: {}, code="rappels", chaque_jour=True)
    territoire.fuseau = "Pacific/Noumea"  # UTC+11
    territoire.save()
    soir = datetime.datetime(2026, 11, 5, 20, tzinfo=datetime.UTC)
    travaux = demander_le_jour(par=acces_systeme(territoire), instant=soir)
    assert {t.cle for t in travaux} == {"2026-11-06"}


def test_prendre_un_travail_tient_en_peu_d_ordres(facilitateur, genre, django_assert_max_num_queries):
    genre(lambda travail, acces: {})
    travail = demander(facilitateur)
    with django_assert_max_num_queries(4, connection=connection):
        bail.take(travail.pk)
