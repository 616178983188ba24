"""A territoire and a file of 10 000 lines, 500 of them wrong, written in a transaction that is never kept."""

import datetime
from contextlib import contextmanager
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from django.contrib.auth.models import Group
from django.db import connection, transaction

from guichet.base.horloge import figer, maintenant
from guichet.models import Acteur, Organisation, Territoire
from guichet.territoires.acces import acces_systeme
from guichet.territoires.contexte import contexte
from marches.models import Lot, Marche
from publics.models import Habilitation, Mission, Participant

AUJOURDHUI = datetime.date(2026, 11, 5)
OCTOBRE = datetime.date(2026, 10, 1)
JANVIER = datetime.date(2026, 1, 5)
NOTIFIE = {"notifie_le": JANVIER, "etat": "en_cours", "debut": JANVIER}
ENTETES = ("Nom", "Prénom", "Né(e) le", "N° de marché", "Lot", "Heures")
PAR_PERSONNE = 5


@contextmanager
def monde(lignes: int = 10_000, fausses: int = 500):
    """Give (access, employer, file) for that many lines; everything is undone at the end."""
    with figer(AUJOURDHUI), contexte(), transaction.atomic():
        groupe = Group.objects.create(name=f"banc {maintenant().timestamp()}")
        organisation = Organisation.objects.create(nom="Banc Intérim", groupe=groupe, cree_le=maintenant())
        territoire = Territoire.objects.create(
            slug=f"banc-{organisation.pk}", nom="Banc", porteur="Banc", departement="79", cree_le=maintenant()
        )
        with contexte(territoire.pk):
            employeur, personnes, lots = peupler(territoire, organisation, lignes)
            with connection.cursor() as curseur:
                curseur.execute("SET LOCAL jit = off")
            yield acces_systeme(territoire), employeur, classeur(personnes, lots, lignes, fausses)
        transaction.set_rollback(True)


def peupler(territoire, organisation, lignes: int):
    """An employer, its persons, five lots, one validated mission per person and lot."""
    qui = {"territoire": territoire, "organisation": organisation, "cree_le": maintenant()}
    employeur = Acteur.objects.create(nom="Banc Intérim", est_partenaire=True, genre="etti", **qui)
    acheteur = Acteur.objects.create(nom="Banc, acheteur", est_donneur_ordre=True, **qui)
    Habilitation.objects.create(
        territoire=territoire, partenaire=employeur, modalite="etti", debut=JANVIER, source="Banc"
    )
    lots = []
    for rang in range(PAR_PERSONNE):
        marche = Marche.objects.create(
            territoire=territoire,
            donneur_ordre=acheteur,
            numero=f"2026-{rang + 1:03}",
            objet=f"Groupe scolaire {rang + 1}",
            notifie_le=JANVIER,
        )
        lots.append(
            Lot.objects.create(
                territoire=territoire, marche=marche, numero="1", intitule="Peinture", **NOTIFIE
            )
        )
    personnes = Participant.objects.bulk_create(
        nommer(territoire, rang) for rang in range(lignes // PAR_PERSONNE)
    )
    valide = {
        "demandee_le": JANVIER,
        "complete_le": JANVIER,
        "validee_le": JANVIER,
        "couverte_depuis": JANVIER,
    }
    Mission.objects.bulk_create(
        Mission(
            territoire=territoire,
            participant=personne,
            lot=lot,
            employeur=employeur,
            modalite="etti",
            etat="en_cours",
            debut=JANVIER,
            **valide,
        )
        for personne in personnes
        for lot in lots
    )
    return employeur, personnes, lots


def nommer(territoire, rang: int) -> Participant:
    """A person with a name of its own."""
    lettres = "".join(chr(97 + rang // 26**place % 26) for place in range(4))
    nom, prenom = f"Martin{lettres}", f"Camille{lettres[::-1]}"
    ne_le = datetime.date(1970, 1, 1) + datetime.timedelta(days=rang)
    return Participant(
        territoire=territoire, nom=nom, prenom=prenom, ne_le=ne_le, cle_nom=Participant.key_of(nom, prenom)
    )


def classeur(personnes, lots, lignes: int, fausses: int) -> bytes:
    """The XLSX file: one line per mission, wrong ones spread over it."""
    tampon = BytesIO()
    pas = lignes // fausses if fausses else lignes + 1
    with xlsxwriter.Workbook(tampon, {"default_date_format": "dd/mm/yyyy"}) as livre:
        feuille = livre.add_worksheet("Octobre")
        feuille.write_row(0, 0, ENTETES)
        for rang in range(lignes):
            personne, lot = personnes[rang // PAR_PERSONNE], lots[rang % PAR_PERSONNE]
            cellules = [personne.nom, personne.prenom, personne.ne_le, lot.marche.numero, "1", 20.5]
            if rang % pas == 0:
                fausser(cellules, rang // pas)
            for place, valeur in enumerate(cellules):
                if isinstance(valeur, datetime.date):
                    feuille.write_datetime(
                        rang + 1, place, datetime.datetime.combine(valeur, datetime.time())
                    )
                else:
                    feuille.write(rang + 1, place, valeur)
    return tampon.getvalue()


def fausser(cellules: list, rang: int) -> None:
    """Make a line wrong, in one of four ways."""
    if rang % 4 == 0:
        cellules[0] = f"Inconnu{rang}"
    elif rang % 4 == 1:
        cellules[3] = f"M-{rang}-X"
    elif rang % 4 == 2:
        cellules[5] = "beaucoup"
    else:
        cellules[5] = float(Decimal("400"))
