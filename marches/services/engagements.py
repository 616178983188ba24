"""What a lot owes. Every act here keeps `Lot.heures_engagees` equal to the sum of the due engagements."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from guichet.base.erreurs import Refus
from guichet.base.formats import heures as en_heures
from guichet.base.saisie import lock
from guichet.journal.services import journaliser
from marches.calcul_heures import heures_sur_commandes
from marches.models import CalculHeures, Engagement, GenreEngagement, Lot

ZERO = Decimal("0.00")


@transaction.atomic
def ajouter_engagement(
    *,
    lot: Lot,
    genre: str,
    heures: Decimal | None = None,
    montant: Decimal | None = None,
    numero: str = "",
    libelle: str = "",
    date_effet: date | None = None,
    ferme: bool = True,
    par,
) -> Engagement:
    """Add hours due to a lot (negative for an avenant that removes some); a tranche not `ferme` owes 0.

    Without `heures`, an order's are counted from its amount at the rate of the lot's framework (R1).
    Raises Refus: ENGAGEMENT_SANS_HEURES, ENGAGEMENT_NEGATIF, ENGAGEMENT_INITIAL_DOUBLE, LOT_CLOS.
    """
    lot = lock(Lot, lot.pk)
    _check_open(lot)
    if heures is None:
        heures = _order_hours(lot, genre, montant)
    if genre == GenreEngagement.INITIAL and Engagement.objects.filter(lot=lot, genre=genre).exists():
        raise Refus(
            "ENGAGEMENT_INITIAL_DOUBLE",
            "L’acte d’engagement de ce lot est déjà enregistré.",
            "Saisissez un avenant, ou retirez l’acte d’engagement avant de le refaire.",
            champ="genre",
        )
    engagement = Engagement.objects.create(
        territoire=par.territoire,
        lot=lot,
        genre=genre,
        numero=numero,
        libelle=libelle,
        heures=heures,
        montant=montant,
        date_effet=date_effet,
        ferme=ferme or genre != GenreEngagement.TRANCHE,
        auteur=par.utilisateur,
    )
    avant, apres = recompter(lot)
    _tell(lot, "ajouter_engagement", _label(engagement), avant, apres, par)
    return engagement


@transaction.atomic
def affermir_tranche(*, engagement: Engagement, le: date, par) -> Engagement:
    """Make a tranche due from `le`. Raises Refus (TRANCHE_DEJA_AFFERMIE)."""
    lot = lock(Lot, engagement.lot_id)
    _check_open(lot)
    engagement = lock(Engagement, engagement.pk)
    if engagement.genre != GenreEngagement.TRANCHE or engagement.ferme:
        raise Refus(
            "TRANCHE_DEJA_AFFERMIE",
            f"« {_label(engagement)} » est déjà due.",
            "Rechargez la page pour voir les engagements.",
        )
    engagement.ferme, engagement.date_effet = True, le
    engagement.save(update_fields=["ferme", "date_effet"])
    avant, apres = recompter(lot)
    _tell(lot, "affermir_tranche", f"{_label(engagement)} affermie le {le:%d/%m/%Y}", avant, apres, par)
    return engagement


@transaction.atomic
def retirer_engagement(*, engagement: Engagement, motif: str, par) -> None:
    """Remove an engagement typed by mistake; the journal keeps what it was and why it left.

    Raises Refus: ENGAGEMENT_MOTIF_ABSENT, ENGAGEMENT_NEGATIF, LOT_CLOS.
    """
    if not motif.strip():
        raise Refus(
            "ENGAGEMENT_MOTIF_ABSENT", "Le retrait n’a pas de motif.", "Dites pourquoi.", champ="motif"
        )
    lot = lock(Lot, engagement.lot_id)
    _check_open(lot)
    texte = _label(engagement)
    engagement.delete()
    avant, apres = recompter(lot)
    _tell(lot, "retirer_engagement", f"{texte} retiré, {motif.strip()}", avant, apres, par)


def taux_des_commandes(lot: Lot) -> Decimal | None:
    """Return the hours per 100 000 € of orders of a framework lot, None when it is not one."""
    calcul = CalculHeures.objects.filter(lot=lot, courant=True, methode="commandes").first()
    return Decimal(calcul.parametres["heures_pour_cent_mille"]) if calcul else None


def _order_hours(lot: Lot, genre: str, montant: Decimal | None) -> Decimal:
    taux = taux_des_commandes(lot) if genre == GenreEngagement.COMMANDE and montant is not None else None
    if taux is None:
        raise Refus(
            "ENGAGEMENT_SANS_HEURES",
            "Le nombre d’heures manque.",
            "Saisissez-le ; pour un bon de commande, le calcul du lot peut le donner à partir du montant.",
            champ="heures",
        )
    return heures_sur_commandes(montant, taux)


def _check_open(lot: Lot) -> None:
    if lot.etat == "clos":
        raise Refus(
            "LOT_CLOS",
            f"Le lot {lot.numero} est clôturé : ses engagements ne changent plus.",
            "Écrivez une note si quelque chose doit être dit.",
        )


def recompter(lot: Lot) -> tuple[Decimal, Decimal]:
    """Write the sum of the due engagements on the locked lot; return the total before and after."""
    avant = lot.heures_engagees
    dues = Engagement.objects.filter(lot=lot, ferme=True).order_by()
    apres = dues.aggregate(total=Sum("heures"))["total"] or ZERO
    if apres < 0:
        raise Refus(
            "ENGAGEMENT_NEGATIF",
            f"Le lot devrait {en_heures(apres)} : un engagement ne peut pas descendre sous zéro.",
            "Vérifiez les heures de l’avenant.",
            champ="heures",
        )
    lot.heures_engagees = apres
    lot.save(update_fields=["heures_engagees"])
    return avant, apres


def _label(engagement: Engagement) -> str:
    return f"{engagement.get_genre_display()} {engagement.numero}".strip()


def _tell(lot, verbe, texte, avant, apres, par) -> None:
    suite = f" : {en_heures(avant)} portées à {en_heures(apres)}" if avant != apres else " : rien de plus dû"
    journaliser(
        par=par,
        verbe=verbe,
        objet=lot,
        phrase=texte + suite,
        details={"heures_avant": avant, "heures_apres": apres},
    )
