"""The data that a bilan shows, prints and keeps (D6): the page and the PDF read the same snapshot."""

from guichet.base.dates import date_longue, jour
from guichet.base.formats import VIDE, heures, nombre
from guichet.base.horloge import aujourdhui
from guichet.territoires.reglages import reglages
from reporting.bilans.chapitres import chapitres
from reporting.indicateurs.catalogue import calculer
from reporting.indicateurs.faits import charger
from reporting.indicateurs.perimetre import Perimetre
from reporting.indicateurs.periodes import Periode, periode
from reporting.indicateurs.rapport import periodes_comparees, rapport

PHRASES = {
    "territoire": "Ce que les marchés du territoire ont apporté aux personnes éloignées de l’emploi.",
    "donneur_ordre": "Ce que vos marchés ont apporté aux personnes éloignées de l’emploi.",
    "structure": "Ce que la structure a fait pour les personnes en parcours.",
}


def perimetre_de(bilan) -> Perimetre:
    """Return whose figures a bilan tells."""
    qui = (bilan.acteur_id,) if bilan.acteur_id else ()
    if bilan.genre == "structure":
        return Perimetre(bilan.territoire, structures=qui)
    return Perimetre(bilan.territoire, acheteurs=qui)


def instantane(bilan) -> dict:
    """Compute the snapshot of a bilan from today's rows, as plain JSON. Six statements, and the settings."""
    poses = reglages(bilan.territoire)
    p = periode(bilan.debut, bilan.fin)
    faits = charger(perimetre_de(bilan), periodes_comparees(p), poses["base_etp"])
    valeurs = calculer(faits)
    territoire = bilan.territoire
    sujet = bilan.acteur.nom if bilan.acteur else territoire.nom
    return {
        "nature": "Bilan",
        "accent": territoire.accent,
        "emetteur": {
            "nom": territoire.porteur,
            "service": "Guichet des clauses sociales",
            "sigle": territoire.initiale,
        },
        "cofinanceurs": [poses["cofinanceur"]] if poses["cofinanceur"] else [],
        "sur_titre": "Clauses sociales d’insertion",
        "titre": f"Bilan annuel\n{bilan.annee}",
        "titre_complet": f"Bilan annuel {bilan.annee}, {sujet}",
        "phrase": PHRASES[bilan.genre],
        "periode": period_text(p),
        "mention": f"Arrêté le {date_longue(aujourdhui(territoire)).split(' ', 1)[1]}, chiffres figés",
        "faits": _facts(valeurs, p, faits.periodes[1]),
        "chapitres": chapitres(faits, valeurs, bilan.textes, masque=bilan.genre != "structure"),
        "indicateurs": rapport(faits),
    }


def period_text(p: Periode) -> str:
    """Write a period in full: « Du 1er janvier au 30 novembre 2017, onze mois »."""
    debut = date_longue(p.debut).split(" ", 1)[1]
    if p.debut.year == p.fin.year:
        debut = debut.rsplit(" ", 1)[0]
    texte = f"Du {debut} au {date_longue(p.fin).split(' ', 1)[1]}"
    return f"{texte}, {p.precision}" if p.precision else texte


def _facts(valeurs: dict, p: Periode, avant: Periode) -> list[dict]:
    """Return the three figures of the cover."""
    return [
        {
            "valeur": nombre(valeurs[code][0], 0),
            "unite": unite,
            "phrase": f"{mots}\n{_before(valeurs[code][1], unite)} en {avant.libelle}",
        }
        for code, unite, mots in (
            ("heures_realisees", "h", "réalisées,"),
            ("personnes", "", "personnes,"),
            ("donneurs_ordre", "", "donneurs d’ordre,"),
        )
    ]


def _before(valeur, unite: str) -> str:
    if valeur is None:
        return VIDE
    return heures(valeur, 0) if unite else nombre(valeur, 0)


def changements(avant: dict, apres: dict) -> list[dict]:
    """Return what a correction changes: indicator, old and new value of the period, words first."""
    anciens = {i["code"]: i for i in avant["indicateurs"]["indicateurs"]}
    return [
        {
            "code": i["code"],
            "libelle": i["libelle"],
            "avant": anciens[i["code"]]["valeurs"][0],
            "apres": i["valeurs"][0],
        }
        for i in apres["indicateurs"]["indicateurs"]
        if i["code"] in anciens and anciens[i["code"]]["valeurs"][0] != i["valeurs"][0]
    ]


def frozen_on(bilan) -> str:
    """Say when a bilan was frozen."""
    return jour(bilan.arrete_le) if bilan.arrete_le else VIDE
