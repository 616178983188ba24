"""What a trial asks of a running guichet: demonstration accounts log in, a convention PDF is found genuine.

Run by bin/essai-neuf inside the fresh system, with the standard library only. Reads what bin/run printed.
"""

import http.cookiejar
import json
import re
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from html.parser import HTMLParser
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
MOT_DE_PASSE = re.compile(r"mot de passe : (\S+)")
CONVENTION = "Convention tripartite"  # as the register names it
PATIENCE = 300  # seconds; a safety net for a busy machine
COMPTE = re.compile(r"^  (\S+@\S+)", re.MULTILINE)


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
    """Wait for the workers' first convention and have it verified. Raises SystemExit when none is genuine."""
    fin, vus = time.monotonic() + PATIENCE, set()
    while time.monotonic() < fin:
        for fichier in _pdf() - vus:
            reponse = _verdict(fichier)
            if reponse["valide"] and reponse["registre"]["genre"] == CONVENTION:
                print(f"Convention authentique : {reponse['registre']['numero']}. {reponse['phrase']}")
                return
            vus.add(fichier)
        time.sleep(2)
    raise SystemExit(f"Aucune convention authentique parmi {len(vus)} PDF.")


def _pdf() -> set[Path]:
    return {f for f in (RACINE / "var/donnees").rglob("*") if f.is_file() and f.read_bytes()[:5] == b"%PDF-"}


def _verdict(fichier: Path) -> dict:
    commande = [sys.executable, RACINE / "manage.py", "verifier", "--json", fichier]
    fait = subprocess.run(commande, cwd=RACINE, capture_output=True, text=True, check=False)
    if not fait.stdout:
        raise SystemExit(f"« manage.py verifier » n'a rien répondu : {fait.stderr}")
    return json.loads(fait.stdout)


def main() -> None:
    """Try every account printed by bin/run, then a document."""
    annonce, _, _ = (RACINE / "var/sortie.txt").read_text(encoding="utf-8").partition("Le guichet répond")
    mot_de_passe, comptes = MOT_DE_PASSE.search(annonce), COMPTE.findall(annonce)
    if mot_de_passe is None or not comptes:
        raise SystemExit("bin/run n'a annoncé aucun compte de démonstration.")
    adresse = (RACINE / "var/run.adresse").read_text()
    for courriel in comptes:
        se_connecter(adresse, courriel, mot_de_passe[1])
    verifier_une_convention()


if __name__ == "__main__":
    main()
