"""Who is asking, for whom, where: the object that every read and every write receives."""

from dataclasses import dataclass, field

from django.urls import reverse

from guichet.comptes.roles import ANONYME, SYSTEME, Role


@dataclass(frozen=True)
class Acces:
    """An access: a user acting under one membership (or a signed link) in one territoire."""

    role: Role = ANONYME
    territoire: object = None
    utilisateur: object = None
    appartenance: object = None
    organisation: object = None
    acteur: object = None
    acteurs_id: tuple[int, ...] = ()
    lien: object = None
    autres: tuple = field(default=(), compare=False)

    @property
    def est_guichet(self) -> bool:
        """Facilitateur, assistant, administrateur, or the guichet's own background work."""
        return self.role.guichet

    @property
    def est_administrateur(self) -> bool:
        """May manage accounts, settings and personal data."""
        return self.role.code == "administrateur"

    @property
    def est_etat(self) -> bool:
        """A service of the State reading a territoire opened to it."""
        return self.role.etat

    @property
    def est_structure(self) -> bool:
        """Staff of a partner structure."""
        return self.role.code == "structure"

    @property
    def est_donneur_ordre(self) -> bool:
        """Staff of a buyer: no name, no criterion of a person."""
        return self.role.code == "donneur_ordre"

    @property
    def nom(self) -> str:
        """Who signs what is written under this access."""
        if self.utilisateur is not None:
            return self.utilisateur.nom_complet
        return self.role.libelle

    def url(self, nom: str, *args) -> str:
        """Reverse a URL of the territoire (`acces.url("marches:lot_fiche", lot.pk)`)."""
        return reverse(nom, args=(self.territoire.slug, *args))


def acces_systeme(territoire) -> Acces:
    """Return the access of background work in a territoire."""
    return Acces(role=SYSTEME, territoire=territoire)
