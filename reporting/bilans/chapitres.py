"""The chapters of a bilan: which indicators, tables and charts each prints. Asks the database nothing."""

from collections.abc import Callable
from decimal import Decimal

from guichet.base.formats import VIDE, heures, nombre, taux
from guichet.organisations.genres import CategorieDonneurOrdre
from marches.donnees import metiers
from marches.models import Dispositif, Nature
from publics.models import Modalite
from reporting.bilans.ecriture import cellule, cellules_de_part, compare, ecrire
from reporting.indicateurs.catalogue import PAR_CODE
from reporting.indicateurs.lus import Faits
from reporting.indicateurs.rapport import libelle
from reporting.indicateurs.repartitions import (
    NON_RENSEIGNE,
    PROFILS,
    heures_par,
    hours_by_month,
    lots_par,
    profil,
)

ACTIVITE = (
    "donneurs_ordre",
    "heures_identifiees",
    "heures_realisees",
    "personnes",
    "heures_par_personne",
    "etp",
    "etp_national",
)
MARCHES = (
    "operations",
    "marches",
    "lots",
    "montant",
    "duree",
    "entreprises",
    "entreprises_nouvelles",
    "siae_titulaires",
)
HEURES = (
    "heures_dues",
    "lots_receptionnes",
    "lots_atteints",
    "taux",
    "taux_plafonne",
    "avancement",
    "heures_a_decider",
    "heures_refusees",
    "heures_invalidees",
)
PERSONNES = (
    "personnes",
    "personnes_nouvelles",
    "personnes_plusieurs_marches",
    "missions",
    "duree_missions",
    "ruptures",
)
SORTIES = ("sorties", "sorties_durables", "taux_durables_sorties", "taux_durables_personnes")
CHAPITRES = {
    "activite": "Activité",
    "marches": "Marchés et lots",
    "heures": "Heures",
    "personnes": "Personnes",
    "sorties": "Sorties",
}
NOTE_ACTIVITE = (
    "Les heures identifiées comptent toute clause repérée, de l’étude à la notification ; les rapporter aux "
    "heures réalisées ne donne pas un taux. Personne comptée dès sa première heure validée dans la période."
)
NOTE_TAUX = (
    "Le taux compte les seuls lots réceptionnés dans la période, toutes leurs heures depuis le début ; "
    "l’avancement, les lots encore en cours. Ne pas les confondre."
)
NOTE_PROFIL = (
    "Les profils sont ceux de l’entrée dans la première mission. Un effectif de 1 à 4 est masqué, avec "
    "un second."
)


def chapitres(faits: Faits, valeurs: dict, textes: dict, *, masque: bool) -> list[dict]:
    """Return the chapters of a bilan; `textes` by chapter code, `masque` applies R14 to profiles."""
    contenus: dict[str, Callable] = {
        "activite": lambda: _activity(faits, valeurs),
        "marches": lambda: _contracts(faits, valeurs),
        "heures": lambda: _hours(faits, valeurs),
        "personnes": lambda: _people(faits, valeurs, masque),
        "sorties": lambda: _exits(faits, valeurs),
    }
    return [
        {
            "code": code,
            "titre": titre,
            "courant": titre[:1].lower() + titre[1:],
            "chapeau": "",
            "tableaux": [],
            "graphiques": [],
            **contenus[code](),
            "lecture": paragraphs(textes.get(code, "")),
        }
        for code, titre in CHAPITRES.items()
    ]


def paragraphs(texte: str) -> list[str]:
    """Split an editorial text where a line is left empty."""
    blocs = texte.replace("\r\n", "\n").split("\n\n")
    return [" ".join(bloc.split()) for bloc in blocs if bloc.strip()]


def _columns(faits: Faits) -> list[dict]:
    """Periods oldest first, the comparison with the one before, then the cumulated total."""
    *annees, tout = faits.periodes
    demandee, avant = annees[0], annees[1]
    return [
        {"titre": ""},
        *({"titre": p.libelle, "precision": p.precision} for p in reversed(annees)),
        {"titre": f"{demandee.libelle} comparé à {avant.libelle}"},
        {"titre": tout.libelle},
    ]


