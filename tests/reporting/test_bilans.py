"""Bilans: draft, frozen, corrected, sent; the table of Niort on the page, in the files and in the PDF."""

import csv
import datetime
import io
import json
import subprocess
import zipfile
from decimal import Decimal

import pytest
from django.core.management import call_command

from guichet.base.erreurs import Conflit, Refus
from guichet.base.horloge import figer
from guichet.documents.models import Document
from guichet.documents.registre import verifier_octets
from guichet.fichiers.services import ouvrir
from guichet.travaux.execution import execute
from reporting.bilans.services import (
    arreter_bilan,
    corriger_bilan,
    creer_bilan,
    diffuser_bilan,
    ecrire_textes,
)
from reporting.models import Bilan
from tests.fabriques.guichet import ActeurFactory
from tests.fabriques.reporting import NIORT, heures, mission, niort

LE = datetime.date(2017, 12, 8)
CODES = ("donneurs_ordre", "heures_identifiees", "heures_realisees", "personnes")
TABLEAU = [[NIORT[an][rang] for an in (2015, 2016, 2017)] for rang in range(4)]
ECRIT = [["5", "7", "12"], ["17 662", "56 975", "69 871"], ["6 735", "10 794", "25 009"], ["37", "63", "115"]]


@pytest.fixture(autouse=True)
def _jour():
    with figer(LE):
        yield


@pytest.fixture
def bilan(territoire, facilitateur):
    niort(territoire)
    return creer_bilan(annee=2017, fin=datetime.date(2017, 11, 30), par=facilitateur)


def adresse(bilan, suite=""):
    return f"/t/{bilan.territoire.slug}/suivi/bilans/{bilan.pk}/{suite}"


def texte_du_pdf(document) -> str:
    with ouvrir(document.fichier) as flux:
        octets = flux.read()
    assert verifier_octets(octets)[0].valide
    lu = subprocess.run(["pdftotext", "-layout", "-", "-"], input=octets, capture_output=True, check=True)
    return lu.stdout.decode().replace("\u00a0", " ")


def nombres(cellules) -> list[int]:
    return [int(Decimal(c.replace(",", "."))) for c in cellules]


def test_la_page_et_chaque_export_donnent_exactement_le_tableau_de_niort(connecter, territoire, bilan):
    client = connecter("facilitateur", territoire)
    page = client.get(adresse(bilan))
    tableau = page.context["chapitres"][0]["tableaux"][0]
    ecrits = [
        [c["texte"].replace("\u00a0", " ") for c in ligne["cellules"][:3]] for ligne in tableau["lignes"][:4]
    ]
    assert ecrits == ECRIT
    assert "onze mois" in page.content.decode()
    sortie = io.StringIO()
    call_command("indicateurs", territoire.slug, "2017", "--au", "2017-11-30", "--json", stdout=sortie)
    commande = {i["code"]: i["valeurs"] for i in json.loads(sortie.getvalue())["indicateurs"]}
    texte = client.get(f"{adresse(bilan)}?export=csv").content.decode("utf-8-sig")
    lignes = {r[0]: r for r in csv.reader(io.StringIO(texte), delimiter=";")}
    for code, attendus in zip(CODES, TABLEAU, strict=True):
        assert nombres(lignes[code][4:7])[::-1] == attendus == commande[code][:3][::-1]
    for forme, dedans in (("xlsx", "xl/worksheets/sheet1.xml"), ("ods", "content.xml")):
        archive = zipfile.ZipFile(io.BytesIO(client.get(f"{adresse(bilan)}?export={forme}").content))
        contenu = archive.read(dedans).decode()
        assert all(str(valeur) in contenu for rang in TABLEAU for valeur in rang)


