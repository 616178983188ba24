"""Recording and correcting opérations, marchés and lots."""

from django.db import IntegrityError, transaction

from guichet.base.erreurs import Refus
from guichet.base.horloge import maintenant
from guichet.base.saisie import differences, lock
from guichet.journal.services import journaliser
from marches.models import Exemption, Lot, Marche, Operation

CHAMPS_MARCHE = (
    "donneur_ordre",
    "service",
    "operation",
    "numero",
    "objet",
    "nature",
    "concession",
    "acheteur_r12",
    "procedure",
    "cpv",
    "lieu",
    "montant",
    "duree_mois",
    "lance_le",
    "publie_le",
    "notifie_le",
    "referent",
)
CHAMPS_LOT = (
    "numero",
    "intitule",
    "metier",
    "montant",
    "anru",
    "dispositif",
    "modalites",
    "heures_demandees",
    "debut",
    "fin_prevue",
    "penalite_base",
    "penalite_horaire",
    "penalite_plafond",
    "penalite_source",
    "referent",
)


@transaction.atomic
def creer_marche(*, valeurs: dict, lots: list[dict] = (), par) -> Marche:
    """Record a marché (keys among `CHAMPS_MARCHE`) with its lots (`CHAMPS_LOT`); one lot at least is made.

    Raises Refus: MARCHE_EN_DOUBLE (same buyer, same number), MARCHE_SERVICE_ETRANGER, LOT_EN_DOUBLE.
    """
    marche = Marche(territoire=par.territoire, **valeurs)
    _check_service(marche)
    _store_marche(marche)
    journaliser(par=par, verbe="creer_marche", objet=marche, phrase=f"Marché enregistré, n° {marche.numero}")
    for lot in lots or [{"numero": "1", "intitule": marche.objet[:200], "montant": marche.montant}]:
        ajouter_lot(marche=marche, valeurs=lot, par=par)
    return marche


@transaction.atomic
def modifier_marche(*, marche: Marche, valeurs: dict, vu: str, par) -> Marche:
    """Correct a marché whose editor saw the fingerprint `vu` of `CHAMPS_MARCHE`.

    Raises ConflitDeSaisie when somebody wrote since, Refus as `creer_marche`.
    """
    marche = lock(Marche, marche.pk)
    changes = differences(marche, valeurs, vu)
    if changes:
        _write(marche, changes)
        _check_service(marche)
        _store_marche(marche)
        _tell(marche, "modifier_marche", changes, par)
    return marche


@transaction.atomic
def ajouter_lot(*, marche: Marche, valeurs: dict, par) -> Lot:
    """Add a lot to a marché. Raises Refus (LOT_EN_DOUBLE) when the number is taken."""
    lot = Lot(territoire=par.territoire, marche=marche, **valeurs)
    lot.referent = lot.referent or marche.referent
    _store_lot(lot)
    journaliser(par=par, verbe="ajouter_lot", objet=lot, phrase=f"Lot {lot.numero} enregistré")
    return lot


@transaction.atomic
def modifier_lot(*, lot: Lot, valeurs: dict, vu: str, par) -> Lot:
    """Correct a lot whose editor saw the fingerprint `vu` of `CHAMPS_LOT`.

    Raises ConflitDeSaisie when somebody wrote since, Refus (LOT_EN_DOUBLE, LOT_CLOS).
    """
    lot = lock(Lot, lot.pk)
    changes = differences(lot, valeurs, vu)
    if not changes:
        return lot
    if lot.etat == "clos":
        raise Refus(
            "LOT_CLOS",
            f"Le lot {lot.numero} est clôturé : il ne change plus.",
            "Écrivez une note si quelque chose doit être dit.",
        )
    _write(lot, changes)
    _store_lot(lot)
    _tell(lot, "modifier_lot", changes, par)
    return lot


@transaction.atomic
def creer_operation(*, nom: str, donneur_ordre, anru: bool = False, par) -> Operation:
    """Record an opération that groups marchés of a buyer; the same name at the same buyer is found again."""
    operation, nouvelle = Operation.objects.get_or_create(
        territoire=par.territoire, donneur_ordre=donneur_ordre, nom=nom.strip(), defaults={"anru": anru}
    )
    if nouvelle:
        journaliser(par=par, verbe="creer_operation", objet=operation, phrase=f"Opération : {nom}")
    return operation


@transaction.atomic
def inscrire_exemption(*, marche: Marche, motif: str, texte: str, auteur: str, le, par) -> Exemption:
    """Write a line of the register of exemptions (R12); nothing rewrites it, a later line replaces it."""
    exemption = Exemption.objects.create(
        territoire=par.territoire,
        marche=marche,
        motif=motif,
        texte=texte,
        auteur=auteur,
        le=le,
        cree_par=par.utilisateur,
    )
    journaliser(
        par=par,
        verbe="inscrire_exemption",
        objet=marche,
        phrase=f"Exemption inscrite, décidée par {auteur} le {le:%d/%m/%Y}",
        details={"motif": motif, "texte": texte},
    )
    return exemption


def _check_service(marche: Marche) -> None:
    if marche.service is not None and marche.service.parent_id != marche.donneur_ordre_id:
        raise Refus(
            "MARCHE_SERVICE_ETRANGER",
            f"« {marche.service} » n’est pas un service de « {marche.donneur_ordre} ».",
            "Choisissez un service de ce donneur d’ordre, ou aucun.",
            champ="service",
        )


def _store_marche(marche: Marche) -> None:
    try:
        with transaction.atomic():
            marche.save()
    except IntegrityError as erreur:
        raise Refus(
            "MARCHE_EN_DOUBLE",
            f"« {marche.donneur_ordre} » a déjà un marché n° {marche.numero}.",
            "Ouvrez-le depuis la liste des marchés, ou corrigez le numéro.",
            champ="numero",
        ) from erreur


def _store_lot(lot: Lot) -> None:
    try:
        with transaction.atomic():
            lot.save()
    except IntegrityError as erreur:
        raise Refus(
            "LOT_EN_DOUBLE",
            f"Ce marché a déjà un lot {lot.numero}.",
            "Donnez-lui un autre numéro.",
            champ="numero",
        ) from erreur


def _write(objet, changes: dict) -> None:
    objet.avant = {champ: getattr(objet, champ) for champ in changes}
    for champ, valeur in changes.items():
        setattr(objet, champ, valeur)
    objet.modifie_le = maintenant()


def _tell(objet, verbe: str, changes: dict, par) -> None:
    noms = [str(objet._meta.get_field(champ).verbose_name) for champ in changes]
    details = {"avant": {c: str(v) for c, v in objet.avant.items()}}
    details["apres"] = {c: str(v) for c, v in changes.items()}
    journaliser(par=par, verbe=verbe, objet=objet, phrase=f"Modifié : {', '.join(noms)}", details=details)
