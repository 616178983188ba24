"""Moving a lot from one state to another (domaine.md §5): locked, checked, told."""

from datetime import date

from django.db import transaction

from guichet.base.formats import VIDE
from guichet.base.horloge import aujourdhui, maintenant
from guichet.base.saisie import ConflitDeSaisie, lock
from guichet.journal.services import journaliser
from marches import etats
from marches.models import Engagement, EtatLot, GenreEngagement, Lot, Marche
from marches.services.attributions import attribuer
from marches.services.engagements import affermir_tranche, ajouter_engagement, recompter
from marches.services.gardes import DATES, proposable, verifier

DATE_DU_LOT = {
    "date_notification": "notifie_le",
    "date_reception": "receptionne_le",
    "date_fin": "receptionne_le",
    "date_debut": "debut",
}
DATE_DU_MARCHE = {"date_notification": "notifie_le", "date_lancement": "lance_le"}


def actes_possibles(lot: Lot) -> list[etats.Transition]:
    """Return the acts that the state of a lot and its marché allow, those that go forward first."""
    permis = [acte for acte in etats.TRANSITIONS[lot.etat] if proposable(lot, acte)]
    return sorted(permis, key=lambda acte: acte.verbe not in etats.ORDINAIRES)


@transaction.atomic
def changer_etat(*, lot: Lot, verbe: str, depuis: str, reponses: dict, par) -> Lot:
    """Move a lot shown in state `depuis` by the act `verbe` (`marches.etats`).

    `reponses` answers the guards: dates and texts by guard name, `dispositif`, `heures_demandees`; at
    notification `titulaire` (Acteur) and `heures` (Decimal). Raises ConflitDeSaisie (LOT_ETAT_CHANGE) when
    somebody moved the lot first, Refus (LOT_…) for the first guard that does not hold.
    """
    lot = lock(Lot, lot.pk)
    acte = etats.transition(lot.etat, verbe)
    if lot.etat != depuis or acte is None:
        raise _conflict(lot, depuis, verbe)
    verifier(lot, acte, reponses)
    _apply_hours(lot, acte, reponses, par)
    lot.refresh_from_db(fields=["heures_engagees"])
    avant = lot.get_etat_display()
    le = _apply_dates(lot, acte, reponses)
    lot.etat, lot.etat_le = acte.cible, le
    lot.etat_motif = reponses.get("motif", "").strip()
    for champ in ("dispositif", "heures_demandees"):
        if reponses.get(champ) not in (None, ""):
            setattr(lot, champ, reponses[champ])
    if acte.cible == etats.CLOS:
        lot.clos_le = le
    lot.modifie_le = maintenant()
    lot.save()
    _tell(lot, acte, avant, reponses, par)
    return lot


def _conflict(lot: Lot, depuis: str, verbe: str) -> ConflitDeSaisie:
    voulu = etats.transition(depuis, verbe) if depuis in etats.TRANSITIONS else None
    saisi = EtatLot(voulu.cible).label if voulu else VIDE
    return ConflitDeSaisie(
        "LOT_ETAT_CHANGE",
        f"Le lot {lot.numero} est déjà « {lot.get_etat_display()} » : cet acte n’est plus possible.",
        [{"champ": "État", "enregistre": lot.get_etat_display(), "saisi": saisi}],
    )


def _apply_hours(lot: Lot, acte: etats.Transition, reponses: dict, par) -> None:
    """Write what a notification brings with it: the titulaire and the hours of the acte d'engagement."""
    le = reponses.get("date_notification") or reponses.get("date_affermissement")
    tranches = Engagement.objects.filter(lot=lot, genre=GenreEngagement.TRANCHE)
    if acte.cible == etats.NON_AFFERMI:
        _suspend_tranches(lot, tranches)
    if acte.verbe == "affermir_tranche":
        for tranche in tranches.filter(ferme=False):
            affermir_tranche(engagement=tranche, le=le, par=par)
    if acte.cible == etats.NOTIFIE and reponses.get("heures") and lot.heures_engagees == 0:
        ajouter_engagement(
            lot=lot, genre=GenreEngagement.INITIAL, heures=reponses["heures"], date_effet=le, par=par
        )
    if "attribution" in acte.gardes and reponses.get("titulaire"):
        attribuer(lot=lot, entreprise=reponses["titulaire"], depuis=le, par=par)


def _suspend_tranches(lot: Lot, tranches) -> None:
    """A tranche not affirmed owes nothing (R1)."""
    tranches.filter(ferme=True).update(ferme=False)
    recompter(lot)


def _apply_dates(lot: Lot, acte: etats.Transition, reponses: dict) -> date:
    """Write the date that the act gives where it belongs; return the day of the new state."""
    le = aujourdhui(lot.territoire)
    for garde in acte.gardes:
        if garde not in DATES:
            continue
        le = reponses[garde]
        if garde in DATE_DU_LOT:
            setattr(lot, DATE_DU_LOT[garde], le)
        if garde in DATE_DU_MARCHE:
            champ = DATE_DU_MARCHE[garde]
            Marche.objects.filter(pk=lot.marche_id, **{champ: None}).update(**{champ: le})
    return le


def _tell(lot: Lot, acte: etats.Transition, avant: str, reponses: dict, par) -> None:
    suite = f" : {lot.etat_motif}" if lot.etat_motif else ""
    if reponses.get("accord_ecrit"):
        suite += f" (accord écrit : {reponses['accord_ecrit']})"
    journaliser(
        par=par,
        verbe=acte.verbe,
        objet=lot,
        phrase=f"{lot.get_etat_display()}, auparavant « {avant} »{suite}",
        details={cle: str(valeur) for cle, valeur in reponses.items() if valeur not in (None, "")},
    )
