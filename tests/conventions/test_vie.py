"""Life of a convention: drafted, signed three times, renewed, denounced (R11)."""

import datetime

import pytest

from conventions.models import EtatConvention
from conventions.services import fin, redaction, signature
from guichet.base.erreurs import Conflit, Refus
from guichet.base.horloge import figer
from guichet.travaux.models import Travail
from publics.models import Habilitation
from tests.fabriques.conventions import convention_a_signer, convention_brouillon, convention_en_vigueur
from tests.fabriques.guichet import ActeurFactory

JOUR = datetime.date


@pytest.fixture(autouse=True)
def _jour():
    with figer(JOUR(2026, 11, 5)):
        yield


def test_une_convention_entre_en_vigueur_a_la_derniere_signature(facilitateur):
    convention = convention_a_signer(facilitateur)
    for qualite, le in (("structure", 3), ("prefet", 20), ("guichet", 7)):
        assert not Habilitation.objects.exists()
        convention = signature.enregistrer_signature(
            convention=convention, qualite=qualite, signe_le=JOUR(2026, 10, le), par=facilitateur
        )
    assert convention.etat == EtatConvention.EN_VIGUEUR
    assert (convention.debut, convention.fin) == (JOUR(2026, 10, 20), JOUR(2027, 10, 19))
    habilitation = Habilitation.objects.get()
    assert (habilitation.modalite, habilitation.debut, habilitation.fin) == (
        "etti",
        convention.debut,
        convention.fin,
    )


def test_une_signature_ne_peut_pas_etre_a_venir_ni_doublee(facilitateur):
    convention = convention_a_signer(facilitateur)
    with pytest.raises(Refus) as refus:
        signature.enregistrer_signature(
            convention=convention, qualite="prefet", signe_le=JOUR(2026, 11, 6), par=facilitateur
        )
    assert refus.value.code == "SIGNATURE_FUTURE"
    signature.enregistrer_signature(
        convention=convention, qualite="prefet", signe_le=JOUR(2026, 11, 5), par=facilitateur
    )
    with pytest.raises(Refus) as refus:
        signature.enregistrer_signature(
            convention=convention, qualite="prefet", signe_le=JOUR(2026, 11, 5), par=facilitateur
        )
    assert refus.value.code == "SIGNATURE_DEJA_LA"


def test_un_brouillon_ne_se_signe_pas(facilitateur):
    with pytest.raises(Conflit):
        signature.enregistrer_signature(
            convention=convention_brouillon(facilitateur),
            qualite="guichet",
            signe_le=JOUR(2026, 11, 1),
            par=facilitateur,
        )


def test_une_seule_convention_par_structure_et_par_an(facilitateur):
    partenaire = ActeurFactory(territoire=facilitateur.territoire, ai=True)
    convention_brouillon(facilitateur, partenaire)
    with pytest.raises(Refus) as refus:
        convention_brouillon(facilitateur, partenaire)
    assert refus.value.code == "CONVENTION_EXISTE"


def test_un_genre_sans_articles_est_refuse(facilitateur):
    with pytest.raises(Refus) as refus:
        convention_brouillon(facilitateur, ActeurFactory(territoire=facilitateur.territoire))
    assert refus.value.code == "GENRE_ABSENT"


def test_envoyer_deux_fois_ne_demande_qu_un_pdf(facilitateur):
    convention = convention_a_signer(facilitateur)
    with pytest.raises(Conflit):
        redaction.envoyer_a_la_signature(convention=convention, par=facilitateur)
    assert Travail.objects.filter(genre="convention").count() == 1


def test_reprendre_en_brouillon_efface_les_signatures(facilitateur):
    convention = convention_a_signer(facilitateur)
    signature.enregistrer_signature(
        convention=convention, qualite="guichet", signe_le=JOUR(2026, 11, 1), par=facilitateur
    )
    convention = redaction.reprendre_convention(convention=convention, motif="faute de nom", par=facilitateur)
    assert convention.etat == EtatConvention.BROUILLON
    assert not any(s.signe_le for s in redaction.convention_signataires(convention))


def test_la_reconduction_tacite_prolonge_la_convention_et_l_habilitation(facilitateur):
    convention = convention_en_vigueur(facilitateur, le=JOUR(2024, 2, 29), annee=2024)
    assert convention.fin == JOUR(2025, 2, 28)
    assert fin.passer_echeances(jour=JOUR(2025, 2, 28), par=facilitateur) == {"reconduites": 0, "expirees": 0}
    assert fin.passer_echeances(jour=JOUR(2026, 3, 1), par=facilitateur) == {"reconduites": 1, "expirees": 0}
    convention.refresh_from_db()
    assert convention.fin == JOUR(2027, 2, 28)
    assert Habilitation.objects.get().fin == convention.fin


def test_une_convention_non_tacite_expire(facilitateur):
    convention = convention_en_vigueur(facilitateur, le=JOUR(2025, 1, 6), annee=2025)
    convention.reconduction_tacite = False
    convention.save()
    assert fin.passer_echeances(jour=JOUR(2026, 1, 6), par=facilitateur)["expirees"] == 1
    convention.refresh_from_db()
    assert convention.etat == EtatConvention.EXPIREE


def test_une_denonciation_ferme_les_droits_la_veille_de_son_effet(facilitateur):
    convention = convention_en_vigueur(facilitateur)
    with pytest.raises(Refus):
        fin.denoncer_convention(
            convention=convention, effet_le=convention.debut, par_qui="la structure", par=facilitateur
        )
    convention = fin.denoncer_convention(
        convention=convention, effet_le=JOUR(2026, 12, 1), par_qui="la structure", par=facilitateur
    )
    assert convention.etat == EtatConvention.DENONCEE
    assert Habilitation.objects.get().fin == JOUR(2026, 11, 30)
    with pytest.raises(Conflit):
        fin.denoncer_convention(
            convention=convention, effet_le=JOUR(2026, 12, 1), par_qui="la structure", par=facilitateur
        )
