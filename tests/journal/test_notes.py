"""Notes on any object, the timeline, and who read a page."""

import datetime

import pytest
from django.db import transaction

from guichet.base.erreurs import Refus
from guichet.base.horloge import aujourdhui
from guichet.comptes.roles import STRUCTURE
from guichet.journal.frise import frise, notes_a_relancer, volet
from guichet.journal.references import object_of, reference
from guichet.journal.services import clore_relance, journaliser, noter
from guichet.models import Entree, Note
from guichet.territoires.acces import Acces
from guichet.territoires.contexte import contexte
from tests.fabriques.guichet import ActeurFactory, TerritoireFactory


@pytest.fixture
def acteur(territoire):
    return ActeurFactory(territoire=territoire, nom="Sèvre Intérim Insertion", etti=True)


def url(territoire, objet, suite=""):
    return f"/t/{territoire.slug}/journal/objet/{reference(objet)}/{suite}"


def test_la_frise_mele_actes_et_notes_du_plus_recent_au_plus_ancien(facilitateur, acteur):
    journaliser(
        par=facilitateur, verbe="proposer", objet=acteur, phrase="Maintien de 63 h proposé, à la Ville"
    )
    noter(objet=acteur, genre="appel", texte="Sans réponse", par=facilitateur)
    journaliser(par=facilitateur, verbe="consulter", objet=acteur, phrase="Lu", consultation=True)
    note, acte = frise(acteur, facilitateur)
    assert (acte["fort"], acte["texte"]) == ("Maintien de 63 h proposé", ", à la Ville")
    assert note["texte"] == "Appel : Sans réponse"
    assert (acte["changement"], note["changement"]) == (True, False)


def test_un_autre_que_le_guichet_ne_lit_que_les_actes_des_siens(facilitateur, acteur, connecter):
    structure = connecter("structure", facilitateur.territoire, acteur=acteur).appartenance
    acces = Acces(
        role=structure.role,
        territoire=facilitateur.territoire,
        utilisateur=structure.utilisateur,
        appartenance=structure,
        organisation=structure.organisation,
        acteur=acteur,
        acteurs_id=(acteur.pk,),
    )
    journaliser(par=facilitateur, verbe="demander", objet=acteur, phrase="Mission de Yanis Morel demandée")
    journaliser(par=acces, verbe="deposer", objet=acteur, phrase="Relevé déposé")
    noter(objet=acteur, genre="appel", texte="Interne au guichet", par=facilitateur)
    assert [e["fort"] for e in frise(acteur, acces)] == ["Relevé déposé"]
    assert len(frise(acteur, acces, a_lui=True)) == 2


def test_le_volet_d_une_page_mene_a_tout_l_historique_pour_le_guichet_seul(facilitateur, acteur):
    journaliser(par=facilitateur, verbe="proposer", objet=acteur, phrase="Avenant 1 : 1 200 h")
    lu = volet(acteur, facilitateur)
    assert [(e["fort"], e["texte"]) for e in lu["evenements"]] == [("Avenant 1", " : 1 200 h")]
    assert object_of(lu["reference"], facilitateur) == acteur
    autre = Acces(role=STRUCTURE, territoire=facilitateur.territoire, acteurs_id=(acteur.pk,))
    assert volet(acteur, autre) == {"evenements": [], "reference": ""}


def test_les_relances_dues_sont_celles_du_jour_et_d_avant(facilitateur, acteur):
    jour = aujourdhui()
    for ecart in (0, 3):
        le = jour + datetime.timedelta(days=ecart)
        noter(objet=acteur, genre="note", texte=f"J+{ecart}", relancer_le=le, par=facilitateur)
    noter(objet=acteur, genre="note", texte="Sans date", par=facilitateur)
    assert [n.texte for n in notes_a_relancer(facilitateur, jour)] == ["J+0"]
    clore_relance(note=Note.objects.get(texte="J+0"), par=facilitateur)
    assert not notes_a_relancer(facilitateur, jour).exists()


