"""The gallery in a real Chromium: no violation, no horizontal scroll, the keyboard for everything."""

import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from playwright.sync_api import sync_playwright

pytestmark = [
    pytest.mark.navigateur,
    pytest.mark.skipif(not shutil.which("chromium"), reason="Chromium absent : bin/test l’installe"),
]
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
POLITIQUE = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-n'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'"
)


@pytest.fixture(scope="module")
def adresse(page_galerie):
    """Address of a server of the gallery and its static files, under the policy of production."""

    class Reponse(BaseHTTPRequestHandler):
        def do_GET(self):
            chemin = self.path.partition("?")[0]
            fichier = finders.find(chemin.removeprefix("/static/")) if chemin.startswith("/static/") else None
            corps = Path(fichier).read_bytes() if fichier else page_galerie.encode()
            self.send_response(200)
            self.send_header("Content-Type", TYPES.get(Path(chemin).suffix, "text/html; charset=utf-8"))
            self.send_header("Content-Security-Policy", POLITIQUE)
            self.end_headers()
            self.wfile.write(corps)

        def log_message(self, *args):
            """Nothing on the console of the tests."""

    serveur = ThreadingHTTPServer(("127.0.0.1", 0), Reponse)
    fil = threading.Thread(target=serveur.serve_forever)
    fil.start()
    yield f"http://127.0.0.1:{serveur.server_port}/"
    serveur.shutdown()
    fil.join()
    serveur.server_close()


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as outil:
        navigateur = outil.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield navigateur
        navigateur.close()


@pytest.fixture
def ouvrir(chromium, adresse):
    """Return a function that opens the gallery at a width and fails on any message of the console."""
    plaintes, contextes = [], []

    def _ouvrir(largeur=1280):
        contextes.append(chromium.new_context(viewport={"width": largeur, "height": 900}))
        page = contextes[-1].new_page()
        page.on("console", lambda message: plaintes.append(message.text))
        page.on("pageerror", lambda erreur: plaintes.append(str(erreur)))
        page.goto(adresse)
        return page

    yield _ouvrir
    for contexte in contextes:
        contexte.close()
    assert plaintes == []


@pytest.mark.parametrize("largeur", [1280, 390])
def test_accessible(ouvrir, largeur):
    violations = Axe().run(ouvrir(largeur)).response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in violations] == []


@pytest.mark.parametrize("largeur", [1920, 1280, 800, 390, 320])
def test_rien_ne_deborde(ouvrir, largeur):
    page = ouvrir(largeur)
    assert page.evaluate("document.documentElement.scrollWidth") <= largeur


def test_le_menu_etroit_s_ouvre_sans_script_et_reste_accessible(ouvrir):
    page = ouvrir(390)
    assert not page.is_visible("#navigation")
    page.click(".menu-bouton")
    assert page.is_visible("#navigation")
    assert Axe().run(page).response["violations"] == []


def test_le_clavier_mene_a_la_recherche_aux_lignes_et_a_l_aide(ouvrir):
    page = ouvrir()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert "Relancer le relevé" in page.evaluate("document.activeElement.innerText")
    page.keyboard.press("?")
    assert page.is_visible("#raccourcis")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "recherche"
    page.keyboard.type("j?k")
    assert page.input_value("#recherche") == "j?k"


def test_les_raccourcis_d_une_touche_se_coupent(ouvrir):
    page = ouvrir()
    page.keyboard.press("?")
    page.uncheck("[data-raccourcis-actifs]")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "recherche"


def test_une_question_precede_l_acte_et_se_ferme_sans_rien_faire(ouvrir):
    page = ouvrir()
    page.click("[data-dialogue=question]")
    assert page.is_visible("#question")
    assert page.evaluate("document.activeElement.innerText") == "Renoncer"
    page.click("#question [data-fermer]")
    assert not page.is_visible("#question")


def test_le_nombre_de_lignes_choisies_se_lit(ouvrir):
    page = ouvrir()
    assert page.inner_text("[data-compte]") == "1"
    page.check("[data-tout]")
    assert page.inner_text("[data-compte]") == "2"
    page.uncheck("[data-tout]")
    assert page.inner_text("[data-compte]") == "0"
    assert page.is_disabled("[data-si-choix] >> nth=0")


def test_une_saisie_commencee_ne_se_perd_pas_en_quittant(ouvrir, adresse):
    page = ouvrir()
    demandes = []
    page.on("dialog", lambda dialogue: (demandes.append(dialogue.type), dialogue.accept()))
    page.fill("#id_fiche-nom", "Belkacem")
    page.goto(adresse + "ailleurs")
    assert demandes == ["beforeunload"]


def test_la_premiere_vue_reste_legere(ouvrir):
    page = ouvrir()
    page.wait_for_load_state("networkidle")
    police = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').length")
    assert police == 1  # the extended set is fetched only when a name needs it
