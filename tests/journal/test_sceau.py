"""The chain of the journal: what it proves, what it allows."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from guichet.journal.sceau import sceller_journal
from guichet.journal.services import effacer_contenu, journaliser
from guichet.journal.verification import verifier_journal
from guichet.models import Entree
from guichet.territoires.acces import acces_systeme
from guichet.territoires.contexte import contexte
from tests.fabriques.guichet import ActeurFactory, TerritoireFactory


@pytest.fixture
def chaine(facilitateur):
    """Ten sealed entries."""
    acteur = ActeurFactory(territoire=facilitateur.territoire)
    for n in range(10):
        journaliser(par=facilitateur, verbe="essayer", objet=acteur, phrase=f"Essai {n}", details={"n": n})
    sceller_journal(facilitateur.territoire.pk)
    return facilitateur.territoire


def rangs(constat):
    return [rang for rang, _ in constat.ruptures]


def test_une_chaine_intacte(chaine):
    constat = verifier_journal(chaine)
    assert constat.intact
    assert (constat.verifiees, constat.effacees, constat.a_sceller) == (10, 0, 0)


def test_quatre_scelleurs_et_des_actes_pendant_ce_temps_font_une_seule_chaine(transactional_db):
    territoire = TerritoireFactory()
    par = acces_systeme(territoire)

    def agir(rang):
        try:
            with contexte(territoire.pk):
                for _ in range(10):
                    with transaction.atomic():
                        journaliser(par=par, verbe=f"acte_{rang}")
                    sceller_journal(territoire.pk)
        finally:
            connection.close()

    fils = [threading.Thread(target=agir, args=(rang,)) for rang in range(4)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    with contexte(territoire.pk):
        sceller_journal(territoire.pk)
        with transaction.atomic():
            constat = verifier_journal(territoire)
    assert constat.intact
    assert (constat.verifiees, constat.a_sceller) == (40, 0)


def test_sceller_deux_fois_ne_change_rien_et_la_suite_se_rattache(chaine, facilitateur):
    avant = verifier_journal(chaine).dernier_sceau
    assert sceller_journal(chaine.pk) == 0
    journaliser(par=facilitateur, verbe="essayer")
    assert verifier_journal(chaine).a_sceller == 1
    assert sceller_journal(chaine.pk) == 1
    constat = verifier_journal(chaine)
    assert constat.intact
    assert constat.dernier_sceau != avant


@pytest.mark.parametrize(
    ("champ", "valeur"),
    [
        ("auteur", "Quelqu’un d’autre"),
        ("verbe", "valider"),
        ("role_code", "structure"),
        ("objet_id", 999),
        ("organisation", "Autre"),
        ("phrase", "Une autre phrase"),
        ("details", {"n": 42}),
        ("consultation", True),
    ],
)
def test_toute_retouche_se_voit(chaine, champ, valeur):
    Entree.objects.filter(rang=4).update(**{champ: valeur})
    constat = verifier_journal(chaine)
    assert 4 in rangs(constat)


def test_une_entree_retiree_se_voit(chaine):
    Entree.objects.filter(rang=4).delete()
    constat = verifier_journal(chaine)
    assert rangs(constat) == [5]
    assert "manquantes" in constat.ruptures[0][1]


def test_la_fin_retiree_se_voit_avec_un_sceau_note_plus_tot(chaine):
    constat = verifier_journal(chaine)
    ancre = (constat.dernier_rang, constat.dernier_sceau)
    Entree.objects.filter(rang__gt=8).delete()
    assert verifier_journal(chaine).intact
    assert rangs(verifier_journal(chaine, ancre=ancre)) == [10]


def test_effacer_le_contenu_laisse_la_chaine_entiere(chaine):
    """The purge erases what was said of a person; who acted, when, and the chain stay."""
    assert effacer_contenu(Entree.objects.filter(rang__in=[2, 3])) == 2
    constat = verifier_journal(chaine)
    assert constat.intact
    assert constat.effacees == 2
    assert Entree.objects.get(rang=2).phrase == ""


def test_la_commande_dit_intact_puis_rompu(chaine, capsys):
    call_command("journal_verifier", chaine.slug)
    assert "10 entrées vérifiées" in capsys.readouterr().out
    Entree.objects.filter(rang=4).update(verbe="valider")
    with pytest.raises(SystemExit) as sortie:
        call_command("journal_verifier", chaine.slug, "--json")
    assert sortie.value.code == 1
    assert '"rang": 4' in capsys.readouterr().out


def test_la_commande_refuse_un_territoire_inconnu(db):
    with pytest.raises(CommandError, match="inconnu"):
        call_command("journal_verifier", "inconnu")
