"""A territoire of ordinary size, in a transaction that is never kept: what the pages are measured on."""

import datetime
from contextlib import contextmanager
from decimal import Decimal

from django.contrib.auth.models import Group
from django.db import connection, transaction

from guichet.base.horloge import figer, maintenant
from guichet.models import Acteur, Appartenance, Organisation, Territoire, Utilisateur
from guichet.territoires.acces import acces_systeme
from guichet.territoires.contexte import contexte
from marches.models import Lot, Marche
from publics.models import LigneReleve, Mission, Participant, Releve

JOUR = datetime.date(2026, 11, 5)
JANVIER = datetime.date(2026, 1, 5)
FIN = datetime.date(2027, 6, 30)
ACHETEURS, LOTS, PERSONNES, MOIS = 6, 60, 240, 9


@contextmanager
def monde():
    """Give (user of the guichet, system access, buyer, day); everything is undone at the end."""
    with figer(JOUR), contexte(), transaction.atomic():
        groupe = Group.objects.create(name=f"banc des pages {maintenant().timestamp()}")
        organisation = Organisation.objects.create(nom="Banc", groupe=groupe, cree_le=maintenant())
        territoire = Territoire.objects.create(
            slug=f"banc-{organisation.pk}", nom="Banc", porteur="Banc", departement="79", cree_le=maintenant()
        )
        utilisateur = Utilisateur.objects.create(
            email=f"banc{organisation.pk}@exemple.invalid", prenom="Maud", nom="Banc", demonstration=True
        )
        Appartenance.objects.create(
            utilisateur=utilisateur,
            organisation=organisation,
            territoire=territoire,
            role_code="facilitateur",
        )
        with contexte(territoire.pk):
            with connection.cursor() as curseur:
                # Rows just written have no statistics: the planner would compile for nothing.
                curseur.execute("SET LOCAL jit = off")
            yield utilisateur, acces_systeme(territoire), fill(territoire, organisation), JOUR
        transaction.set_rollback(True)


def fill(territoire, organisation) -> Acteur:
    """Write buyers, their lots, persons at work and nine months of hours; return one buyer."""
    commun = {"territoire": territoire, "organisation": organisation, "cree_le": maintenant()}
    acheteurs = [
        Acteur.objects.create(nom=f"Banc, acheteur {n}", est_donneur_ordre=True, **commun)
        for n in range(ACHETEURS)
    ]
    employeurs = [
        Acteur.objects.create(nom=f"Banc, structure {n}", est_partenaire=True, genre="etti", **commun)
        for n in range(12)
    ]
    lots = _lots(territoire, acheteurs)
    missions = _missions(territoire, lots, employeurs)
    _hours(territoire, missions, employeurs)
    return acheteurs[0]


def _lots(territoire, acheteurs) -> list[Lot]:
    marches = Marche.objects.bulk_create(
        Marche(
            territoire=territoire,
            donneur_ordre=acheteurs[n % ACHETEURS],
            numero=f"2026-{n:03}",
            objet=f"Groupe scolaire {n}",
            notifie_le=JANVIER,
        )
        for n in range(LOTS)
    )
    return Lot.objects.bulk_create(
        Lot(
            territoire=territoire,
            marche=marche,
            intitule="Peinture et sols",
            etat="en_cours",
            heures_engagees=Decimal(600 + 10 * n),
            notifie_le=JANVIER,
            debut=JANVIER,
            fin_prevue=FIN,
        )
        for n, marche in enumerate(marches)
    )


def _missions(territoire, lots, employeurs) -> list[Mission]:
    personnes = Participant.objects.bulk_create(
        Participant(
            territoire=territoire,
            nom=f"Martin{n:04}",
            prenom="Camille",
            cle_nom=Participant.key_of(f"Martin{n:04}", "Camille"),
            ne_le=datetime.date(1970 + n % 35, 1 + n % 12, 3),
            sexe="FM"[n % 3 > 0],
            qpv=n % 4 == 0,
        )
        for n in range(PERSONNES)
    )
    return Mission.objects.bulk_create(
        Mission(
            territoire=territoire,
            participant=personne,
            lot=lots[n % len(lots)],
            employeur=employeurs[n % len(employeurs)],
            modalite="etti",
            etat="en_cours",
            debut=JANVIER,
            demandee_le=JANVIER,
            validee_le=JANVIER,
        )
        for n, personne in enumerate(personnes)
    )


def _hours(territoire, missions, employeurs) -> None:
    mois = [datetime.date(2026, 1 + rang, 1) for rang in range(MOIS)]
    releves = Releve.objects.bulk_create(
        Releve(
            territoire=territoire,
            employeur=e,
            mois=m,
            attendu_le=m + datetime.timedelta(days=40),
            etat="valide",
        )
        for e in employeurs
        for m in mois
    )
    par_cle = {(r.employeur_id, r.mois): r for r in releves}
    LigneReleve.objects.bulk_create(
        LigneReleve(
            territoire=territoire,
            releve=par_cle[mission.employeur_id, m],
            employeur_id=mission.employeur_id,
            mission=mission,
            participant_id=mission.participant_id,
            lot_id=mission.lot_id,
            mois=m,
            numero=1,
            heures=Decimal("21.50"),
            heures_validees=Decimal("21.50"),
            etat="validee",
        )
        for mission in missions
        for m in mois
    )
