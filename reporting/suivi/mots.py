"""The figures and sentences at the head of a buyer's dashboard."""

from guichet.base.dates import jour_long, mois_nom
from guichet.base.formats import heures, nombre, taux
from guichet.graphiques.dessin import Dessin, Repere

LEGENDE = Dessin(
    "lots",
    "",
    0,
    (),
    legende=(
        Repere("validees", "Validées"),
        Repere("declarees", "Déclarées"),
        Repere("prevision", "Prévision à la fin"),
        Repere("engagement", "Engagement, 100 %"),
        Repere("attendu", "Attendu aujourd’hui"),
    ),
)


def _many(n: int, mot: str) -> str:
    """« 1 lot en cours », « 7 lots en cours »: the first word takes the mark."""
    premier, _, suite = mot.partition(" ")
    return f"{nombre(n)} {premier}{'s' if n > 1 else ''}{' ' + suite if suite else ''}"


def _percent(ratio) -> dict:
    texte = taux(ratio)
    return {"valeur": texte.removesuffix("%").strip(), "unite": "%" if texte.endswith("%") else ""}


def sous_titre(t) -> str:
    """Say what day the figures are of, and how far the hours are controlled."""
    phrase = f"Au {jour_long(t.jour).split(' ', 1)[1]} {t.jour.year}."
    if t.connu is None:
        return phrase
    en_cours = t.cumul and any(p.situation.declarees for p in t.en_cours)
    return (
        f"{phrase} Heures connues jusqu’à {mois_nom(t.connu)}{', en partie à contrôler' if en_cours else ''}."
    )


def chiffres(t) -> list[dict]:
    """Return the four figures of the page: words, value, unit, sentence."""
    r, pluriel = t.realisation, "s" if t.realisation.lots_receptionnes > 1 else ""
    plafond = f" ; {taux(r.taux_plafonne)} en plafonnant chaque lot" if r.taux_plafonne is not None else ""
    attendu = t.totaux.attendues / t.totaux.engagees if t.totaux.engagees else None
    atteints = (
        f"{_many(r.lots_atteints, 'lot')} sur {r.lots_receptionnes} {'ont' if r.lots_atteints > 1 else 'a'}"
    )
    return [
        {
            "libelle": f"Avancement, {_many(len(t.en_cours), 'lot en cours')}",
            **_percent(r.avancement),
            "phrase": f"{heures(t.totaux.validees, 0)} validées sur {heures(t.totaux.engagees, 0)} à réaliser"
            f" ; {taux(attendu)} étaient attendus aujourd’hui.",
        },
        {
            "libelle": f"Taux de réalisation, {r.lots_receptionnes} lot{pluriel} réceptionné{pluriel}",
            **_percent(r.taux),
            "phrase": f"{atteints} atteint l’objectif{plafond}."
            if r.lots_receptionnes
            else "Il se calcule à la réception des lots.",
        },
        {
            "libelle": f"Personnes en {t.jour.year}",
            "valeur": nombre(t.effectif),
            "unite": "",
            "phrase": _news(t),
        },
        {
            "libelle": "Prévision à la fin",
            **_percent(t.totaux.ratio),
            "phrase": t.phrase_prevision,
        },
    ]


def _news(t) -> str:
    ecart = abs(t.ecart_nouvelles)
    comparaison = (
        f"{nombre(ecart)} de {'plus' if t.ecart_nouvelles > 0 else 'moins'} qu’en"
        if ecart
        else "autant qu’en"
    )
    accord = "nouvelles" if t.nouvelles > 1 else "nouvelle"
    return f"dont {nombre(t.nouvelles)} {accord}, soit {comparaison} {t.jour.year - 1} à la même date."


def decisions(t) -> dict:
    """Return the message about the hours that wait for the buyer."""
    if not t.decisions:
        return {}
    premiere = t.decisions[0]
    depuis = jour_long(premiere.transmise_le.date()).split(" ", 1)[1] if premiere.transmise_le else ""
    propose = "de les maintenir" if premiere.proposition == "maintien" else "de les invalider"
    lot = f"{premiere.lot.marche.objet}, lot {premiere.lot.numero}"
    total = heures(t.heures_a_decider)
    phrase = (
        f"depuis le {depuis}, {lot}. Le guichet propose {propose}."
        if len(t.decisions) == 1
        else f"sur {len(t.decisions)} missions, la première depuis le {depuis} ({lot})."
    )
    return {"titre": f"{total} attendent votre décision", "phrase": phrase, "action": f"Décider des {total}"}