@pytest.mark.pdf
def test_le_pdf_scelle_imprime_exactement_le_tableau_de_niort(territoire, facilitateur, bilan):
    ecrire_textes(
        bilan=bilan, textes={"activite": "La démarche grandit.\n\nReste à suivre."}, par=facilitateur
    )
    arrete = arreter_bilan(bilan=bilan, par=facilitateur)
    execute(arrete.travail.pk)
    arrete.refresh_from_db()
    texte = texte_du_pdf(arrete.document)
    lignes = [" ".join(ligne.split()) for ligne in texte.splitlines()]
    mots = ("Donneurs d’ordre", "Heures identifiées", "Heures réalisées", "Personnes")
    for titre, valeurs in zip(mots, ECRIT, strict=True):
        assert any(ligne.startswith(f"{titre} {' '.join(valeurs)} +") for ligne in lignes), titre
    assert "Du 1er janvier au 30 novembre 2017, onze mois" in " ".join(lignes)
    assert "La démarche grandit." in texte
    execute(arrete.travail.pk)
    assert Document.objects.count() == 1


def test_un_bilan_arrete_ne_bouge_plus_et_sa_correction_dit_ce_qui_change(territoire, facilitateur, bilan):
    arrete = arreter_bilan(bilan=bilan, par=facilitateur)
    avant = arrete.instantane
    ligne = heures(mission(un_lot(territoire)), datetime.date(2017, 10, 1), 100)
    arrete.refresh_from_db()
    assert arrete.instantane == avant
    with pytest.raises(Refus, match="PDF"):
        corriger_bilan(bilan=arrete, par=facilitateur)
    execute(arrete.travail.pk)
    suivant = corriger_bilan(bilan=arrete, par=facilitateur)
    corrige = arreter_bilan(bilan=suivant, par=facilitateur)
    changes = {c["code"]: (c["avant"], c["apres"]) for c in corrige.changements}
    assert changes["heures_realisees"] == (25009, 25109)
    assert changes["personnes"] == (115, 116)
    execute(corrige.travail.pk)
    premier, second = Document.objects.order_by("version")
    assert (premier.numero, second.version) == (second.numero, 2)
    assert ligne.heures_validees == 100


def un_lot(territoire):
    from marches.models import Lot

    return Lot.objects.filter(territoire=territoire).order_by("pk").first()


def test_deux_personnes_arretent_le_meme_bilan_une_seule_y_parvient(facilitateur, bilan):
    arreter_bilan(bilan=bilan, par=facilitateur)
    with pytest.raises(Conflit):
        arreter_bilan(bilan=bilan, par=facilitateur)
    with pytest.raises(Conflit):
        ecrire_textes(bilan=bilan, textes={}, par=facilitateur)


@pytest.mark.parametrize(
    ("debut", "fin"),
    [("2017-01-15", "2017-12-31"), ("2017-01-01", "2017-11-29"), ("2017-06-01", "2017-05-31")],
)
def test_un_bilan_compte_des_mois_entiers(territoire, facilitateur, debut, fin):
    with pytest.raises(Refus, match="mois entiers"):
        creer_bilan(
            annee=2017,
            debut=datetime.date.fromisoformat(debut),
            fin=datetime.date.fromisoformat(fin),
            par=facilitateur,
        )


def test_un_seul_bilan_par_annee_et_par_acteur(territoire, facilitateur):
    creer_bilan(annee=2017, par=facilitateur)
    with pytest.raises(Refus, match="existe déjà"):
        creer_bilan(annee=2017, par=facilitateur)
    ville = ActeurFactory(territoire=territoire, donneur_ordre=True)
    with pytest.raises(Refus, match="de qui"):
        creer_bilan(annee=2017, genre="donneur_ordre", par=facilitateur)
    assert creer_bilan(annee=2017, genre="donneur_ordre", acteur=ville, par=facilitateur).version == 1


