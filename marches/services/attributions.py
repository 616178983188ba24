"""Which companies hold a lot: sole titulaire, or mandataire and cotraitants, and their sous-traitants."""

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from guichet.base.erreurs import Refus
from guichet.base.saisie import lock
from guichet.journal.services import journaliser
from marches.models import Attribution, Lot, RoleAttribution

SEULS = (RoleAttribution.TITULAIRE, RoleAttribution.MANDATAIRE)


@transaction.atomic
def attribuer(
    *,
    lot: Lot,
    entreprise,
    role: str = RoleAttribution.TITULAIRE,
    heures: Decimal | None = None,
    depuis: date | None = None,
    par,
) -> Attribution:
    """Put a company on a lot; `heures` is its share of the hours due.

    Raises Refus: ATTRIBUTION_DOUBLE (same company, same role), ATTRIBUTION_DEUX_TITULAIRES (a lot has one
    titulaire or one mandataire), ATTRIBUTION_COTRAITANT_SEUL (a cotraitant needs a mandataire).
    """
    lot = lock(Lot, lot.pk)
    presents = set(Attribution.objects.filter(lot=lot, jusqu_au=None).values_list("role", flat=True))
    if role in SEULS and presents & set(SEULS):
        raise Refus(
            "ATTRIBUTION_DEUX_TITULAIRES",
            "Ce lot a déjà un titulaire ou un mandataire.",
            "Retirez-le d’abord, ou choisissez cotraitant ou sous-traitant.",
            champ="role",
        )
    if role == RoleAttribution.COTRAITANT and RoleAttribution.MANDATAIRE not in presents:
        raise Refus(
            "ATTRIBUTION_COTRAITANT_SEUL",
            "Un cotraitant appartient à un groupement, et ce lot n’a pas de mandataire.",
            "Enregistrez d’abord le mandataire du groupement.",
            champ="role",
        )
    try:
        with transaction.atomic():
            attribution = Attribution.objects.create(
                territoire=par.territoire,
                lot=lot,
                entreprise=entreprise,
                role=role,
                heures=heures,
                depuis=depuis,
            )
    except IntegrityError as erreur:
        raise Refus(
            "ATTRIBUTION_DOUBLE",
            f"{entreprise} a déjà ce rôle sur le lot.",
            "Corrigez sa part d’heures sur la ligne existante.",
            champ="entreprise",
        ) from erreur
    if not entreprise.est_titulaire:
        entreprise.est_titulaire = True
        entreprise.save(update_fields=["est_titulaire"])
    journaliser(
        par=par,
        verbe="attribuer",
        objet=lot,
        phrase=f"{attribution.get_role_display()} : {entreprise}",
        details={"entreprise": entreprise.pk, "role": role, "heures": heures},
    )
    return attribution


@transaction.atomic
def modifier_part(*, attribution: Attribution, heures: Decimal | None, par) -> Attribution:
    """Change a company's share of the hours due."""
    attribution = lock(Attribution, attribution.pk)
    avant, attribution.heures = attribution.heures, heures
    attribution.save(update_fields=["heures"])
    journaliser(
        par=par,
        verbe="modifier_part",
        objet=attribution.lot,
        phrase=f"Part d’heures de {attribution.entreprise} modifiée",
        details={"avant": avant, "apres": heures},
    )
    return attribution


@transaction.atomic
def retirer_attribution(*, attribution: Attribution, par) -> None:
    """Take a company off a lot; the journal keeps what it was."""
    lot = lock(Lot, attribution.lot_id)
    journaliser(
        par=par,
        verbe="retirer_attribution",
        objet=lot,
        phrase=f"{attribution.get_role_display()} retiré : {attribution.entreprise}",
        details={"entreprise": attribution.entreprise_id, "heures": attribution.heures},
    )
    attribution.delete()


def ecart_des_parts(lot: Lot, attributions) -> Decimal | None:
    """Return hours due minus the shares of titulaire and groupement; None while a share is not known.

    A sous-traitant's share is part of the one of the company that hired it: it is not added.
    """
    parts = [a.heures for a in attributions if a.role != RoleAttribution.SOUS_TRAITANT]
    if not parts or any(part is None for part in parts):
        return None
    return lot.heures_engagees - sum(parts, Decimal(0))
