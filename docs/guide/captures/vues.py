"""What the guide shows: each picture, the demonstration account that sees it, and how to come there."""

from dataclasses import dataclass

TERRITOIRE = "/t/niort"


@dataclass(frozen=True)
class Vue:
    """A picture named `nom`, seen by `compte` at `chemin`.

    `suivre`: patterns of addresses; the first link of the page that matches is followed, one after the other,
    since the keys of a demonstration are not known. `vers`: text to bring to the top. `hauteur` in pixels.
    """

    nom: str
    compte: str
    chemin: str
    suivre: tuple[str, ...] = ()
    vers: str = ""
    hauteur: int = 760
    largeur: int = 1200


def _vues(compte: str, *lignes: tuple) -> tuple[Vue, ...]:
    return tuple(
        Vue(nom, compte, TERRITOIRE + chemin, tuple(suivre), **options)
        for nom, chemin, suivre, options in lignes
    )


FACILITATEUR = _vues(
    "facilitation",
    ("facilitateur-a-faire", "/", (), {}),
    ("facilitateur-marches", "/marches/", (), {}),
    ("facilitateur-decp", "/marches/decp/", (), {"hauteur": 560}),
    ("facilitateur-lot-calcul", "/marches/lots/?etat=a_letude", (r"/marches/lots/\d+/$", r"/calcul/$"), {}),
    ("facilitateur-lot", "/marches/lots/", (r"/suivi/lots/\d+/$|/marches/lots/\d+/$",), {}),
    ("facilitateur-fiche", "/publics/fiches/", (r"/publics/fiches/\d+/$",), {}),
    ("facilitateur-releves", "/publics/releves/", (), {}),
    ("facilitateur-controle", "/publics/releves/", (r"/releves/\d+/controle/$",), {}),
    ("facilitateur-personne", "/publics/personnes/", (r"/suivi/personnes/\d+/$",), {}),
    ("facilitateur-convention", "/conventions/", (r"/conventions/\d+/$",), {}),
    ("facilitateur-bilan", "/suivi/bilans/", (r"/suivi/bilans/\d+/$",), {}),
)
STRUCTURE = _vues(
    "structure-etti",
    ("structure-a-faire", "/", (), {}),
    ("structure-deposer", "/publics/releves/deposer/", (), {}),
    ("structure-releve", "/publics/releves/", (r"/publics/releves/\d+/$",), {}),
    ("structure-verifier", "/publics/verifier/", (), {"hauteur": 640}),
    ("structure-semaine", "/publics/missions/semaine/", (), {"hauteur": 640}),
)
AUTRES = (
    *_vues(
        "donneur-ordre",
        ("donneur-ordre-tableau", "/suivi/tableau/", (), {}),
        ("donneur-ordre-decision", "/publics/decisions/", (r"/publics/decisions/\d+/$",), {}),
    ),
    *_vues(
        "prescripteur",
        ("prescripteur-fiche", "/publics/fiches/nouvelle/", (), {}),
        ("prescripteur-fiches", "/publics/fiches/", (), {"hauteur": 560}),
    ),
    *_vues("etat", ("etat-tableau", "/suivi/etat/", (), {})),
    *_vues(
        "administration",
        ("administrateur-comptes", "/comptes/", (), {"hauteur": 640}),
        ("administrateur-reglages", "/reglages/", (), {}),
    ),
)
VUES = (*FACILITATEUR, *STRUCTURE, *AUTRES)
