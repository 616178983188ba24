"""Conventions in each state, made by the services."""

import datetime

from conventions.models import Convention
from conventions.services import redaction, signature
from tests.fabriques.guichet import ActeurFactory

LE = datetime.date(2026, 1, 12)


def convention_brouillon(par, partenaire=None, annee: int = 2026) -> Convention:
    """Return a draft."""
    partenaire = partenaire or ActeurFactory(territoire=par.territoire, etti=True)
    return redaction.creer_convention(partenaire=partenaire, annee=annee, par=par)


def convention_a_signer(par, partenaire=None, annee: int = 2026) -> Convention:
    """Return a convention sent for signature."""
    brouillon = convention_brouillon(par, partenaire, annee)
    return redaction.envoyer_a_la_signature(convention=brouillon, par=par)


def convention_en_vigueur(par, partenaire=None, annee: int = 2026, le: datetime.date = LE) -> Convention:
    """Return a convention signed by the three parties on a day."""
    convention = convention_a_signer(par, partenaire, annee)
    for qualite in ("guichet", "structure", "prefet"):
        convention = signature.enregistrer_signature(
            convention=convention, qualite=qualite, signe_le=le, par=par
        )
    return convention
