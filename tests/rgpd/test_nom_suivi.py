"""A person's name goes through the field's acts: wherever it is then found in the base, that was declared."""

import datetime

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from guichet.journal.services import noter
from guichet.rgpd.champs import CHAMPS, nature_of
from publics.models import Participant
from publics.services.missions import demander_mission, valider_mission
from publics.services.parcours import evaluer_mission
from publics.services.prescriptions import transmettre_prescription, valider_prescription
from publics.services.releves import deposer_releve
from publics.services.releves_controle import accepter_lignes_sans_anomalie
from publics.services.releves_envoi import envoyer_releve
from publics.services.verifications import verifier_avant_mission
from tests.publics.releves.conftest import OCTOBRE, classeur, etti, horloge, ligne_de, lots

__all__ = ["etti", "horloge", "lots"]
NOM, DEBUT = "Quetzalin", datetime.date(2026, 10, 12)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def passage(territoire, etti, lots, facilitateur):
    """Prescription, check, mission, evaluation, relevé and note of one person."""
    identite = {"nom": NOM, "prenom": "Ysaline", "ne_le": datetime.date(1994, 2, 3)}
    piece = SimpleUploadedFile(f"rsa {NOM}.pdf", PDF)
    fiche = transmettre_prescription(
        identite=identite,
        fiche={"signee_le": datetime.date(2026, 11, 2), "prescripteur_nom": "Lucie Renaud"},
        criteres=[{"code": "RSA", "date_preuve": datetime.date(2026, 10, 20), "piece": piece}],
        par=facilitateur,
    )
    valider_prescription(prescription=fiche, par=facilitateur)
    verifier_avant_mission(**identite, lot=lots[0], structure=etti, debut=DEBUT, par=facilitateur)
    personne = Participant.objects.get(nom=NOM)
    mission = demander_mission(
        participant=personne, lot=lots[0], employeur=etti, debut=DEBUT, par=facilitateur
    )
    valider_mission(mission=mission, par=facilitateur)
    evaluer_mission(
        mission=mission, valeurs={"le": datetime.date(2026, 11, 5), "assiduite": "bonne"}, par=facilitateur
    )
    noter(objet=personne, genre="appel", texte=f"{NOM} cherche un poste", par=facilitateur)
    releve = deposer_releve(
        employeur=etti,
        mois=OCTOBRE,
        nom=f"octobre {NOM}.xlsx",
        contenu=classeur([ligne_de(personne, lots[0], 12)]),
        par=facilitateur,
    )
    accepter_lignes_sans_anomalie(releve=envoyer_releve(releve=releve, par=facilitateur), par=facilitateur)


def colonnes_portant(nom: str) -> set[tuple[str, str]]:
    """Fields of our models in which a text is read, whatever their type."""
    trouvees = set()
    with connection.cursor() as curseur:
        for modele in CHAMPS:
            meta = apps.get_model(modele)._meta
            for champ in meta.concrete_fields:
                table, colonne = meta.db_table, champ.column
                curseur.execute(f'SELECT 1 FROM "{table}" WHERE "{colonne}"::text ILIKE %s LIMIT 1', [nom])
                if curseur.fetchone():
                    trouvees.add((modele, champ.name))
    return trouvees


@pytest.mark.django_db
def test_a_name_is_found_only_in_fields_declared_personal(passage):
    trouvees = colonnes_portant(f"%{NOM}%")
    assert {
        ("publics.Participant", "nom"),
        ("publics.LigneReleve", "brut"),
        ("guichet.Note", "texte"),
    } <= trouvees
    non_declarees = {couple for couple in trouvees if nature_of(*couple) is None}
    assert non_declarees == set()
