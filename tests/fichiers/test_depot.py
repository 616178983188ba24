"""Private files: whole or absent, read by those who may, removed with their row."""

import datetime
import hashlib
import io

import pytest
from django.db import transaction

from guichet.base.horloge import figer, maintenant
from guichet.fichiers import stockage
from guichet.fichiers.lecteurs import LECTEURS_DE_FICHIERS
from guichet.fichiers.services import deposer_fichier, file_name, ouvrir, retirer_orphelins, supprimer_fichier
from guichet.models import Entree, Fichier
from tests.fabriques.guichet import ActeurFactory


@pytest.fixture(autouse=True)
def dossier(tmp_path, settings):
    settings.DONNEES = tmp_path
    return tmp_path / "fichiers"


def deposer(par, **champs):
    return deposer_fichier(
        **{"nom": "contrat.pdf", "contenu": b"%PDF-", "type_mime": "application/pdf", "par": par, **champs}
    )


def sur_disque(dossier):
    return [f for f in dossier.rglob("*") if f.is_file()]


@pytest.mark.parametrize("contenu", [b"", b"abc" * 1_000_000])
def test_les_octets_deposes_sont_ceux_qu_on_relit(facilitateur, contenu):
    flux = io.BytesIO(contenu)
    flux.seek(0, io.SEEK_END)
    for source in (contenu, flux):
        fichier = deposer(facilitateur, contenu=source)
        with ouvrir(fichier) as lu:
            assert lu.read() == contenu
        assert fichier.taille == len(contenu)
        assert fichier.sha256 == hashlib.sha256(contenu).hexdigest()


def test_le_fichier_n_est_lisible_que_par_le_guichet_sur_la_machine(facilitateur, dossier):
    deposer(facilitateur)
    (fichier,) = sur_disque(dossier)
    assert fichier.stat().st_mode & 0o077 == 0
    assert "contrat" not in str(fichier)


def test_un_depot_annule_ne_laisse_qu_un_orphelin_que_le_balai_retire(facilitateur, dossier):
    with transaction.atomic():
        deposer(facilitateur)
        transaction.set_rollback(True)
    garde = deposer(facilitateur)
    assert len(sur_disque(dossier)) == 2
    pk = facilitateur.territoire.pk
    assert retirer_orphelins(pk) == [], "le délai de grâce protège un dépôt en cours"
    with figer(maintenant() + datetime.timedelta(days=2)):
        assert len(retirer_orphelins(pk)) == 1
    assert stockage.path_of(garde.chemin).exists()


def test_supprimer_retire_la_ligne_puis_les_octets(facilitateur, dossier, django_capture_on_commit_callbacks):
    fichier = deposer(facilitateur)
    with django_capture_on_commit_callbacks(execute=True):
        supprimer_fichier(fichier=fichier, par=facilitateur)
        assert len(sur_disque(dossier)) == 1, "les octets attendent la validation"
    assert sur_disque(dossier) == []
    assert not Fichier.objects.exists()


@pytest.mark.parametrize(
    ("donne", "garde"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Léa\\relevé.xlsx", "relevé.xlsx"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("", "fichier"),
        ("..", "fichier"),
        ("é" * 300 + ".pdf", "é" * 196 + ".pdf"),
    ],
)
def test_un_nom_de_fichier_ne_porte_ni_dossier_ni_en_tete(donne, garde):
    assert file_name(donne) == garde


def test_un_chemin_hors_du_dossier_n_est_jamais_lu(dossier):
    with pytest.raises(ValueError, match="hors du dossier"):
        stockage.path_of("../../etc/passwd")


def test_le_telechargement_est_une_piece_jointe_sans_interpretation(connecter, territoire, facilitateur):
    fichier = deposer(facilitateur, nom="relevé.pdf")
    reponse = connecter("facilitateur", territoire).get(f"/t/{territoire.slug}/fichiers/{fichier.pk}/")
    assert b"".join(reponse.streaming_content) == b"%PDF-"
    assert reponse["Content-Disposition"].startswith("attachment")
    assert reponse["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in reponse["Cache-Control"]


def test_une_structure_ne_lit_que_les_siens_et_ce_qu_une_relation_lui_ouvre(
    connecter, territoire, facilitateur
):
    elle = ActeurFactory(territoire=territoire, etti=True)
    sien, autre = deposer(facilitateur, acteur=elle), deposer(facilitateur)
    client = connecter("structure", territoire, acteur=elle)

    def statut(fichier):
        reponse = client.get(f"/t/{territoire.slug}/fichiers/{fichier.pk}/")
        b"".join(reponse)  # read to its end, so that the file is closed
        return reponse.status_code

    assert (statut(sien), statut(autre)) == (200, 404)
    from django.db.models import Q

    regle = LECTEURS_DE_FICHIERS.register(lambda acces: Q(pk=autre.pk))
    try:
        assert statut(autre) == 200
    finally:
        LECTEURS_DE_FICHIERS._regles.remove(regle)


def test_un_justificatif_se_montre_dans_nos_pages_et_nulle_part_ailleurs(connecter, territoire, facilitateur):
    montrable = deposer(facilitateur)
    client = connecter("facilitateur", territoire)
    reponse = client.get(f"/t/{territoire.slug}/fichiers/{montrable.pk}/montrer/")
    assert b"".join(reponse) == b"%PDF-"
    assert reponse["Content-Disposition"].startswith("inline")
    assert reponse["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in reponse["Content-Security-Policy"]
    for autre in (deposer(facilitateur, type_mime="text/html"), deposer(facilitateur, sensible=True)):
        assert client.get(f"/t/{territoire.slug}/fichiers/{autre.pk}/montrer/").status_code == 404


def test_un_document_sensible_demande_un_motif_et_le_garde(connecter, territoire, facilitateur):
    fichier = deposer(facilitateur, sensible=True)
    client = connecter("facilitateur", territoire)
    adresse = f"/t/{territoire.slug}/fichiers/{fichier.pk}/"
    assert "Motif de la consultation" in client.get(adresse).content.decode()
    assert "Motif de la consultation" in client.post(adresse, {"motif": ""}).content.decode()
    assert not Entree.objects.filter(verbe="consulter_fichier").exists()
    reponse = client.post(adresse, {"motif": "Contrôle du justificatif"})
    assert b"".join(reponse.streaming_content) == b"%PDF-"
    assert Entree.objects.get(verbe="consulter_fichier").details == {"motif": "Contrôle du justificatif"}