def table_of(faits: Faits, valeurs: dict, codes: tuple[str, ...], titre: str, note: str = "") -> dict:
    """Return the table of some indicators over the periods."""
    lignes = []
    for code in codes:
        i = PAR_CODE[code]
        *annees, tout = valeurs[code]
        ecrits = [cellule(ecrire(i, v)) for v in reversed(annees)]
        ecrits[-1]["fort"] = i.fort
        lignes.append(
            {
                "titre": libelle(i, faits.base_etp),
                "genre": "fort" if code == "heures_realisees" else "",
                "cellules": [
                    *ecrits,
                    cellule(compare(i, annees[0], annees[1])),
                    cellule(ecrire(i, tout)),
                ],
                "lignes": i.lignes,
            }
        )
    return {"titre": titre, "colonnes": _columns(faits), "lignes": lignes, "note": note}


def shares(titre: str, mesure: str, rangs: list[tuple], note: str = "") -> dict:
    """Return a table of shares of a whole, its total last."""
    total = sum((Decimal(v) for _, v in rangs), Decimal(0))
    lignes = [
        {
            "titre": mots,
            "genre": "",
            "cellules": [cellule(nombre(v, 0)), cellule(taux(Decimal(v) / total, 1) if total else VIDE)],
        }
        for mots, v in rangs
    ]
    pied = [cellule(nombre(total, 0)), cellule(taux(1, 1) if total else VIDE)]
    lignes.append({"titre": "Total", "genre": "total", "cellules": pied})
    colonnes = [{"titre": ""}, {"titre": mesure}, {"titre": "Part"}]
    return {"titre": titre, "colonnes": colonnes, "lignes": lignes, "note": note, "etroit": True}


def _title(faits: Faits) -> str:
    nombre_de_periodes = len(faits.periodes) - 1
    return f"Chiffres de {faits.periodes[nombre_de_periodes - 1].libelle} à {faits.periodes[0].libelle}"


def _chart(titre: str, phrase: str, faits: Faits, series: list[tuple], **options) -> dict:
    return {
        "titre": titre,
        "phrase": phrase,
        "libelles": [p.libelle for p in reversed(faits.periodes[:-1])],
        "series": [
            {"libelle": mots, "valeurs": [str(v) for v in reversed(valeurs[:-1])], "style": style}
            for mots, valeurs, style in series
        ],
        **options,
    }


def times_more(valeur, avant) -> str:
    """Compare two figures in words: « font plus que doubler », « augmentent de 23 % »…"""
    if not avant:
        return "partent de zéro" if valeur else "restent à zéro"
    rapport = Decimal(valeur) / Decimal(avant)
    if rapport >= 2:
        return "font plus que doubler" if rapport > 2 else "doublent"
    if rapport == 1:
        return "ne changent pas"
    verbe = "augmentent" if rapport > 1 else "baissent"
    return f"{verbe} de {taux(abs(rapport - 1), 0)}"


def _activity(faits: Faits, valeurs: dict) -> dict:
    faites, gens = valeurs["heures_realisees"], valeurs["personnes"]
    p, avant = faits.periodes[0], faits.periodes[1]
    return {
        "chapeau": f"{_when(p)}, {nombre(gens[0])} personne{'s' if gens[0] > 1 else ''} "
        f"{'ont' if gens[0] > 1 else 'a'} réalisé {heures(faites[0], 0)}.",
        "tableaux": [table_of(faits, valeurs, ACTIVITE, _title(faits), NOTE_ACTIVITE)],
        "graphiques": [
            _chart(
                "Heures",
                f"Les heures réalisées {times_more(faites[0], faites[1])} par rapport à {avant.libelle}.",
                faits,
                [
                    ("Identifiées", valeurs["heures_identifiees"], "identifiees"),
                    ("Réalisées", faites, "validees"),
                ],
                large=True,
            ),
            _chart(
                "Personnes",
                f"Les personnes {times_more(gens[0], gens[1])}.",
                faits,
                [("Personnes", gens, "validees")],
                axe=False,
            ),
        ],
    }


