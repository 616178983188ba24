"""Walking the pages as somebody: the addresses of the table, then every link that they show."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from tests.droits.demandes import ask

ADRESSES = ("href", "src", "hx-get", "data-suivi", "action")
HORS_PARCOURS = ("/static/", "/compte/deconnexion/")
NOMBRE = re.compile(r"^\d+$")


@dataclass
class Formulaire:
    """A form that writes: where it goes, its fields with their values, and those that choose a row."""

    action: str
    champs: dict = field(default_factory=dict)
    choix: dict = field(default_factory=dict)


class Page(HTMLParser):
    """Collects the addresses and the forms of a page."""

    def __init__(self, html: str, ici: str):
        super().__init__()
        self.ici, self.liens, self.formulaires = ici, [], []
        self._formulaire = self._select = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == "form":
            self._formulaire = Formulaire(urljoin(self.ici, a.get("action") or ""))
            if (a.get("method") or "").lower() == "post":
                self.formulaires.append(self._formulaire)
                return
        for nom in ADRESSES:
            if a.get(nom) and tag != "form":
                self.liens.append(urljoin(self.ici, a[nom]))
        if self._formulaire is not None and a.get("name"):
            self._field(tag, a)
        if tag == "option" and self._select and a.get("value"):
            self._formulaire.choix[self._select].append(a["value"])

    def _field(self, tag, a):
        if tag == "select":
            self._select = a["name"]
            self._formulaire.choix[self._select] = []
        elif tag in ("input", "textarea") and a.get("type") not in ("checkbox", "radio", "file"):
            self._formulaire.champs[a["name"]] = a.get("value") or ""
        elif a.get("type") in ("checkbox", "radio") and NOMBRE.match(a.get("value") or ""):
            self._formulaire.choix.setdefault(a["name"], []).append(a["value"])

    def handle_endtag(self, tag):
        if tag == "form":
            self._formulaire = None
        if tag == "select":
            self._select = None


def walk(client, depart: list[str], limite: int = 400):
    """Yield (address, answer, page) of the addresses given and of every inner link found, once each."""
    file, vues = list(depart), set()
    while file and len(vues) < limite:
        adresse = file.pop(0)
        if _shape(adresse) in vues:
            continue
        vues.add(_shape(adresse))
        reponse = ask(client, adresse)
        page = Page(reponse.html, adresse) if reponse.html and reponse.statut == 200 else None
        yield adresse, reponse, page
        if page is not None:
            file += [lien for lien in page.liens if _inner(lien)]


def _inner(lien: str) -> bool:
    return lien.startswith("/") and not lien.startswith(HORS_PARCOURS)


def _shape(adresse: str) -> str:
    """Name an address so that the sorts and pages of one list count once each, not with each other."""
    parties = urlsplit(adresse)
    return urlunsplit(parties._replace(query=urlencode(sorted(parse_qsl(parties.query))), fragment=""))


def with_foreign_ids(adresse: str, ids: list[int]) -> list[str]:
    """Return the variants of an address whose query names a row: the same with each of these ids instead."""
    parties = urlsplit(adresse)
    champs = parse_qsl(parties.query)
    return [
        urlunsplit(parties._replace(query=urlencode([*champs[:rang], (nom, etranger), *champs[rang + 1 :]])))
        for rang, (nom, valeur) in enumerate(champs)
        if NOMBRE.match(valeur) and nom not in ("page", "annee", "mois")
        for etranger in ids
    ]


def with_foreign_choices(formulaire: Formulaire, ids: list[int]) -> list[dict]:
    """Return what to send so that each choice of a form names a neighbour's row."""
    premiers = {nom: valeurs[0] for nom, valeurs in formulaire.choix.items() if valeurs}
    return [
        {**formulaire.champs, **premiers, nom: etranger}
        for nom, valeurs in formulaire.choix.items()
        if valeurs and all(NOMBRE.match(valeur) for valeur in valeurs)
        for etranger in ids
    ]
