"""R1, hours from an amount: study of a lot, framework by orders, cleaning with staff transfer (PACT)."""

from dataclasses import dataclass
from decimal import Decimal

from guichet.base.formats import arrondir

CENT_MILLE = Decimal(100_000)
SEUIL_PACT_HEURES = Decimal(150)


class ParametreInvalide(ValueError):
    """A parameter of the calculation is outside what it may be; the sentence is for the screen."""


@dataclass(frozen=True, kw_only=True)
class CalculHeures:
    """Parameters of R1, kept with the lot: € before tax, shares between 0 and 1, € per hour.

    `part_main_oeuvre` labour share of the trade · `taux_insertion` share of labour given to insertion ·
    `cout_horaire` loaded hourly cost.
    """

    montant_ht: Decimal
    part_main_oeuvre: Decimal
    taux_insertion: Decimal
    cout_horaire: Decimal

    def __post_init__(self) -> None:
        _positif("montant HT", self.montant_ht, zero=True)
        _part("part de main-d'œuvre", self.part_main_oeuvre)
        _part("taux d'insertion", self.taux_insertion)
        _positif("coût horaire", self.cout_horaire)

    @property
    def heures(self) -> Decimal:
        """Whole hours, half-up: amount × labour share × insertion rate / hourly cost."""
        main_oeuvre = self.montant_ht * self.part_main_oeuvre
        return arrondir(main_oeuvre * self.taux_insertion / self.cout_horaire, 0)


def heures_sur_commandes(commandes_ht: Decimal, heures_pour_cent_mille: Decimal) -> Decimal:
    """Whole hours due by the orders (€) of a framework at `heures_pour_cent_mille` hours per 100 000 €."""
    _positif("montant des commandes", commandes_ht, zero=True)
    _positif("nombre d'heures pour 100 000 €", heures_pour_cent_mille, zero=True)
    return arrondir(commandes_ht * heures_pour_cent_mille / CENT_MILLE, 0)


def heures_de_tranche(heures: Decimal, *, affermie: bool) -> Decimal:
    """Hours that a tranche owes: its own once affirmed, 0 before."""
    return heures if affermie else Decimal(0)


@dataclass(frozen=True, kw_only=True)
class CalculPact:
    """Cleaning with staff transfer: what is left to recruit once the staff in place is taken over.

    `montant_ht` € before tax for `mois` months · `heures_reprises` monthly hours of transferable staff ·
    `cout_horaire` hourly cost over labour share, in € · `taux_insertion` share between 0 and 1.
    """

    montant_ht: Decimal
    mois: int
    heures_reprises: Decimal
    taux_insertion: Decimal
    cout_horaire: Decimal = Decimal(25)

    def __post_init__(self) -> None:
        _positif("montant HT", self.montant_ht)
        _positif("nombre de mois", Decimal(self.mois))
        _positif("heures du personnel repris", self.heures_reprises, zero=True)
        _positif("coût horaire", self.cout_horaire)
        _part("taux d'insertion", self.taux_insertion)

    @property
    def part_a_recruter(self) -> Decimal:
        """P = 1 − S·C / (A/N): share of the work not done by transferred staff, negative if it exceeds it."""
        return 1 - self.heures_reprises * self.cout_horaire * self.mois / self.montant_ht

    @property
    def heures(self) -> Decimal:
        """I = P·A/C·T in whole hours, never below 0."""
        exactes = self.part_a_recruter * self.montant_ht / self.cout_horaire * self.taux_insertion
        return max(Decimal(0), arrondir(exactes, 0))

    @property
    def clause_conseillee(self) -> bool:
        """False when nothing is left to recruit or the hours are under 150: advise no clause."""
        return self.part_a_recruter > 0 and self.heures >= SEUIL_PACT_HEURES


def _positif(nom: str, valeur: Decimal, *, zero: bool = False) -> None:
    if not valeur.is_finite() or valeur < 0 or (valeur == 0 and not zero):
        attendu = "zéro ou plus" if zero else "plus que zéro"
        raise ParametreInvalide(f"{nom} : {valeur} trouvé, {attendu} attendu. Corrigez la valeur.")


def _part(nom: str, valeur: Decimal) -> None:
    if not valeur.is_finite() or not 0 <= valeur <= 1:
        raise ParametreInvalide(f"{nom} : {valeur} trouvé, entre 0 et 100 % attendu. Corrigez la valeur.")
