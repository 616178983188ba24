"""How each mark of a chart is painted.

Presentation attributes, so that the same SVG is right in a PDF, where the page's style sheet does not reach
it; on screen static/css/graphique.css repaints them from the tokens. Each style has a pattern or an outline
besides its hue, so that nothing is told by colour alone.
"""

ACCENT, ACCENT_PALE = "#0B5C63", "#E6F0F0"
ENCRE, ENCRE_2 = "#211E1A", "#544F47"
TRAIT_FORT, TRAIT_CLAIR, FOND_2 = "#857E72", "#E8E4DC", "#E9E5DD"
ALERTE, ALERTE_PALE, BLANC = "#7F4700", "#FCF2E2", "#FFFFFF"
LETTRE = "Source Sans 3"

POINTS, HACHURES = "points", "hachures"

# style: (fill, stroke, width of the stroke in px, dashes); a fill named like a pattern is that pattern
SURFACES = {
    "validees": (ACCENT, "", 0, ""),
    "declarees": (POINTS, ACCENT, 1, ""),
    "attente": (HACHURES, ALERTE, 1, ""),
    "hors-eligibilite": (HACHURES, ALERTE, 1, ""),
    "prevision": (BLANC, ENCRE_2, 1, "4 3"),
    "piste": (FOND_2, "", 0, ""),
    "identifiees": (FOND_2, TRAIT_FORT, 1, ""),
    "eligibilite": (ACCENT_PALE, ACCENT, 1, ""),
    "fiche": (FOND_2, TRAIT_FORT, 1, ""),
    "plein": (ACCENT, ACCENT, 2, ""),
    "creux": (BLANC, ACCENT, 2, ""),
    "attendu": (ENCRE, ENCRE, 1, ""),
    "date": (ENCRE, "", 0, ""),
}
TRAITS = {
    "grille": (TRAIT_CLAIR, 1, ""),
    "axe": (TRAIT_FORT, 1, ""),
    "engagement": (ENCRE, 3, ""),
    "attendu": (ENCRE, 1, ""),
    "aujourdhui": (ENCRE, 1.5, ""),
    "rythme": (ENCRE, 2, "5 3"),
    "courbe": (ACCENT, 2.5, ""),
    "courbe-suite": (ACCENT, 2.5, "3 3"),
    "courbe-attendue": (TRAIT_FORT, 1.5, "6 4"),
}
# style: (fill, weight)
TEXTES = {
    "texte": (ENCRE_2, 400),
    "texte-fort": (ENCRE, 600),
    "texte-accent": (ACCENT, 600),
    "texte-clair": (BLANC, 600),
}
