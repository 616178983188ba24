"""Writes a drawing as SVG. Plain Python: a table of fifty small bars costs a few milliseconds."""

from html import escape

from guichet.graphiques import styles
from guichet.graphiques.formes import Badge, Ligne, Marque, Rect, Texte, pixels, position

CHEMINS = {
    "triangle": "M-5-4.5H5L0 4z",
    "losange": "M0-6 6 0 0 6-6 0z",
    "rond": "M-4 0a4 4 0 1 0 8 0 4 4 0 1 0-8 0z",
}


class Svg(str):
    """Markup that a template must not escape again; every text inside already is."""

    def __html__(self):
        return self


def attributs(**valeurs) -> str:
    """Attributes in the order given, escaped; the empty ones are left out, `_` reads as `-`."""
    return "".join(
        f' {nom.rstrip("_").replace("_", "-")}="{escape(str(v))}"'
        for nom, v in valeurs.items()
        if v not in ("", None)
    )


def _peinture(style: str, dessin) -> str:
    remplissage, trait, epaisseur, tirets = styles.SURFACES[style]
    return attributs(
        fill=dessin.teinte(remplissage),
        stroke=dessin.teinte(trait),
        stroke_width=epaisseur or "",
        stroke_dasharray=tirets,
    )


def _rect(f: Rect, d) -> str:
    lieu = attributs(x=position(f.x), y=pixels(f.y), width=position(f.largeur), height=pixels(f.hauteur))
    return f'<rect class="g-{f.style}"{lieu}{_peinture(f.style, d)}/>'


def _ligne(f: Ligne, d) -> str:
    trait, epaisseur, tirets = styles.TRAITS[f.style]
    lieu = attributs(x1=position(f.x1), y1=pixels(f.y1), x2=position(f.x2), y2=pixels(f.y2))
    peinture = attributs(stroke=d.teinte(trait), stroke_width=epaisseur, stroke_dasharray=tirets)
    return f'<line class="g-{f.style}"{lieu}{peinture}/>'


def _texte(f: Texte, d) -> str:
    couleur, graisse = styles.TEXTES[f.style]
    classe = f"g-{f.style}{' g-secondaire' if f.secondaire else ''}"
    lieu = attributs(x=position(f.x), y=pixels(f.y), dx=f.dx or "", text_anchor=f.ancre)
    peinture = attributs(fill=d.teinte(couleur), font_weight=graisse)
    return f'<text class="{classe}"{lieu}{peinture}>{escape(f.texte)}</text>'


def _marque(f: Marque, d) -> str:
    # A nested svg carries the place in %, its path stays in px around it.
    lieu = attributs(x=position(f.x), y=pixels(f.y), width=16, height=16, overflow="visible")
    chemin = f'<path class="g-{f.style}" d="{CHEMINS[f.forme]}"{_peinture(f.style, d)}/>'
    return f"<svg{lieu}>{chemin}</svg>"


def _badge(f: Badge, d) -> str:
    lieu = attributs(x=position(f.x), y=pixels(f.y), width=16, height=20, overflow="visible")
    plaque = attributs(x=f.dx - f.largeur // 2, y=-10, width=f.largeur, height=20)
    texte = attributs(x=f.dx, y=4, text_anchor="middle", fill=styles.BLANC, font_weight=600)
    return (
        f'<svg{lieu}><rect class="g-{f.style}"{plaque}{_peinture(f.style, d)}/>'
        f"<text{texte}>{escape(f.texte)}</text></svg>"
    )


ECRITURES = {Rect: _rect, Ligne: _ligne, Texte: _texte, Marque: _marque, Badge: _badge}


def _motif(nom: str, d) -> str:
    cote = 4 if nom == styles.POINTS else 6
    if nom == styles.POINTS:
        contenu = (
            f'<rect class="g-fond-pale" width="4" height="4" fill="{d.accent_pale}"/>'
            f'<circle class="g-validees" cx="1.5" cy="1.5" r="0.9" fill="{d.accent}"/>'
        )
    else:
        contenu = (
            f'<rect width="6" height="6" fill="{styles.ALERTE_PALE}"/>'
            f'<path d="M-1.5 1.5l3-3M0 6 6 0M4.5 7.5l3-3" stroke="{styles.ALERTE}" stroke-width="1.75"/>'
        )
    lieu = attributs(id=f"{d.identifiant}-{nom}", width=cote, height=cote, patternUnits="userSpaceOnUse")
    return f"<pattern{lieu}>{contenu}</pattern>"


def ecrire(dessin) -> Svg:
    """The SVG of `dessin` (a Dessin), as wide as its container, named by its sentence unless decorative."""
    nom = ' aria-hidden="true"' if dessin.decoratif else attributs(role="img", aria_label=dessin.phrase)
    classe = f"dessin dessin-axe-{dessin.gauche}" if dessin.gauche else "dessin"
    tete = attributs(class_=classe, width="100%", height=dessin.hauteur)
    motifs = "".join(_motif(m, dessin) for m in dessin.motifs)
    corps = "".join(ECRITURES[type(f)](f, dessin) for f in dessin.formes)
    lettre = attributs(font_family=styles.LETTRE, font_size=13)
    return Svg(f"<svg{tete}{nom}{lettre}>{f'<defs>{motifs}</defs>' if motifs else ''}{corps}</svg>")
