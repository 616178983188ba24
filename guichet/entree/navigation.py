"""The horizontal navigation of each role."""

from dataclasses import dataclass

from django.urls import NoReverseMatch

from guichet.comptes.roles import GUICHET

_GUICHET = (
    ("a_faire", "À faire"),
    ("marches:marches", "Marchés"),
    ("publics:personnes", "Personnes"),
    ("publics:releves", "Relevés"),
    ("partenaires", "Structures partenaires"),
    ("donneurs_ordre", "Donneurs d’ordre"),
    ("conventions:conventions", "Conventions"),
    ("reporting:bilans", "Bilans"),
)
ENTREES = {
    **dict.fromkeys(GUICHET, _GUICHET),
    "structure": (
        ("a_faire", "À faire"),
        ("publics:releves", "Relevés"),
        ("publics:personnes", "Personnes"),
        ("publics:missions", "Missions"),
        ("marches:lots", "Lots"),
        ("conventions:conventions", "Convention"),
    ),
    "donneur_ordre": (
        ("reporting:tableau_de_bord", "Tableau de bord"),
        ("marches:lots", "Lots"),
        ("publics:decisions", "Décisions"),
        ("reporting:bilans", "Bilans"),
    ),
    "prescripteur": (("a_faire", "À faire"), ("publics:prescriptions", "Fiches de prescription")),
    "ddetspp": (
        ("reporting:tableau_etat", "Tableau de bord"),
        ("partenaires", "Structures partenaires"),
        ("conventions:conventions", "Conventions"),
        ("reporting:bilans", "Bilans"),
    ),
}


@dataclass(frozen=True)
class Element:
    """One entry: where it leads, whether the reader stands there, how many acts wait behind it."""

    libelle: str
    url: str
    actif: bool
    compte: int = 0
    urgent: bool = False


def navigation(request, comptes: dict[str, int]) -> list[Element]:
    """Return the entries of the reader's role; `comptes` gives the acts waiting by URL name."""
    acces = request.acces
    if acces.territoire is None:
        return []
    ici = request.path
    elements = []
    for nom, libelle in ENTREES.get(acces.role.code, ()):
        try:
            url = acces.url(nom)
        except NoReverseMatch:
            continue
        racine = nom == "a_faire"
        actif = ici == url if racine else ici.startswith(url)
        compte = comptes.get(nom, 0)
        elements.append(Element(libelle, url, actif, compte, urgent=racine and compte > 0))
    return elements
