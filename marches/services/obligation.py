"""Verdict of R12 for a marché, from its rows."""

from decimal import Decimal

from marches import calcul_obligation as r12
from marches.models import Exemption, Marche


def verdict_obligation(marche: Marche, lots) -> r12.Verdict:
    """Return what R12 says of a marché; what comes from DECP alone is always « à vérifier »."""
    inscrite = Exemption.objects.filter(marche=marche).first()
    exemption = inscrite and r12.Exemption(inscrite.motif, inscrite.texte, inscrite.auteur, inscrite.le)
    return r12.qualifier_obligation(
        lancement=marche.lance_le,
        besoin_total=_need(marche, lots),
        acheteur=marche.acheteur_r12 or r12.acheteur_r12(marche.donneur_ordre.categorie),
        nature=_nature(marche),
        exemption=exemption,
        origine=_origin(marche),
    )


def _need(marche: Marche, lots) -> Decimal | None:
    """The whole need: the marché's own amount when it exceeds its lots, since one may not be recorded yet."""
    besoin = r12.totaliser_besoin(lot.montant for lot in lots)
    connus = [montant for montant in (besoin, marche.montant) if montant is not None]
    return max(connus, default=None)


def _nature(marche: Marche) -> str:
    if marche.concession:
        return r12.CONCESSION
    return r12.SERVICES if marche.nature == "pi" else marche.nature


def _origin(marche: Marche) -> str:
    """A marché of DECP to which somebody added the day of launch is as good as one typed in."""
    return r12.DECP if marche.source == Marche.Source.DECP and marche.lance_le is None else r12.SAISIE
