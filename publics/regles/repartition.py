"""R3 and R4 on hours: conformes, à décider, en attente, refusées, or to be split by the structure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from guichet.base.dates import jour as ecrire_jour
from publics.regles.codes import Code
from publics.regles.faits import Contrat
from publics.regles.journee import Dossier, Jugement, Poste, juger
from publics.regles.parametres import Parametres
from publics.regles.titres import duree_du_titre
from publics.regles.verdict import Gravite, Verdict

UN_JOUR = timedelta(days=1)

A_VENTILER = "a_ventiler"
CASES = {
    Gravite.CONFORME: "conformes",
    Gravite.A_DECIDER: "a_decider",
    Gravite.EN_ATTENTE: "en_attente",
    Gravite.REFUSEE: "refusees",
}


@dataclass(frozen=True)
class Saisie:
    """Hours declared as one figure for the days from `debut` to `fin`, both included."""

    debut: date
    fin: date
    heures: Decimal


@dataclass(frozen=True)
class Troncon:
    """Days in a row that have the same fate."""

    debut: date
    fin: date
    verdict: Verdict


@dataclass(frozen=True)
class Sort:
    """Fate of one figure: the case it falls in, why, and the stretches of days it covers."""

    saisie: Saisie
    case: str
    verdict: Verdict
    troncons: tuple[Troncon, ...]


def repartir(
    saisies: Iterable[Saisie], *, poste: Poste, dossier: Dossier, parametres: Parametres
) -> tuple[Sort, ...]:
    """Fate of every figure of a post. A figure over days of different fates waits to be split."""
    return tuple(_sort(saisie, poste, dossier, parametres) for saisie in saisies)


def totaux(sorts: Iterable[Sort]) -> dict[str, Decimal]:
    """Hours per case; the cases add up to what was declared."""
    sommes = defaultdict(Decimal, dict.fromkeys([*CASES.values(), A_VENTILER], Decimal(0)))
    for sort in sorts:
        sommes[sort.case] += sort.saisie.heures
    return dict(sommes)


def _sort(saisie: Saisie, poste: Poste, dossier: Dossier, parametres: Parametres) -> Sort:
    troncons = _troncons(saisie, poste, dossier, parametres)
    if len({troncon.verdict.gravite for troncon in troncons}) == 1:
        verdict = troncons[0].verdict
        return Sort(saisie, CASES[verdict.gravite], verdict, troncons)
    coupes = ", ".join(ecrire_jour(troncon.debut) for troncon in troncons[1:])
    verdict = Verdict(
        code=Code.R3_A_VENTILER,
        gravite=Gravite.A_CONFIRMER,
        phrase=f"Un seul total pour des jours traités différemment : à séparer au {coupes}.",
        que_faire="Indiquez les heures de chaque partie ; sinon toute la ligne attend.",
    )
    return Sort(saisie, A_VENTILER, verdict, troncons)


def _troncons(saisie: Saisie, poste: Poste, dossier: Dossier, parametres: Parametres) -> tuple[Troncon, ...]:
    """Stretches of the days of the figure under contract; all its days when it meets no contract."""
    if not any(c.debut <= saisie.fin and c.periode.dernier >= saisie.debut for c in poste.contrats):
        poste = replace(poste, contrats=(*poste.contrats, Contrat(debut=saisie.debut, fin=saisie.fin)))
    fixes = _changements(poste, dossier, parametres)
    troncons: list[Troncon] = []
    jour: date | None = saisie.debut
    while jour and jour <= saisie.fin:
        if not any(jour in contrat.periode for contrat in poste.contrats):
            jour = min((c.debut for c in poste.contrats if c.debut > jour), default=None)
            continue
        jugement = juger(jour=jour, poste=poste, dossier=dossier, parametres=parametres)
        suivant = min(
            (change for change in (*fixes, *_changements_du_jour(jugement)) if change > jour),
            default=date.max,
        )
        fin = min(saisie.fin, suivant - UN_JOUR)
        if troncons and troncons[-1].verdict.gravite is jugement.verdict.gravite:
            troncons[-1] = replace(troncons[-1], fin=fin)
        else:
            troncons.append(Troncon(jour, fin, jugement.verdict))
        jour = fin + UN_JOUR
    return tuple(troncons)


def _changements(poste: Poste, dossier: Dossier, parametres: Parametres) -> list[date]:
    """Days on which a contract or a title begins, or no longer runs: between two of them a verdict holds."""
    titres = [duree_du_titre(titre, parametres) for titre in dossier.titres or ()]
    periodes = [*titres, *(contrat.periode for contrat in poste.contrats)]
    return [p.debut for p in periodes] + [p.fin + UN_JOUR for p in periodes if p.fin]


def _changements_du_jour(jugement: Jugement) -> Iterator[date]:
    """Days on which coverage begins or eligibility is over, seen from a judged day."""
    if jugement.duree.jusqu_au:
        yield jugement.duree.jusqu_au + UN_JOUR
    yield from filter(None, (jugement.couverture.depuis, jugement.couverture.attente_depuis))
