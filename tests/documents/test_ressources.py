"""What a document may read: the project's static files and the images we encoded, nothing else."""

import base64

import pytest

from guichet.documents.rendu import rendre
from guichet.documents.ressources import RACINE_STATIQUE, LecteurDuProjet, RessourceRefusee, image_en_url

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
INTERDITES = [
    "file:///etc/passwd",
    "http://127.0.0.1:9/x.png",
    "https://exemple.fr/logo.png",
    "ftp://exemple.fr/a",
    (RACINE_STATIQUE.parent / "manage.py").as_uri(),
    RACINE_STATIQUE.as_uri() + "/../pyproject.toml",
    RACINE_STATIQUE.as_uri() + "/%2e%2e/manage.py",
    "file://serveur" + str(RACINE_STATIQUE / "css" / "documents.css"),
    "data:text/html,<script>1</script>",
    "data:image/svg+xml;base64,PHN2Zy8+",
    "data:image/png;base64,PHN2Zy8+",
    "data:image/png;base64,====",
]


@pytest.mark.parametrize("adresse", INTERDITES)
def test_adresse_interdite(adresse):
    with pytest.raises(ValueError):
        LecteurDuProjet().fetch(adresse)


def test_lien_symbolique_vers_l_exterieur_interdit(tmp_path, monkeypatch):
    racine = tmp_path / "static"
    racine.mkdir()
    (tmp_path / "secret.png").write_bytes(PNG)
    (racine / "logo.png").symlink_to(tmp_path / "secret.png")
    monkeypatch.setattr("guichet.documents.ressources.RACINE_STATIQUE", racine)
    with pytest.raises(RessourceRefusee):
        LecteurDuProjet().fetch((racine / "logo.png").as_uri())


def test_feuille_du_projet_et_image_codee_par_nous_acceptees():
    feuille = LecteurDuProjet().fetch((RACINE_STATIQUE / "css" / "documents.css").as_uri())
    assert feuille.content_type == "text/css"
    assert LecteurDuProjet().fetch(image_en_url(PNG)).read() == PNG


@pytest.mark.parametrize("octets", [b"<svg/>", b"", b"GIF89a", PNG[:4] + b"x" * 20, PNG + bytes(2_000_000)])
def test_logo_qui_n_est_pas_une_image_acceptee(octets):
    with pytest.raises(RessourceRefusee, match="PNG ou JPEG"):
        image_en_url(octets)


@pytest.mark.pdf
@pytest.mark.parametrize("adresse", ["file:///etc/passwd", "http://127.0.0.1:9/x.png", "../../manage.py"])
def test_un_document_qui_demande_une_adresse_interdite_n_est_pas_produit(adresse):
    page = f'<html lang="fr"><head><title>t</title></head><body><img alt="" src="{adresse}"></body></html>'
    with pytest.raises(RessourceRefusee):
        rendre(page)
