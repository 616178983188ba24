"""What a trial asks of a running guichet: a demonstration account logs in, a convention PDF is found genuine.

Run by bin/essai-neuf inside the fresh system, with the standard library only. Reads what bin/run printed.
"""

import http.cookiejar
import re
import subprocess
import sys
import urllib.parse
import urllib.request
from html.parser import HTMLParser
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
COMPTE = re.compile(r"(?P<courriel>[\w.+-]+@[\w.-]+\w)\W+(?:mot de passe\W+)?(?P<mot_de_passe>\S+)")


class Formulaire(HTMLParser):
    """The fields of the login form with their values, and where it is sent."""

    def __init__(self, page: str):
        super().__init__()
        self.action, self.champs, self._dedans = "", {}, False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        valeurs = dict(attrs)
        if (
            tag == "form"
            and (valeurs.get("method") or "").lower() == "post"
            and "password" not in self.champs
        ):
            self.action, self.champs, self._dedans = valeurs.get("action") or "", {}, True
        elif tag == "input" and self._dedans and valeurs.get("name"):
            self.champs[valeurs["name"]] = valeurs.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "form":
            self._dedans = False


def se_connecter(adresse: str, courriel: str, mot_de_passe: str) -> None:
    """Log in through the form. Raises SystemExit with a French sentence when the door stays closed."""
    navigateur = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    )
    with navigateur.open(adresse) as reponse:
        depart, formulaire = reponse.url, Formulaire(reponse.read().decode())
    donnees = formulaire.champs | {"login": courriel, "password": mot_de_passe}
    cible = urllib.parse.urljoin(depart, formulaire.action)
    envoi = urllib.request.Request(
        cible, urllib.parse.urlencode(donnees).encode(), headers={"Referer": depart}
    )
    navigateur.open(envoi).close()
    with navigateur.open(adresse) as reponse:
        if reponse.status != 200 or "/compte/" in reponse.url:
            raise SystemExit(f"{courriel} ne peut pas se connecter : renvoyé vers {reponse.url}.")
        print(f"{courriel} est connecté : {reponse.url}")


def verifier_une_convention() -> None:
    """Have one PDF of the demonstration verified. Raises SystemExit when none is found genuine."""
    pdf = [
        f
        for f in sorted((RACINE / "var/donnees").rglob("*"))
        if f.is_file() and f.read_bytes()[:5] == b"%PDF-"
    ]
    conventions = [f for f in pdf if b"onvention" in f.read_bytes()] or pdf
    for fichier in conventions:
        commande = [sys.executable, RACINE / "manage.py", "verifier", fichier]
        if subprocess.run(commande, cwd=RACINE, check=False).returncode == 0:
            print(f"Convention authentique : {fichier.name}")
            return
    raise SystemExit(f"Aucune convention authentique parmi {len(pdf)} PDF.")


def main() -> None:
    """Try the first account printed by bin/run, then a document."""
    annonce, _, _ = (RACINE / "var/sortie.txt").read_text(encoding="utf-8").partition("Le guichet répond")
    compte = COMPTE.search(annonce)
    if compte is None:
        raise SystemExit("bin/run n'a annoncé aucun compte de démonstration.")
    se_connecter((RACINE / "var/run.adresse").read_text(), compte["courriel"], compte["mot_de_passe"])
    verifier_une_convention()


if __name__ == "__main__":
    main()
