"""The person and the posts that a set of facts describes, ready for the rules."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from publics.regles.calendrier import dernier_du_mois
from publics.regles.faits import Contrat, Demande, Periode, Titre, TypeEmployeur
from publics.regles.journee import Dossier, Poste
from publics.regles.missions import enchainer
from publics.regles.parametres import Parametres
from publics.regles.repartition import Saisie


@dataclass(frozen=True, kw_only=True)
class Prolongation:
    """Extension granted: months, and why by whom."""

    mois: int
    motif: str = ""
    auteur: str = ""


@dataclass(frozen=True, kw_only=True)
class Personne:
    """What is known of the person beside titles and missions."""

    id: str = ""
    premiere_mission_connue: date | None = None
    prolongations: tuple[Prolongation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Lot:
    """A lot and the day its marché was notified."""

    id: str
    notifie_le: date | None = None


@dataclass(frozen=True, kw_only=True)
class Employeur:
    """An employer and what it is."""

    id: str
    type: TypeEmployeur


@dataclass(frozen=True, kw_only=True)
class DemandePoste:
    """A request and the post it is for."""

    lot: str
    employeur: str
    demande: Demande


@dataclass(frozen=True, kw_only=True)
class Contrats:
    """Contracts of the person at a post."""

    lot: str
    employeur: str
    contrats: tuple[Contrat, ...]


@dataclass(frozen=True, kw_only=True)
class HeuresPoste:
    """Hours of a post for a day, some days of a month, or the whole month."""

    lot: str
    employeur: str
    saisie: Saisie


@dataclass(frozen=True, kw_only=True)
class Faits:
    """Everything told about one person. None for `titres` or `demandes`: not communicated, not judged."""

    questions: tuple[object, ...]
    parametres: Parametres = field(default_factory=Parametres)
    personne: Personne = field(default_factory=Personne)
    titres: tuple[Titre, ...] | None = None
    lots: tuple[Lot, ...] = ()
    employeurs: tuple[Employeur, ...] = ()
    demandes: tuple[DemandePoste, ...] | None = None
    missions: tuple[Contrats, ...] = ()
    heures: tuple[HeuresPoste, ...] = ()

    def postes(self) -> list[tuple[str, str]]:
        """Each lot × employer with contracts or hours, in the order of the facts."""
        return list(dict.fromkeys((fait.lot, fait.employeur) for fait in (*self.missions, *self.heures)))

    def poste(self, lot: str, employeur: str) -> Poste:
        """One post: its contracts (those that hours imply included), its requests, its employer, its lot."""
        demandes = None
        if self.demandes is not None:
            demandes = tuple(d.demande for d in self.demandes if (d.lot, d.employeur) == (lot, employeur))
        return Poste(
            lot=lot,
            employeur=employeur,
            contrats=self._contrats(lot, employeur),
            demandes=demandes,
            type_employeur=next((e.type for e in self.employeurs if e.id == employeur), None),
            notifie_le=next((fait.notifie_le for fait in self.lots if fait.id == lot), None),
        )

    def _contrats(self, lot: str, employeur: str) -> tuple[Contrat, ...]:
        """Contracts told; hours outside all of them stand for a contract of their own days."""
        ici = (lot, employeur)
        contrats = [c for fait in self.missions if (fait.lot, fait.employeur) == ici for c in fait.contrats]
        deduits = [
            Contrat(debut=fait.saisie.debut, fin=fait.saisie.fin)
            for fait in self.heures
            if (fait.lot, fait.employeur) == ici and not any(_touche(c, fait.saisie) for c in contrats)
        ]
        return (*contrats, *deduits)

    def dossier(self) -> Dossier:
        """The person, with the periods of all missions on any post."""
        ecart = self.parametres.ecart_mission_jours
        missions = (
            mission.periode for poste in self.postes() for mission in enchainer(self._contrats(*poste), ecart)
        )
        return Dossier(
            titres=self.titres,
            missions=tuple(missions),
            premiere_mission_connue=self.personne.premiere_mission_connue,
            prolongation_mois=sum(prolongation.mois for prolongation in self.personne.prolongations),
        )

    def heures_de(
        self, mois: date, lot: str | None = None, employeur: str | None = None
    ) -> list[HeuresPoste]:
        """Hours of a month, of one lot or employer if told."""
        periode = Periode(mois, dernier_du_mois(mois))
        return [
            fait
            for fait in self.heures
            if fait.saisie.debut in periode
            and lot in (None, fait.lot)
            and employeur in (None, fait.employeur)
        ]


def _touche(contrat: Contrat, saisie: Saisie) -> bool:
    return contrat.debut <= saisie.fin and contrat.periode.dernier >= saisie.debut


def somme(heures: list[HeuresPoste]) -> Decimal:
    """Hours told, together."""
    return sum((fait.saisie.heures for fait in heures), Decimal(0))
