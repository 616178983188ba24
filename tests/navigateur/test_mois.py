"""A whole month of the guichet with five accounts, on the real processes, from the fiche to the bilan.

20 November: the prescriber sends two fiches, the guichet validates them, the structure asks for two missions,
one of which has already begun. 3 December: the structure sends its hours, the guichet controls them, the
buyer decides those that began too early and reads its dashboard, the State reads, the worker makes two PDFs.
"""

import datetime
import re
import shutil
import subprocess

import pytest

from tests.navigateur.gens import Personne
from tests.publics.releves.conftest import classeur

LOT = "Jean-Macé, lot 3"
MARCHE = "Réhabilitation du groupe scolaire Jean-Macé"
NEE_LE = datetime.date(1988, 3, 14)
A_TEMPS, EN_RETARD = ("Zélie", "Quintard"), ("Ysaline", "Ravaud")


@pytest.fixture
def venir(chromium):
    """Return a function that sits somebody down: `venir(maison, "facilitation")`."""
    assises = []

    def s_asseoir(maison, compte: str) -> Personne:
        assises.append(Personne(chromium, maison.adresse, compte))
        return assises[-1]

    yield s_asseoir
    for personne in assises:
        personne.contexte.close()


@pytest.fixture
def decembre(maison):
    """The same installation on 3 December, with its worker."""
    plus_tard = maison.later("2026-12-03")
    try:
        plus_tard.serve()
        plus_tard.work()
        yield plus_tard
    finally:
        plus_tard.stop()


def prescrire(prescripteur: Personne, prenom: str, nom: str) -> None:
    """Send a fiche."""
    prescripteur.open("publics/fiches/nouvelle/")
    prescripteur.fill(nom=nom, prenom=prenom, ne_le=NEE_LE.isoformat(), signee_le="2026-11-19")
    prescripteur.fill(
        prescripteur_nom="Claire Bonnin",
        prescripteur_courriel="claire@exemple.invalid",
        structure="Sèvre Intérim",
    )
    prescripteur.page.check("main [name=critere_RSA]")
    prescripteur.fill(date_RSA="2026-11-02")
    prescripteur.page.set_input_files(
        "main [name=piece_RSA]",
        {"name": "attestation.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF\n"},
    )
    prescripteur.press("Transmettre la fiche")
    prescripteur.sees("Transmise")


def valider_la_fiche(guichet: Personne, nom: str) -> None:
    """Answer yes: nobody of that name is known, so that no question comes first."""
    guichet.open(f"publics/fiches/?q={nom}")
    guichet.page.locator("main tbody a").first.click()
    guichet.press("Valider la fiche")
    guichet.sees("Validée")


def demander_la_mission(structure: Personne, prenom: str, nom: str, debut: str) -> None:
    """Ask for a mission on the lot, answer first."""
    structure.open("publics/missions/demander/")
    structure.fill(nom=nom, prenom=prenom, ne_le=NEE_LE.isoformat(), lot=LOT, debut=debut, fin="2027-02-26")
    structure.press("Vérifier et continuer")
    structure.press("Envoyer la demande")
    structure.sees("Mission à valider")


def valider_la_mission(guichet: Personne, nom: str) -> None:
    """Answer before it starts, or not."""
    guichet.open(f"publics/missions/?q={nom}")
    guichet.page.locator("main tbody a").first.click()
    guichet.press("Valider la mission")
    guichet.never_sees("Mission à valider")


def heures_du_lot(acheteur: Personne) -> float:
    """Hours validated of the buyer, as its dashboard says: « 12 009 h validées sur… »."""
    acheteur.open("suivi/tableau/")
    texte = acheteur.page.locator("main").inner_text().replace("\u00a0", " ").replace("\u202f", " ")
    lu = re.search(r"([\d ]+(?:,\d+)?) h validées sur", texte)
    assert lu, texte[:600]
    return float(lu[1].replace(" ", "").replace(",", "."))


