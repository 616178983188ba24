"""What a page must be in a real Chromium, at two widths: accessible, inside its width, silent, light."""

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

LARGEURS = (1280, 390)
POIDS_MAX = 100 * 1024  # bytes transferred by the first view
ECOUTE = """window.refus = [];
document.addEventListener("securitypolicyviolation", e => {
  window.refus.push(e.violatedDirective + " " + e.blockedURI);
});"""
AXE = Axe()


class Visiteur:
    """A browser of somebody; `planche` keeps a picture of each page when it is given."""

    def __init__(self, navigateur: Browser, adresse: str, cookies: dict, planche: Path | None = None):
        self.adresse, self.planche, self.plaintes = adresse, planche, []
        self.contexte = navigateur.new_context(viewport={"width": LARGEURS[0], "height": 900}, locale="fr-FR")
        self.contexte.add_init_script(ECOUTE)
        self.contexte.add_cookies(
            [{"name": nom, "value": valeur, "url": adresse} for nom, valeur in cookies.items() if valeur]
        )
        self.page = self.contexte.new_page()
        self.page.on(
            "console", lambda m: self.plaintes.append(m.text) if m.type in ("error", "warning") else None
        )
        self.page.on("pageerror", lambda erreur: self.plaintes.append(str(erreur)))
        self.reseau = self.contexte.new_cdp_session(self.page)
        self.reseau.send("Network.enable")
        self.reseau.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self.reseau.on("Network.loadingFinished", self._weigh)
        self.poids = 0

    def _weigh(self, evenement: dict) -> None:
        self.poids += evenement["encodedDataLength"]

    def faults(self, nom: str, chemin: str) -> list[str]:
        """Visit a page at both widths; return what is wrong with it."""
        self.plaintes.clear()
        self.poids, fautes = 0, []
        self.page.set_viewport_size({"width": LARGEURS[0], "height": 900})
        reponse = self.page.goto(self.adresse + chemin, wait_until="load")
        if reponse.status != 200:
            return [f"réponse {reponse.status}"]
        self.page.wait_for_load_state("networkidle")
        if self.poids > POIDS_MAX:
            fautes.append(f"{self.poids // 1024} Ko à la première vue")
        for largeur in LARGEURS:
            self.page.set_viewport_size({"width": largeur, "height": 900})
            fautes += [f"{largeur} px : {faute}" for faute in look(self.page, largeur)]
            if self.planche:
                self.page.screenshot(
                    path=self.planche / f"{nom.replace(':', '.')}-{largeur}.png", full_page=True
                )
        fautes += [f"politique de sécurité : {refus}" for refus in self.page.evaluate("window.refus")]
        return fautes + [f"console : {plainte}" for plainte in self.plaintes]

    def close(self) -> None:
        """Forget everything."""
        self.contexte.close()


def look(page: Page, largeur: int) -> list[str]:
    """Return what is wrong with what the page shows at this width."""
    fautes = []
    debord = page.evaluate("document.documentElement.scrollWidth")
    if debord > largeur:
        fautes.append(f"défile de côté, {debord} px")
    for violation in AXE.run(page).response["violations"]:
        ou = [re.sub(r"\s+", " ", noeud["html"])[:120] for noeud in violation["nodes"][:2]]
        fautes.append(f"axe {violation['id']} : {ou}")
    return fautes
