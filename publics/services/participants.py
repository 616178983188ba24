"""Acts on the identity of persons."""

from django.db import IntegrityError, transaction

from guichet.base.erreurs import Refus
from guichet.base.horloge import maintenant
from guichet.journal.services import journaliser
from publics.models import Participant
from publics.services.transitions import ConflitDeSaisie, lock

IDENTITE = (
    "nom",
    "prenom",
    "ne_le",
    "sexe",
    "telephone",
    "courriel",
    "adresse",
    "code_postal",
    "commune",
)
ENTREE = ("niveau", "mois_chomage", "experience", "qpv", "qpv_code", "pass_iae", "entree_ailleurs")
CHAMPS = (*IDENTITE, *ENTREE, "prescripteur", "referent")


@transaction.atomic
def enregistrer_personne(*, identite: dict, par) -> Participant:
    """Find or create the person whom `par` names, without telling anybody whether we knew her.

    `identite`: `nom`, `prenom`, `ne_le` and perhaps other fields of `CHAMPS`. A person whom `par` may see,
    with the same names and birth date, is found and her empty fields completed. Otherwise a new row is made;
    when somebody close exists already it waits for the guichet to say who it is (`a_rapprocher`).
    """
    connues = Participant.objects.visible_to(par).nommees(identite["nom"], identite["prenom"])
    connue = connues.filter(ne_le=identite.get("ne_le")).order_by("a_rapprocher", "pk").first()
    if connue is not None:
        return _complete(connue, identite, par)
    personne = Participant(territoire=par.territoire, **identite)
    personne.cle_nom = Participant.key_of(personne.nom, personne.prenom)
    personne.a_rapprocher = Participant.objects.du_territoire(par).proches_de(personne).exists()
    try:
        with transaction.atomic():
            personne.save(force_insert=True)
    except IntegrityError:
        # Created by somebody else meanwhile, or a PASS IAE of another row: the guichet will say who it is.
        personne.a_rapprocher, personne.pass_iae = True, ""
        personne.save(force_insert=True)
    journaliser(par=par, verbe="enregistrer_personne", objet=personne, phrase="Personne enregistrée")
    return personne


def _complete(personne: Participant, identite: dict, par) -> Participant:
    vides = [c for c, v in identite.items() if v not in (None, "") and getattr(personne, c) in (None, "")]
    for champ in vides:
        setattr(personne, champ, identite[champ])
    if vides:
        personne.modifie_le = maintenant()
        personne.save(update_fields=[*vides, "modifie_le"])
        journaliser(
            par=par, verbe="completer_personne", objet=personne, phrase=f"Complété : {_labels(vides)}"
        )
    return personne


@transaction.atomic
def modifier_personne(*, personne: Participant, valeurs: dict, vu_le, par) -> Participant:
    """Write the fields of `valeurs` (keys among `CHAMPS`) on a person last read at `vu_le` (modifie_le).

    Raises ConflitDeSaisie (PERSONNE_MODIFIEE) when somebody wrote since and the values differ, Refus
    (PERSONNE_EN_DOUBLE) when another person already has this name and birth date or this PASS IAE.
    """
    enregistree = lock(Participant, personne.pk)
    changes = {c: v for c, v in valeurs.items() if getattr(enregistree, c) != v}
    if enregistree.modifie_le != vu_le and changes:
        raise ConflitDeSaisie(
            "PERSONNE_MODIFIEE",
            "La fiche de cette personne a changé depuis que vous l’avez ouverte.",
            [_ecart(enregistree, champ, valeur) for champ, valeur in changes.items()],
        )
    if not changes:
        return enregistree
    avant = {champ: getattr(enregistree, champ) for champ in changes}
    for champ, valeur in changes.items():
        setattr(enregistree, champ, valeur)
    enregistree.modifie_le = maintenant()
    try:
        with transaction.atomic():
            enregistree.save()
    except IntegrityError as erreur:
        raise Refus(
            "PERSONNE_EN_DOUBLE",
            "Une autre personne porte déjà ce nom et cette date de naissance, ou ce PASS IAE.",
            "Vérifiez la saisie ; si c’est la même personne, rapprochez les deux fiches.",
        ) from erreur
    journaliser(
        par=par,
        verbe="modifier_personne",
        objet=enregistree,
        phrase=f"Modifié : {_labels(changes)}",
        details={"avant": avant, "apres": changes},
    )
    return enregistree


def _labels(champs) -> str:
    return ", ".join(str(Participant._meta.get_field(champ).verbose_name) for champ in champs)


def _ecart(personne, champ, valeur) -> dict:
    libelle = str(Participant._meta.get_field(champ).verbose_name)
    return {"champ": libelle, "enregistre": getattr(personne, champ) or "–", "saisi": valeur or "–"}
