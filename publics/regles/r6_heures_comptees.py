"""R6, what counts: worked hours, shared training, invoices; who never counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from guichet.base.dates import jour as ecrire_jour
from guichet.base.formats import arrondir
from publics.regles.codes import Code
from publics.regles.faits import ALTERNANCE, ENTREPRISES, Contrat, NatureContrat, TypeEmployeur
from publics.regles.parametres import Parametres
from publics.regles.verdict import Gravite, Verdict

ZERO = Decimal(0)
CENTIEME = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class HeuresSaisies:
    """Hours of one person, lot and month by kind, as declared. Only work, overtime and training may count."""

    travail: Decimal = ZERO
    supplementaires: Decimal = ZERO
    formation: Decimal = ZERO
    conges: Decimal = ZERO
    feries: Decimal = ZERO
    tutorat: Decimal = ZERO
    pmsmp: Decimal = ZERO


@dataclass(frozen=True, kw_only=True)
class HeuresComptees:
    """Hours that count, company and training apart, and those set aside."""

    entreprise: Decimal
    formation: Decimal
    ecartees: Decimal

    @property
    def total(self) -> Decimal:
        """Hours counted on the lot."""
        return self.entreprise + self.formation


def heures_comptees(
    saisies: HeuresSaisies, type_employeur: TypeEmployeur, nature: NatureContrat = NatureContrat.AUTRE
) -> HeuresComptees:
    """Hours that count for that employer: overtime one for one, training for GEIQ and alternance only.

    Leave, public holidays, tutoring and PMSMP count for nothing.
    """
    ouvre = type_employeur is TypeEmployeur.GEIQ or nature in ALTERNANCE
    formation = saisies.formation if ouvre else ZERO
    ecartees = saisies.conges + saisies.feries + saisies.tutorat + saisies.pmsmp
    return HeuresComptees(
        entreprise=saisies.travail + saisies.supplementaires,
        formation=formation,
        ecartees=ecartees + saisies.formation - formation,
    )


def repartir_formation(formation: Decimal, entreprise_par_lot: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Training hours of a month shared between lots pro rata to its company hours (each ≥ 0), to 0.01 h.

    The parts add up to `formation` exactly: left-over hundredths go to the largest remainders, then in lot
    order. Without any company hour nothing can be shared: ValueError.
    """
    total = sum(entreprise_par_lot.values(), ZERO)
    if total <= 0:
        raise ValueError("aucune heure en entreprise ce mois : la formation ne peut pas être partagée")
    exactes = {lot: formation * heures / total for lot, heures in entreprise_par_lot.items()}
    parts = {lot: part.quantize(CENTIEME, rounding=ROUND_DOWN) for lot, part in exactes.items()}
    restants = int((formation - sum(parts.values(), ZERO)) / CENTIEME)
    for lot in sorted(exactes, key=lambda lot: (parts[lot] - exactes[lot], lot))[:restants]:
        parts[lot] += CENTIEME
    return parts


def heures_sur_facture(montant_ht: Decimal, parametres: Parametres) -> Decimal:
    """Hours « estimées sur facture » of an EA or ESAT without a list: € before tax / hourly rate [T]."""
    return arrondir(montant_ht / parametres.taux_horaire_facture, 2)


def contrat_recevable(
    contrat: Contrat, type_employeur: TypeEmployeur | None, notifie_le: date | None = None
) -> Verdict | None:
    """Refusal of a contract that never counts, None when nothing forbids it.

    A permanent employee of a structure is refused. A direct hire counts if hired on or after the notification
    of the marché (`notifie_le`), or already employed under another clause and globalised.
    """
    if contrat.permanent:
        return Verdict(
            code=Code.R6_SALARIE_PERMANENT,
            gravite=Gravite.REFUSEE,
            phrase="Heures refusées : salarié permanent de la structure.",
            que_faire="Ne déclarez que les personnes en parcours.",
        )
    embauche = contrat.embauche_le or contrat.debut
    avant_notification = notifie_le is not None and embauche < notifie_le
    if type_employeur in ENTREPRISES and avant_notification and not contrat.globalise:
        return Verdict(
            code=Code.R6_EMBAUCHE_AVANT_NOTIFICATION,
            gravite=Gravite.REFUSEE,
            phrase=f"Heures non comptées : embauche du {ecrire_jour(embauche)}, avant la notification "
            f"du marché le {ecrire_jour(notifie_le)}.",
            que_faire="Une personne déjà employée sous une autre clause peut être globalisée : demandez-le.",
            valeurs={"embauche_le": embauche, "notifie_le": notifie_le},
        )
    return None