def test_une_note_vide_ou_a_relancer_hier_est_refusee(facilitateur, acteur):
    with pytest.raises(Refus) as vide:
        noter(objet=acteur, genre="note", texte="  ", par=facilitateur)
    assert vide.value.champ == "texte"
    hier = aujourdhui() - datetime.timedelta(days=1)
    with pytest.raises(Refus) as passee:
        noter(objet=acteur, genre="note", texte="Rappeler", relancer_le=hier, par=facilitateur)
    assert passee.value.champ == "relancer_le"


def test_clore_une_relance_deux_fois_ne_la_clot_qu_une_fois(facilitateur, acteur):
    note = noter(objet=acteur, genre="note", texte="Rappeler", relancer_le=aujourdhui(), par=facilitateur)
    premiere = clore_relance(note=note, par=facilitateur).faite_le
    assert clore_relance(note=note, par=facilitateur).faite_le == premiere
    assert Entree.objects.filter(verbe="clore_relance").count() == 1


def test_une_note_s_ecrit_depuis_une_page_et_y_ramene(connecter, territoire, acteur):
    client = connecter("facilitateur", territoire)
    ici = f"/t/{territoire.slug}/"
    reponse = client.post(
        url(territoire, acteur, "noter/"), {"genre": "visite", "texte": "Vu sur place", "retour": ici}
    )
    assert (reponse.status_code, reponse["Location"]) == (302, ici)
    assert Note.objects.get().objet_nom == "Sèvre Intérim Insertion"


def test_un_retour_vers_un_autre_site_est_ignore(connecter, territoire, acteur):
    client = connecter("facilitateur", territoire)
    donnees = {"genre": "note", "texte": "Vu", "retour": "https://ailleurs.invalid/"}
    reponse = client.post(url(territoire, acteur, "noter/"), donnees)
    assert reponse["Location"] == url(territoire, acteur) or reponse["Location"].startswith(
        f"/t/{territoire.slug}/journal/"
    )


def test_une_note_refusee_garde_ce_qui_a_ete_ecrit(connecter, territoire, acteur):
    client = connecter("facilitateur", territoire)
    donnees = {"genre": "note", "texte": "Un long récit", "relancer_le": "2001-01-01"}
    page = client.post(url(territoire, acteur, "noter/"), donnees).content.decode()
    assert "Un long récit" in page
    assert "date passée" in page


def test_l_historique_et_les_consultations_s_affichent(connecter, territoire, acteur, facilitateur):
    journaliser(par=facilitateur, verbe="lire", objet=acteur, phrase="Fiche consultée", consultation=True)
    noter(objet=acteur, genre="note", texte="Rappeler", relancer_le=aujourdhui(), par=facilitateur)
    client = connecter("facilitateur", territoire)
    page = client.get(url(territoire, acteur)).content.decode()
    assert "Relance faite" in page
    page = client.get(url(territoire, acteur, "consultations/")).content.decode()
    assert "Fiche consultée" in page
    note = Note.objects.get()
    client.post(f"/t/{territoire.slug}/journal/notes/{note.pk}/relance/")
    note.refresh_from_db()
    assert note.faite_le is not None


def test_une_reference_forgee_ou_d_un_autre_territoire_est_une_page_inconnue(connecter, territoire, acteur):
    ailleurs = TerritoireFactory()
    with contexte(ailleurs.pk), transaction.atomic():
        etranger = ActeurFactory(territoire=ailleurs)
    client = connecter("facilitateur", territoire)
    vraie = url(territoire, acteur)
    for adresse in (url(territoire, etranger), vraie[:-3] + "xx/", f"/t/{territoire.slug}/journal/objet/x/"):
        assert client.get(adresse).status_code == 404


def test_une_structure_n_ecrit_pas_de_note(connecter, territoire, acteur):
    client = connecter("structure", territoire, acteur=acteur)
    assert client.post(url(territoire, acteur, "noter/"), {"genre": "note", "texte": "x"}).status_code == 403
