"""The steps of the demonstration, in order. Each leaves alone what it has already made."""

from guichet.entree.demo.territoires import ouvrir_territoires


def construire() -> None:
    """Build the demonstration under the application's role, as of today's clock."""
    ouvrir_territoires()
