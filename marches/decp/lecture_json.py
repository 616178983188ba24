"""JSON side of the DECP reader: walk down to the lists of notices, decode one notice at a time."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from guichet.base.erreurs import Refus

LISTES = ("marche", "contrat-concession")
FENETRES = (16 * 1024, 128 * 1024, 1024 * 1024)  # characters decoded at a time
BLANCS = re.compile(r"[\s\ufeff]*")
ATTENDU = "Chargez le fichier JSON ou XML des données essentielles publié par l’acheteur."


def _nombre(texte: str) -> Decimal | str:
    try:
        return Decimal(texte)
    except InvalidOperation:
        return texte


DECODEUR = json.JSONDecoder(parse_float=_nombre, parse_int=_nombre, parse_constant=str)


class _Curseur:
    """A position in a JSON text; only what is needed to walk down to the lists of notices."""

    def __init__(self, texte: str):
        self.texte = texte
        self.position = 0
        self.suivant()

    def suivant(self) -> str:
        """Skip blanks and return the next character, empty at the end."""
        self.position = BLANCS.match(self.texte, self.position).end()
        return self.texte[self.position : self.position + 1]

    def attendre(self, signe: str) -> None:
        trouve = self.suivant()
        if trouve != signe:
            raise self.illisible(f"« {signe} » attendu, « {trouve or 'fin du fichier'} » trouvé")
        self.position += 1

    def valeur(self) -> object:
        """Decode the value under the cursor inside a growing window: a hostile one cannot fill the memory."""
        self.suivant()
        for fenetre in FENETRES:
            extrait = self.texte[self.position : self.position + fenetre]
            coupe = self.position + fenetre < len(self.texte)
            try:
                resultat, lus = DECODEUR.raw_decode(extrait)
            except RecursionError as erreur:
                raise self.illisible("trop de niveaux emboîtés") from erreur
            except json.JSONDecodeError as erreur:
                if not coupe or not _au_bord(erreur, extrait):
                    self.position += erreur.pos
                    raise self.illisible("une valeur est mal écrite ou coupée") from erreur
            else:
                if lus < len(extrait) or not coupe:
                    self.position += lus
                    return resultat
        raise Refus(
            "DECP_NOTICE_TROP_GROSSE",
            f"{self.place()} : une notice dépasse 1 Mo.",
            "Vérifiez que ce fichier est bien un fichier de données essentielles.",
        )

    def illisible(self, pourquoi: str) -> Refus:
        return Refus(
            "DECP_JSON_ILLISIBLE",
            f"{self.place()} : {pourquoi}.",
            "Téléchargez de nouveau le fichier : il est sans doute incomplet.",
        )

    def place(self) -> str:
        ligne = self.texte.count("\n", 0, self.position) + 1
        return f"Ligne {ligne}, caractère {self.position + 1}"


def _au_bord(erreur: json.JSONDecodeError, extrait: str) -> bool:
    """True when the error may come from the window's edge and not from the file."""
    return erreur.msg.startswith("Unterminated") or erreur.pos > len(extrait) - 12


def notices_json(texte: str) -> Iterator[tuple[str, object]]:
    """Yield (list, value) for each notice in file order; raises `Refus` where the text makes no sense."""
    curseur = _Curseur(texte)
    if curseur.suivant() == "[":
        yield from _elements(curseur, "marches")
    else:
        trouve = False
        for cle in _cles(curseur):
            if cle == "marches":
                trouve = True
                yield from _marches(curseur)
            else:
                curseur.valeur()
        if not trouve:
            raise Refus("DECP_STRUCTURE_INCONNUE", "La clé « marches » est absente du fichier.", ATTENDU)
    if curseur.suivant():
        raise curseur.illisible("du texte suit la fin du document")


def _marches(curseur: _Curseur) -> Iterator[tuple[str, object]]:
    if curseur.suivant() == "[":
        yield from _elements(curseur, "marches")
    elif curseur.suivant() == "{":
        for cle in _cles(curseur):
            if cle in LISTES and curseur.suivant() == "[":
                yield from _elements(curseur, cle)
            elif cle in LISTES:
                yield cle, curseur.valeur()
            else:
                curseur.valeur()
    else:
        raise Refus(
            "DECP_STRUCTURE_INCONNUE", "La clé « marches » ne contient pas de liste de marchés.", ATTENDU
        )


def _elements(curseur: _Curseur, liste: str) -> Iterator[tuple[str, object]]:
    curseur.attendre("[")
    if curseur.suivant() == "]":
        curseur.position += 1
        return
    while True:
        yield liste, curseur.valeur()
        if curseur.suivant() == "]":
            curseur.position += 1
            return
        curseur.attendre(",")


def _cles(curseur: _Curseur) -> Iterator[str]:
    """Keys of the object under the cursor; the caller consumes each value before asking for the next key."""
    curseur.attendre("{")
    if curseur.suivant() == "}":
        curseur.position += 1
        return
    while True:
        cle = curseur.valeur()
        if not isinstance(cle, str):
            raise curseur.illisible("un nom de champ est attendu entre guillemets")
        curseur.attendre(":")
        yield cle
        if curseur.suivant() == "}":
            curseur.position += 1
            return
        curseur.attendre(",")
