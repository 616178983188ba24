"""Each kind of title, on one day: in force or not, and why (R2)."""

from datetime import date, timedelta
from functools import singledispatch

from guichet.base.dates import jour as ecrire_jour
from publics.regles.calendrier import ajouter_mois
from publics.regles.codes import Code
from publics.regles.faits import EtatFiche, Fiche, PassIae, Periode, Statut, Titre
from publics.regles.parametres import Parametres
from publics.regles.verdict import Gravite, Verdict

NOUVELLE_FICHE = "Demandez une nouvelle fiche."
UN_JOUR = timedelta(days=1)
ETATS_A_VALIDER = {EtatFiche.TRANSMISE, EtatFiche.PIECE_A_FOURNIR}


def _refus(code: Code, phrase: str, que_faire: str, depuis: date | None = None) -> Verdict:
    return Verdict(code=code, gravite=Gravite.BLOQUANT, phrase=phrase, que_faire=que_faire, depuis=depuis)


def _terme(fin: date | None) -> str:
    return f"jusqu'au {ecrire_jour(fin)}" if fin else "sans date de fin"


def dernier_jour_fiche(fiche: Fiche, parametres: Parametres) -> date:
    """Last day on which the fiche may open a mission, its end by a change of situation aside."""
    return ajouter_mois(fiche.signee_le, parametres.validite_fiche_mois)


def fin_effective(titre: PassIae) -> date | None:
    """Last day of a PASS IAE: each suspension pushes it by its length, each prolongation to its own end.

    Read in the order they began; days of overlapping suspensions push once. None while the end is not known:
    no end told, or a suspension that still runs.
    """
    fin, suspendu_jusqu_au = titre.fin, date.min
    evenements = [(p.debut, True, p) for p in titre.suspensions]
    evenements += [(p.debut, False, p) for p in titre.prolongations]
    for debut, suspend, periode in sorted(evenements, key=lambda evenement: evenement[:2]):
        if fin is None or (periode.fin is None and debut <= fin):
            return None
        if suspend and debut <= fin:
            debut = max(debut, suspendu_jusqu_au + UN_JOUR)
            fin += timedelta(days=max(0, (periode.dernier - debut).days + 1))
            suspendu_jusqu_au = max(suspendu_jusqu_au, periode.dernier)
        elif not suspend:
            fin = max(fin, periode.dernier)
    return fin


def duree_du_titre(titre: Titre, parametres: Parametres) -> Periode:
    """First and last day of a title, whatever its state."""
    if isinstance(titre, Fiche):
        return Periode(titre.signee_le, dernier_jour_fiche(titre, parametres))
    if isinstance(titre, PassIae):
        return Periode(titre.debut, fin_effective(titre))
    return Periode(titre.debut, titre.fin)


@singledispatch
def examiner(titre: Titre, jour: date, employeur: str | None, parametres: Parametres) -> Verdict:
    """Verdict of one title for a mission whose first day is `jour` with `employeur`."""
    raise TypeError(f"titre inconnu : {titre!r}")


