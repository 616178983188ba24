"""Icons drawn for the product: one stroke of 1.75 px on a 16 px grid, written in the page itself.

Inline rather than a sprite: no request, the same drawing in a page and in a PDF, the colour of the text.
"""

TRACES = {
    "agenda": "M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2v3M10.5 2v3",
    "annuler": "M6 3 2.5 6.5 6 10M2.5 6.5h7a4 4 0 0 1 0 8H8",
    "cadenas": "M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2",
    "chevron-haut": "m3.5 10 4.5-4.5L12.5 10",
    "chevron-bas": "m3.5 6 4.5 4.5L12.5 6",
    "chevron-droit": "m6 3 5 5-5 5",
    "chevron-gauche": "m10 3-5 5 5 5",
    "coche": "m2.5 8.5 3.5 3.5 7.5-8",
    "corbeille": "M3 4.5h10M6 4.5V2.5h4v2M4.25 4.5l.75 9h6l.75-9M6.75 7v4M9.25 7v4",
    "courriel": "M1.75 3.5h12.5v9H1.75zM2 4l6 5 6-5",
    "crayon": "m3 13 .6-3L11 2.6 13.4 5 6 12.4z",
    "croix": "m3.5 3.5 9 9M12.5 3.5l-9 9",
    "document": "M3.5 1.75h6l3 3v9.5h-9zM9.25 2v3h3",
    "envoyer": "M8 11V2.5M4.5 6 8 2.5 11.5 6M2.5 13.75h11",
    "filtre": "M2 3.5h12M4.5 8h7M6.75 12.5h2.5",
    "horloge": "M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5M8 4.5V8l2.5 1.75",
    "imprimer": "M4.5 6V2h7v4M4.5 12h-3V6h13v6h-3M4.5 9.75h7V14h-7z",
    "information": "M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5M8 7.25v4M8 4.6v.4",
    "lien": "M6.75 9.25a2.75 2.75 0 0 0 4 0l2.5-2.5a2.8 2.8 0 0 0-4-4L8 4"
    "M9.25 6.75a2.75 2.75 0 0 0-4 0l-2.5 2.5a2.8 2.8 0 0 0 4 4L8 12",
    "loupe": "M7 2.25a4.75 4.75 0 1 0 0 9.5 4.75 4.75 0 0 0 0-9.5M10.5 10.5l3.75 3.75",
    "menu": "M2 4h12M2 8h12M2 12h12",
    "oeil": "M1.25 8S3.75 3.5 8 3.5 14.75 8 14.75 8 12.25 12.5 8 12.5 1.25 8 1.25 8"
    "M8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
    "personne": "M8 2a3 3 0 1 0 0 6 3 3 0 0 0 0-6M2.25 14.25c.5-3 2.75-4.5 5.75-4.5s5.25 1.5 5.75 4.5",
    "plus": "M8 3v10M3 8h10",
    "sablier": "M4 2h8M4 14h8M5 2v2.5L8 8l3-3.5V2M5 14v-2.5L8 8l3 3.5V14",
    "telecharger": "M8 2v8.5M4.5 7 8 10.5 11.5 7M2.5 13.75h11",
    "telephone": "M3 2h3l1.25 3.5-1.75 1.25"
    "a8 8 0 0 0 3.75 3.75l1.25-1.75L14 10v3c0 .5-.5 1-1 1A11 11 0 0 1 2 3c0-.5.5-1 1-1",
    "triangle": "M8 2.25 14.5 13.5h-13zM8 6.25v3.5M8 11.4v.4",
}


def trace(nom: str) -> str:
    """Path of the icon `nom`; KeyError when it was never drawn."""
    return TRACES[nom]
