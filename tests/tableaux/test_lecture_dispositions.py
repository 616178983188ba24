"""Any layout gives its rows back: families × seeds, through the real child process."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from guichet.tableaux.champs import normaliser
from guichet.tableaux.lecture import lire_classeur
from guichet.tableaux.noms import cle_de_personne
from guichet.tableaux.reconnaissance import reconnaitre
from tests.tableaux.fabrique.familles import FAMILLES, MOIS, Fichier

# One seed of each family among the fast tests, the others with the slow ones.
GRAINES = [1, *(pytest.param(graine, marks=pytest.mark.lent) for graine in range(2, 7))]


def lire(fichier: Fichier, **options):
    return reconnaitre(lire_classeur(BytesIO(fichier.octets), fichier.nom), mois=MOIS, **options)


def tel_que_lu(resultat) -> list[tuple[str, date | None, str, Decimal]]:
    return sorted(
        (
            cle_de_personne(ligne.valeurs["nom"], ligne.valeurs.get("prenom", "")),
            ligne.valeurs.get("naissance"),
            normaliser(ligne.valeurs["marche"]),
            ligne.valeurs["heures"],
        )
        for tableau in resultat.tableaux
        for ligne in tableau.lignes
    )


def tel_qu_attendu(fichier: Fichier) -> list[tuple[str, date | None, str, Decimal]]:
    return sorted(
        (cle_de_personne(h.nom, h.prenom), h.naissance, normaliser(h.marche), h.heures)
        for h in fichier.attendu
    )


@pytest.mark.parametrize("graine", GRAINES)
@pytest.mark.parametrize("nom", FAMILLES)
def test_une_disposition_rend_ses_lignes(nom, graine):
    fichier = FAMILLES[nom](graine)
    resultat = lire(fichier)
    assert tel_que_lu(resultat) == tel_qu_attendu(fichier), f"{nom}, seed {graine}"
    assert [p.phrase for t in resultat.tableaux for ligne in t.lignes for p in ligne.problemes] == []
    assert [avertissement for t in resultat.tableaux for avertissement in t.avertissements] == []
    assert resultat.questions == []


@pytest.mark.parametrize("nom", FAMILLES)
def test_une_disposition_apprise_est_reconnue_le_mois_suivant(nom):
    premiere = lire(FAMILLES[nom](1))
    suivante = lire(FAMILLES[nom](1), memoire=premiere.memoire)
    assert suivante.connue
    assert suivante.questions == []
    assert tel_que_lu(suivante) == tel_que_lu(premiere)


def test_au_moins_douze_familles():
    assert len(FAMILLES) >= 12
