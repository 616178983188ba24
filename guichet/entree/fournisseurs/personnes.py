"""Fiches to decide or complete, missions to validate (R2, R3)."""

from django.db.models import F, Value
from django.db.models.functions import Coalesce, Concat, NullIf

from guichet.base.dates import jour as ecrire_jour
from guichet.entree.fournisseurs.source import Source
from guichet.entree.taches import Tache
from publics.models import EtatMission, EtatPrescription, Mission, Prescription

PERSONNE = Concat("participant__prenom", Value(" "), "participant__nom")
# As its sender wrote it: another spelling would tell a third party that we knew the person (R14).
NOM_SUR_LA_FICHE = Coalesce(NullIf("nom_saisi", Value("")), PERSONNE)


def _missions(acces):
    if not (acces.est_guichet or acces.est_structure):
        return None
    return Mission.objects.visible_to(acces).filter(etat=EtatMission.A_VALIDER)


def _mission(acces, ligne) -> Tache:
    a_temps = ligne["j2"] is not None and ligne["j2"] <= ligne["j1"]
    return Tache(
        quoi=f"Valider la mission de {ligne['t1']}",
        objet=f"{ligne['t2']} ; début le {ecrire_jour(ligne['j1'])}",
        url=acces.url("publics:mission", int(ligne["pk_objet"])),
        depuis=ligne["j2"] or ligne["j1"],
        qui="Le guichet",
        qui_detail=ligne["t3"] if acces.est_guichet else "",
        a_moi=acces.est_guichet,
        echeance=ligne["j1"],
        consequence="Demande faite à temps, aucune heure perdue ; la structure attend pour l’envoyer."
        if a_temps
        else "Les heures d’avant la demande attendront une décision du donneur d’ordre.",
        domaine="publics:missions",
    )


def _fiches(acces):
    if not (acces.est_guichet or acces.est_structure or acces.role.code == "prescripteur"):
        return None
    attendues = [EtatPrescription.TRANSMISE, EtatPrescription.PIECE_A_FOURNIR]
    return Prescription.objects.visible_to(acces).filter(etat__in=attendues)


def _fiche(acces, ligne) -> Tache:
    manque = ligne["t3"] == EtatPrescription.PIECE_A_FOURNIR
    return Tache(
        quoi=f"{'Compléter' if manque else 'Valider'} la fiche de {ligne['t1']}",
        objet=f"Pièce à fournir : {ligne['t2']}" if manque else f"Signée le {ecrire_jour(ligne['j1'])}",
        url=acces.url("publics:prescription", int(ligne["pk_objet"])),
        depuis=ligne["j2"],
        qui="Le prescripteur" if manque else "Le guichet",
        qui_detail=ligne["t4"],
        a_moi=acces.role.code == "prescripteur" if manque else acces.est_guichet,
        consequence="Sans fiche validée, aucune mission ne peut commencer.",
        domaine="publics:prescriptions",
    )


SOURCES = (
    Source(
        "mission",
        _missions,
        {
            "t1": PERSONNE,
            "t2": Concat("lot__marche__objet", Value(", lot "), "lot__numero"),
            "t3": F("employeur__nom"),
            "j1": F("debut"),
            "j2": F("demandee_le"),
        },
        _mission,
    ),
    Source(
        "fiche",
        _fiches,
        {
            "t1": NOM_SUR_LA_FICHE,
            "t2": F("motif"),
            "t3": F("etat"),
            "t4": Coalesce("prescripteur__nom", "prescripteur_nom"),
            "j1": F("signee_le"),
            "j2": Coalesce("decidee_le", "transmise_le", "cree_le"),
        },
        _fiche,
    ),
)
