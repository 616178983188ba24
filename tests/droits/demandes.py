"""One request, read to its end: files are closed, and what matters is kept."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reponse:
    """An answer: status, body, type, and where it leads when it redirects."""

    statut: int
    corps: bytes
    genre: str
    vers: str = ""

    @property
    def html(self) -> str:
        """The page, empty when the answer is something else."""
        return self.corps.decode() if self.genre.startswith("text/html") else ""


def ask(client, adresse: str, methode: str = "GET", donnees: dict | None = None) -> Reponse:
    """Send a request and read the whole answer."""
    reponse = getattr(client, methode.lower())(adresse, donnees)
    corps = b"".join(reponse.streaming_content) if reponse.streaming else reponse.content
    return Reponse(
        reponse.status_code,
        corps,
        reponse.headers.get("Content-Type", ""),
        reponse.headers.get("Location", ""),
    )
