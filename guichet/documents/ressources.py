"""What a document may read while it is rendered: the project's own static files, and images we encoded."""

import base64
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

RACINE_STATIQUE = (Path(__file__).resolve().parents[2] / "static").resolve()
TAILLE_MAX_IMAGE = 2_000_000
_TYPES = {
    ".css": "text/css",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_IMAGE = re.compile(r"data:image/(?:png|jpeg);base64,([A-Za-z0-9+/=]+)\Z")


class RessourceRefusee(ValueError):
    """A document asked for something it may not read."""


def image_en_url(octets: bytes) -> str:
    """Encode a PNG or JPEG (a logo, at most 2 MB) as the only kind of data: URL a document may carry.

    Raises RessourceRefusee for any other content: a type is recognised by its first bytes, never by a name.
    """
    for debut, genre in _SIGNATURES.items():
        if octets.startswith(debut) and len(octets) <= TAILLE_MAX_IMAGE:
            return f"data:{genre};base64,{base64.b64encode(octets).decode()}"
    raise RessourceRefusee("Le logo doit être une image PNG ou JPEG de 2 Mo au plus.")


class LecteurDuProjet(URLFetcher):
    """Fetcher without network: `static/` of the project, fonts included, and PNG or JPEG data: URLs."""

    def fetch(self, url, headers=None):
        """Return the resource; raises RessourceRefusee for anything else (http, other files, other data)."""
        if image := _IMAGE.match(url):
            return self._image(url, base64.b64decode(image[1], validate=True))
        adresse = urlsplit(url)
        if adresse.scheme != "file" or adresse.netloc or adresse.query:
            raise RessourceRefusee(f"Adresse interdite dans un document : {url[:80]}")
        chemin = Path(unquote(adresse.path)).resolve()
        if not chemin.is_relative_to(RACINE_STATIQUE) or chemin.suffix not in _TYPES:
            raise RessourceRefusee(f"Fichier interdit dans un document : {chemin.name}")
        return URLFetcherResponse(url, chemin.read_bytes(), {"Content-Type": _TYPES[chemin.suffix]})

    def _image(self, url, octets):
        image_en_url(octets)
        return URLFetcherResponse(url, octets, {"Content-Type": url[5 : url.index(";")]})
