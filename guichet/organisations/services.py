"""Acts on actors of a territoire: record, correct, contacts. An organisation is found by exact SIRET only."""

from django.db import IntegrityError, transaction

from guichet.base.erreurs import Refus
from guichet.base.horloge import maintenant
from guichet.base.saisie import lock
from guichet.comptes.services import group_of
from guichet.journal.services import journaliser
from guichet.models import Acteur, Contact, Organisation

PARTS = ("est_donneur_ordre", "est_titulaire", "est_partenaire", "est_prescripteur", "est_etat")
CHAMPS = (*PARTS, "genre", "categorie", "type_prescripteur", "parent")
MODIFIABLES = ("nom", *CHAMPS, "actif")


@transaction.atomic
def enregistrer_acteur(
    *, nom: str, siret: str = "", commune: str = "", code_postal: str = "", par, **parts
) -> Acteur:
    """Find or create an actor of the territoire and give it the parts of `parts` (keys among `CHAMPS`).

    The organisation is found by exact SIRET, otherwise created; without SIRET a new one is always created.
    The form checks the key of the SIRET: what was published with a wrong key keeps it, told as an anomaly.
    An actor of the same organisation and the same `parent` is completed, never doubled. Raises Refus
    (ACTEUR_GENRE_ABSENT) for a structure without kind, (ACTEUR_SANS_PART) when no part is given.
    """
    _check(parts)
    organisation = _organisation(siret, nom, commune, code_postal)
    acteur = _known(organisation, nom, parts.get("parent"), par)
    if acteur is not None:
        return _complete(acteur, parts, par)
    nouveau = Acteur(
        territoire=par.territoire, organisation=organisation, nom=nom, cree_le=maintenant(), **parts
    )
    try:
        acteur = _store(nouveau)
    except Refus:
        acteur = _known(organisation, nom, parts.get("parent"), par)  # recorded by somebody else meanwhile
        if acteur is None:
            raise
        return _complete(acteur, parts, par)
    journaliser(par=par, verbe="enregistrer_acteur", objet=acteur, phrase=f"Enregistré : {nom}")
    return acteur


def _known(organisation: Organisation, nom: str, parent: Acteur | None, par) -> Acteur | None:
    """Return the actor of this organisation here, locked; a service is known by its name too."""
    acteurs = Acteur.objects.du_territoire(par).filter(organisation=organisation, parent=parent)
    if parent is not None:
        acteurs = acteurs.filter(nom=nom)
    return acteurs.select_for_update(of=("self",), no_key=True).first()


def _organisation(siret, nom, commune, code_postal) -> Organisation:
    identite = {"nom": nom, "commune": commune, "code_postal": code_postal, "cree_le": maintenant()}
    if siret:
        organisation, nouvelle = Organisation.objects.get_or_create(siret=siret, defaults=identite)
    else:
        organisation, nouvelle = Organisation.objects.create(siret=None, **identite), True
    if nouvelle:
        group_of(organisation)
    return organisation


def _check(parts: dict) -> None:
    if parts.get("est_partenaire") and not parts.get("genre"):
        raise Refus(
            "ACTEUR_GENRE_ABSENT",
            "Le genre de la structure n’est pas choisi.",
            "Choisissez AI, ETTI, EI, ACI, GEIQ… : ses règles en dépendent.",
            champ="genre",
        )
    if not any(parts.get(part) for part in PARTS):
        raise Refus(
            "ACTEUR_SANS_PART",
            "Cet acteur n’a aucun rôle dans le territoire.",
            "Cochez au moins un rôle : donneur d’ordre, titulaire, structure ou prescripteur.",
            champ="est_donneur_ordre",
        )


def _complete(acteur: Acteur, parts: dict, par) -> Acteur:
    """Add the new parts; a field already filled is kept, the fiche corrects it."""
    nouveaux = {cle: v for cle, v in parts.items() if v and not getattr(acteur, cle)}
    for cle, valeur in nouveaux.items():
        setattr(acteur, cle, valeur)
    if nouveaux:
        acteur.save(update_fields=list(nouveaux))
        journaliser(
            par=par,
            verbe="completer_acteur",
            objet=acteur,
            phrase=f"Complété : {_labels(nouveaux)}",
            details=_plain(nouveaux),
        )
    return acteur


@transaction.atomic
def modifier_acteur(*, acteur: Acteur, valeurs: dict, par) -> Acteur:
    """Correct fields of an actor (keys among `MODIFIABLES`).

    Raises Refus: ACTEUR_GENRE_ABSENT, ACTEUR_SANS_PART, ACTEUR_EN_DOUBLE.
    """
    acteur = lock(Acteur, acteur.pk)
    changes = {cle: v for cle, v in valeurs.items() if getattr(acteur, cle) != v}
    if not changes:
        return acteur
    avant = {cle: getattr(acteur, cle) for cle in changes}
    for cle, valeur in changes.items():
        setattr(acteur, cle, valeur)
    _check({cle: getattr(acteur, cle) for cle in CHAMPS})
    acteur = _store(acteur)
    journaliser(
        par=par,
        verbe="modifier_acteur",
        objet=acteur,
        phrase=f"Modifié : {_labels(changes)}",
        details={"avant": _plain(avant), "apres": _plain(changes)},
    )
    return acteur


def _store(acteur: Acteur) -> Acteur:
    try:
        with transaction.atomic():
            acteur.save()
    except IntegrityError as erreur:
        raise Refus(
            "ACTEUR_EN_DOUBLE",
            f"Cette organisation existe déjà sous le nom « {acteur.nom} » dans le territoire.",
            "Ouvrez sa fiche, ou donnez un autre nom d’usage.",
            champ="nom",
        ) from erreur
    return acteur


@transaction.atomic
def enregistrer_contact(*, acteur: Acteur, valeurs: dict, contact: Contact | None = None, par) -> Contact:
    """Write a contact of an actor: `nom`, `fonction`, `telephone`, `courriel`, `principal`.

    One contact at most is the first to call: choosing one releases the other.
    """
    contact = contact or Contact(territoire=par.territoire, acteur=acteur)
    if valeurs.get("principal"):
        Contact.objects.filter(acteur=acteur, principal=True).exclude(pk=contact.pk).update(principal=False)
    for cle, valeur in valeurs.items():
        setattr(contact, cle, valeur)
    contact.save()
    journaliser(par=par, verbe="enregistrer_contact", objet=acteur, phrase=f"Contact : {contact.nom}")
    return contact


@transaction.atomic
def supprimer_contact(*, contact: Contact, par) -> None:
    """Forget a contact."""
    journaliser(
        par=par, verbe="supprimer_contact", objet=contact.acteur, phrase=f"Contact retiré : {contact.nom}"
    )
    contact.delete()


def _labels(valeurs: dict) -> str:
    return ", ".join(str(Acteur._meta.get_field(cle).verbose_name) for cle in valeurs)


def _plain(valeurs: dict) -> dict:
    return {cle: v.pk if isinstance(v, Acteur) else v for cle, v in valeurs.items()}
