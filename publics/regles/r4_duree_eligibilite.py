"""R4, length of eligibility: 24 months from the first day of the first clause mission, and exceptions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guichet.base.dates import jour as ecrire_jour
from publics.regles.calendrier import ajouter_mois, veille_anniversaire
from publics.regles.codes import Code
from publics.regles.faits import (
    ALTERNANCE,
    ENTREPRISES,
    SIAE,
    Contrat,
    NatureContrat,
    PassIae,
    Periode,
    Statut,
    StatutTitre,
    Titre,
    TypeEmployeur,
)
from publics.regles.parametres import Parametres
from publics.regles.titres import duree_du_titre
from publics.regles.verdict import Gravite, Verdict

STATUTS_SANS_DUREE = {StatutTitre.EA, StatutTitre.EATT, StatutTitre.ESAT}


@dataclass(frozen=True, kw_only=True)
class Parcours:
    """What the clock of a person reads.

    `missions`: periods of all clause missions, any lot and employer · `titres`: titles held ·
    `premiere_connue`: an earlier first mission known elsewhere · `prolongation_mois`: sum of the months
    granted, reason and author kept by the caller.
    """

    missions: tuple[Periode, ...] = ()
    titres: tuple[Titre, ...] = ()
    premiere_connue: date | None = None
    prolongation_mois: int = 0


def debut_de_periode(jour: date, parcours: Parcours, parametres: Parametres) -> date:
    """First day of the period of eligibility that runs on `jour` (or that would begin on it).

    A new period opens on a mission that starts more than `nouvelle_periode_mois` after the last day worked,
    if a title begun since then carries it.
    """
    missions = sorted((m for m in parcours.missions if m.debut <= jour), key=lambda m: m.debut)
    debuts = [mission.debut for mission in missions] or [jour]
    premier = min(filter(None, (debuts[0], parcours.premiere_connue)))
    if not missions:
        return premier
    dernier = missions[0].dernier
    for mission in missions[1:]:
        if _nouvelle_periode(dernier, mission.debut, parcours.titres, parametres):
            premier = mission.debut
        dernier = max(dernier, mission.dernier)
    return premier


def _nouvelle_periode(fin: date, debut: date, titres: Sequence[Titre], parametres: Parametres) -> bool:
    if fin >= debut or debut <= ajouter_mois(fin, parametres.nouvelle_periode_mois):
        return False
    durees = [duree_du_titre(titre, parametres) for titre in titres]
    return any(duree.debut > fin and debut in duree for duree in durees)


def dernier_jour_ordinaire(jour: date, parcours: Parcours, parametres: Parametres) -> date:
    """Last day that counts without any exception: eve of the anniversary, extensions included."""
    debut = debut_de_periode(jour, parcours, parametres)
    return veille_anniversaire(debut, parametres.duree_eligibilite_mois + parcours.prolongation_mois)


def duree_eligibilite(
    *,
    jour: date,
    parcours: Parcours,
    parametres: Parametres,
    contrat: Contrat | None = None,
    type_employeur: TypeEmployeur | None = None,
    employeur: str | None = None,
) -> Verdict:
    """Does a day of work fall inside the length of eligibility? Conforme with its last day, or refusée.

    `contrat` is the contract of that day, for alternance and CDI; `type_employeur` tells SIAE and companies.
    """
    hors_duree = _hors_duree(jour, parcours, parametres, type_employeur, employeur)
    if hors_duree:
        return hors_duree
    limite = dernier_jour_ordinaire(jour, parcours, parametres)
    if contrat and contrat.debut <= dernier_jour_ordinaire(contrat.debut, parcours, parametres):
        if contrat.nature in ALTERNANCE:
            borne = f" le {ecrire_jour(contrat.fin)}" if contrat.fin else ""
            phrase = f"Contrat en alternance commencé pendant l'éligibilité : compté jusqu'à sa fin{borne}."
            return _conforme(Code.R4_ALTERNANCE, phrase, contrat.fin)
        if contrat.nature is NatureContrat.CDI and type_employeur in ENTREPRISES:
            return _cdi(jour, contrat, limite, parcours, parametres)
    return _dans_la_duree(Code.R4_DANS_LA_DUREE, jour, limite, "")


def _hors_duree(
    jour: date,
    parcours: Parcours,
    parametres: Parametres,
    type_employeur: TypeEmployeur | None,
    employeur: str | None,
) -> Verdict | None:
    """Those the clock does not touch: EA, EATT, ESAT while the status lasts, SIAE while the PASS IAE runs."""
    for titre in parcours.titres:
        duree = duree_du_titre(titre, parametres)
        if jour not in duree:
            continue
        if isinstance(titre, Statut) and titre.statut in STATUTS_SANS_DUREE:
            if titre.employeur in (None, employeur):
                phrase = f"Statut {titre.statut} : pas de durée limite tant que le statut dure."
                return _conforme(Code.R4_STATUT_NON_LIMITE, phrase, duree.fin)
        elif isinstance(titre, PassIae) and type_employeur in SIAE:
            terme = f" (jusqu'au {ecrire_jour(duree.fin)})" if duree.fin else ""
            phrase = f"Salarié de SIAE : pas de durée limite tant que le PASS IAE court{terme}."
            return _conforme(Code.R4_PASS_EN_COURS, phrase, duree.fin)
    return None


def _cdi(jour: date, contrat: Contrat, limite: date, parcours: Parcours, parametres: Parametres) -> Verdict:
    """A CDI has its own clock; an extension granted to the person still counts if it goes further."""
    propre = veille_anniversaire(contrat.embauche_le or contrat.debut, parametres.duree_cdi_mois)
    if parcours.prolongation_mois:
        propre = max(propre, limite)
    return _dans_la_duree(Code.R4_CDI, jour, propre, "CDI signé pendant l'éligibilité. ")


def _dans_la_duree(code: Code, jour: date, limite: date, prefixe: str) -> Verdict:
    if jour <= limite:
        return _conforme(code, f"{prefixe}Éligible jusqu'au {ecrire_jour(limite)}.", limite)
    return Verdict(
        code=Code.R4_DUREE_ATTEINTE,
        gravite=Gravite.REFUSEE,
        phrase=f"{prefixe}La durée d'éligibilité est atteinte depuis le {ecrire_jour(limite)}.",
        que_faire="Demandez une prolongation au guichet, avec son motif, avant de poursuivre.",
        depuis=limite,
    )


def _conforme(code: Code, phrase: str, jusqu_au: date | None) -> Verdict:
    return Verdict(code=code, gravite=Gravite.CONFORME, phrase=phrase, jusqu_au=jusqu_au)
