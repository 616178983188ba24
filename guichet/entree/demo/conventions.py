"""Conventions of the structures: in force since January, one that lacks a signature, one still a draft."""

from datetime import date, timedelta

from conventions.models import Convention
from conventions.services.redaction import completer_convention, creer_convention, envoyer_a_la_signature
from conventions.services.signature import enregistrer_signature
from guichet.base.horloge import figer
from guichet.models import Acteur
from guichet.territoires.acces import Acces
from publics.models import Habilitation

QUALITES = ("guichet", "structure", "prefet")
EN_VIGUEUR = ("coup-de-main", "sevre-interim", "geiq", "chantiers", "bati-plaine", "esat", "ai-val")
# Conventions of next year: structure → parties that have signed.
L_AN_PROCHAIN = {
    "bati-plaine": ("guichet", "structure"),
    "coup-de-main": ("guichet",),
    "geiq": ("guichet",),
    "esat": (),
}


def ecrire_conventions(acteurs: dict[str, Acteur], par: Acces, jour: date) -> None:
    """Sign those of the year, prepare those of the next; the structures may then declare hours."""
    signees = [acteurs[cle] for cle in EN_VIGUEUR if cle in acteurs]
    with figer(date(jour.year - 1, 12, 1)):
        ecrites = [creer_convention(partenaire=p, annee=jour.year, par=par) for p in signees]
    # Signed on paper before the product was there: no PDF of ours, hence no job.
    Convention.objects.filter(pk__in=[c.pk for c in ecrites]).update(etat="a_signer")
    le = date(jour.year - 1, 12, 18)
    for convention in ecrites:
        with figer(le):
            for qualite in QUALITES:
                enregistrer_signature(
                    convention=convention, qualite=qualite, signe_le=le, nom=_signatory(qualite), par=par
                )
    # They worked here before the product kept conventions.
    Habilitation.objects.filter(partenaire__in=signees).update(debut=date(2015, 1, 1))
    for rang, (cle, parties) in enumerate(L_AN_PROCHAIN.items()):
        if cle in acteurs:
            le = jour - timedelta(days=20 - 6 * rang)
            _next_year(acteurs[cle], jour.year + 1, parties, par, le)


def _next_year(partenaire: Acteur, annee: int, parties: tuple[str, ...], par: Acces, le: date) -> None:
    with figer(le):
        convention = creer_convention(partenaire=partenaire, annee=annee, par=par)
        noms = {qualite: {"nom": _signatory(qualite)} for qualite in QUALITES}
        completer_convention(convention=convention, signataires=noms, variables={}, par=par)
        if parties:
            convention = envoyer_a_la_signature(convention=convention, par=par)
    for rang, qualite in enumerate(parties, start=1):
        with figer(le + timedelta(days=2 * rang)):
            enregistrer_signature(
                convention=convention, qualite=qualite, signe_le=le + timedelta(days=2 * rang), par=par
            )


def _signatory(qualite: str) -> str:
    return {"guichet": "Étienne Boutin", "structure": "Paule Renoux", "prefet": "Michel Arnaud"}[qualite]
