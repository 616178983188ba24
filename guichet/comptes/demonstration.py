"""Accounts of the demonstration: who they are, the password they share. Printed, and shown at the door."""

from dataclasses import dataclass

from guichet.comptes.roles import ROLES

MOT_DE_PASSE = "clauses-sociales-demo"


@dataclass(frozen=True)
class CompteDemo:
    """An account. `acteur` is the key of the actor it works for in `territoires` (first one: its own page).

    `territoires` is empty for the State and the platform, whose memberships belong to no territoire.
    """

    nom_court: str
    prenom: str
    nom: str
    role_code: str
    pour: str
    acteur: str = ""
    territoires: tuple[str, ...] = ("niort",)

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.nom_court}@exemple.invalid"

    @property
    def libelle(self) -> str:
        """« Facilitation, Agglomération du Niortais »."""
        return f"{ROLES[self.role_code].libelle}, {self.pour}"


@dataclass(frozen=True)
class ComptesDemo:
    """What the sign-in page and the command show."""

    mot_de_passe: str
    comptes: tuple[CompteDemo, ...]


NIORT, VOISIN = "Agglomération du Niortais", "Haut Val de Sèvre"
COMPTES = (
    CompteDemo("facilitation", "Maud", "Guérineau", "facilitateur", NIORT),
    CompteDemo("assistance", "Nora", "Lambert", "assistant", NIORT),
    CompteDemo("administration", "Julien", "Petit", "administrateur", NIORT),
    CompteDemo("structure-ai", "Sylvie", "Naud", "structure", "Coup de Main 79 (AI)", "coup-de-main"),
    CompteDemo(
        "structure-etti",
        "Thomas",
        "Baudry",
        "structure",
        "Sèvre Intérim Insertion (ETTI, deux territoires)",
        "sevre-interim",
        ("niort", "voisin"),
    ),
    CompteDemo(
        "structure-aci", "Aurélie", "Texier", "structure", "Les Chantiers du Marais (ACI)", "chantiers"
    ),
    CompteDemo("structure-geiq", "Marc", "Fournier", "structure", "GEIQ Trois Vallées", "geiq"),
    CompteDemo("donneur-ordre", "Hélène", "Marsault", "donneur_ordre", "Ville de Niort", "ville-niort"),
    CompteDemo(
        "service",
        "Bruno",
        "Delage",
        "donneur_ordre",
        "Ville de Niort, service bâtiments",
        "service-batiments",
    ),
    CompteDemo("prescripteur", "Claire", "Bonnin", "prescripteur", "Mission locale", "mission-locale"),
    CompteDemo("etat", "Philippe", "Rousseau", "ddetspp", "DDETS-PP, deux territoires", "ddetspp", ()),
    CompteDemo("voisin", "Inès", "Rabier", "facilitateur", VOISIN, "", ("voisin",)),
    CompteDemo("plateforme", "Anne", "Ferrand", "plateforme", "France entière", "", ()),
)


def comptes_demo() -> ComptesDemo:
    """Return the shared password and the accounts, for the sign-in page of a demonstration."""
    return ComptesDemo(MOT_DE_PASSE, COMPTES)
