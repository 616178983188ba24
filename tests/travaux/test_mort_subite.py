"""kill -9, FLUSHALL: what was asked is done once, or visibly failed."""

import hashlib
import os
import random
import signal
import time

import pytest
import redis
from django.db import transaction

from guichet.fichiers import stockage
from guichet.models import Courriel, Document, Fichier, Note, Preuve, Travail
from guichet.travaux.services import demander_travail, relancer_travail
from tests.travaux.atelier import LIGNES

pytestmark = pytest.mark.lent
DUREE = 1.0  # seconds of one job


def demander(atelier, cle: str, duree: float = DUREE, genre: str = "atelier") -> Travail:
    with transaction.atomic():
        return demander_travail(
            genre=genre, cle=cle, titre=cle, parametres={"duree": duree}, par=atelier.acces
        )


def en_suspens() -> bool:
    with transaction.atomic():
        restants = Travail.objects.filter(etat__in=["attente", "en_cours"]).exists()
        return restants or Courriel.objects.filter(envoye_le=None).exists()


def fait_une_fois(atelier, cles) -> None:
    with transaction.atomic():
        travaux = {t.cle: t for t in Travail.objects.all()}
        assert {t.etat for t in travaux.values()} == {"fini"}
        for cle in cles:
            assert Note.objects.filter(objet_nom=cle).count() == LIGNES
            assert Fichier.objects.filter(nom=f"{cle}.txt").count() == 1
            assert stockage.path_of(Fichier.objects.get(nom=f"{cle}.txt").chemin).stat().st_size == 1000
    assert sujets(atelier, cles) == sorted(cles)


def sujets(atelier, cles) -> list[str]:
    """Return the key of each mail that left, one entry per mail."""
    return sorted(c for c in cles for m in atelier.courriels if f"Subject: {c}\n" in m)


def tuer_pendant(atelier, cles, genre: str, duree: float) -> None:
    """Ask for one job per key, killing the worker at a random instant of each; then let all end.

    What was interrupted too often is failed in plain sight, and is started again by hand.
    """
    graine = random.randrange(10**6)
    hasard = random.Random(graine)
    print(f"graine {graine}")
    for cle in cles:
        atelier.demarrer()
        travail = demander(atelier, cle, duree, genre)
        atelier.attendre(lambda travail=travail: etat(travail) != "attente")
        time.sleep(hasard.uniform(0, duree * 1.5))
        atelier.tuer()
    atelier.demarrer()
    atelier.attendre(lambda: not en_suspens())
    with transaction.atomic():
        for travail in Travail.objects.filter(etat="echoue"):
            assert travail.erreur_code == "TRAVAIL_INTERROMPU"
            relancer_travail(travail=travail, par=atelier.acces)
    atelier.attendre(lambda: not en_suspens())


def etat(travail) -> str:
    with transaction.atomic():
        return Travail.objects.get(pk=travail.pk).etat


def test_tue_a_des_instants_quelconques_le_travail_est_fait_une_fois(atelier):
    cles = [f"tue-{n}" for n in range(4)]
    tuer_pendant(atelier, cles, "atelier", DUREE)
    fait_une_fois(atelier, cles)


@pytest.mark.pdf
def test_tue_pendant_un_pdf_le_document_est_emis_une_fois_et_les_numeros_se_suivent(atelier):
    cles = [f"pdf-{n}" for n in range(3)]
    tuer_pendant(atelier, cles, "atelier_pdf", 2.0)
    with transaction.atomic():
        documents = list(Document.objects.select_related("fichier").order_by("numero"))
        assert {t.etat for t in Travail.objects.all()} == {"fini"}
    annee = documents[0].emis_le.year
    assert [d.numero for d in documents] == [f"D1-{annee}-{n:04}" for n in range(1, 4)]
    for document in documents:
        octets = stockage.path_of(document.fichier.chemin).read_bytes()
        assert hashlib.sha256(octets).hexdigest() == document.fichier.sha256
        assert Preuve.objects.get(code=document.code).sha256 == document.fichier.sha256
    assert sujets(atelier, cles) == cles


def test_redis_vide_avec_cinquante_travaux_en_file_tous_finissent(atelier, broker):
    cles = [f"file-{n}" for n in range(50)]
    for cle in cles:
        demander(atelier, cle, duree=0)
    assert vider(broker) == 50
    atelier.demarrer()
    atelier.attendre(lambda: not en_suspens(), delai=90)
    fait_une_fois(atelier, cles)


def test_redis_vide_sous_un_worker_qui_tourne_rien_n_est_perdu_ni_avant_ni_apres(atelier, broker):
    """Bindings and queues vanish under a living worker and a living web process: both go on."""
    atelier.demarrer()
    demander(atelier, "avant", duree=0)
    atelier.attendre(lambda: not en_suspens())
    cles = [f"sous-{n}" for n in range(20)]
    for cle in cles:
        demander(atelier, cle, duree=0.2)
    vider(broker)
    demander(atelier, "apres", duree=0)
    atelier.attendre(lambda: not en_suspens(), delai=90)
    fait_une_fois(atelier, ["avant", *cles, "apres"])


def vider(broker) -> int:
    """FLUSHALL; return how many messages were queued."""
    client = redis.Redis(unix_socket_path=str(broker.valkey_socket))
    attendaient = client.llen("defaut")
    client.flushall()
    client.close()
    return attendaient


def test_demander_sans_redis_reussit_et_le_balai_fait_le_reste(atelier, broker):
    from guichet.services_locaux import valkey

    valkey.arreter(broker)
    demander(atelier, "sans-redis", duree=0)
    valkey.demarrer(broker)
    atelier.demarrer()
    atelier.attendre(lambda: not en_suspens())
    fait_une_fois(atelier, ["sans-redis"])


def test_un_seul_processus_tue_le_travail_est_repris_sans_redemarrer_le_worker(atelier):
    """The kernel kills one process of the pool (memory): the sweeper of the living worker sees it."""
    atelier.demarrer()
    travail = demander(atelier, "seul", duree=4.0)
    atelier.attendre(lambda: etat(travail) == "en_cours")
    with transaction.atomic():
        pid = int(Travail.objects.get(pk=travail.pk).bail_de.split(":")[1])
    os.kill(pid, signal.SIGKILL)
    atelier.attendre(lambda: not en_suspens())
    fait_une_fois(atelier, ["seul"])
    with transaction.atomic():
        assert Travail.objects.get(pk=travail.pk).essais == 2
