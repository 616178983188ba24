"""What runs today: lots of a city, their people by name, hours validated up to two months ago. Pure.

Months are counted from today's: 0 is the running month, -1 the one whose relevés are being controlled.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil
from random import Random

from guichet.entree.demo.lots_passes import LotPasse
from guichet.entree.demo.noms import inventer
from guichet.entree.demo.parcours_passes import QUART, RYTHME, MissionPassee, Passe, spread
from guichet.entree.demo.present_donnees import EQUIPES, LOTS, NOMMES
from publics.regles.calendrier import ajouter_mois, dernier_du_mois

DERNIER = -2


@dataclass(frozen=True)
class Calendrier:
    """Turns offsets of months into dates, from the first day of the running month."""

    jour: date

    def mois(self, rang: int) -> date:
        """First day of a month."""
        return ajouter_mois(self.jour.replace(day=1), rang)

    def le(self, rang: int, quantieme: int) -> date:
        """A day of a month, the last one when the month is shorter."""
        premier = self.mois(rang)
        return min(premier + timedelta(days=quantieme - 1), dernier_du_mois(premier))

    def fin_proche(self, jours: int) -> date:
        """First day of somebody whose 24 months of eligibility end in so many days (R4)."""
        return ajouter_mois(self.jour + timedelta(days=jours), -24)


def ajouter_le_present(passe: Passe, jour: date) -> list[LotPasse]:
    """Add to `passe` the people at work today in Niort; return the lots they work on."""
    return peupler(passe, jour, LOTS, NOMMES, EQUIPES)


def peupler(passe: Passe, jour: date, prevus: dict, nommes, equipes, prescripteurs=()) -> list[LotPasse]:
    """Add people to `passe`: some with a name, others in teams; return the lots.

    `prescripteurs` are the keys of those known here, any of the list of `noms` when empty.
    """
    calendrier, hasard = Calendrier(jour), Random("present")
    lots = {cle: _lot(calendrier, **valeurs) for cle, valeurs in prevus.items()}
    rangs: dict[str, int] = {}
    for nomme in nommes:
        passe.missions.append(_named(passe, hasard, calendrier, lots, rangs, **nomme))
    for equipe in equipes:
        passe.missions += _team(passe, hasard, calendrier, lots, **equipe)
    if prescripteurs:
        passe.personnes = [replace(p, prescripteur=min(prescripteurs)) for p in passe.personnes]
    return list(lots.values())


def _lot(calendrier: Calendrier, *, debut: int, fin: int, **valeurs) -> LotPasse:
    notifie = calendrier.le(debut - 1, 12)
    return LotPasse(
        **{**valeurs, "marche": f"{notifie.year}-{valeurs['marche']}"},
        lance=notifie - timedelta(days=84),
        notifie=notifie,
        debut=calendrier.mois(debut),
        fin=dernier_du_mois(calendrier.mois(fin)),
    )


def _person(passe: Passe, hasard: Random, entree: date, **champs) -> int:
    personne = inventer(hasard, entree, passe.deja)
    passe.personnes.append(replace(personne, **champs))
    return len(passe.personnes) - 1


def _named(
    passe,
    hasard,
    calendrier,
    lots,
    rangs,
    *,
    nom,
    prenom,
    sexe,
    lot,
    employeur,
    modalite,
    debut,
    fin,
    heures,
    **reste,
) -> MissionPassee:
    """A mission of somebody with a name; one name, one person. No `debut`: 24 months soon over."""
    du = calendrier.le(*debut) if debut else calendrier.fin_proche(13)
    if f"{prenom} {nom}" not in rangs:
        rangs[f"{prenom} {nom}"] = _person(
            passe, hasard, du, nom=nom, prenom=prenom, sexe=sexe, **reste.get("profil", {})
        )
    au = calendrier.le(*fin) if fin else None
    return MissionPassee(
        personne=rangs[f"{prenom} {nom}"],
        lot=lots[lot],
        employeur=employeur,
        modalite=modalite,
        debut=du,
        fin=au,
        heures={calendrier.mois(rang): int(valeur * QUART) for rang, valeur in heures.items()},
        etat=reste.get("etat", "terminee" if au else "en_cours"),
        a_decider=int(reste.get("a_decider", 0) * QUART),
    )


def _team(
    passe,
    hasard,
    calendrier,
    lots,
    *,
    lot,
    employeur,
    modalite,
    gens,
    heures,
    depuis=-40,
    dernier=DERNIER,
    finie=False,
):
    """`gens` people share `heures` on a lot, from month `depuis` or its beginning; they arrive one by one."""
    total, missions = heures * QUART, []
    parts = [total // gens + (rang < total % gens) for rang in range(gens)]
    tous = [mois for rang in range(depuis, dernier + 1) if (mois := calendrier.mois(rang)) >= lots[lot].debut]
    for rang, part in enumerate(parts):
        siens = tous[min(rang, len(tous) - max(2, ceil(part / RYTHME))) :]
        debut = siens[0] + timedelta(days=hasard.randint(0, 3))
        missions.append(
            MissionPassee(
                personne=_person(passe, hasard, debut),
                lot=lots[lot],
                employeur=employeur,
                modalite=modalite,
                debut=debut,
                fin=calendrier.le(dernier, hasard.randint(22, 28)) if finie else None,
                heures=dict(zip(siens, spread(hasard, part, siens), strict=True)),
                etat="terminee" if finie else "en_cours",
            )
        )
    return missions
