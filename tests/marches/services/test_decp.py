"""DECP: read by a job, picked, loaded once, updated by what is published later."""

import json
from decimal import Decimal

import pytest

from guichet.models import Acteur, Entree, Travail
from guichet.travaux.execution import execute
from marches.donnees import extrait_decp
from marches.models import Attribution, Chargement, Lot, Marche, NoticeLue
from marches.services.decp import charger_notice, demander_chargement, deposer_decp
from tests.fabriques.guichet import siret
from tests.fabriques.marches import MarcheFactory

ACHETEUR, ENTREPRISE, AUTRE = siret(101), siret(102), siret(103)


def notice(**champs) -> dict:
    usage = {
        "_type": "Marché",
        "id": "2026TVX014",
        "acheteur": {"id": ACHETEUR, "nom": "Ville des Essarts"},
        "nature": "Marché",
        "objet": "Peinture du groupe scolaire, clause sociale",
        "codeCPV": "45442100",
        "procedure": "Procédure adaptée",
        "lieuExecution": {"code": "79000", "typeCode": "Code postal", "nom": "Niort"},
        "dureeMois": 6,
        "dateNotification": "2026-01-12",
        "montant": 120000,
        "titulaires": [
            {"typeIdentifiant": "SIRET", "id": ENTREPRISE, "denominationSociale": "Caillaud Peinture"}
        ],
        "modifications": [],
    }
    return usage | champs


def lire(acces, *notices) -> Chargement:
    contenu = json.dumps({"marches": list(notices)}).encode()
    chargement, travail = deposer_decp(nom="essai.json", contenu=contenu, par=acces)
    assert execute(travail.pk).etat == "fini"
    chargement.refresh_from_db()
    return chargement


def charger(acces, chargement) -> dict:
    ids = list(NoticeLue.objects.filter(chargement=chargement).values_list("pk", flat=True))
    travail = demander_chargement(chargement=chargement, notices=ids, par=acces)
    assert execute(travail.pk).etat == "fini"
    return Travail.objects.get(pk=travail.pk).resultat


@pytest.fixture
def acces(territoire, facilitateur):
    return facilitateur


def test_le_vrai_extrait_est_lu_et_charge_deux_fois_sans_rien_changer(acces):
    octets = extrait_decp("deux-sevres-2018-2019-v1.json").read_bytes()
    chargement, travail = deposer_decp(nom="deux-sevres.json", contenu=octets, par=acces)
    execute(travail.pk)
    chargement.refresh_from_db()
    assert (
        NoticeLue.objects.filter(chargement=chargement).count() == chargement.synthese["synthese"]["notices"]
    )
    premier = charger(acces, chargement)
    marches = Marche.objects.count()
    assert premier["cree"] == marches == chargement.synthese["synthese"]["chargeables"]
    assert Marche.objects.filter(source="decp", uid="").count() == 0
    assert Lot.objects.count() == marches
    etat = list(Marche.objects.order_by("pk").values_list("pk", "montant", "modifie_le"))
    second, travail = deposer_decp(nom="deux-sevres-bis.json", contenu=octets, par=acces)
    execute(travail.pk)
    assert charger(acces, second)["inchange"] == marches
    assert list(Marche.objects.order_by("pk").values_list("pk", "montant", "modifie_le")) == etat


def test_un_marche_charge_a_son_acheteur_son_lot_et_son_titulaire(acces):
    assert charger(acces, lire(acces, notice())) == {"cree": 1}
    marche = Marche.objects.get()
    lot = Lot.objects.get()
    assert (marche.uid, marche.numero, marche.montant) == (f"{ACHETEUR}2026TVX014", "2026TVX014", 120000)
    assert marche.donneur_ordre.organisation.siret == ACHETEUR
    assert (lot.etat, lot.metier, lot.marche) == ("identifie", "peinture", marche)
    attribution = Attribution.objects.get()
    assert (attribution.entreprise.nom, attribution.role) == ("Caillaud Peinture", "titulaire")


def test_les_accents_perdus_d_un_nom_sont_proposes(acces):
    nom = "Mairie (Service march\ufffds publics)"
    charger(acces, lire(acces, notice(acheteur={"id": ACHETEUR, "nom": nom})))
    assert Marche.objects.get().donneur_ordre.nom == "Mairie (Service marchés publics)"