def _when(p) -> str:
    return (
        f"En {p.precision} de {p.libelle}"
        if p.precision
        else f"En {p.libelle}"
        if p.libelle.isdigit()
        else (f"Du {p.libelle}")
    )


def _contracts(faits: Faits, valeurs: dict) -> dict:
    sources = (
        ("Nature des marchés", lambda lot: lot.nature, dict(Nature.choices)),
        ("Dispositif de la clause", lambda lot: lot.dispositif, dict(Dispositif.choices)),
        ("Catégorie de donneur d’ordre", lambda lot: lot.categorie, dict(CategorieDonneurOrdre.choices)),
    )
    tableaux = [table_of(faits, valeurs, MARCHES, "Clauses repérées")]
    tableaux += [
        shares(titre, "Lots", rangs)
        for titre, cle, mots in sources
        if (rangs := lots_par(faits, 0, cle, mots))
    ]
    return {"tableaux": tableaux}


def _hours(faits: Faits, valeurs: dict) -> dict:
    mots = {code: metier.libelle for code, metier in metiers().items()}
    du_lot = {lot.pk: lot.metier for lot in faits.lots}
    anru = {lot.pk: "Renouvellement urbain (ANRU)" if lot.anru else "Autres marchés" for lot in faits.lots}
    noms = {h.employeur: h.employeur_nom for h in faits.heures}
    sources = (
        ("Heures par modalité", lambda h: h.modalite, dict(Modalite.choices)),
        ("Heures par structure", lambda h: h.employeur, noms),
        ("Heures par métier", lambda h: du_lot.get(h.lot, ""), mots),
        *(
            [("Heures en renouvellement urbain", lambda h: anru.get(h.lot, ""), {})]
            if any_anru(faits)
            else []
        ),
    )
    tableaux = [table_of(faits, valeurs, HEURES, "Engagements et réalisation", NOTE_TAUX)]
    if mensuelles := hours_by_month(faits, 0):
        tableaux.append(shares("Heures par mois", "Heures validées", mensuelles))
    tableaux += [
        shares(titre, "Heures validées", rangs)
        for titre, cle, mots in sources
        if (rangs := heures_par(faits, 0, cle, mots))
    ]
    return {"tableaux": tableaux}


def any_anru(faits: Faits) -> bool:
    """Tell whether a lot of the perimeter belongs to urban renewal (R13)."""
    return any(lot.anru for lot in faits.lots)


def _people(faits: Faits, valeurs: dict, masque: bool) -> dict:
    tableaux = [table_of(faits, valeurs, PERSONNES, "Personnes et missions", NOTE_PROFIL)]
    gens = faits.personnes_de(0)
    # A breakdown of which nothing was ever recorded says nothing.
    connus = [r for r in PROFILS if any(r.classe(p) != NON_RENSEIGNE for p in gens)]
    return {"tableaux": tableaux + [_profile(faits, r, masque) for r in connus]}


def _profile(faits: Faits, repartition, masque: bool) -> dict:
    """One breakdown, this period beside the one before."""
    ici, avant = (profil(faits, rang, repartition, masque=masque) for rang in (0, 1))
    anciens = {p.libelle: p for p in avant}
    classes = [p.libelle for p in ici] + [
        p.libelle for p in avant if p.libelle not in {q.libelle for q in ici}
    ]
    actuels = {p.libelle: p for p in ici}
    un, deux = faits.periodes[1].libelle, faits.periodes[0].libelle
    return {
        "titre": repartition.libelle,
        "colonnes": [{"titre": ""}, {"titre": un}, {"titre": "Part"}, {"titre": deux}, {"titre": "Part"}],
        "lignes": [
            {
                "titre": classe,
                "genre": "",
                "cellules": cellules_de_part(anciens.get(classe)) + cellules_de_part(actuels.get(classe)),
            }
            for classe in classes
        ],
        "note": "",
        "etroit": True,
    }


def _exits(faits: Faits, valeurs: dict) -> dict:
    note = "Durable : CDI, ou CDD de six mois ou plus. Les deux rapports ont des bases différentes."
    return {"tableaux": [table_of(faits, valeurs, SORTIES, "Sorties", note)]}
