"""What a setting is: its type, bounds, and how a typed value is read."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from guichet.base.erreurs import Refus


@dataclass(frozen=True)
class Definition:
    """A setting. `genre`: entier, decimal, booleen, choix, entiers or texte. `source`: its rule."""

    cle: str
    groupe: str
    libelle: str
    genre: str
    defaut: object
    source: str
    unite: str = ""
    aide: str = ""
    mini: Decimal | int | None = None
    maxi: Decimal | int | None = None
    choix: tuple[tuple[object, str], ...] = ()

    def lire(self, valeur):
        """Turn a stored or typed value into the right type; raises Refus in French when it cannot be."""
        lue = _READERS[self.genre](self, valeur)
        for borne, vraie, mot in (
            (self.mini, lambda v: v >= self.mini, "au moins"),
            (self.maxi, lambda v: v <= self.maxi, "au plus"),
        ):
            valeurs = lue if self.genre == "entiers" else (lue,)
            if borne is not None and not all(vraie(v) for v in valeurs):
                self._refuse(valeur, f"{mot} {borne} {self.unite}".strip())
        return lue

    def _refuse(self, valeur, attendu: str):
        raise Refus(
            "REGLAGE_INVALIDE",
            f"« {self.libelle} » : {valeur} n’est pas accepté, {attendu} attendu.",
            "Corrigez la valeur.",
            champ=self.cle,
        )


def _integer(definition, valeur) -> int:
    try:
        return int(str(valeur))
    except ValueError:
        return definition._refuse(valeur, "un nombre entier")


def _decimal(definition, valeur) -> Decimal:
    try:
        lu = Decimal(str(valeur).replace(",", ".").replace("\u00a0", "").strip())
    except InvalidOperation:
        return definition._refuse(valeur, "un nombre")
    return lu if lu.is_finite() else definition._refuse(valeur, "un nombre")


def _boolean(definition, valeur) -> bool:
    if valeur in (True, "true", "on", "1", "oui"):
        return True
    if valeur in (False, None, "", "false", "0", "non"):
        return False
    return definition._refuse(valeur, "oui ou non")


def _choice(definition, valeur):
    for possible, _ in definition.choix:
        if str(possible) == str(valeur):
            return possible
    return definition._refuse(valeur, "une des valeurs de la liste")


def _integers(definition, valeur) -> tuple[int, ...]:
    morceaux = (
        valeur
        if isinstance(valeur, list | tuple)
        else [m for m in str(valeur).replace(";", ",").split(",") if m.strip()]
    )
    return tuple(_integer(definition, m) for m in morceaux)


def _text(definition, valeur) -> str:
    return str(valeur).strip()


_READERS = {
    "entier": _integer,
    "decimal": _decimal,
    "booleen": _boolean,
    "choix": _choice,
    "entiers": _integers,
    "texte": _text,
}
