"""Rows for the figures: lots spotted a given year, validated hours. A territoire must be in scope."""

import datetime
from decimal import Decimal

from publics.models import LigneReleve, Releve
from tests.fabriques.guichet import ActeurFactory
from tests.fabriques.marches import LotFactory, MarcheFactory
from tests.fabriques.publics import MissionFactory, ParticipantFactory

# Domaine §8: year → (buyers, hours identified, hours done, persons).
NIORT = {2015: (5, 17662, 6735, 37), 2016: (7, 56975, 10794, 63), 2017: (12, 69871, 25009, 115)}


def heures(mission, mois: datetime.date, validees=0, **champs) -> LigneReleve:
    """Write one line of a mission in a month: `validees` hours, or the fields given, `heures` in all."""
    releve, _ = Releve.objects.get_or_create(
        territoire=mission.territoire,
        employeur=mission.employeur,
        mois=mois,
        defaults={"attendu_le": mois, "etat": "valide"},
    )
    champs.setdefault("heures", Decimal(validees))
    champs.setdefault("etat", "validee")
    return LigneReleve.objects.create(
        territoire=mission.territoire,
        releve=releve,
        employeur=mission.employeur,
        mission=mission,
        participant=mission.participant,
        lot=mission.lot,
        mois=mois,
        numero=1,
        heures_validees=Decimal(validees),
        **champs,
    )


def mission(lot, debut=datetime.date(2026, 3, 2), employeur=None, etat="en_cours", **champs):
    """Return a mission of a new person on a lot; fields of the person are those of `Participant`."""
    profil = {k: champs.pop(k) for k in ("sexe", "qpv", "niveau", "mois_chomage", "ne_le") if k in champs}
    personne = champs.pop("participant", None) or ParticipantFactory(territoire=lot.territoire, **profil)
    employeur = employeur or ActeurFactory(territoire=lot.territoire, etti=True)
    return MissionFactory(
        territoire=lot.territoire,
        participant=personne,
        lot=lot,
        debut=debut,
        employeur=employeur,
        etat=etat,
        **champs,
    )


def niort(territoire) -> None:
    """Build rows that give the table of domaine §8: one lot a buyer and year, one month of hours a person."""
    acheteurs = [ActeurFactory(territoire=territoire, donneur_ordre=True) for _ in range(12)]
    etti = ActeurFactory(territoire=territoire, etti=True)
    personnes = [ParticipantFactory(territoire=territoire, sexe="FM"[n % 3 > 0]) for n in range(115)]
    for annee, (donneurs, identifiees, faites, effectif) in NIORT.items():
        lots = [
            LotFactory(
                territoire=territoire,
                marche=MarcheFactory(
                    territoire=territoire,
                    donneur_ordre=acheteur,
                    lance_le=datetime.date(annee, 2, 3),
                    publie_le=datetime.date(annee, 2, 6),
                    notifie_le=datetime.date(annee, 5, 4),
                ),
                notifie_le=datetime.date(annee, 5, 4),
                debut=datetime.date(annee, 6, 1),
                fin_prevue=datetime.date(annee + 1, 6, 30),
                heures_engagees=part,
            )
            for acheteur, part in zip(acheteurs, shared(identifiees, donneurs), strict=False)
        ]
        for rang, part in enumerate(shared(faites, effectif)):
            debut = datetime.date(annee, 6, 1)
            suivie = mission(lots[rang % donneurs], debut, etti, "terminee", participant=personnes[rang])
            heures(suivie, debut, part)


def shared(total: int, nombre: int) -> list[Decimal]:
    """Split whole hours in near equal parts whose sum is exact."""
    return [Decimal(total // nombre + (rang < total % nombre)) for rang in range(nombre)]