def texte_du_pdf(pdf: bytes) -> str:
    assert pdf.startswith(b"%PDF")
    outil = shutil.which("pdftotext") or "pdftotext"
    lu = subprocess.run([outil, "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(lu.stdout.decode().split())


def attendre_le_pdf(guichet: Personne, page: str) -> str:
    """Wait until the worker has made the document of a page; return its text."""
    for _ in range(120):
        guichet.page.goto(page)
        if guichet.page.locator("main").get_by_role("link", name="Télécharger le PDF").count():
            return texte_du_pdf(guichet.download("Télécharger le PDF"))
        guichet.page.wait_for_timeout(1000)
    raise AssertionError(f"aucun PDF après deux minutes : {guichet.page.locator('main').inner_text()[:800]}")


def test_un_mois_entier(maison, decembre, venir):
    prescripteur, guichet = venir(maison, "prescripteur"), venir(maison, "facilitation")
    structure = venir(maison, "structure-etti")
    for prenom, nom in (A_TEMPS, EN_RETARD):
        prescrire(prescripteur, prenom, nom)
        valider_la_fiche(guichet, nom)
    demander_la_mission(structure, *A_TEMPS, "2026-11-23")
    demander_la_mission(structure, *EN_RETARD, "2026-11-16")
    for _, nom in (A_TEMPS, EN_RETARD):
        valider_la_mission(guichet, nom)

    structure, guichet = venir(decembre, "structure-etti"), venir(decembre, "facilitation")
    acheteur, etat = venir(decembre, "donneur-ordre"), venir(decembre, "etat")
    avant = heures_du_lot(acheteur)
    deposer_et_envoyer(structure)
    controler(guichet)
    decider(structure, guichet, acheteur)
    assert heures_du_lot(acheteur) == avant + 40 + 63
    acheteur.never_sees(*A_TEMPS, *EN_RETARD)
    etat.open("suivi/etat/")
    etat.sees("Heures")
    etat.never_sees(*A_TEMPS, *EN_RETARD)
    faire_la_convention(guichet)
    faire_le_bilan(guichet)


def deposer_et_envoyer(structure: Personne) -> None:
    """The relevé of November: a line to correct, a total to split, then it leaves."""
    lignes = [
        (A_TEMPS[1], A_TEMPS[0], NEE_LE, MARCHE, "33", None, None, 40),
        (EN_RETARD[1], EN_RETARD[0], NEE_LE, MARCHE, "3", None, None, 63),
    ]
    structure.open("publics/releves/deposer/?mois=2026-11")
    structure.fill(mois="2026-11")
    structure.page.set_input_files(
        "main [name=fichier]",
        {"name": "novembre.xlsx", "mimeType": "application/octet-stream", "buffer": classeur(lignes)},
    )
    structure.press("Lire le fichier")
    structure.sees("2 lignes, 103,00", A_TEMPS[1], EN_RETARD[1])
    corriger(structure, A_TEMPS[1])
    ventiler(structure, EN_RETARD[1])
    structure.press("Envoyer le relevé")
    structure.sees("Déposé")


def corriger(structure: Personne, nom: str) -> None:
    """Name the right lot on the line of somebody."""
    ligne = structure.page.locator("main tr", has_text=nom)
    ligne.locator("input[name=marche]").fill(f"{MARCHE}, lot 3")
    with structure.page.expect_navigation():
        ligne.locator("input[name=marche]").press("Enter")


def ventiler(structure: Personne, nom: str) -> None:
    """Split the hours of somebody between before and after the request."""
    ligne = structure.page.locator("main tr", has_text=nom)
    parts = ligne.locator("input[name^=part-]")
    for rang, heures in enumerate(("30", "33")):
        parts.nth(rang).fill(heures)
    with structure.page.expect_navigation():
        ligne.get_by_role("button", name="Séparer").click()


def controler(guichet: Personne) -> None:
    """Accept what has no anomaly, propose to keep the rest."""
    guichet.open("publics/releves/?mois=2026-11")
    with guichet.page.expect_navigation():
        guichet.page.locator("main tr", has_text="Sèvre Intérim").locator("a[href*=controle]").first.click()
    with guichet.page.expect_navigation():
        guichet.page.locator("main button", has_text="Accepter").first.click()
    guichet.press("Proposer une décision")
    guichet.sees("30")
    guichet.press("Proposer")


def decider(structure: Personne, guichet: Personne, acheteur: Personne) -> None:
    """The structure answers, the guichet sends, the buyer keeps the hours."""
    cle = guichet.key
    structure.open(f"publics/decisions/{cle}/")
    structure.fill(observation="La demande est partie quatre jours trop tard.")
    structure.press("Envoyer l’observation")
    guichet.open(f"publics/decisions/{cle}/")
    guichet.press("Transmettre au donneur d’ordre")
    acheteur.open(f"publics/decisions/{cle}/")
    acheteur.never_sees(*EN_RETARD)
    acheteur.fill(motif="Retard unique et signalé")
    acheteur.press("Décider")
    acheteur.sees("30,00")


def faire_la_convention(guichet: Personne) -> None:
    """Draft, send, and read the sealed PDF that the worker makes."""
    guichet.open("conventions/creer/")
    guichet.fill(partenaire="Sèvre Intérim", annee="2028")
    guichet.press("Continuer")
    guichet.fill(nom_prefet="Hélène Castan")
    guichet.press("Envoyer à la signature")
    texte = attendre_le_pdf(guichet, guichet.page.url)
    assert "Hélène Castan" in texte
    assert "Sèvre Intérim Insertion" in texte


def faire_le_bilan(guichet: Personne) -> None:
    """Freeze the year and read its PDF."""
    guichet.open("suivi/bilans/nouveau/")
    guichet.fill(annee="2026")
    guichet.press("Ouvrir le brouillon")
    page = guichet.page.url
    guichet.page.locator("[data-dialogue=arreter]").click()
    with guichet.page.expect_navigation():
        guichet.page.locator("dialog[open] button[type=submit]").click()
    texte = attendre_le_pdf(guichet, page)
    assert "2026" in texte
    assert "Agglomération du Niortais" in texte
