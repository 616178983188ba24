"""Two constructions on the same day say the same."""

import hashlib

import pytest
from django.db import connection, transaction

from guichet.base.horloge import figer
from guichet.entree.demo.construction import construire
from guichet.models import Territoire
from guichet.territoires.contexte import contexte
from tests.demo.conftest import JOUR

pytestmark = pytest.mark.lent
PORTRAIT = (
    "SELECT nom, prenom, ne_le, sexe, commune, niveau, qpv, mois_chomage FROM publics_participant",
    "SELECT m.numero, m.objet, l.numero, l.etat, l.heures_engagees, l.debut, l.fin_prevue"
    " FROM marches_lot l JOIN marches_marche m ON m.id = l.marche_id",
    "SELECT p.nom, p.prenom, p.ne_le, x.mois, x.heures, x.heures_validees, x.etat, a.nom"
    " FROM publics_lignereleve x JOIN publics_participant p ON p.id = x.participant_id"
    " JOIN guichet_acteur a ON a.id = x.employeur_id",
    "SELECT verbe, phrase, auteur, role_code FROM guichet_entree",
    "SELECT genre, etat, titre FROM guichet_travail",
)


def portrait() -> str:
    """Hash of what the demonstration says, whatever the numbers that its rows were given."""
    somme = hashlib.sha256()
    territoires = list(Territoire.objects.filter(slug__in=["niort", "voisin"]).values_list("pk", flat=True))
    with contexte(*territoires), transaction.atomic(), connection.cursor() as curseur:
        for requete in PORTRAIT:
            curseur.execute(requete)
            somme.update("\n".join(sorted(map(str, curseur.fetchall()))).encode())
    return somme.hexdigest()


@pytest.mark.lent
@pytest.mark.django_db
def test_deux_constructions_racontent_la_meme_chose():
    portraits = []
    for _ in range(2):
        with transaction.atomic(), figer(JOUR):
            construire()
            portraits.append(portrait())
            transaction.set_rollback(True)
    assert portraits[0] == portraits[1]
