"""Acts that come too late or too early, values that nobody types: nothing lost, never a fault of ours."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from publics.models import LigneReleve, Mission, Releve
from publics.services.releves import declarer_neant, deposer_releve
from publics.services.releves_envoi import envoyer_releve
from publics.services.releves_saisie import saisir_releve
from tests.fabriques.travaux import executer_travaux
from tests.publics.releves.conftest import OCTOBRE, classeur, ligne_de

EXPOSANT, DEMESURE = "²", "9" * 5000


@pytest.fixture
def racine(territoire):
    return f"/t/{territoire.slug}/publics/releves/"


@pytest.fixture
def structure(connecter, territoire, etti):
    return connecter("structure", territoire, acteur=etti)


@pytest.fixture
def depose(etti, equipe, lots, facilitateur):
    contenu = classeur([ligne_de(une, lots[0], 100) for une in equipe])
    return deposer_releve(employeur=etti, mois=OCTOBRE, nom="o.xlsx", contenu=contenu, par=facilitateur)


def test_les_colonnes_d_un_releve_envoye_ne_se_relisent_pas(structure, racine, depose, facilitateur):
    envoyer_releve(releve=depose, par=facilitateur)
    page = structure.post(f"{racine}{depose.pk}/colonnes/")
    assert "ne se relit plus" in page.content.decode()
    assert LigneReleve.objects.count() == 3


def test_les_colonnes_d_un_releve_sans_fichier_ne_se_relisent_pas(structure, racine, etti, facilitateur):
    releve = declarer_neant(employeur=etti, mois=OCTOBRE, par=facilitateur)
    assert "ne se relit plus" in structure.post(f"{racine}{releve.pk}/colonnes/").content.decode()


def test_un_mois_a_venir_ne_se_saisit_pas(structure, racine, equipe):
    mission = Mission.objects.first()
    page = structure.post(f"{racine}saisir/?mois=2027-05", {f"heures-{mission.pk}": "10"})
    assert "pas commencé" in page.content.decode()
    assert not Releve.objects.exists()


def test_un_gros_fichier_remplace_par_une_saisie_n_ecrase_rien(
    monkeypatch, structure, racine, etti, equipe, lots, facilitateur
):
    monkeypatch.setattr("publics.services.releves.SEUIL_TRAVAIL", 10)
    contenu = SimpleUploadedFile("o.xlsx", classeur([ligne_de(une, lots[0], 100) for une in equipe]))
    structure.post(f"{racine}deposer/", {"mois": "2026-10", "fichier": contenu})
    lignes = [(Mission.objects.first(), Decimal(12))]
    releve = saisir_releve(employeur=etti, mois=OCTOBRE, lignes=lignes, par=facilitateur)
    assert "Lecture du fichier" not in structure.get(f"{racine}{releve.pk}/").content.decode()
    (travail,) = executer_travaux()
    assert travail.etat == "fini"
    assert [ligne.heures for ligne in LigneReleve.objects.all()] == [Decimal(12)]


@pytest.mark.parametrize(
    "poste",
    [
        {"personne_id": EXPOSANT},
        {"personne_id": DEMESURE},
        {"marche_id": EXPOSANT},
        {"marche_id": "abc"},
        {"acte": "ventiler", "part-2026-10-01": "50", "part-hier": "50"},
        {"acte": "ventiler", "part-9999-12-31": "100"},
        {"acte": "ventiler", "part-2026-10-01": "1100", "part-2026-10-15": "-1000"},
        {"acte": "ventiler"},
    ],
    ids=str,
)
def test_une_valeur_folle_sur_une_ligne_est_refusee_en_une_phrase(structure, racine, depose, poste):
    ligne = LigneReleve.objects.order_by("pk").first()
    page = structure.post(f"{racine}lignes/{ligne.pk}/", poste, follow=True)
    assert page.status_code == 200
    texte = page.content.decode().replace("\u00a0", " ")
    assert f"Ligne {ligne.numero} :" in texte or "Les parts font" in texte
    assert LigneReleve.objects.get(pk=ligne.pk).heures == 100


@pytest.mark.parametrize("valeur", [EXPOSANT, DEMESURE])
def test_un_numero_fou_dans_l_adresse_ne_choisit_rien(connecter, territoire, racine, depose, valeur):
    guichet = connecter("facilitateur", territoire)
    assert guichet.get(f"{racine}{depose.pk}/controle/", {"ligne": valeur}).status_code == 200
    assert guichet.get(f"{racine}modele/", {"employeur": valeur}).status_code == 404
    assert guichet.get(racine, {"mois": f"202{valeur[:1]}-10"}).status_code == 200
    assert (
        guichet.get(f"/t/{territoire.slug}/publics/missions/demander/", {"personne": valeur}).status_code
        == 200
    )
    assert guichet.post(f"{racine}relancer/", {"employeur": valeur, "mois": "2026-10"}).status_code == 302
