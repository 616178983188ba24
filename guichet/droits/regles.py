"""The shape of the rights table: one line per URL."""

from dataclasses import dataclass

from guichet.comptes.roles import GUICHET, MEMBRES

PUBLIC = frozenset({"*"})
CONNECTE = frozenset({"connecte"})
ADMIN = frozenset({"administrateur"})
ETAT = frozenset({"ddetspp"})
STRUCTURE = frozenset({"structure"})
ACHETEUR = frozenset({"donneur_ordre"})
PRESCRIPTEUR = frozenset({"prescripteur"})
TOUS = MEMBRES
__all__ = [
    "ACHETEUR",
    "ADMIN",
    "CONNECTE",
    "ETAT",
    "GUICHET",
    "PRESCRIPTEUR",
    "PUBLIC",
    "STRUCTURE",
    "TOUS",
    "Regle",
]


@dataclass(frozen=True)
class Regle:
    """Who may call a URL.

    `url`: its full name (`marches:lot_fiche`). `roles`: codes allowed, `PUBLIC` for everybody, `CONNECTE` for
    any signed-in user outside a territoire. `objet`: key of the example object that fills the URL's argument
    in the generated matrix (empty when it takes none). `relation`: roles that see only their own objects get
    a 404 on another's; written here in words for the reader. `methodes`: verbs that the view answers.
    """

    url: str
    roles: frozenset[str]
    objet: str = ""
    relation: str = ""
    methodes: tuple[str, ...] = ("GET",)
