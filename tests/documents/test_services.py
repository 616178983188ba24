"""Emitting documents: numbers without gap nor double, bytes kept, register written, all of it once."""

import threading

import pytest
from django.db import connection, transaction

from guichet.base.erreurs import Refus
from guichet.documents import services
from guichet.documents.services import emettre_document, prochain_numero
from guichet.fichiers.services import ouvrir
from guichet.models import Compteur, Document, Fichier, Preuve
from guichet.territoires.contexte import contexte
from guichet.travaux import bail
from guichet.travaux.services import demander_travail
from tests.documents import exemples
from tests.fabriques.guichet import ActeurFactory, TerritoireFactory


@pytest.fixture(autouse=True)
def dossier(tmp_path, settings):
    settings.DONNEES = tmp_path
    settings.SCEAU_P12 = ""
    settings.DEMO = True


@pytest.fixture
def rapide(monkeypatch):
    """Replace the rendering by its identity: these tests are about what surrounds it."""
    monkeypatch.setattr(services, "produire", lambda g, i, identite, **_: f"%PDF {identite}".encode())


@pytest.fixture
def structure(territoire):
    return ActeurFactory(territoire=territoire, ai=True)


def prendre(par, cle="c1"):
    """Return a job asked and taken, as inside a worker."""
    travail = demander_travail(genre="convention_pdf", cle=cle, titre="Convention", par=par)
    return bail.take(travail.pk)


def emettre(travail, objet, par, **champs):
    return emettre_document(
        **{
            "travail": travail,
            "genre": "D1",
            "titre": "Convention tripartite",
            "objet": objet,
            "gabarit": "convention",
            "instantane": exemples.convention(),
            "acteur": objet,
            "par": par,
            **champs,
        }
    )


def test_les_numeros_se_suivent_par_genre_annee_et_territoire(territoire):
    autre = TerritoireFactory()
    numeros = [prochain_numero(territoire=territoire, genre="D1", annee=2026) for _ in range(3)]
    assert numeros == ["D1-2026-0001", "D1-2026-0002", "D1-2026-0003"]
    assert prochain_numero(territoire=territoire, genre="D1", annee=2027) == "D1-2027-0001"
    assert prochain_numero(territoire=territoire, genre="D6", annee=2026) == "D6-2026-0001"
    with contexte(autre.pk):
        assert prochain_numero(territoire=autre, genre="D1", annee=2026) == "D1-2026-0001"


def test_un_numero_annule_avec_sa_transaction_est_redonne(territoire):
    with transaction.atomic():
        prochain_numero(territoire=territoire, genre="D1", annee=2026)
        transaction.set_rollback(True)
    assert prochain_numero(territoire=territoire, genre="D1", annee=2026) == "D1-2026-0001"