def test_plusieurs_titulaires_font_un_groupement(acces):
    titulaires = [{"typeIdentifiant": "SIRET", "id": s} for s in (ENTREPRISE, AUTRE)]
    charger(acces, lire(acces, notice(titulaires=titulaires)))
    roles = Attribution.objects.values_list("entreprise__organisation__siret", "role")
    assert list(roles) == [(ENTREPRISE, "mandataire"), (AUTRE, "cotraitant")]


def test_une_modification_publiee_met_a_jour_avec_une_trace(acces):
    charger(acces, lire(acces, notice()))
    modification = {"id": 1, "dateNotificationModification": "2026-05-18", "montant": 150000}
    resultat = charger(acces, lire(acces, notice(modifications=[modification])))
    assert resultat == {"modifie": 1}
    marche = Marche.objects.get()
    assert marche.montant == 150000
    trace = Entree.objects.filter(objet_type="marches.marche", objet_id=marche.pk).latest("pk")
    assert trace.phrase == "Modification publiée : montant"
    assert trace.details["montant"] == {"avant": "120000.00", "apres": "150000.00"}


def test_une_valeur_corrigee_a_la_main_n_est_pas_ecrasee(acces):
    charger(acces, lire(acces, notice()))
    Marche.objects.update(montant=Decimal(99_000))
    modification = {"id": 1, "dateNotificationModification": "2026-05-18", "montant": 150000}
    charger(acces, lire(acces, notice(modifications=[modification])))
    assert Marche.objects.get().montant == 99_000


def test_un_changement_de_titulaire_publie_est_a_verifier(acces):
    charger(acces, lire(acces, notice()))
    modification = {
        "id": 1,
        "dateNotificationModification": "2026-05-18",
        "titulaires": [{"typeIdentifiant": "SIRET", "id": AUTRE, "denominationSociale": "Sols du Marais"}],
    }
    charger(acces, lire(acces, notice(modifications=[modification])))
    codes = [a["code"] for a in Marche.objects.get().anomalies]
    assert "DECP_TITULAIRE_CHANGE" in codes
    assert Attribution.objects.get().entreprise.nom == "Caillaud Peinture"


def test_un_marche_saisi_avant_sa_publication_est_rapproche(territoire, acces):
    charger(acces, lire(acces, notice()))
    acheteur = Acteur.objects.get(organisation__siret=ACHETEUR)
    saisi = MarcheFactory(territoire=territoire, donneur_ordre=acheteur, numero="2026TVX015", montant=None)
    assert charger(acces, lire(acces, notice(id="2026TVX015"))) == {"rapproche": 1}
    saisi.refresh_from_db()
    assert (saisi.uid, saisi.montant, saisi.source) == (f"{ACHETEUR}2026TVX015", 120000, "saisie")
    assert Marche.objects.count() == 2


def test_une_notice_sans_identite_est_ecartee_et_dite(acces):
    chargement = lire(acces, notice(acheteur={"id": "NC", "nom": "Inconnu"}))
    ligne = NoticeLue.objects.get(chargement=chargement)
    assert not ligne.chargeable
    assert "SIRET de l’acheteur" in ligne.anomalies[0]["phrase"]
    assert charger_notice(notice=ligne, par=acces) == "ecarte"
    assert not Marche.objects.exists()


def test_une_entreprise_etrangere_n_est_enregistree_qu_une_fois(acces):
    etranger = [{"typeIdentifiant": "TVA", "id": "DE123456789", "denominationSociale": "Malerei Gruber"}]
    charger(acces, lire(acces, notice(titulaires=etranger), notice(id="2026TVX016", titulaires=etranger)))
    assert Acteur.objects.filter(nom="Malerei Gruber").count() == 1
    assert Attribution.objects.count() == 2


def test_un_fichier_illisible_fait_echouer_le_travail_avec_sa_phrase(acces):
    _, travail = deposer_decp(nom="essai.json", contenu=b"bonjour", par=acces)
    fini = execute(travail.pk)
    assert fini.etat == "echoue"
    assert fini.erreur_code == "DECP_FORMAT_INCONNU"
    assert not NoticeLue.objects.exists()
