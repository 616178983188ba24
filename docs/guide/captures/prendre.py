"""Take the pictures of the guide from a running demonstration, with Chromium.

`python docs/guide/captures/prendre.py [address] [names…]`. Exit status 1 when a page could not be shown; the
other pictures are made all the same.
"""

import io
import os
import re
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Error, Page, sync_playwright
from vues import VUES, Vue

ADRESSE = "http://127.0.0.1:8000"
MOT_DE_PASSE = os.environ.get("GUICHET_DEMO_MOT_DE_PASSE", "clauses-sociales-demo")
DOSSIER = Path(__file__).parent
POIDS_MAX = 60 * 1024  # bytes of a picture
PALETTES = (128, 64, 32, 16)  # colours, fewer until the picture is light enough
DELAI = 30_000  # milliseconds


def main(arguments: list[str]) -> int:
    """Take every picture, or those named; return the exit status."""
    adresse = arguments.pop(0) if arguments and "://" in arguments[0] else ADRESSE
    voulues = [vue for vue in VUES if not arguments or vue.nom in arguments]
    manquees = []
    with sync_playwright() as outil:
        navigateur = outil.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-dev-shm-usage", "--lang=fr"],
            env={**os.environ, "LANGUAGE": "fr"},  # words of the browser itself, if it has French
        )
        sessions: dict[str, dict] = {}
        for vue in voulues:
            try:
                image = take(navigateur, adresse.rstrip("/"), vue, sessions)
                print(f"{vue.nom} : {image} Ko", flush=True)
            except (Error, LookupError) as erreur:
                manquees.append(vue.nom)
                print(f"{vue.nom} : {str(erreur).splitlines()[0]}", file=sys.stderr, flush=True)
        navigateur.close()
    return 1 if manquees else 0


def take(navigateur: Browser, adresse: str, vue: Vue, sessions: dict[str, dict]) -> int:
    """Open a page under its account and write its picture; return its size in KiB."""
    contexte = navigateur.new_context(
        viewport={"width": vue.largeur, "height": vue.hauteur},
        storage_state=sessions.get(vue.compte),
        locale="fr-FR",
        reduced_motion="reduce",
    )
    contexte.set_default_timeout(DELAI)
    try:
        page = contexte.new_page()
        if vue.compte not in sessions:
            sign_in(page, adresse, vue.compte)
            sessions[vue.compte] = contexte.storage_state()
        reach(page, adresse, vue)
        return write(page.screenshot(), DOSSIER / f"{vue.nom}.png")
    finally:
        contexte.close()


def sign_in(page: Page, adresse: str, compte: str) -> None:
    """Sign in with a demonstration account."""
    page.goto(f"{adresse}/compte/connexion/")
    page.fill("input[name=login]", f"{compte}@exemple.invalid")
    page.fill("input[name=password]", MOT_DE_PASSE)
    page.click("form button[type=submit]")
    page.wait_for_url(lambda url: "/compte/connexion" not in url)


def reach(page: Page, adresse: str, vue: Vue) -> None:
    """Go to the page of a picture. Raises LookupError when a link or a page is missing."""
    show(page, adresse + vue.chemin)
    for motif in vue.suivre:
        liens = page.eval_on_selector_all("a[href]", "liens => liens.map(lien => lien.href)")
        cible = next((lien for lien in liens if re.search(motif, lien)), None)
        if cible is None:
            raise LookupError(f"aucun lien {motif} sur {page.url}")
        show(page, cible)


def show(page: Page, url: str) -> None:
    """Open an address. Raises LookupError for an answer that is not a page."""
    reponse = page.goto(url, wait_until="networkidle")
    if reponse is None or reponse.status >= 400:
        raise LookupError(f"{url} répond {reponse.status if reponse else 'rien'}")


def write(png: bytes, chemin: Path) -> int:
    """Write a picture with as many colours as its weight allows; return its size in KiB."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    for couleurs in PALETTES:
        tampon = io.BytesIO()
        image.quantize(couleurs, dither=Image.Dither.NONE).save(tampon, "PNG", optimize=True)
        if tampon.tell() <= POIDS_MAX:
            break
    chemin.write_bytes(tampon.getvalue())
    return round(tampon.tell() / 1024)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
