"""« Vérifier avant mission »: green or red at once, and a numbered receipt that proves when it was asked."""

from datetime import date

from django.db import transaction

from guichet.base.dates import jour as ecrire_jour
from guichet.base.horloge import aujourdhui
from guichet.documents.models import Document
from guichet.documents.services import prochain_numero
from guichet.journal.services import journaliser
from publics.models import Participant, Verification
from publics.regles.codes import Code
from publics.regles.verdict import Gravite, Verdict
from publics.services.eligibilite import droit_sur_un_lot
from publics.services.parametres import parametres

REPONSES = {
    Gravite.CONFORME: Verification.Reponse.VERT,
    Gravite.EN_ATTENTE: Verification.Reponse.ORANGE,
}


def verdict_pour(*, nom: str, prenom: str, ne_le: date, lot, structure, debut: date, par):
    """Return (person found or None, verdict) of a typed identity, discreet when `par` may not see her (R14).

    Two rows may bear the same identity until the guichet says so: a green light of either is the answer.
    """
    homonymes = list(Participant.objects.du_territoire(par).nommees(nom, prenom).filter(ne_le=ne_le)[:3])
    visibles = set(
        Participant.objects.visible_to(par)
        .filter(pk__in=[p.pk for p in homonymes])
        .values_list("pk", flat=True)
    )
    reglages = parametres(par.territoire)
    reponses = []
    for personne in homonymes or [None]:
        verdict = droit_sur_un_lot(
            participant=personne, lot=lot, employeur=structure, jour=debut, parametres=reglages
        )
        connue = par.est_guichet or (personne is not None and personne.pk in visibles)
        reponses.append((personne, verdict if connue else discret(verdict), connue))
    personne, verdict, _ = max(reponses, key=lambda r: (r[1].gravite is Gravite.CONFORME, r[2]))
    return personne, verdict


@transaction.atomic
def verifier_avant_mission(*, nom: str, prenom: str, ne_le: date, lot, structure, debut: date, par):
    """Answer whether a person may start on a lot that day with a structure; returns the Verification.

    A structure that does not employ the person learns only « éligible jusqu’au », never why she is not, nor
    whether we know her (R14). Nothing else of her is shown.
    """
    personne, verdict = verdict_pour(
        nom=nom, prenom=prenom, ne_le=ne_le, lot=lot, structure=structure, debut=debut, par=par
    )
    verification = Verification.objects.create(
        territoire=par.territoire,
        numero=prochain_numero(
            territoire=par.territoire,
            genre=Document.Genre.RECEPISSE,
            annee=aujourdhui(par.territoire).year,
        ),
        structure=structure,
        lot=lot,
        participant=personne,
        nom=nom,
        prenom=prenom,
        ne_le=ne_le,
        debut=debut,
        reponse=REPONSES.get(verdict.gravite, Verification.Reponse.ROUGE),
        code=verdict.code,
        phrase=verdict.phrase,
        que_faire=verdict.que_faire,
        jusqu_au=verdict.jusqu_au,
        par=par.utilisateur,
    )
    journaliser(
        par=par,
        verbe="verifier_avant_mission",
        objet=verification,
        phrase=f"Récépissé {verification.numero} : {verification.get_reponse_display()}",
        details={"debut": debut, "lot": lot.pk, "code": verdict.code},
    )
    return verification


def discret(verdict: Verdict) -> Verdict:
    """Return what a stranger may know: until when she is eligible, or that no title is known (R14)."""
    if verdict.gravite is Gravite.CONFORME:
        jusqu_au = f" jusqu’au {ecrire_jour(verdict.jusqu_au)}" if verdict.jusqu_au else ""
        return Verdict(
            code=Code.R2_FICHE_VALABLE,
            gravite=Gravite.CONFORME,
            phrase=f"Éligible{jusqu_au}.",
            jusqu_au=verdict.jusqu_au,
        )
    return Verdict(
        code=Code.R2_SANS_TITRE,
        gravite=Gravite.BLOQUANT,
        phrase="Aucun titre valable n’est connu pour ce nom, cette date de naissance et ce début.",
        que_faire="Vérifiez la saisie, ou envoyez une fiche de prescription.",
    )
