"""R14, small counts: cells of 1–4 people are masked, with others so that no subtraction gives them back.

Pure, and display only: the figures themselves never change. Totals stay visible, so a masked cell must have
company: on every line whose total is printed at least two cells are masked and together they hold at least
five people (the whole line when it has fewer). The head-count of a masked cell goes with its hours and its
share.
"""

from collections.abc import Iterable, Mapping, Sequence

SEUIL = 5
MENTION = "Effectif inférieur à 5"
EXPLICATION = "Détail masqué pour protéger les personnes"

Cellule = tuple[int, int]
Tableau = Sequence[Sequence[int]]


def masquer(effectifs: Mapping[str, int], seuil: int = SEUIL) -> frozenset[str]:
    """Categories of a breakdown to mask, its total being visible. Women 4, men 33: both.

    When too few people remain, the whole breakdown is masked, empty categories included.
    """
    noms = list(effectifs)
    cellules = masquer_tableau([[effectifs[nom] for nom in noms]], seuil, totaux_de_colonne=False)
    return frozenset(noms[colonne] for _, colonne in cellules)


def masquer_tableau(
    effectifs: Tableau, seuil: int = SEUIL, *, totaux_de_colonne: bool = True
) -> frozenset[Cellule]:
    """Cells (row, column) to mask in a table whose row totals, and column totals if told, are printed.

    Rows of equal length: lots × sexes under a marché, periods × ages beside their cumulated total…
    """
    masques = {(i, j) for i, rang in enumerate(effectifs) for j, n in enumerate(rang) if 0 < n < seuil}
    _completer(effectifs, masques, seuil, totaux_de_colonne)
    while totaux_de_colonne and (ajout := _contre_un_pont(effectifs, masques)):
        masques.add(ajout)
        _completer(effectifs, masques, seuil, totaux_de_colonne)
    return frozenset(masques)


def _rang_de_choix(effectifs: Tableau, cellule: Cellule) -> tuple[bool, int, Cellule]:
    """Mask next the smallest count that is not zero: little is lost, and a zero protects little."""
    effectif = effectifs[cellule[0]][cellule[1]]
    return effectif == 0, effectif, cellule


def _completer(effectifs: Tableau, masques: set[Cellule], seuil: int, totaux_de_colonne: bool) -> None:
    """Mask more on each printed line until none can be undone by subtraction.

    Lines that a masked cell has just touched are looked at first: they share their company, less is masked.
    """
    hauteur, largeur = len(effectifs), len(effectifs[0]) if effectifs else 0
    lignes = [[(i, j) for j in range(largeur)] for i in range(hauteur)]
    if totaux_de_colonne:
        lignes += [[(i, j) for i in range(hauteur)] for j in range(largeur)]
    a_voir = list(reversed(range(len(lignes))))
    while a_voir:
        ligne = lignes[a_voir.pop()]
        for i, j in _manquantes(effectifs, ligne, masques, seuil):
            masques.add((i, j))
            a_voir += (i, hauteur + j) if totaux_de_colonne else (i,)


def _manquantes(
    effectifs: Tableau, ligne: list[Cellule], masques: set[Cellule], seuil: int
) -> Iterable[Cellule]:
    caches = [cellule for cellule in ligne if cellule in masques]
    if not caches:
        return
    somme, nombre = sum(effectifs[i][j] for i, j in caches), len(caches)
    visibles = [cellule for cellule in ligne if cellule not in masques]
    for i, j in sorted(visibles, key=lambda cellule: _rang_de_choix(effectifs, cellule)):
        if nombre >= 2 and somme >= seuil:
            return
        somme, nombre = somme + effectifs[i][j], nombre + 1
        yield i, j


def _contre_un_pont(effectifs: Tableau, masques: set[Cellule]) -> Cellule | None:
    """Next cell to mask so that no masked cell is exact from row and column totals together.

    Rows and columns are linked by masked cells; a cell that alone links two groups of them equals a
    difference of totals. Another masked link between these groups removes the certainty; None when nothing is
    exact.
    """
    for pont in sorted(_ponts(masques, len(effectifs))):
        rangs, colonnes = _groupe(pont[0], masques - {pont}, len(effectifs))
        liens = [
            (i, j)
            for i, rang in enumerate(effectifs)
            for j in range(len(rang))
            if (i in rangs) != (j in colonnes) and (i, j) not in masques
        ]
        if liens:
            return min(liens, key=lambda cellule: _rang_de_choix(effectifs, cellule))
    return None


def _voisins(masques: Iterable[Cellule], hauteur: int) -> dict[int, list[int]]:
    """Links between lines: a row is its rank, a column its rank after the rows."""
    voisins: dict[int, list[int]] = {}
    for i, j in masques:
        voisins.setdefault(i, []).append(hauteur + j)
        voisins.setdefault(hauteur + j, []).append(i)
    return voisins


def _groupe(depart: int, masques: Iterable[Cellule], hauteur: int) -> tuple[set[int], set[int]]:
    """Rows and columns linked to a row by masked cells."""
    voisins, vus, a_voir = _voisins(masques, hauteur), {depart}, [depart]
    while a_voir:
        nouveaux = set(voisins.get(a_voir.pop(), ())) - vus
        vus |= nouveaux
        a_voir += nouveaux
    return {n for n in vus if n < hauteur}, {n - hauteur for n in vus if n >= hauteur}


def _ponts(masques: set[Cellule], hauteur: int) -> set[Cellule]:
    """Masked cells that alone link two groups of lines: bridges, by depth-first search (Tarjan)."""
    voisins, ordre, bas, ponts = _voisins(masques, hauteur), {}, {}, set()
    for racine in voisins:
        if racine in ordre:
            continue
        ordre[racine] = bas[racine] = len(ordre)
        pile = [(racine, -1, iter(voisins[racine]))]
        while pile:
            ici, parent, suite = pile[-1]
            suivant = next(suite, None)
            if suivant is None:
                pile.pop()
                if pile:
                    bas[parent] = min(bas[parent], bas[ici])
                    if bas[ici] > ordre[parent]:
                        ponts.add((min(ici, parent), max(ici, parent) - hauteur))
            elif suivant not in ordre:
                ordre[suivant] = bas[suivant] = len(ordre)
                pile.append((suivant, ici, iter(voisins[suivant])))
            elif suivant != parent:
                bas[ici] = min(bas[ici], ordre[suivant])
    return ponts