def test_dix_demandes_a_la_fois_donnent_dix_numeros_qui_se_suivent(transactional_db):
    territoire = TerritoireFactory()
    numeros = []

    def demander():
        try:
            with contexte(territoire.pk), transaction.atomic():
                numeros.append(prochain_numero(territoire=territoire, genre="D1", annee=2026))
        finally:
            connection.close()

    fils = [threading.Thread(target=demander) for _ in range(10)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert sorted(numeros) == [f"D1-2026-{n:04}" for n in range(1, 11)]


@pytest.mark.pdf
def test_le_document_emis_est_celui_qui_est_garde_et_que_le_registre_connait(facilitateur, structure):
    document = emettre(prendre(facilitateur), structure, facilitateur)
    with ouvrir(document.fichier) as fichier:
        octets = fichier.read()
    from guichet.documents.registre import verifier_octets

    verdict, preuve = verifier_octets(octets)
    assert verdict.valide, verdict
    assert (preuve.code, preuve.numero, preuve.taille) == (document.code, "D1-2026-0001", len(octets))
    assert preuve.sha256 == document.fichier.sha256
    assert document.instantane == exemples.convention()
    modifie = bytearray(octets)
    modifie[len(octets) // 2] ^= 1
    refuse, inconnue = verifier_octets(bytes(modifie))
    assert not refuse.valide
    assert inconnue is None


def test_emettre_deux_fois_dans_le_meme_travail_ne_fait_qu_un_document(facilitateur, structure, rapide):
    travail = prendre(facilitateur)
    premier = emettre(travail, structure, facilitateur)
    assert emettre(travail, structure, facilitateur) == premier
    assert (Document.objects.count(), Fichier.objects.count(), Preuve.objects.count()) == (1, 1, 1)


def test_tue_pendant_le_rendu_le_numero_sert_a_l_essai_suivant(facilitateur, structure, rapide, monkeypatch):
    """No gap: what was reserved before the kill is what the next attempt prints."""
    travail = prendre(facilitateur)

    def tuer(*args, **options):
        raise KeyboardInterrupt

    with monkeypatch.context() as rendu:
        rendu.setattr(services, "produire", tuer)
        with pytest.raises(KeyboardInterrupt):
            emettre(travail, structure, facilitateur)
    type(travail).objects.filter(pk=travail.pk).update(etat="attente")
    document = emettre(bail.take(travail.pk), structure, facilitateur)
    assert document.numero == "D1-2026-0001"
    assert emettre(prendre(facilitateur, "c2"), structure, facilitateur).numero == "D1-2026-0002"
    assert Compteur.objects.get().dernier == 2


def test_qui_a_perdu_son_bail_n_emet_rien(facilitateur, structure, rapide):
    travail = prendre(facilitateur)
    services._reserve(travail, "convention_pdf:c1", "D1", None)
    type(travail).objects.filter(pk=travail.pk).update(bail_de="ailleurs:1:1")
    with pytest.raises(bail.BailPerdu):
        emettre(travail, structure, facilitateur)
    assert not Document.objects.exists()


def test_une_version_2_garde_le_numero_et_le_registre_le_dit(facilitateur, structure, rapide):
    un = emettre(prendre(facilitateur), structure, facilitateur)
    deux = emettre(prendre(facilitateur, "c1-v2"), structure, facilitateur, remplace=un)
    assert (deux.numero, deux.version) == (un.numero, 2)
    assert Preuve.objects.get(code=un.code).remplacee_par == f"{un.numero}, version 2"
    assert Preuve.objects.get(code=deux.code).remplacee_par == ""
    with pytest.raises(Refus) as refus:
        emettre(prendre(facilitateur, "c1-v2-bis"), structure, facilitateur, remplace=un)
    assert refus.value.code == "DOCUMENT_DEJA_REMPLACE"


def test_un_travail_peut_emettre_plusieurs_documents(facilitateur, structure, rapide):
    travail = prendre(facilitateur)
    assert not Document.objects.about(structure).exists()
    numeros = [emettre(travail, structure, facilitateur, partie=str(n)).numero for n in range(3)]
    assert numeros == ["D1-2026-0001", "D1-2026-0002", "D1-2026-0003"]
    assert Document.objects.about(structure).count() == 3


def test_un_instantane_qui_n_est_pas_du_json_est_refuse_avant_de_prendre_un_numero(facilitateur, structure):
    with pytest.raises(TypeError):
        emettre(prendre(facilitateur), structure, facilitateur, instantane={"le": object()})
    assert not Compteur.objects.exists()


def test_sans_certificat_rien_n_est_emis_et_la_phrase_dit_quoi_faire(facilitateur, structure, settings):
    settings.DEMO = settings.SERVICES_LOCAUX = False
    with pytest.raises(Refus) as refus:
        emettre(prendre(facilitateur), structure, facilitateur)
    assert refus.value.code == "SCEAU_ABSENT"


def test_la_structure_telecharge_sa_convention_et_pas_celle_d_une_autre(
    connecter, territoire, facilitateur, structure, rapide
):
    sienne = emettre(prendre(facilitateur), structure, facilitateur)
    autre = emettre(prendre(facilitateur, "c2"), ActeurFactory(territoire=territoire, ai=True), facilitateur)
    client = connecter("structure", territoire, acteur=structure)

    def lire(document):
        reponse = client.get(f"/t/{territoire.slug}/documents/{document.pk}/")
        b"".join(reponse)  # read to its end, so that the file is closed
        return reponse.status_code

    assert (lire(sienne), lire(autre)) == (200, 404)
