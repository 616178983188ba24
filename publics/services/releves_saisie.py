"""A relevé typed online: its lines are checked as those of a file."""

import json
from datetime import date
from decimal import Decimal

from django.db import transaction

from guichet.base.dates import de_mois
from guichet.base.erreurs import Conflit, Refus
from guichet.base.horloge import aujourdhui
from guichet.journal.services import journaliser
from guichet.organisations.models import Acteur
from publics.models import EtatReleve, Mission, Releve
from publics.releves.amont import juger_les_autres
from publics.releves.etape import LigneEtape, charger
from publics.services.releves import OUVERTS, cadre_de, preparer_releve, retirer_preparees


@transaction.atomic
def saisir_releve(
    *,
    employeur: Acteur,
    mois: date,
    lignes: list[tuple[Mission, Decimal]],
    origine: str = Releve.Origine.STRUCTURE,
    par,
) -> Releve:
    """Make a relevé of hours typed by mission; it replaces what was being prepared for the month.

    Raises Refus (MOIS_A_VENIR) and Conflit (RELEVE_DEJA_ENVOYE).
    """
    if mois > aujourdhui(par.territoire):
        raise Refus(
            "MOIS_A_VENIR", f"Le mois {de_mois(mois)} n’est pas commencé.", "Saisissez un mois passé."
        )
    releve = preparer_releve(employeur=employeur, mois=mois, origine=origine, par=par)
    if releve.etat not in OUVERTS:
        raise Conflit("RELEVE_DEJA_ENVOYE", "Ce relevé est déjà envoyé.", "Rechargez la page.")
    retirer_preparees(releve)
    releve.etat, releve.fichier, releve.lecture = EtatReleve.BROUILLON, None, {}
    releve.total_fichier, releve.travail, releve.origine = None, None, origine
    releve.save()
    cadre = cadre_de(releve)
    charger(cadre, (etape_de(mission, heures, releve, n) for n, (mission, heures) in enumerate(lignes, 1)))
    juger_les_autres(cadre)
    journaliser(
        par=par, verbe="saisir_releve", objet=releve, phrase=f"Relevé saisi en ligne, {len(lignes)} lignes"
    )
    return releve


def etape_de(mission: Mission, heures: Decimal, releve: Releve, numero: int) -> LigneEtape:
    """Row to stage for hours typed on a mission."""
    personne = mission.participant
    brut = {
        "nom": personne.nom,
        "prenom": personne.prenom,
        "marche": mission.lot.marche.numero,
        "lot": mission.lot.numero,
    }
    return LigneEtape(
        feuille="",
        numero=numero,
        participant_id=mission.participant_id,
        lot_id=mission.lot_id,
        mois=releve.mois,
        nature="travail",
        debut=None,
        fin=None,
        heures=heures,
        semaines="{}",
        grave=0,
        personne_proposee=False,
        lot_propose=False,
        autre_guichet=False,
        brut=json.dumps(brut),
        anomalies="[]",
    )
