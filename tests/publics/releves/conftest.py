"""A structure, two lots, three persons with validated missions; workbooks written for the tests."""

import datetime
from decimal import Decimal
from io import BytesIO

import pytest
import xlsxwriter

from guichet.base.horloge import figer
from publics.models import Habilitation, Mission, Participant
from tests.fabriques.guichet import ActeurFactory
from tests.fabriques.marches import LotFactory, MarcheFactory

AUJOURDHUI = datetime.date(2026, 11, 5)
OCTOBRE = datetime.date(2026, 10, 1)
ENTETES = ("Nom", "Prénom", "Né(e) le", "N° de marché", "Lot", "Début", "Fin", "Heures")


def classeur(lignes, entetes=ENTETES, titre="Relevé d’heures") -> bytes:
    """An XLSX file: a title row, a header, rows."""
    tampon = BytesIO()
    with xlsxwriter.Workbook(tampon, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as livre:
        feuille = livre.add_worksheet("Octobre")
        feuille.write(0, 0, titre)
        for rang, entete in enumerate(entetes):
            feuille.write(2, rang, entete)
        for numero, ligne in enumerate(lignes, 3):
            for rang, valeur in enumerate(ligne):
                if isinstance(valeur, datetime.date):
                    feuille.write_datetime(numero, rang, datetime.datetime.combine(valeur, datetime.time()))
                elif valeur is not None:
                    feuille.write(numero, rang, valeur)
    return tampon.getvalue()


@pytest.fixture(autouse=True)
def horloge():
    """5 November 2026: the relevé of October is being made."""
    with figer(AUJOURDHUI):
        yield


@pytest.fixture
def etti(territoire):
    """An ETTI of the territoire, its convention in force."""
    return structure(territoire, "etti", "Sèvre Intérim Insertion")


@pytest.fixture
def lots(territoire):
    """Two running lots of one marché."""
    marche = MarcheFactory(territoire=territoire, numero="2026-014", objet="Groupe scolaire des Brizeaux")
    return [
        LotFactory(territoire=territoire, marche=marche, numero="1", intitule="Maçonnerie"),
        LotFactory(territoire=territoire, marche=marche, numero="3", intitule="Peinture"),
    ]


def structure(territoire, genre: str, nom: str):
    """A structure allowed to employ as its kind says."""
    acteur = ActeurFactory(territoire=territoire, est_partenaire=True, genre=genre, nom=nom)
    Habilitation.objects.create(
        territoire=territoire,
        partenaire=acteur,
        modalite=genre,
        debut=datetime.date(2026, 1, 1),
        source="C-1",
    )
    return acteur


def personne(territoire, nom, prenom, ne_le=datetime.date(1990, 5, 4)) -> Participant:
    """A person."""
    return Participant.objects.create(territoire=territoire, nom=nom, prenom=prenom, ne_le=ne_le)


def mission(personne, lot, employeur, debut=datetime.date(2026, 9, 1), **champs) -> Mission:
    """A mission asked and validated on its first day."""
    valeurs = {
        "demandee_le": debut,
        "complete_le": debut,
        "validee_le": debut,
        "couverte_depuis": debut,
        "etat": "en_cours",
        "modalite": employeur.genre or "embauche",
        **champs,
    }
    return Mission.objects.create(
        territoire=personne.territoire,
        participant=personne,
        lot=lot,
        employeur=employeur,
        debut=debut,
        **valeurs,
    )


@pytest.fixture
def equipe(territoire, etti, lots):
    """Three persons of the ETTI, on the first lot."""
    noms = [("Laurent", "Mehdi"), ("Hamdi", "Sabrina"), ("Amrani", "Karim")]
    personnes = [personne(territoire, nom, prenom) for nom, prenom in noms]
    for une in personnes:
        mission(une, lots[0], etti)
    return personnes


def ligne_de(une: Participant, lot, heures, debut=None, fin=None) -> tuple:
    """A row of the file for a person and a lot."""
    return (une.nom, une.prenom, une.ne_le, lot.marche.numero, lot.numero, debut, fin, heures)


def somme(releve) -> Decimal:
    """Hours declared of a relevé."""
    from publics.models import LigneReleve

    return sum((ligne.heures for ligne in LigneReleve.objects.filter(releve=releve)), Decimal(0))
