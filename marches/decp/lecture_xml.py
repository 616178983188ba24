"""XML side of the DECP reader: expat, without DTD, entity or unbounded depth.

Each notice becomes the same nested dict as in JSON (repeated tags make a list), so that one interpretation
serves both formats.
"""

from collections.abc import Iterator
from xml.parsers import expat

from guichet.base.erreurs import Refus

NOTICES = ("marche", "contrat-concession")
PROFONDEUR_MAX = 40
MORCEAU = 64 * 1024
BALISES_MAX = 20_000  # in one notice
INTERDITS = (
    "StartDoctypeDeclHandler",
    "EntityDeclHandler",
    "ExternalEntityRefHandler",
    "UnparsedEntityDeclHandler",
)


def notices_xml(octets: bytes) -> Iterator[tuple[str, dict]]:
    """Yield (tag, content) for each notice; raises `Refus` on a DTD, an entity, bad XML or a foreign root."""
    lecteur = _Lecteur()
    analyseur = lecteur.analyseur
    try:
        for debut in range(0, len(octets), MORCEAU):
            analyseur.Parse(octets[debut : debut + MORCEAU], False)
            yield from lecteur.vider()
        analyseur.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as erreur:
        raise Refus(
            "DECP_XML_ILLISIBLE",
            f"Ligne {analyseur.ErrorLineNumber} : le XML est mal formé.",
            "Téléchargez de nouveau le fichier : il est sans doute incomplet.",
        ) from erreur
    yield from lecteur.vider()


class _Lecteur:
    """Builds the current notice only; what lies outside a notice is not kept."""

    def __init__(self):
        self.analyseur = expat.ParserCreate()
        self.analyseur.buffer_text = True
        self.analyseur.StartElementHandler = self.ouvrir
        self.analyseur.EndElementHandler = self.fermer
        self.analyseur.CharacterDataHandler = self.texte
        for poignee in INTERDITS:
            setattr(self.analyseur, poignee, self.interdire)
        self.balises = 0
        self.chemin: list[str] = []
        self.pile: list[tuple[dict, list[str]]] = []
        self.pretes: list[tuple[str, dict]] = []

    def vider(self) -> Iterator[tuple[str, dict]]:
        pretes, self.pretes = self.pretes, []
        yield from pretes

    def interdire(self, *_details) -> None:
        raise Refus(
            "DECP_XML_INTERDIT",
            "Le fichier déclare une DTD ou une entité : il n’est pas lu, par sécurité.",
            "Demandez à l’acheteur un fichier XML sans déclaration DOCTYPE.",
        )

    def ouvrir(self, balise: str, _attributs: dict) -> None:
        balise = balise.rpartition(":")[2]
        if not self.chemin and balise != "marches":
            raise Refus(
                "DECP_STRUCTURE_INCONNUE",
                f"La balise racine est « {balise[:40]} » ; « marches » est attendue.",
                "Chargez le fichier XML des données essentielles publié par l’acheteur.",
            )
        if len(self.chemin) >= PROFONDEUR_MAX:
            raise Refus(
                "DECP_XML_ILLISIBLE",
                f"Plus de {PROFONDEUR_MAX} niveaux de balises emboîtées.",
                "Téléchargez de nouveau le fichier.",
            )
        self.chemin.append(balise)
        if self.pile or (len(self.chemin) == 2 and balise in NOTICES):
            self.balises = self.balises + 1 if self.pile else 1
            self.pile.append(({}, []))
        if self.balises > BALISES_MAX:
            raise Refus(
                "DECP_NOTICE_TROP_GROSSE",
                f"Ligne {self.analyseur.CurrentLineNumber} : une notice a plus de {BALISES_MAX} balises.",
                "Vérifiez que ce fichier est bien un fichier de données essentielles.",
            )

    def texte(self, morceau: str) -> None:
        if self.pile:
            self.pile[-1][1].append(morceau)

    def fermer(self, _balise: str) -> None:
        balise = self.chemin.pop()
        if not self.pile:
            return
        enfants, textes = self.pile.pop()
        valeur = enfants or "".join(textes).strip() or None
        if self.pile:
            _ajouter(self.pile[-1][0], balise, valeur)
        else:
            self.pretes.append((balise, valeur))


def _ajouter(parent: dict, balise: str, valeur: object) -> None:
    """A tag seen twice becomes a list: a single one stays a value, as in JSON written from XML."""
    if balise not in parent:
        parent[balise] = valeur
    elif isinstance(parent[balise], list):
        parent[balise].append(valeur)
    else:
        parent[balise] = [parent[balise], valeur]
