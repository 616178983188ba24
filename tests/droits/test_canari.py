"""Canary: nothing of territoire B reaches anybody of A, by any page, file, PDF, mail or error."""

import pytest
from django.core import mail
from django.db import connection

from guichet.base.horloge import maintenant
from guichet.courriels.envoi import send_due
from guichet.droits.table import table
from guichet.fichiers.services import ouvrir
from guichet.models import Courriel, Fichier
from guichet.territoires.contexte import contexte
from tests.droits.canari import MARQUE, bears_mark, mark, walled_models
from tests.droits.demandes import ask
from tests.droits.exemples import addresses, is_public
from tests.droits.monde import TOUS_LES_ROLES
from tests.droits.parcours import walk, with_foreign_choices, with_foreign_ids
from tests.fabriques.travaux import executer_travaux

pytestmark = pytest.mark.lent
LECTURES = [regle for regle in table().values() if "GET" in regle.methodes]


def starts(monde, role: str) -> list[str]:
    """Every address of the table for a role: its own, a stranger's, B's, a missing one."""
    adresses = []
    for regle in LECTURES:
        lieux = addresses(monde, regle, role)
        adresses += [lieux.mienne, lieux.autre, lieux.manquante]
        if not is_public(regle):  # a token or a verification code opens its page to whoever holds it
            adresses.append(lieux.ailleurs)
    return list(filter(None, adresses))


def foreign_ids(monde) -> list[int]:
    """Keys of B's rows, of the kinds that forms and filters choose from."""
    objets = monde.ailleurs.objets
    return [objets[cle].pk for cle in ("acteur", "donneur_ordre", "lot", "participant", "mission")]


def test_chaque_table_cloisonnee_a_une_ligne_chez_le_voisin(monde):
    with contexte(monde.ailleurs.territoire.pk):
        vides = [m._meta.label for m in walled_models() if not m._base_manager.exists()]
    assert vides == [], "ajoutez une ligne de ces tables dans tests/droits/camp.py"


def test_chaque_texte_porte_la_marque(monde):
    """What refuses it is a closed list held by PostgreSQL: nobody's words fit in it."""
    refusees = mark(monde.ailleurs.territoire)
    assert {nom: raison for nom, raison in refusees.items() if "check constraint" not in raison} == {}
    with contexte(monde.ailleurs.territoire.pk), connection.cursor() as curseur:
        for modele in walled_models():
            for champ in modele._meta.concrete_fields:
                nom = f"{modele._meta.db_table}.{champ.column}"
                long = champ.max_length is None or champ.max_length >= len(MARQUE)
                if champ.get_internal_type() not in ("CharField", "TextField", "EmailField") or not long:
                    continue
                if nom in refusees:
                    assert champ.choices or champ.name == "pass_iae", nom
                    continue
                curseur.execute(
                    f'SELECT count(*) FROM "{modele._meta.db_table}" WHERE "{champ.column}" NOT LIKE %s',
                    [f"%{MARQUE}%"],
                )
                assert curseur.fetchone()[0] == 0, nom


def test_le_canari_se_voit_chez_lui(monde):
    """The mark is really shown where it may be: the other tests could fail."""
    mark(monde.ailleurs.territoire, codes=False)
    client, vues = monde.client("administrateur", monde.ailleurs), 0
    for regle in LECTURES:
        if not regle.objet and not is_public(regle):
            vues += bears_mark(ask(client, addresses(monde, regle, "administrateur").ailleurs).corps)
    assert vues > 15


@pytest.mark.parametrize("role", [r for r in TOUS_LES_ROLES if r != "anonyme"])
def test_rien_du_voisin_ne_se_lit(monde, role):
    mark(monde.ailleurs.territoire)
    client, etrangers = monde.client(role), foreign_ids(monde)
    fuites, pannes, essayees = [], [], set()
    for adresse, reponse, page in walk(client, starts(monde, role)):
        if bears_mark(reponse.corps):
            fuites.append(adresse)
        if reponse.statut >= 500:
            pannes.append((adresse, reponse.statut))
        for variante in with_foreign_ids(adresse, etrangers):
            if bears_mark(ask(client, variante).corps):
                fuites.append(variante)
        for formulaire in page.formulaires if page else ():
            cle = formulaire.action.rstrip("0123456789/")
            if not formulaire.action.startswith("/t/") or cle in essayees:
                continue
            essayees.add(cle)
            for donnees in with_foreign_choices(formulaire, etrangers):
                envoi = ask(client, formulaire.action, "POST", donnees)
                if bears_mark(envoi.corps):
                    fuites.append(("POST", formulaire.action, donnees))
                if envoi.statut >= 500:
                    pannes.append((formulaire.action, donnees))
    assert fuites == []
    assert pannes == []


@pytest.mark.pdf
def test_ni_les_pdf_ni_les_courriels_ne_portent_le_voisin(monde):
    mark(monde.ailleurs.territoire)
    with contexte(monde.territoire.pk):
        faits = executer_travaux()
        assert {travail.etat for travail in faits} <= {"fini"}, [t.erreur for t in faits if t.erreur]
        pdf = [f for f in Fichier.objects.filter(type_mime="application/pdf") if f.taille > 2000]
        for fichier in pdf:
            with ouvrir(fichier) as flux:
                assert not bears_mark(flux.read()), fichier.nom
        Courriel.objects.filter(envoye_le=None).update(prochain_essai=maintenant(), abandonne_le=None)
        assert send_due() == len(mail.outbox)
    assert len(pdf) > 2
    assert len(mail.outbox) > 1
    assert [m.subject for m in mail.outbox if MARQUE in str(m.message())] == []
