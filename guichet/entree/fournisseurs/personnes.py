"""Fiches to decide or complete, missions to validate (R2, R3)."""

from guichet.base.dates import jour as ecrire_jour
from guichet.entree.taches import Tache
from publics.models import EtatMission, EtatPrescription, Mission, Prescription


def missions_a_valider(acces, jour) -> list[Tache]:
    """Missions asked and not answered: the guichet acts, the structure waits."""
    if not (acces.est_guichet or acces.est_structure):
        return []
    missions = (
        Mission.objects.visible_to(acces)
        .filter(etat=EtatMission.A_VALIDER)
        .select_related("participant", "lot__marche", "employeur")
        .order_by("demandee_le", "pk")
    )
    return [
        Tache(
            quoi=f"Valider la mission de {m.participant}",
            objet=f"{m.lot.marche}, lot {m.lot.numero} ; début le {ecrire_jour(m.debut)}",
            url=acces.url("publics:mission", m.pk),
            depuis=m.demandee_le or m.cree_le.date(),
            qui="Le guichet",
            qui_detail=m.employeur.nom if acces.est_guichet else "",
            a_moi=acces.est_guichet,
            echeance=m.debut,
            consequence="Demande faite à temps, aucune heure perdue ; la structure attend pour l’envoyer."
            if m.demandee_le and m.demandee_le <= m.debut
            else "Les heures d’avant la demande attendront une décision du donneur d’ordre.",
            domaine="missions",
        )
        for m in missions
    ]


def fiches_en_attente(acces, jour) -> list[Tache]:
    """Fiches sent (the guichet decides) and fiches that lack a proof (the prescriber completes)."""
    prescripteur = acces.role.code == "prescripteur"
    if not (acces.est_guichet or acces.est_structure or prescripteur):
        return []
    fiches = (
        Prescription.objects.visible_to(acces)
        .filter(etat__in=[EtatPrescription.TRANSMISE, EtatPrescription.PIECE_A_FOURNIR])
        .select_related("participant", "prescripteur")
        .order_by("transmise_le", "pk")
    )
    return [_fiche(f, acces, prescripteur, jour) for f in fiches]


def _fiche(fiche, acces, prescripteur: bool, jour) -> Tache:
    manque = fiche.etat == EtatPrescription.PIECE_A_FOURNIR
    depuis = (fiche.decidee_le if manque and fiche.decidee_le else fiche.transmise_le or fiche.cree_le).date()
    return Tache(
        quoi=f"{'Compléter' if manque else 'Valider'} la fiche de {fiche.participant}",
        objet=f"Pièce à fournir : {fiche.motif}" if manque else f"Signée le {ecrire_jour(fiche.signee_le)}",
        url=acces.url("publics:prescription", fiche.pk),
        depuis=depuis,
        qui="Le prescripteur" if manque else "Le guichet",
        qui_detail=fiche.prescripteur.nom if fiche.prescripteur else fiche.prescripteur_nom,
        a_moi=prescripteur if manque else acces.est_guichet,
        consequence="Sans fiche validée, aucune mission ne peut commencer.",
        domaine="fiches",
    )