@examiner.register
def _(titre: Fiche, jour: date, employeur: str | None, parametres: Parametres) -> Verdict:
    dernier = dernier_jour_fiche(titre, parametres)
    if titre.etat in (EtatFiche.REFUSEE, EtatFiche.RETIREE, EtatFiche.BROUILLON):
        etat = {"refusee": "refusée", "retiree": "retirée", "brouillon": "à l'état de brouillon"}[titre.etat]
        return _refus(Code.R2_FICHE_REFUSEE, f"La fiche de prescription est {etat}.", NOUVELLE_FICHE)
    if jour < titre.signee_le:
        return _refus(
            Code.R2_FICHE_PAS_SIGNEE,
            f"La fiche de prescription n'est signée que le {ecrire_jour(titre.signee_le)}.",
            "Commencez la mission à partir de ce jour, ou demandez une fiche antérieure.",
        )
    if jour > dernier:
        phrase = f"La fiche de prescription est périmée depuis le {ecrire_jour(dernier)}."
        return _refus(Code.R2_FICHE_PERIMEE, phrase, NOUVELLE_FICHE, dernier)
    change = titre.situation_changee_le
    if change and jour >= change:
        phrase = f"La situation de la personne a changé le {ecrire_jour(change)} : la fiche ne vaut plus."
        return _refus(Code.R2_SITUATION_CHANGEE, phrase, NOUVELLE_FICHE, change)
    if titre.etat in ETATS_A_VALIDER:
        return Verdict(
            code=Code.R2_FICHE_A_VALIDER,
            gravite=Gravite.EN_ATTENTE,
            phrase="La fiche de prescription attend la réponse du guichet.",
            que_faire="Le guichet doit répondre avant le début de la mission.",
        )
    if change:
        dernier = min(dernier, change - UN_JOUR)
    phrase = f"Fiche de prescription valable jusqu'au {ecrire_jour(dernier)}."
    return Verdict(code=Code.R2_FICHE_VALABLE, gravite=Gravite.CONFORME, phrase=phrase, jusqu_au=dernier)


@examiner.register
def _(titre: PassIae, jour: date, employeur: str | None, parametres: Parametres) -> Verdict:
    fin = fin_effective(titre)
    if not parametres.accepte_pass_iae:
        phrase = "Le PASS IAE n'est pas accepté par ce guichet."
        return _refus(Code.R2_TITRE_NON_ACCEPTE, phrase, "Demandez une fiche de prescription.")
    if jour < titre.debut:
        phrase = f"Le PASS IAE ne commence que le {ecrire_jour(titre.debut)}."
        return _refus(Code.R2_PASS_PAS_COMMENCE, phrase, "Commencez la mission à partir de ce jour.")
    if fin and jour > fin:
        phrase = f"Le PASS IAE est terminé depuis le {ecrire_jour(fin)}."
        return _refus(Code.R2_PASS_TERMINE, phrase, "Demandez une fiche de prescription.", fin)
    for suspension in titre.suspensions:
        if jour in suspension:
            phrase = f"Le PASS IAE est suspendu, {_terme(suspension.fin)}."
            return _refus(Code.R2_PASS_SUSPENDU, phrase, "Faites lever la suspension.", suspension.debut)
    phrase = f"PASS IAE en cours, {_terme(fin)}."
    return Verdict(code=Code.R2_PASS_EN_COURS, gravite=Gravite.CONFORME, phrase=phrase, jusqu_au=fin)


@examiner.register
def _(titre: Statut, jour: date, employeur: str | None, parametres: Parametres) -> Verdict:
    if titre.statut not in parametres.statuts_acceptes:
        phrase = f"Le statut {titre.statut} n'est pas accepté par ce guichet."
        return _refus(Code.R2_TITRE_NON_ACCEPTE, phrase, "Demandez une fiche de prescription.")
    if titre.employeur and employeur and titre.employeur != employeur:
        phrase = f"Le statut {titre.statut} vaut pour un autre employeur."
        return _refus(Code.R2_STATUT_AUTRE_EMPLOYEUR, phrase, "Demandez une fiche de prescription.")
    if jour < titre.debut:
        phrase = f"Le statut {titre.statut} ne commence que le {ecrire_jour(titre.debut)}."
        return _refus(Code.R2_STATUT_PAS_COMMENCE, phrase, "Commencez la mission à partir de ce jour.")
    if titre.fin and jour > titre.fin:
        phrase = f"Le statut {titre.statut} est terminé depuis le {ecrire_jour(titre.fin)}."
        return _refus(Code.R2_STATUT_TERMINE, phrase, "Demandez une fiche de prescription.", titre.fin)
    phrase = f"Statut {titre.statut} en cours, {_terme(titre.fin)}."
    return Verdict(code=Code.R2_STATUT_EN_COURS, gravite=Gravite.CONFORME, phrase=phrase, jusqu_au=titre.fin)
