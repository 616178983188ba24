"""The Celery application of a worker under test: ours, a job of its own, and a quicker beat.

Started by the fixture `atelier` as `celery -A tests.travaux.atelier worker`.
"""

import time

import django

django.setup()

from django.db import transaction  # noqa: E402

from guichet.celery import app  # noqa: E402
from guichet.courriels.services import ecrire_courriel  # noqa: E402
from guichet.documents.services import emettre_document  # noqa: E402
from guichet.fichiers.services import deposer_fichier  # noqa: E402
from guichet.models import Note  # noqa: E402
from guichet.travaux.registre import travail  # noqa: E402
from guichet.travaux.services import avancer, terminer  # noqa: E402
from tests.documents import exemples  # noqa: E402

LIGNES = 20
app.conf.beat_schedule = {
    "travaux": {"task": "guichet.travaux.tasks.balayer", "schedule": 1},
    "courriels": {"task": "guichet.courriels.tasks.distribuer", "schedule": 1},
}


@travail("atelier")
def faire(travail, acces):
    """Write rows, a file and a mail, slowly enough to be killed anywhere."""
    duree = travail.parametres["duree"]
    for pas in range(5):
        avancer(travail, 10 * pas, f"Étape {pas}")
        time.sleep(duree / 5)
    with transaction.atomic():
        fichier = deposer_fichier(
            nom=f"{travail.cle}.txt", contenu=b"x" * 1000, type_mime="text/plain", par=acces
        )
        for rang in range(LIGNES):
            _note(travail, acces, str(rang))
        _write(travail, acces)
        time.sleep(duree / 5)
        terminer(travail, {"fichier": fichier.pk})


@travail("atelier_pdf")
def imprimer(travail, acces):
    """Emit a sealed PDF and a mail."""
    avancer(travail, 10, "Mise en page")
    document = emettre_document(
        travail=travail,
        genre="D1",
        titre=travail.titre,
        objet=travail,
        gabarit="convention",
        instantane=exemples.convention(),
        par=acces,
    )
    with transaction.atomic():
        _write(travail, acces)
        terminer(travail, {"document": document.pk})


def _note(travail, acces, texte):
    return Note.objects.create(
        territoire=acces.territoire,
        objet_type="atelier",
        objet_id=travail.pk,
        objet_nom=travail.cle,
        texte=texte,
        auteur=acces.utilisateur,
    )


def _write(travail, acces):
    ecrire_courriel(
        cle=f"atelier:{travail.cle}",
        destinataire="camille@exemple.invalid",
        sujet=travail.cle,
        corps="Fait.",
        par=acces,
    )
