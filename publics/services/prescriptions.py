"""Life of a fiche de prescription, from its sending to the answer."""

from django.db import transaction

from guichet.base.erreurs import Refus
from guichet.base.horloge import aujourdhui, maintenant
from guichet.courriels.services import delai_annulation
from guichet.journal.services import journaliser
from publics.models import Critere, EtatPrescription, Participant, Prescription
from publics.services import annonces
from publics.services.criteres import CRITERES
from publics.services.participants import enregistrer_personne
from publics.services.pieces import deposer_piece
from publics.services.titres import titre_de_la_fiche
from publics.services.transitions import PRESCRIPTION, change_state, lock


@transaction.atomic
def transmettre_prescription(*, identite: dict, fiche: dict, criteres: list[dict], par) -> Prescription:
    """Send a fiche to the guichet.

    `identite`: see `enregistrer_personne`. `fiche`: `signee_le` (required), `prescripteur`,
    `prescripteur_nom`, `prescripteur_courriel`, `structure`, `avis_motive`. `criteres`: dicts of `code`,
    `date_preuve`, `piece` (an uploaded file or None; see `deposer_piece`).
    Raises Refus: FICHE_DATE_FUTURE, FICHE_SANS_CRITERE, CRITERE_INCONNU, AVIS_SANS_TEXTE.
    """
    _check(fiche, criteres, par)
    personne = enregistrer_personne(identite=identite, par=par)
    prescription = Prescription.objects.create(
        territoire=par.territoire,
        participant=personne,
        nom_saisi=f"{identite['prenom']} {identite['nom']}".strip(),
        etat=EtatPrescription.TRANSMISE,
        transmise_le=maintenant(),
        complete_le=aujourdhui(par.territoire),
        lien=par.lien,
        **fiche,
    )
    for critere in criteres:
        _hold(critere, prescription, par)
    journaliser(par=par, verbe="transmettre_prescription", objet=prescription, phrase="Fiche transmise")
    return prescription


def _hold(critere: dict, prescription: Prescription, par) -> None:
    piece, code = critere.get("piece"), critere["code"]
    fichier = deposer_piece(piece=piece, champ=f"piece_{code}", par=par) if piece else None
    Critere.objects.create(
        territoire=par.territoire,
        participant_id=prescription.participant_id,
        prescription=prescription,
        code=code,
        date_preuve=critere.get("date_preuve"),
        justificatif=fichier,
    )


def _check(fiche: dict, criteres: list[dict], par) -> None:
    if fiche["signee_le"] > aujourdhui(par.territoire):
        raise Refus(
            "FICHE_DATE_FUTURE",
            "La date de signature est à venir.",
            "Indiquez le jour où le prescripteur a signé.",
            champ="signee_le",
        )
    if not criteres:
        raise Refus("FICHE_SANS_CRITERE", "Aucun critère n’est coché.", "Cochez au moins un critère.")
    codes = {critere["code"] for critere in criteres}
    if inconnus := codes - set(CRITERES):
        raise Refus("CRITERE_INCONNU", f"Critère inconnu : {', '.join(sorted(inconnus))}.")
    if "AVIS" in codes and not fiche.get("avis_motive", "").strip():
        raise Refus(
            "AVIS_SANS_TEXTE",
            "Le critère « avis motivé » demande un avis écrit.",
            "Écrivez pourquoi cette personne relève de la clause.",
            champ="avis_motive",
        )


@transaction.atomic
def valider_prescription(*, prescription: Prescription, criteres_retenus: set[int] = frozenset(), par):
    """Validate a fiche: its title is created, the criteria named (primary keys) are retained.

    Raises Refus (PERSONNE_A_RAPPROCHER) while nobody said who the person is, ConflitDeSaisie when somebody
    decided first. Returns the Titre.
    """
    fiche = lock(Prescription, prescription.pk)
    if Participant.objects.filter(pk=fiche.participant_id, a_rapprocher=True).exists():
        raise Refus(
            "PERSONNE_A_RAPPROCHER",
            "Une personne proche est déjà connue : c’est peut-être la même.",
            "Dites d’abord si c’est elle ou une nouvelle personne.",
        )
    change_state(fiche, EtatPrescription.VALIDEE, PRESCRIPTION)
    _decide(fiche, "", par)
    Critere.objects.filter(prescription=fiche).update(retenu=False)
    Critere.objects.filter(prescription=fiche, pk__in=criteres_retenus).update(retenu=True)
    titre = titre_de_la_fiche(fiche, par=par)
    journaliser(par=par, verbe="valider_prescription", objet=fiche, phrase="Fiche validée")
    return titre


@transaction.atomic
def refuser_prescription(*, prescription: Prescription, motif: str, par) -> Prescription:
    """Refuse a fiche, with its reason (MOTIF_ABSENT without one)."""
    fiche = lock(Prescription, prescription.pk)
    change_state(fiche, EtatPrescription.REFUSEE, PRESCRIPTION)
    _decide(fiche, _motif(motif), par)
    journaliser(par=par, verbe="refuser_prescription", objet=fiche, phrase=f"Fiche refusée : {motif}")
    return fiche


