"""Global search: persons, marchés, lots, organisations; tolerant to accents and typos, within rights."""

import re
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest

from guichet.models import Acteur
from guichet.tableaux.noms import cle_de_personne
from marches.models import Lot, Marche
from publics.models import Participant

PAR_GROUPE = 12
PROCHE = 0.45
MINIMUM = 2


@dataclass(frozen=True)
class Resultat:
    """One answer: where it leads, its name, what tells it from the others."""

    url: str
    titre: str
    detail: str


def chercher(acces, texte: str) -> list[dict]:
    """Return the groups of answers for a text of at least two letters, at most four statements."""
    texte = " ".join(texte.split())[:80]
    if len(texte) < MINIMUM:
        return []
    groupes = (
        ("Personnes", _persons(acces, texte)),
        ("Marchés", _marches(acces, texte)),
        ("Lots", _lots(acces, texte)),
        ("Organisations", _actors(acces, texte)),
    )
    return [{"libelle": libelle, "resultats": trouves} for libelle, trouves in groupes if trouves]


def _nearest(queryset, texte: str, *champs: str):
    """Keep the rows whose fields hold the text, or come near it; nearest first."""
    condition, notes = Q(), []
    for champ in champs:
        condition |= Q(**{f"{champ}__unaccent__icontains": texte})
        notes.append(TrigramWordSimilarity(texte, champ))
    note = Greatest(*notes, Value(0.0)) if len(notes) > 1 else notes[0]
    proches = queryset.annotate(note=note).filter(condition | Q(note__gte=PROCHE))
    return proches.order_by(F("note").desc(), "pk")[:PAR_GROUPE]


def _persons(acces, texte) -> list[Resultat]:
    if not (acces.est_guichet or acces.est_structure):
        return []
    page = "reporting:personne" if acces.est_guichet else "publics:personne"
    personnes = Participant.objects.visible_to(acces).filter(anonymise_le__isnull=True)
    return [
        Resultat(acces.url(page, p.pk), str(p), f"né(e) le {p.ne_le:%d/%m/%Y}" if p.ne_le else p.commune)
        for p in _nearest(personnes, cle_de_personne(texte), "cle_nom")
    ]


def _marches(acces, texte) -> list[Resultat]:
    if acces.est_structure:
        return []
    marches = _nearest(Marche.objects.visible_to(acces), texte, "objet", "numero").select_related(
        "donneur_ordre"
    )
    return [
        Resultat(acces.url("marches:marche_fiche", m.pk), m.objet, f"{m.donneur_ordre}, marché {m.numero}")
        for m in marches
    ]


def _lots(acces, texte) -> list[Resultat]:
    lots = _nearest(Lot.objects.visible_to(acces), texte, "intitule", "marche__numero").select_related(
        "marche"
    )
    page = "marches:lot_fiche" if acces.est_structure else "reporting:lot"
    return [Resultat(acces.url(page, lot.pk), str(lot), lot.marche.objet) for lot in lots]


def _actors(acces, texte) -> list[Resultat]:
    if not acces.est_guichet:
        return []
    chiffres = re.sub(r"\D", "", texte)
    acteurs = Acteur.objects.visible_to(acces).select_related("organisation")
    if len(chiffres) >= 9:
        acteurs = acteurs.filter(organisation__siret__startswith=chiffres[:14]).order_by("nom", "pk")[
            :PAR_GROUPE
        ]
    else:
        acteurs = _nearest(acteurs, texte, "nom")
    return [
        Resultat(acces.url("acteur_fiche", a.pk), a.nom, a.organisation.siret or a.organisation.commune)
        for a in acteurs
    ]
