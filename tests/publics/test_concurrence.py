"""Two people at once: one answer, one clear conflict; one series of receipts."""

import threading

import pytest
from django.db import connection, transaction

from guichet.base.erreurs import Conflit
from guichet.documents.models import Document
from guichet.documents.services import prochain_numero
from guichet.models import Courriel, Entree
from guichet.territoires.acces import acces_systeme
from guichet.territoires.contexte import contexte
from publics.models import Prescription, Titre
from publics.services.prescriptions import refuser_prescription, valider_prescription
from tests.fabriques.guichet import TerritoireFactory
from tests.fabriques.publics import PrescriptionFactory

pytestmark = pytest.mark.django_db(transaction=True)


def together(nombre: int, acte) -> list:
    """Run `acte(rang)` in as many threads, released at once; return what each answered or raised."""
    depart, reponses = threading.Barrier(nombre), [None] * nombre

    def run(rang):
        try:
            depart.wait()
            reponses[rang] = acte(rang)
        except Exception as erreur:
            reponses[rang] = erreur
        finally:
            connection.close()

    fils = [threading.Thread(target=run, args=(rang,)) for rang in range(nombre)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    return reponses


def test_vingt_reponses_a_la_fois_une_decision_dix_neuf_conflits():
    territoire = TerritoireFactory()
    par = acces_systeme(territoire)
    with contexte(territoire.pk), transaction.atomic():
        fiche = PrescriptionFactory(territoire=territoire, prescripteur_courriel="lucie@exemple.invalid")

    def repondre(rang):
        with contexte(territoire.pk), transaction.atomic():
            if rang % 2:
                return valider_prescription(prescription=fiche, par=par)
            return refuser_prescription(prescription=fiche, motif="Hors public", par=par)

    reponses = together(20, repondre)
    conflits = [reponse for reponse in reponses if isinstance(reponse, Conflit)]
    with contexte(territoire.pk), transaction.atomic():
        etat = Prescription.objects.get().etat
        assert etat in ("validee", "refusee")
        assert len(conflits) == 19, reponses
        assert all(conflit.ecarts[0]["enregistre"] for conflit in conflits)
        assert Titre.objects.count() == (etat == "validee")
        assert Courriel.objects.count() == 1
        assert Entree.objects.filter(verbe__in=["valider_prescription", "refuser_prescription"]).count() == 1


def test_vingt_recepisses_a_la_fois_se_suivent_sans_trou_ni_double():
    territoire = TerritoireFactory()

    def numeroter(rang):
        with contexte(territoire.pk), transaction.atomic():
            return prochain_numero(territoire=territoire, genre=Document.Genre.RECEPISSE, annee=2026)

    assert sorted(together(20, numeroter)) == [f"REC-2026-{n:04}" for n in range(1, 21)]