@transaction.atomic
def demander_piece(*, prescription: Prescription, piece: str, par) -> Prescription:
    """Ask the prescriber for a missing paper; the request is complete only once it has come (R3)."""
    fiche = lock(Prescription, prescription.pk)
    change_state(fiche, EtatPrescription.PIECE_A_FOURNIR, PRESCRIPTION)
    fiche.motif, fiche.complete_le, fiche.repondue_le = _motif(piece), None, maintenant()
    fiche.save(update_fields=["etat", "motif", "complete_le", "repondue_le"])
    journaliser(par=par, verbe="demander_piece", objet=fiche, phrase=f"Pièce demandée : {piece}")
    annonces.reponse_prescription(fiche, par=par)
    return fiche


@transaction.atomic
def completer_prescription(*, prescription: Prescription, reponse: str, piece=None, par) -> Prescription:
    """Answer the guichet's request for a paper; the fiche waits for it again, complete from today.

    `piece` is an uploaded file; see `deposer_piece` for its refusals.
    """
    fiche = lock(Prescription, prescription.pk)
    change_state(fiche, EtatPrescription.TRANSMISE, PRESCRIPTION, depuis=EtatPrescription.PIECE_A_FOURNIR)
    fiche.complete_le = aujourdhui(par.territoire)
    fiche.save(update_fields=["etat", "complete_le"])
    if piece is not None:
        _attach(fiche, piece, par)
    phrase = f"Pièce fournie. {reponse}".strip()
    journaliser(par=par, verbe="completer_prescription", objet=fiche, phrase=phrase)
    return fiche


def refus_annulable(prescription: Prescription, *, par) -> bool:
    """Tell whether the refusal of a fiche can still be taken back."""
    return prescription.etat == EtatPrescription.REFUSEE and _within_delay(prescription, par)


def _within_delay(fiche: Prescription, par) -> bool:
    limite = fiche.repondue_le and fiche.repondue_le + delai_annulation(par.territoire)
    return limite is not None and maintenant() <= limite


def _attach(fiche: Prescription, piece, par) -> None:
    """Attach a paper to the first criterion without proof, else as one more proof of the first."""
    criteres = Critere.objects.filter(prescription=fiche).order_by("pk")
    critere = criteres.filter(justificatif__isnull=True).first()
    if critere is None:
        premier = criteres.first()
        critere = Critere(
            territoire=par.territoire,
            participant_id=fiche.participant_id,
            prescription=fiche,
            code=premier.code if premier else "AVIS",
            retenu=bool(premier and premier.retenu),
        )
    critere.justificatif = deposer_piece(piece=piece, champ="piece", par=par)
    critere.save()


@transaction.atomic
def annuler_refus(*, prescription: Prescription, par) -> Prescription:
    """Take back a refusal while its mails have not left [T, 15 minutes]. Raises Refus (DELAI_PASSE) after."""
    fiche = lock(Prescription, prescription.pk)
    change_state(fiche, EtatPrescription.TRANSMISE, PRESCRIPTION, depuis=EtatPrescription.REFUSEE)
    if not _within_delay(fiche, par):
        raise Refus(
            "DELAI_PASSE",
            "La réponse est déjà partie chez le prescripteur.",
            "Demandez-lui une nouvelle fiche.",
        )
    annonces.annuler(f"fiche-refusee:{fiche.pk}:", par=par)
    fiche.motif, fiche.decidee_le, fiche.decidee_par = "", None, None
    fiche.save(update_fields=["etat", "motif", "decidee_le", "decidee_par"])
    journaliser(par=par, verbe="annuler_refus", objet=fiche, phrase="Refus annulé")
    return fiche


def envoyee_par(prescription: Prescription, par) -> bool:
    """Tell whether an access sent a fiche: its prescriber, its signed link, or the guichet for them."""
    if par.lien is not None:
        return prescription.lien_id == par.lien.pk
    return par.est_guichet or prescription.prescripteur_id in par.acteurs_id


@transaction.atomic
def retirer_prescription(*, prescription: Prescription, motif: str, par) -> Prescription:
    """Withdraw a fiche before its answer, by whoever sent it.

    Raises Refus (FICHE_D_UN_AUTRE) for the structure that a prescriber only named.
    """
    fiche = lock(Prescription, prescription.pk)
    if not envoyee_par(fiche, par):
        raise Refus(
            "FICHE_D_UN_AUTRE",
            "Cette fiche a été envoyée par un autre que vous.",
            "Demandez à son prescripteur de la retirer.",
        )
    change_state(fiche, EtatPrescription.RETIREE, PRESCRIPTION)
    fiche.motif = _motif(motif)
    fiche.save(update_fields=["etat", "motif"])
    journaliser(par=par, verbe="retirer_prescription", objet=fiche, phrase=f"Fiche retirée : {motif}")
    return fiche


def _decide(fiche: Prescription, motif: str, par) -> None:
    fiche.motif, fiche.decidee_le, fiche.decidee_par = motif, maintenant(), par.utilisateur
    fiche.repondue_le = fiche.decidee_le
    fiche.save(update_fields=["etat", "motif", "decidee_le", "decidee_par", "repondue_le"])
    annonces.reponse_prescription(fiche, par=par)


def _motif(texte: str) -> str:
    if not texte.strip():
        raise Refus("MOTIF_ABSENT", "Aucun motif n’est écrit.", "Écrivez-le en une phrase.", champ="motif")
    return texte.strip()
