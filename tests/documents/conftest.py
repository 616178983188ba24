"""A seal made once for the session, and two sealed documents."""

from pathlib import Path

import pytest

from guichet.documents.certificats import Certificat, certificat_de_demonstration
from guichet.documents.production import produire
from guichet.documents.sceau import Sceau
from tests.documents import exemples


@pytest.fixture(scope="session")
def certificat(tmp_path_factory) -> Certificat:
    dossier = tmp_path_factory.mktemp("donnees") / "sceau"
    return certificat_de_demonstration(dossier, titulaire="Guichet des clauses sociales", le=exemples.LE)


@pytest.fixture(scope="session")
def sceau(certificat) -> Sceau:
    return Sceau(certificat)


@pytest.fixture(scope="session")
def convention(sceau) -> bytes:
    return produire("convention", exemples.convention(), exemples.identite(), sceau=sceau)


@pytest.fixture(scope="session")
def bilan(sceau) -> bytes:
    return produire("bilan", exemples.bilan(), exemples.identite("BIL-2017-001"), sceau=sceau)


@pytest.fixture(scope="session")
def liste(sceau) -> bytes:
    return produire("liste", exemples.liste(), exemples.identite("LST-2026-0007"), sceau=sceau)


@pytest.fixture
def fichier(tmp_path):
    """Write bytes where an outside program can read them."""

    def ecrire(octets: bytes, nom: str = "document.pdf") -> Path:
        chemin = tmp_path / nom
        chemin.write_bytes(octets)
        return chemin

    return ecrire
