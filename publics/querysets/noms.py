"""Search by name, the same in every list."""

from guichet.tableaux.noms import cle_de_personne


def of_person(lignes, texte: str, chemin: str = "participant__"):
    """Keep the rows whose person's name holds every word of a search, accents and order left out."""
    for mot in cle_de_personne(texte).split():
        lignes = lignes.filter(**{f"{chemin}cle_nom__contains": mot})
    return lignes
