"""R14, small counts: cells of 1–4 people are masked, with others so that no subtraction gives them back.

Pure, and display only: the figures themselves never change. Totals stay visible, so a masked cell must have
company: on every line of a table at least two cells are masked and together they hold at least five people.
"""

from collections.abc import Iterator, Mapping, Sequence

SEUIL = 5
MENTION = "Effectif inférieur à 5"
EXPLICATION = "Détail masqué pour protéger les personnes"

Cellule = tuple[int, int]


def masquer(effectifs: Mapping[str, int], seuil: int = SEUIL) -> frozenset[str]:
    """Categories of a breakdown to mask (their head-count, hours and share), its total being visible.

    Women 4, men 33: both. When too few people remain, the whole breakdown is masked, empty categories
    included.
    """
    noms = list(effectifs)
    cellules = masquer_tableau([[effectifs[nom] for nom in noms]], seuil, totaux_de_colonne=False)
    return frozenset(noms[colonne] for _, colonne in cellules)


def masquer_tableau(
    effectifs: Sequence[Sequence[int]], seuil: int = SEUIL, *, totaux_de_colonne: bool = True
) -> frozenset[Cellule]:
    """Cells (row, column) to mask in a table whose row totals, and column totals if told, are visible."""
    masques = {
        (i, j) for i, rang in enumerate(effectifs) for j, effectif in enumerate(rang) if 0 < effectif < seuil
    }
    lignes = list(_lignes(effectifs, totaux_de_colonne))
    while ajout := _cellule_a_ajouter(effectifs, lignes, masques, seuil):
        masques.add(ajout)
    return frozenset(masques)


def _lignes(effectifs: Sequence[Sequence[int]], totaux_de_colonne: bool) -> Iterator[list[Cellule]]:
    """Sets of cells whose sum is printed."""
    for i, rang in enumerate(effectifs):
        yield [(i, j) for j in range(len(rang))]
    if totaux_de_colonne and effectifs:
        for j in range(len(effectifs[0])):
            yield [(i, j) for i in range(len(effectifs))]


def _cellule_a_ajouter(
    effectifs: Sequence[Sequence[int]], lignes: list[list[Cellule]], masques: set[Cellule], seuil: int
) -> Cellule | None:
    """Next cell to mask, on the first line that subtraction would undo; None when all lines hold."""
    for ligne in lignes:
        caches = [cellule for cellule in ligne if cellule in masques]
        if caches and (len(caches) < 2 or _somme(effectifs, caches) < seuil):
            visibles = [cellule for cellule in ligne if cellule not in masques]
            if visibles:
                return min(visibles, key=lambda c: (effectifs[c[0]][c[1]] == 0, effectifs[c[0]][c[1]], c))
    return _cellule_contre_pont(effectifs, lignes, masques)


def _somme(effectifs: Sequence[Sequence[int]], cellules: list[Cellule]) -> int:
    return sum(effectifs[i][j] for i, j in cellules)


def _cellule_contre_pont(
    effectifs: Sequence[Sequence[int]], lignes: list[list[Cellule]], masques: set[Cellule]
) -> Cellule | None:
    """In a table with both totals, a masked cell is still exact when it alone links two groups of lines.

    Masking a visible cell that links them too removes the certainty; there is none left when the table is
    full.
    """
    if len(lignes) <= len(effectifs):
        return None
    for pont in sorted(masques):
        rangs, colonnes = _atteints(pont, masques)
        if pont[1] in colonnes:
            continue
        liens = [
            (i, j)
            for i, rang in enumerate(effectifs)
            for j in range(len(rang))
            if (i in rangs) != (j in colonnes) and (i, j) not in masques
        ]
        if liens:
            return min(liens, key=lambda c: (effectifs[c[0]][c[1]] == 0, effectifs[c[0]][c[1]], c))
    return None


def _atteints(depart: Cellule, masques: set[Cellule]) -> tuple[set[int], set[int]]:
    """Rows and columns linked to the row of `depart` by masked cells other than itself."""
    rangs, colonnes = {depart[0]}, set()
    avant = 0
    while len(rangs) + len(colonnes) > avant:
        avant = len(rangs) + len(colonnes)
        colonnes |= {j for i, j in masques if i in rangs and (i, j) != depart}
        rangs |= {i for i, j in masques if j in colonnes and (i, j) != depart}
    return rangs, colonnes
