"""A DECP notice in one shape, whatever the format that published it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from marches.decp.anomalies import BLOQUANT, Anomalie

CLAUSE, CRITERE, RESERVE, AUCUNE = "clause", "critere", "reserve", "aucune"
CONSIDERATIONS = {
    "Clause sociale": CLAUSE,
    "Critère social": CRITERE,
    "Marché réservé": RESERVE,
    "Pas de considération sociale": AUCUNE,
}


@dataclass(frozen=True, slots=True)
class Titulaire:
    """A company of the notice. `type_identifiant` is SIRET or another DECP kind; v2 has no names."""

    identifiant: str
    type_identifiant: str
    nom: str | None = None


@dataclass(frozen=True, slots=True)
class Lieu:
    """Place of performance, as published: code, kind of code, name (v1 only)."""

    code: str | None
    type_code: str | None
    nom: str | None


@dataclass(frozen=True, slots=True)
class Modification:
    """A published change: only what it changes is filled. `sans_effet` when it changes nothing."""

    numero: str | None
    date_notification: date | None
    date_publication: date | None
    montant: Decimal | None
    duree_mois: int | None
    titulaires: tuple[Titulaire, ...]
    objet: str | None
    sans_effet: bool = False


@dataclass(frozen=True, slots=True)
class SousTraitance:
    """A declared act of subcontracting (v2): company, euros excluding tax, months, notification."""

    numero: str | None
    identifiant: str | None
    type_identifiant: str
    montant: Decimal | None
    duree_mois: int | None
    date_notification: date | None


@dataclass(frozen=True, slots=True)
class NoticeDecp:
    """One normalised notice.

    `uid` is the national identity, buyer's SIRET then the identifier (None when one is missing); `rang` its
    position in the file, from 1; `genre` is `marche` or `concession`; `montant` euros excluding tax;
    `considerations_sociales` None when nothing is said (v1 never does), else codes among clause, critere,
    reserve, aucune; `double_de` the rank of the notice kept in its place.
    """

    rang: int
    version: str
    genre: str
    uid: str | None = None
    acheteur_siret: str | None = None
    acheteur_nom: str | None = None
    identifiant: str | None = None
    objet: str | None = None
    nature: str | None = None
    procedure: str | None = None
    cpv: str | None = None
    montant: Decimal | None = None
    duree_mois: int | None = None
    date_notification: date | None = None
    date_publication: date | None = None
    lieu: Lieu | None = None
    titulaires: tuple[Titulaire, ...] = ()
    sous_traitances: tuple[SousTraitance, ...] = ()
    sous_traitance_declaree: bool | None = None
    considerations_sociales: tuple[str, ...] | None = None
    techniques: tuple[str, ...] = ()
    accord_cadre: str | None = None
    forme_prix: str | None = None
    modifications: tuple[Modification, ...] = ()
    source: str | None = None
    double_de: int | None = None
    anomalies: tuple[Anomalie, ...] = field(default=(), compare=False)

    @property
    def chargeable(self) -> bool:
        """May be loaded as a marché: it has its identity and is not the double of another notice."""
        return self.double_de is None and not any(anomalie.gravite == BLOQUANT for anomalie in self.anomalies)

    @property
    def montant_courant(self) -> Decimal | None:
        """Amount after the last modification that gives one, euros excluding tax."""
        return next((m.montant for m in reversed(self.modifications) if m.montant is not None), self.montant)

    @property
    def duree_courante(self) -> int | None:
        """Months after the last modification that gives a length."""
        return next((m.duree_mois for m in reversed(self.modifications) if m.duree_mois), self.duree_mois)

    @property
    def titulaires_courants(self) -> tuple[Titulaire, ...]:
        """Companies after the last modification that names some."""
        return next((m.titulaires for m in reversed(self.modifications) if m.titulaires), self.titulaires)
