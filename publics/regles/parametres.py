"""Every local setting [T] that the rules read, with the defaults of the field."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from publics.regles.faits import StatutTitre
from publics.regles.jours_feries import Zone


@dataclass(frozen=True, kw_only=True)
class Parametres:
    """Settings of one territoire, read by R2–R7. Durations in months or days, thresholds in hours.

    validite_fiche_mois        R2, a fiche opens a mission during that many months after its signature
    ecart_mission_jours        R2, days without contract above which a mission ends
    accepte_pass_iae           R2, a PASS IAE in force is a title
    statuts_acceptes           R2, statuses in force that are titles
    reponse_jours, relance_jours, silence_jours   R3, days to answer, before a reminder, before silence counts
    duree_eligibilite_mois     R4, length of eligibility
    duree_cdi_mois             R4, length for a CDI signed while eligible (12, 24 or 36)
    nouvelle_periode_mois      R4, months without mission before a new period may open
    jour_echeance, jours_rappels   R5, days of the month that follows
    zone_feriee, feries_locaux R5, public holidays of the territoire, and days added by local usage
    seuil_semaine_heures, seuil_mois_heures, seuil_ligne_heures, ecart_mois_precedent   R7 (the last a share)
    taux_horaire_facture       R6, € of invoice before tax for one hour of EA or ESAT without a list
    """

    validite_fiche_mois: int = 2
    ecart_mission_jours: int = 30
    accepte_pass_iae: bool = True
    statuts_acceptes: frozenset[StatutTitre] = frozenset(StatutTitre)
    reponse_jours: int = 8
    relance_jours: int = 15
    silence_jours: int = 30
    duree_eligibilite_mois: int = 24
    duree_cdi_mois: int = 24
    nouvelle_periode_mois: int = 12
    jour_echeance: int = 10
    jours_rappels: tuple[int, ...] = (5, 10, 11)
    zone_feriee: Zone = Zone.METROPOLE
    feries_locaux: frozenset[date] = frozenset()
    seuil_semaine_heures: Decimal = Decimal("48")
    seuil_mois_heures: Decimal = Decimal("220")
    seuil_ligne_heures: Decimal = Decimal("350")
    ecart_mois_precedent: Decimal = Decimal("0.50")
    taux_horaire_facture: Decimal = Decimal("30")
