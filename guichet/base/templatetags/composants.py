"""Tags of the components that carry an icon, an accessible name or some logic.

What is only structure (tables, fact strips, sections) is plain HTML with the classes of static/css.
The gallery page shows every component with the lines that call it.
"""

from dataclasses import replace

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from guichet.base import aspects, couleurs, icones

register = template.Library()


@register.simple_tag
def icone(nom: str, libelle: str = "", taille: int = 16):
    """Icon `nom` (guichet.base.icones); decorative unless `libelle` names it."""
    acces = format_html('role="img" aria-label="{}"', libelle) if libelle else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icone" width="{t}" height="{t}" viewBox="0 0 16 16" {acces}><path d="{d}"/></svg>',
        t=taille,
        acces=acces,
        d=icones.trace(nom),
    )


@register.simple_tag
def etiquette(libelle, aspect: str):
    """State label: `libelle` with the tone and icon of `aspect` (guichet.base.aspects)."""
    ton, nom = aspects.ASPECTS[aspect]
    return format_html(
        '<span class="etiquette etiquette-{}">{}<span>{}</span></span>', ton, icone(nom, taille=14), libelle
    )


@register.simple_tag
def masque(second: bool = False, colonnes: int = 2):
    """Masked cell of a small count (R14) over `colonnes` columns; `second` for its complement."""
    phrase = "Masqué avec le précédent" if second else "Effectif inférieur à 5"
    return format_html(
        '<td class="masque" colspan="{}">{} {}</td>', colonnes, icone("cadenas", taille=14), phrase
    )


@register.simple_tag
def palette(accent):
    """CSS custom properties of an accent colour, for the nonce'd style of the page or a PDF."""
    p = couleurs.palette(accent)
    return mark_safe(
        f":root{{--accent:{p.accent};--accent-fort:{p.fort};--accent-pale:{p.pale};--accent-moyen:{p.moyen}}}"
    )


@register.simple_block_tag(takes_context=True)
def entete(context, content, titre, sous_titre="", etiquette=""):
    """Page title, its state label and sentence; the block holds the actions, the main one last."""
    return render_to_string(
        "composants/entete.html",
        {
            "titre": titre,
            "sous_titre": sous_titre,
            "etiquette": etiquette,
            "actions": mark_safe(content.strip()),
        },
    )


@register.simple_block_tag
def message(content, ton, titre="", url="", action="", icone="", principale=False):
    """Message of tone neutre, info, alerte, erreur or succes; one optional act (`url`, `action`)."""
    return render_to_string(
        "composants/message.html",
        {
            "ton": ton,
            "titre": titre,
            "texte": mark_safe(content.strip()),
            "url": url,
            "action": action,
            "principale": principale,
            "icone_nom": icone or aspects.ICONES_DE_MESSAGE[ton],
        },
    )


@register.simple_block_tag
def vide(content, titre, url="", action="", principale=False):
    """Empty state: what is missing (`titre`), why or what next (block), the next act."""
    return render_to_string(
        "composants/vide.html",
        {
            "titre": titre,
            "texte": mark_safe(content.strip()),
            "url": url,
            "action": action,
            "principale": principale,
        },
    )


@register.simple_block_tag(takes_context=True)
def confirmation(context, content, identifiant, titre, url, bouton, danger=False):
    """Modal question before an act; opened by `<button data-dialogue="identifiant">`, posts to `url`."""
    return render_to_string(
        "composants/confirmation.html",
        {
            "identifiant": identifiant,
            "titre": titre,
            "texte": mark_safe(content.strip()),
            "url": url,
            "bouton": bouton,
            "danger": danger,
        },
        request=context.get("request"),
    )


@register.inclusion_tag("composants/taches.html")
def taches(groupes):
    """Task rows in groups (`libelle`, `aspect` in depasse, proche, ensuite, `taches`)."""
    return {"groupes": groupes}


@register.inclusion_tag("composants/etapes.html")
def etapes(etapes):
    """Numbered steps: each has `libelle`, `aide`, `etat` in faite, courante, a-venir, and maybe `url`."""
    return {"etapes": etapes}


@register.inclusion_tag("composants/frise.html")
def frise(evenements):
    """Timeline, latest first: each has `quand`, `fort`, `texte`, `auteur`, `changement` (bool)."""
    return {"evenements": evenements}


@register.inclusion_tag("composants/onglets.html")
def onglets(onglets, nom):
    """Tabs that are links (`libelle`, `url`, `actif`, maybe `compte`); `nom` names the group aloud."""
    return {"onglets": onglets, "nom": nom}


@register.inclusion_tag("composants/filtres.html")
def filtres(form, effacer=""):
    """Filters of a list: a GET form whose state is the URL; `effacer` is the list without filter."""
    return {"form": form, "effacer": effacer}


@register.inclusion_tag("composants/pagination.html", takes_context=True)
def pagination(context, page):
    """Pages of a Django `Page`, the filters of the URL kept."""
    return {
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "request": context["request"],
    }


@register.inclusion_tag("composants/travail.html")
def travail(suivi):
    """Progress of a job, asked again every 2 s while `suivi.fini` is false."""
    return {"suivi": suivi}


@register.inclusion_tag("composants/contact.html")
def contact(nom, fonction="", telephone="", courriel="", phrase="Une question sur cette page ?"):
    """Whom to call, at the foot of a page read outside the guichet."""
    return {"nom": nom, "fonction": fonction, "telephone": telephone, "courriel": courriel, "phrase": phrase}


@register.simple_tag
def cellule(champ, severite="", constat=""):
    """Field inside a table cell with what was found and expected (`severite`: erreur, alerte, succes)."""
    identifiant = f"{champ.auto_id}_constat"
    attributs = {"aria-label": champ.label}
    if constat:
        attributs["aria-describedby"] = identifiant
    if severite == "erreur":
        attributs["aria-invalid"] = "true"
    return render_to_string(
        "composants/cellule.html",
        {
            "champ": champ.as_widget(attrs=attributs),
            "severite": severite,
            "constat": constat,
            "identifiant": identifiant,
            "icone_nom": {"erreur": "croix", "alerte": "triangle", "succes": "coche"}.get(severite, ""),
        },
    )


@register.simple_tag
def graphique(dessin, accent=""):
    """A chart of guichet.graphiques: its SVG, named by its sentence, and its legend.

    `accent` is for a PDF only: on screen the style sheet gives the colour of the territoire.
    """
    if accent:
        dessin = replace(dessin, accent=accent)
    if not dessin.gabarit:
        return dessin.svg
    return render_to_string(dessin.gabarit, {"g": dessin})


@register.simple_tag
def fil(*etapes):
    """Breadcrumb: label, url, label, url… then the label of this page."""
    *paires, courante = etapes
    liens = [{"libelle": paires[i], "url": paires[i + 1]} for i in range(0, len(paires), 2)]
    return render_to_string("composants/fil.html", {"liens": liens, "courante": courante})


@register.filter
def ton(notification) -> str:
    """Tone of a Django message, from its level."""
    return {"success": "succes", "warning": "alerte", "error": "erreur"}.get(notification.level_tag, "info")


@register.simple_tag
def tableau_graphique(dessin):
    """The table of a chart: the same figures, for those who read them."""
    return render_to_string("graphiques/tableau.html", {"t": dessin.tableau})
