"""Lines of the rights table."""

from guichet.droits.regles import Regle

REGLES: list[Regle] = []
