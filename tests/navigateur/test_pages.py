"""Every GET row of the rights table, as every role, at two widths, on the demonstration and on nothing."""

import os
import re
from pathlib import Path

import pytest

from tests.navigateur.visite import Visiteur

PLANCHE = os.environ.get("GUICHET_PLANCHE")
SEMBLABLES = ("facilitation", "assistance", "administration")
"""Three roles of the guichet: a page that answers the same bytes to the next one is visited once."""
VISITEURS = (
    "facilitation", "assistance", "administration", "structure-etti", "donneur-ordre", "prescripteur", "etat",
    "lien:prescripteur",
)  # fmt: skip
NOM_PROPRE = re.compile(r"(nonce|value)=\"[^\"]*\"|<header.*?</header>", re.DOTALL)


def visit(chromium, maison, amorce, lieu: str, qui: str) -> list[str]:
    """Visit every page of somebody somewhere; return the faults found."""
    cookies = {"sessionid": amorce["sessions"].get(qui)}
    if qui.startswith("lien:"):
        cookies = {"lien": amorce["liens"][lieu]}
    dossier = Path(PLANCHE, lieu, qui.replace(":", "-")) if PLANCHE else None
    if dossier:
        dossier.mkdir(parents=True, exist_ok=True)
    visiteur = Visiteur(chromium, maison.adresse, cookies, dossier)
    try:
        pages = [p for p in amorce["pages"][lieu].get(qui, ()) if not already_seen(visiteur, lieu, qui, p)]
        return [f"{nom} {chemin} {f}" for nom, chemin in pages for f in visiteur.faults(nom, chemin)]
    finally:
        visiteur.close()


VUES: dict[tuple[str, str], tuple[str, str]] = {}


def already_seen(visiteur: Visiteur, lieu: str, qui: str, page: list) -> bool:
    """Whether another role of the guichet was answered the same page at the same address."""
    if qui not in SEMBLABLES:
        return False
    html = visiteur.contexte.request.get(visiteur.adresse + page[1]).text()
    empreinte = NOM_PROPRE.sub("", html)
    premier, vue = VUES.setdefault((lieu, page[1]), (qui, empreinte))
    return premier != qui and vue == empreinte


def test_chaque_page_de_la_table_a_un_exemple_dans_la_demonstration(amorce):
    """The visits below would say nothing of a page that nobody opens."""
    assert amorce["absentes"] == []


@pytest.mark.parametrize("qui", VISITEURS)
@pytest.mark.parametrize("lieu", ["niort", "vide"])
def test_les_pages_du_territoire(chromium, maison, amorce, lieu, qui):
    assert visit(chromium, maison, amorce, lieu, qui) == []


@pytest.mark.parametrize("qui", ["facilitation", "etat", "plateforme", "visiteur"])
def test_les_pages_hors_territoire(chromium, maison, amorce, qui):
    assert visit(chromium, maison, amorce, "hors", qui) == []
