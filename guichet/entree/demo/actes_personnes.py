"""Acts of the last weeks about persons: fiches, missions to validate, hours that wait for a buyer."""

from datetime import date
from decimal import Decimal

from guichet.base.horloge import figer
from guichet.entree.demo.scene import Scene
from publics.models import AccordDecision, Critere, LigneReleve, Participant
from publics.services.decisions import Proposition, proposer_decision, transmettre
from publics.services.missions import demander_mission
from publics.services.prescriptions import (
    demander_piece,
    refuser_prescription,
    transmettre_prescription,
    valider_prescription,
)
from publics.services.rapprochement import confirmer_nouvelle

JEAN_MACE = "Réhabilitation du groupe scolaire Jean-Macé"


def jouer_les_personnes(scene: Scene) -> None:
    """Send fiches, answer some, ask for missions, propose a decision."""
    _prescriptions(scene)
    _missions(scene)
    _decision(scene)


def _send(
    scene: Scene, il_y_a: int, nom: str, prenom: str, ne_le: date, critere: str, par: str = "prescripteur"
):
    """A fiche of the mission locale, signed the day before it is sent."""
    with figer(scene.il_y_a(il_y_a)):
        return transmettre_prescription(
            identite={
                "nom": nom,
                "prenom": prenom,
                "ne_le": ne_le,
                "commune": "Niort",
                "code_postal": "79000",
            },
            fiche={
                "signee_le": scene.il_y_a(il_y_a + 1),
                "prescripteur": scene.acteurs["mission-locale"],
                "prescripteur_nom": "Claire Bonnin",
                "prescripteur_courriel": "prescripteur@exemple.invalid",
                "structure": scene.acteurs["sevre-interim"],
            },
            criteres=[{"code": critere, "date_preuve": scene.il_y_a(il_y_a + 9)}],
            par=scene.acces[par],
        )


def _accept(scene: Scene, fiche, il_y_a: int) -> None:
    par = scene.acces["facilitation"]
    retenus = set(Critere.objects.filter(prescription=fiche).values_list("pk", flat=True))
    with figer(scene.il_y_a(il_y_a)):
        if fiche.participant.a_rapprocher:  # somebody drawn for the past may bear a close name
            confirmer_nouvelle(personne=fiche.participant, par=par)
        valider_prescription(prescription=fiche, criteres_retenus=retenus, par=par)


def _prescriptions(scene: Scene) -> None:
    """Two fiches to validate, one that waits for a paper, one refused, one whose name is already known."""
    sofia = _send(scene, 20, "Lemaire", "Sofia", date(2001, 4, 18), "RSA")
    with figer(scene.il_y_a(14)):
        demander_piece(
            prescription=sofia,
            piece="Attestation RSA de moins de trois mois",
            par=scene.acces["facilitation"],
        )
    refusee = _send(scene, 31, "Vallade", "Jérémy", date(1988, 9, 2), "DELD")
    with figer(scene.il_y_a(28)):
        refuser_prescription(
            prescription=refusee, motif="Inscrit depuis moins de douze mois.", par=scene.acces["facilitation"]
        )
    _send(scene, 3, "Chérif", "Amina", date(2004, 2, 7), "JEUNE")
    _send(scene, 1, "Barré", "Ludovic", date(1979, 11, 23), "DETLD")
    _send(scene, 2, "Amrani", "Karim", date(1990, 1, 30), "RSA")
    _accept(scene, _send(scene, 9, "Morel", "Yanis", date(2003, 6, 5), "JEUNE"), 7)
    nadia = Participant.objects.get(nom="Belkacem", prenom="Nadia")
    _accept(scene, _send(scene, 30, nadia.nom, nadia.prenom, nadia.ne_le, "RSA", "facilitation"), 28)


def _missions(scene: Scene) -> None:
    """Two missions to validate: one asked for in time, one by somebody who already works elsewhere."""
    for personne, lot, il_y_a, debut in (
        (("Morel", "Yanis"), (JEAN_MACE, "3"), 2, -4),
        (("Belkacem", "Nadia"), ("40 logements place de la République", "2"), 1, -10),
    ):
        with figer(scene.il_y_a(il_y_a)):
            demander_mission(
                participant=Participant.objects.get(nom=personne[0], prenom=personne[1]),
                lot=scene.lot(*lot),
                employeur=scene.acteurs["sevre-interim"],
                debut=scene.il_y_a(debut),
                fin=scene.il_y_a(debut - 90),
                poste="F1606",
                par=scene.acces["structure-etti"],
            )


def _decision(scene: Scene) -> None:
    """Hours begun before validation, sent to the buyer who agreed that silence is consent (R3)."""
    par = scene.acces["facilitation"]
    AccordDecision.objects.create(
        territoire=par.territoire,
        donneur_ordre=scene.acteurs["ville-niort"],
        silence_vaut_accord=True,
        reference="Délibération du 12 janvier",
        signe_le=date(scene.jour.year, 1, 12),
    )
    lignes = list(LigneReleve.objects.filter(heures_a_decider__gt=0).order_by("pk"))
    with figer(scene.il_y_a(15)):
        decision = proposer_decision(
            lignes=lignes,
            proposition=Proposition(
                sens="maintien",
                heures=sum((ligne.heures_a_decider for ligne in lignes), Decimal(0)),
                motif="R3_BONNE_FOI",
                explication="Retard de demande, public conforme : la fiche valait depuis avril.",
            ),
            par=par,
        )
    with figer(scene.il_y_a(6)):
        transmettre(decision=decision, par=par)
