"""People at their screens: somebody signed in, who reads pages, fills forms and presses buttons."""

import re

from playwright.sync_api import Browser, Page, expect

MOT_DE_PASSE = "clauses-sociales-demo"
DELAI = 30_000  # milliseconds: the machine may be busy


class Personne:
    """A person with an account of the demonstration, in a browser of their own."""

    def __init__(self, navigateur: Browser, adresse: str, compte: str):
        self.contexte = navigateur.new_context(locale="fr-FR", viewport={"width": 1280, "height": 900})
        self.contexte.set_default_timeout(DELAI)
        expect.set_options(timeout=DELAI)
        self.page: Page = self.contexte.new_page()
        self.racine, self.compte = adresse, compte
        self.sign_in()

    def sign_in(self) -> None:
        """Come through the front door."""
        self.page.goto(f"{self.racine}/compte/connexion/")
        self.page.fill("input[name=login]", f"{self.compte}@exemple.invalid")
        self.page.fill("input[name=password]", MOT_DE_PASSE)
        self.page.click("main form button[type=submit]")
        self.page.wait_for_url(lambda url: "/compte/connexion" not in url)

    def open(self, chemin: str) -> None:
        """Go to a page of Niort."""
        reponse = self.page.goto(f"{self.racine}/t/niort/{chemin}")
        assert reponse.status == 200, f"{self.compte}, {chemin} : {reponse.status}"

    def fill(self, **champs: str) -> None:
        """Fill fields by their name; a list is chosen by the words it shows."""
        for nom, valeur in champs.items():
            champ = self.page.locator(f"main [name={nom}]").first
            if champ.evaluate("c => c.tagName") == "SELECT":
                mots = champ.locator("option", has_text=re.compile(re.escape(valeur))).first
                champ.select_option(value=mots.get_attribute("value"))
            else:
                champ.fill(valeur)

    def press(self, mots: str) -> None:
        """Press the button or follow the link that bears these words, and wait for the page."""
        bouton = self.page.locator("main").get_by_role("button", name=mots, exact=True)
        lien = self.page.locator("main").get_by_role("link", name=mots, exact=True)
        with self.page.expect_navigation():
            bouton.or_(lien).first.click()

    def sees(self, *mots: str) -> None:
        """Check that the page shows these words."""
        for un in mots:
            expect(self.page.locator("main")).to_contain_text(un)

    def never_sees(self, *mots: str) -> None:
        """Check that the page does not show these words."""
        for un in mots:
            expect(self.page.locator("body")).not_to_contain_text(un)

    def download(self, mots: str) -> bytes:
        """Follow a link to a file; return its bytes."""
        adresse = self.page.locator("main").get_by_role("link", name=mots).first.get_attribute("href")
        reponse = self.contexte.request.get(f"{self.racine}{adresse}")
        assert reponse.status == 200
        return reponse.body()

    @property
    def key(self) -> str:
        """The key in the address of the page."""
        return re.findall(r"/(\d+)/", self.page.url)[-1]
