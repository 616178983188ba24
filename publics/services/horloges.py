"""The clocks of a person: the title that opens missions, and the 24 months (R2, R4)."""

from dataclasses import dataclass
from datetime import date

from publics.regles.codes import Code
from publics.regles.faits import Fiche
from publics.regles.parametres import Parametres
from publics.regles.r2_droit_de_commencer import droit_de_commencer
from publics.regles.r4_duree_eligibilite import Parcours, debut_de_periode, duree_eligibilite
from publics.regles.titres import dernier_jour_fiche
from publics.regles.verdict import Gravite, Verdict
from publics.services.eligibilite import DossierLu, dossiers_de, type_employeur

SANS_LIMITE = {Code.R4_STATUT_NON_LIMITE, Code.R4_PASS_EN_COURS}


@dataclass(frozen=True, kw_only=True)
class Horloges:
    """Clocks of one person on `jour`. Days are included.

    `titre`: may a mission start that day? · `duree`: does a day of work fall inside the eligibility? ·
    `debut`: first day of the running period, None before the first mission · `fiches`: (signature, last day)
    of every fiche, oldest first · `prolongation_mois`: months granted beyond the ordinary length.
    """

    jour: date
    titre: Verdict
    duree: Verdict
    debut: date | None
    fiches: tuple[tuple[date, date], ...]
    prolongation_mois: int

    @property
    def eligible(self) -> bool:
        """A title is in force and the length is not reached: a mission may start today."""
        return self.titre.gravite is Gravite.CONFORME and self.duree.gravite is Gravite.CONFORME

    @property
    def sans_limite(self) -> bool:
        """The 24 months do not apply (EA, ESAT, PASS IAE in a SIAE)."""
        return self.duree.code in SANS_LIMITE

    @property
    def fin(self) -> date | None:
        """Last eligible day, reached or not; None when no clock runs."""
        if self.duree.gravite is not Gravite.CONFORME:
            return self.duree.depuis
        return self.duree.jusqu_au if self.debut or self.sans_limite else None

    @property
    def jours_titre(self) -> int | None:
        """Days left to start a mission, today included; None without a title or without an end."""
        if self.titre.gravite is not Gravite.CONFORME or self.titre.jusqu_au is None:
            return None
        return (self.titre.jusqu_au - self.jour).days + 1

    @property
    def jours_duree(self) -> int | None:
        """Days of eligibility left, today included, 0 once reached; None when no clock runs."""
        return None if self.fin is None else max(0, (self.fin - self.jour).days + 1)

    def jours_hors_duree(self, fin_prevue: date | None) -> int:
        """Days of a mission ending on `fin_prevue` that would be refused without an extension."""
        return max(0, (fin_prevue - self.fin).days) if fin_prevue and self.fin else 0


def horloges_de(personnes, *, jour: date, parametres: Parametres) -> dict[int, Horloges]:
    """Return the clocks of several persons by primary key; three queries whatever their number."""
    return {
        pk: horloges_lues(lu, jour=jour, parametres=parametres) for pk, lu in dossiers_de(personnes).items()
    }


def horloges(personne, *, jour: date, parametres: Parametres) -> Horloges:
    """Return the clocks of one person on a day."""
    return horloges_de([personne], jour=jour, parametres=parametres)[personne.pk]


def horloges_lues(lu: DossierLu, *, jour: date, parametres: Parametres) -> Horloges:
    """Return the clocks of a person whose facts are already read."""
    dossier = lu.faits
    parcours = Parcours(
        missions=dossier.missions,
        titres=dossier.titres,
        premiere_connue=dossier.premiere_mission_connue,
        prolongation_mois=dossier.prolongation_mois,
    )
    commencees = [mission for mission in lu.missions if mission.debut <= jour]
    employeur = commencees[-1].employeur if commencees else None
    chez = str(employeur.pk) if employeur else _employer_of_status(dossier.titres)
    fiches = (
        (t.signee_le, dernier_jour_fiche(t, parametres)) for t in dossier.titres if isinstance(t, Fiche)
    )
    return Horloges(
        jour=jour,
        titre=droit_de_commencer(jour=jour, titres=dossier.titres, parametres=parametres, employeur=chez),
        duree=duree_eligibilite(
            jour=jour,
            parcours=parcours,
            parametres=parametres,
            type_employeur=type_employeur(employeur) if employeur else None,
            employeur=chez,
        ),
        debut=debut_de_periode(jour, parcours, parametres)
        if commencees or dossier.premiere_mission_connue
        else None,
        fiches=tuple(sorted(fiches)),
        prolongation_mois=dossier.prolongation_mois,
    )


def _employer_of_status(titres) -> str | None:
    return next((titre.employeur for titre in titres if getattr(titre, "employeur", None)), None)
