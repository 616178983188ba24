"""What the guide shows: each picture, the demonstration account that sees it, and how to come there."""

from dataclasses import dataclass

TERRITOIRE = "/t/niort"
VERS_LES_HEURES = (r"/marches/lots/\d+/$", r"/suivi/lots/\d+/$")


@dataclass(frozen=True)
class Vue:
    """A picture named `nom`, seen by `compte` at `chemin`.

    `suivre`: patterns of addresses; the first link of the page that matches is followed, one after the other,
    since the keys of a demonstration are not known. `hauteur` and `largeur` in pixels.
    """

    nom: str
    compte: str
    chemin: str
    suivre: tuple[str, ...] = ()
    hauteur: int = 760
    largeur: int = 1280


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
    ("facilitateur-lot-calcul", "/marches/lots/?etat=a_etude", (r"/marches/lots/\d+/$", r"/calcul/$"), {}),
    ("facilitateur-lot", "/marches/lots/?etat=en_cours", VERS_LES_HEURES, {}),
    ("facilitateur-fiche", "/publics/fiches/?etat=transmise", (r"/publics/fiches/\d+/$",), {}),
    ("facilitateur-releves", "/publics/releves/", (), {}),
    ("facilitateur-controle", "/publics/releves/", (r"/releves/\d+/controle/$",), {}),
    (
        "facilitateur-personne",
        "/marches/lots/?etat=en_cours",
        (*VERS_LES_HEURES, r"/suivi/personnes/\d+/$"),
        {},
    ),
    ("facilitateur-convention", "/conventions/", (r"/conventions/\d+/$",), {}),
    ("facilitateur-bilan", "/suivi/bilans/", (r"/suivi/bilans/\d+/$",), {}),
)
STRUCTURE = _vues(
    "structure-etti",
    ("structure-a-faire", "/", (), {}),
    ("structure-deposer", "/publics/releves/deposer/", (), {}),
    ("structure-releve", "/publics/releves/", (r"/publics/releves/\d+/$",), {}),
    ("structure-verifier", "/publics/verifier/", (), {"hauteur": 640}),
    ("structure-mission", "/publics/missions/", (r"/publics/missions/\d+/$",), {}),
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
