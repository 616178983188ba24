"""Acts on a bilan: open a draft, write its texts, freeze, correct, send."""

from datetime import date

from django.db import IntegrityError, transaction

from guichet.base.erreurs import Conflit, Refus
from guichet.base.horloge import maintenant
from guichet.base.saisie import lock
from guichet.journal.services import journaliser
from guichet.travaux.services import demander_travail
from publics.regles.calendrier import dernier_du_mois
from reporting.bilans.etats import BROUILLON, FIGES, transition
from reporting.bilans.instantane import changements, instantane
from reporting.models import Bilan


@transaction.atomic
def creer_bilan(
    *,
    annee: int,
    debut: date | None = None,
    fin: date | None = None,
    genre: str = "territoire",
    acteur=None,
    par,
) -> Bilan:
    """Open the draft of a bilan over whole months; the civil year unless told.

    Raises Refus: BILAN_MOIS (not whole months), BILAN_SANS_ACTEUR, BILAN_EXISTE.
    """
    debut, fin = debut or date(annee, 1, 1), fin or date(annee, 12, 31)
    _check_months(debut, fin)
    if (genre == "territoire") == (acteur is not None):
        raise Refus(
            "BILAN_SANS_ACTEUR",
            "Un bilan de donneur d’ordre ou de structure dit de qui il est, celui du territoire non.",
            "Choisissez l’acteur, ou le bilan du territoire.",
            champ="acteur",
        )
    try:
        with transaction.atomic():
            bilan = Bilan.objects.create(
                territoire=par.territoire, genre=genre, acteur=acteur, annee=annee, debut=debut, fin=fin
            )
    except IntegrityError as erreur:
        raise Refus(
            "BILAN_EXISTE",
            f"Un bilan {annee} existe déjà ici.",
            "Ouvrez-le dans la liste ; une fois arrêté, il se corrige par une nouvelle version.",
            champ="annee",
        ) from erreur
    journaliser(par=par, verbe="creer_bilan", objet=bilan, phrase=f"Bilan {annee} ouvert en brouillon")
    return bilan


def _check_months(debut: date, fin: date) -> None:
    if debut.day != 1 or fin != dernier_du_mois(fin) or fin < debut:
        raise Refus(
            "BILAN_MOIS",
            f"Un bilan compte des mois entiers : du {debut:%d/%m/%Y} au {fin:%d/%m/%Y} trouvé.",
            "Partez d’un premier du mois et finissez un dernier jour de mois.",
            champ="fin",
        )


@transaction.atomic
def ecrire_textes(*, bilan: Bilan, textes: dict[str, str], par) -> Bilan:
    """Write the editorial texts of a draft, by chapter code. Raises Conflit (BILAN_FIGE) once frozen."""
    bilan = lock(Bilan, bilan.pk)
    if bilan.etat in FIGES:
        raise Conflit("BILAN_FIGE", "Ce bilan est arrêté.", "Corrigez-le par une nouvelle version.")
    bilan.textes = {code: texte.strip() for code, texte in textes.items() if texte.strip()}
    bilan.save(update_fields=["textes"])
    journaliser(par=par, verbe="ecrire_textes", objet=bilan, phrase="Textes du bilan enregistrés")
    return bilan


@transaction.atomic
def arreter_bilan(*, bilan: Bilan, par) -> Bilan:
    """Freeze a draft: its data never move again (R15); a job makes its sealed PDF. Raises Conflit."""
    bilan = lock(Bilan, bilan.pk)
    bilan.etat = transition(bilan.etat, "arreter")
    bilan.instantane = instantane(bilan)
    precedent = version_precedente(bilan)
    if precedent is not None:
        bilan.changements = changements(precedent.instantane, bilan.instantane)
    bilan.arrete_le, bilan.arrete_par = maintenant(), par.utilisateur
    bilan.travail = demander_travail(
        genre="bilan",
        cle=f"{bilan.pk}",
        titre=f"{bilan.instantane['titre_complet']}, version {bilan.version}",
        parametres={"bilan": bilan.pk},
        par=par,
        file="pdf",
    )
    bilan.save()
    journaliser(
        par=par,
        verbe="arreter_bilan",
        objet=bilan,
        phrase=f"Bilan {bilan.annee} arrêté, version {bilan.version}",
        details={"changements": bilan.changements},
    )
    return bilan


def version_precedente(bilan: Bilan) -> Bilan | None:
    """Return the version that a bilan corrects."""
    if bilan.version == 1:
        return None
    return Bilan.objects.filter(
        territoire=bilan.territoire_id,
        genre=bilan.genre,
        acteur=bilan.acteur_id,
        annee=bilan.annee,
        version=bilan.version - 1,
    ).first()


@transaction.atomic
def corriger_bilan(*, bilan: Bilan, par) -> Bilan:
    """Open version n + 1 of a frozen bilan, with its texts; the old version stays as it is.

    Raises Refus (BILAN_SANS_PDF); Conflit: BILAN_ETAT on a draft, BILAN_DEJA_CORRIGE when a later one exists.
    """
    bilan = lock(Bilan, bilan.pk)
    if bilan.etat == BROUILLON:
        transition(bilan.etat, "corriger")
    _check_printed(bilan)
    try:
        with transaction.atomic():
            suivant = Bilan.objects.create(
                territoire=par.territoire,
                genre=bilan.genre,
                acteur=bilan.acteur,
                annee=bilan.annee,
                debut=bilan.debut,
                fin=bilan.fin,
                version=bilan.version + 1,
                textes=bilan.textes,
            )
    except IntegrityError as erreur:
        raise Conflit(
            "BILAN_DEJA_CORRIGE",
            f"La version {bilan.version + 1} de ce bilan existe déjà.",
            "Ouvrez-la dans la liste des bilans.",
        ) from erreur
    journaliser(
        par=par,
        verbe="corriger_bilan",
        objet=suivant,
        phrase=f"Version {suivant.version} ouverte, à corriger",
    )
    return suivant


@transaction.atomic
def diffuser_bilan(*, bilan: Bilan, par) -> Bilan:
    """Let its readers see a frozen bilan. Raises Conflit, Refus (BILAN_SANS_PDF)."""
    bilan = lock(Bilan, bilan.pk)
    etat = transition(bilan.etat, "diffuser")
    _check_printed(bilan)
    bilan.etat = etat
    bilan.save(update_fields=["etat"])
    journaliser(
        par=par,
        verbe="diffuser_bilan",
        objet=bilan,
        phrase=f"Bilan {bilan.annee} diffusé, version {bilan.version}",
    )
    return bilan


def _check_printed(bilan: Bilan) -> None:
    if bilan.document_id is None:
        raise Refus(
            "BILAN_SANS_PDF",
            "Le PDF de ce bilan n’est pas encore prêt.",
            "Attendez la fin du travail en cours, ou relancez-le s’il a échoué.",
        )
