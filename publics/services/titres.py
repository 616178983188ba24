"""Titles: those that a decision creates, those that the guichet records, and what ends them."""

from django.db import IntegrityError, transaction

from guichet.base.dates import jour as ecrire_jour
from guichet.base.erreurs import Refus
from guichet.journal.services import journaliser
from guichet.tableaux.valeurs import PASS_IAE
from publics.models import GenreTitre, Participant, Prescription, Prolongation, Titre
from publics.regles.faits import Fiche
from publics.regles.titres import dernier_jour_fiche
from publics.services.parametres import parametres
from publics.services.transitions import lock


def titre_de_la_fiche(prescription: Prescription, *, par) -> Titre:
    """Create the title that a validated fiche gives (R2), with its last day under the settings of the day."""
    dernier = dernier_jour_fiche(Fiche(signee_le=prescription.signee_le), parametres(par.territoire))
    return Titre.objects.create(
        territoire=par.territoire,
        participant=prescription.participant,
        genre=GenreTitre.FICHE,
        debut=prescription.signee_le,
        fin=dernier,
        prescription=prescription,
    )


@transaction.atomic
def enregistrer_titre(*, personne: Participant, valeurs: dict, par) -> Titre:
    """Record a PASS IAE or a status (fields of Titre but `genre="fiche"`).

    Raises Refus: TITRE_FICHE (a fiche comes from its validation), PASS_SANS_FIN, PASS_FORME,
    PASS_D_UNE_AUTRE (another person bears this number).
    """
    genre = valeurs["genre"]
    if genre == GenreTitre.FICHE:
        raise Refus("TITRE_FICHE", "Une fiche de prescription se valide.", "Ouvrez la fiche.", champ="genre")
    if genre == GenreTitre.PASS_IAE:
        _check_pass(valeurs)
    titre = Titre.objects.create(territoire=par.territoire, participant=personne, **valeurs)
    if genre == GenreTitre.PASS_IAE and not personne.pass_iae:
        personne.pass_iae = titre.numero
        _store_pass(personne)
    journaliser(
        par=par,
        verbe="enregistrer_titre",
        objet=personne,
        phrase=f"{titre.get_genre_display()} enregistré, du {ecrire_jour(titre.debut)}",
        details={"titre": titre.pk, **valeurs},
    )
    return titre


def _store_pass(personne: Participant) -> None:
    try:
        with transaction.atomic():
            personne.save(update_fields=["pass_iae"])
    except IntegrityError as erreur:
        raise Refus(
            "PASS_D_UNE_AUTRE",
            f"Le PASS IAE {personne.pass_iae} est déjà celui d’une autre personne.",
            "Vérifiez le numéro ; si c’est la même personne, rapprochez les deux fiches.",
            champ="numero",
        ) from erreur


def _check_pass(valeurs: dict) -> None:
    numero = valeurs.get("numero", "")
    if not PASS_IAE.fullmatch(numero):
        raise Refus(
            "PASS_FORME",
            f"« {numero} » n’est pas un numéro de PASS IAE : 99999 suivi de 7 chiffres.",
            "Recopiez-le depuis l’attestation.",
            champ="numero",
        )
    if not valeurs.get("fin"):
        raise Refus("PASS_SANS_FIN", "Un PASS IAE a une date de fin.", "Indiquez-la.", champ="fin")


@transaction.atomic
def signaler_changement(*, titre: Titre, le, par) -> Titre:
    """Say that the situation of a person changed: the fiche opens no mission from that day on (R2)."""
    titre.situation_changee_le = le
    titre.save(update_fields=["situation_changee_le"])
    journaliser(
        par=par,
        verbe="signaler_changement",
        objet=titre.participant,
        phrase=f"Situation changée le {ecrire_jour(le)} : la fiche ne vaut plus pour une nouvelle mission",
    )
    return titre


@transaction.atomic
def prolonger_eligibilite(*, personne: Participant, mois: int, motif: str, par) -> Prolongation:
    """Add months (1 to 36) to the length of eligibility, with a reason and an author (R4)."""
    if not 1 <= mois <= 36:
        raise Refus("PROLONGATION_BORNES", f"{mois} mois : de 1 à 36 attendus.", "Corrigez.", champ="mois")
    if not motif.strip():
        raise Refus("PROLONGATION_MOTIF", "Une prolongation a un motif.", "Écrivez-le.", champ="motif")
    prolongation = Prolongation.objects.create(
        territoire=par.territoire, participant=personne, mois=mois, motif=motif, auteur=par.utilisateur
    )
    journaliser(
        par=par,
        verbe="prolonger_eligibilite",
        objet=personne,
        phrase=f"Éligibilité prolongée de {mois} mois",
        details={"mois": mois, "motif": motif},
    )
    return prolongation


@transaction.atomic
def ajouter_periode(*, titre: Titre, suspension: bool, du, au, par) -> Titre:
    """Add a suspension or a prolongation (both days included) to a PASS IAE; its end follows (R4).

    Raises Refus: PERIODE_TITRE (not a PASS IAE), PERIODE_DATES.
    """
    vu = lock(Titre, titre.pk)
    if vu.genre != GenreTitre.PASS_IAE:
        raise Refus("PERIODE_TITRE", "Seul un PASS IAE se suspend ou se prolonge.", "Choisissez ce titre.")
    if au < du or du < vu.debut:
        raise Refus(
            "PERIODE_DATES",
            f"Du {ecrire_jour(du)} au {ecrire_jour(au)} : une période suit le début du titre.",
            "Corrigez les dates.",
            champ="au",
        )
    periodes, acte = (vu.interruptions, "suspendu") if suspension else (vu.prolongations, "prolongé")
    periodes.append([du.isoformat(), au.isoformat()])
    vu.save(update_fields=["interruptions", "prolongations"])
    journaliser(
        par=par,
        verbe="ajouter_periode",
        objet=vu.participant,
        phrase=f"PASS IAE {acte} du {ecrire_jour(du)} au {ecrire_jour(au)}",
        details={"titre": vu.pk},
    )
    return vu
