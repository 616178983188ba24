"""Two rows for one person: the guichet says who it is, and everything moves to the one that stays."""

from django.apps import apps
from django.db import IntegrityError, transaction

from guichet.base.erreurs import Refus
from guichet.base.horloge import maintenant
from guichet.journal.services import journaliser
from publics.models import Participant
from publics.services.participants import CHAMPS
from publics.services.transitions import lock


def personnes_proches(personne: Participant, *, par, nombre: int = 6) -> list[Participant]:
    """Return the persons that may be the same, closest first. For the guichet only.

    Wide for a person whom a third party named; for one already confirmed, likely double records only.
    """
    visibles = Participant.objects.visible_to(par)
    chercher = visibles.proches_de if personne.a_rapprocher else visibles.doublons_possibles
    return list(chercher(personne)[:nombre])


@transaction.atomic
def confirmer_nouvelle(*, personne: Participant, par) -> Participant:
    """Say that a person typed by a third party is nobody we know.

    Raises Refus (PERSONNE_EN_DOUBLE) when the same name and birth date exist already.
    """
    personne = lock(Participant, personne.pk)
    personne.a_rapprocher, personne.modifie_le = False, maintenant()
    try:
        with transaction.atomic():
            personne.save(update_fields=["a_rapprocher", "modifie_le"])
    except IntegrityError as erreur:
        raise Refus(
            "PERSONNE_EN_DOUBLE",
            "Une personne du même nom, née le même jour, est déjà enregistrée.",
            "Rapprochez les deux fiches, ou corrigez la date de naissance.",
        ) from erreur
    journaliser(par=par, verbe="confirmer_nouvelle", objet=personne, phrase="Nouvelle personne confirmée")
    return personne


@transaction.atomic
def fusionner_personnes(*, gardee: Participant, doublon: Participant, par) -> Participant:
    """Move everything of `doublon` to `gardee`, complete the empty fields of the latter, delete the former.

    Raises Refus (FUSION_IMPOSSIBLE) when rows of both exclude each other (same lot, employer and dates).
    """
    if gardee.pk == doublon.pk:
        raise Refus("FUSION_IMPOSSIBLE", "C’est la même fiche.", "Choisissez une autre personne.")
    premiere, seconde = sorted((gardee.pk, doublon.pk))
    lock(Participant, premiere), lock(Participant, seconde)
    gardee.refresh_from_db(), doublon.refresh_from_db()
    try:
        with transaction.atomic():
            deplacees = _move(gardee, doublon)
    except IntegrityError as erreur:
        raise Refus(
            "FUSION_IMPOSSIBLE",
            "Les deux fiches ont des missions ou des heures qui se chevauchent sur un même lot.",
            "Corrigez d’abord ces missions, puis recommencez.",
        ) from erreur
    vides = [c for c in CHAMPS if getattr(gardee, c) in (None, "") and getattr(doublon, c) not in (None, "")]
    valeurs = {champ: getattr(doublon, champ) for champ in vides}
    doublon.delete()
    for champ, valeur in valeurs.items():
        setattr(gardee, champ, valeur)
    gardee.modifie_le = maintenant()
    gardee.save()
    journaliser(
        par=par,
        verbe="fusionner_personnes",
        objet=gardee,
        phrase="Deux fiches rapprochées en une seule",
        details={"doublon": doublon.pk, "lignes": deplacees, "champs": vides},
    )
    return gardee


def _move(gardee: Participant, doublon: Participant) -> dict[str, int]:
    """Point to `gardee` every row of any table that points to `doublon`; return the counts by table."""
    comptes = {}
    for modele in apps.get_models():
        for champ in modele._meta.concrete_fields:
            if champ.related_model is Participant:
                lignes = modele._base_manager.filter(**{champ.name: doublon.pk})
                nombre = lignes.update(**{champ.name: gardee.pk})
                if nombre:
                    comptes[modele._meta.label_lower] = nombre
    return comptes