def test_un_acheteur_lit_les_siens_et_celui_du_territoire_diffuse(connecter, territoire, facilitateur):
    ville, autre = (ActeurFactory(territoire=territoire, donneur_ordre=True) for _ in range(2))
    general = creer_bilan(annee=2016, par=facilitateur)
    sien = creer_bilan(annee=2016, genre="donneur_ordre", acteur=ville, par=facilitateur)
    client = connecter("donneur_ordre", territoire, acteur=ville)
    assert client.get(adresse(sien)).status_code == 404
    for un in (general, sien):
        execute(arreter_bilan(bilan=un, par=facilitateur).travail.pk)
    assert client.get(adresse(sien)).status_code == 200
    assert client.get(adresse(general)).status_code == 404
    diffuser_bilan(bilan=general, par=facilitateur)
    assert client.get(adresse(general)).status_code == 200
    pdf = Bilan.objects.get(pk=general.pk).document_id
    telecharge = client.get(f"/t/{territoire.slug}/documents/{pdf}/")
    assert b"".join(telecharge.streaming_content).startswith(b"%PDF")
    etranger = connecter("donneur_ordre", territoire, acteur=autre)
    assert etranger.get(adresse(sien)).status_code == 404
    etat = connecter("ddetspp", territoire, acteur=ActeurFactory(territoire=territoire, etat=True))
    assert etat.get(adresse(general)).status_code == 200
    assert etat.get(adresse(sien)).status_code == 404


def test_du_formulaire_au_bilan_diffuse(connecter, territoire):
    guichet = connecter("facilitateur", territoire)
    racine = f"/t/{territoire.slug}/suivi/bilans/"
    faux = guichet.post(f"{racine}nouveau/", {"genre": "donneur_ordre", "annee": 2017})
    assert "Choisissez l’acteur" in faux.context["form"].errors["acteur"][0]
    fiche = guichet.post(f"{racine}nouveau/", {"genre": "territoire", "annee": 2017, "fin": "2017-11"}).url
    un = Bilan.objects.get()
    assert un.fin == datetime.date(2017, 11, 30)
    assert guichet.post(f"{fiche}textes/", {"activite": "Une année pleine."}).status_code == 302
    assert "Une année pleine." in guichet.get(fiche).content.decode()
    assert guichet.post(f"{fiche}arreter/").status_code == 302
    assert guichet.post(f"{fiche}arreter/").status_code == 409
    assert guichet.post(f"{fiche}diffuser/").status_code == 422
    un.refresh_from_db()
    execute(un.travail.pk)
    assert guichet.post(f"{fiche}diffuser/").status_code == 302
    assert "Diffusé" in guichet.get(fiche).content.decode()
    assert "Bilan 2017" in guichet.get(racine).content.decode()


def test_chaque_chiffre_ouvre_les_lignes_qui_le_font(connecter, territoire, bilan):
    client = connecter("facilitateur", territoire)
    bornes = "du=2017-01-01&au=2017-11-30&export=csv"
    racine = f"/t/{territoire.slug}/suivi/"

    def pied(chemin):
        texte = client.get(f"{racine}{chemin}/?{bornes}").content.decode("utf-8-sig")
        lignes = list(csv.reader(io.StringIO(texte), delimiter=";"))
        return len(lignes) - 2, dict(zip(lignes[0], lignes[-1], strict=True))

    assert pied("heures")[1]["Validées"] == "25009,00"
    assert pied("clauses")[1]["Heures identifiées"] == "69871,00"
    nombre, total = pied("comptees")
    assert (nombre, total["Heures validées"]) == (115, "25009,00")


@pytest.mark.parametrize("chemin", ["heures", "clauses", "comptees", "bilans"])
def test_les_listes_coutent_toujours_autant(compter_requetes, connecter, territoire, bilan, chemin):
    client = connecter("facilitateur", territoire)
    assert compter_requetes(client, f"/t/{territoire.slug}/suivi/{chemin}/") <= 12


def test_la_page_d_un_brouillon_coute_au_plus_12_requetes(compter_requetes, connecter, territoire, bilan):
    assert compter_requetes(connecter("facilitateur", territoire), adresse(bilan)) <= 12
